"""A question of the explore page: indicator, region, kind, periods, layout; every part of it checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar, cast

from dashboard.figures.places import Places
from dashboard.figures.series import Series
from dashboard.plan import periods
from dashboard.plan.models import Breakdown, Indicator, Region

Step = Literal["M", "Q", "A", "C"]  # months, quarters, years, months of a year added up
Rows = Literal["period", "region", "kind", "part"]  # part: the month or quarter of a year
Columns = Literal["measures", "period", "region", "kind", "year"]
Measure = Literal["value", "same", "base"]  # change against the same period of last year, against the base year
Show = Literal["table", "line", "columns"]
ROWS: tuple[Rows, ...] = ("period", "region", "kind", "part")
COLUMNS: tuple[Columns, ...] = ("measures", "period", "region", "kind", "year")
MEASURES: tuple[Measure, ...] = ("value", "same", "base")
SHOWS: tuple[Show, ...] = ("table", "line", "columns")
STEPS: tuple[Step, ...] = ("M", "Q", "A", "C")
KEYS = ("indicator", "region", "breakdown", "step", "from", "to", "rows", "columns", "measure", "show", "find", "skip")
_FINE = {"M": 1, "Q": 3, "A": 12}
T = TypeVar("T", bound=str)


@dataclass(frozen=True)
class Source:
    """What can be asked of an indicator: its values by breakdown code ("" for the total), regions and kinds."""

    indicator: Indicator
    values: Mapping[str, Series]
    regions: tuple[Region, ...]  # those with values, the city first
    kinds: Breakdown | None = None
    places: Places = field(default_factory=Places)  # the part of the regions that was read

    @property
    def codes(self) -> tuple[str, ...]:
        """The breakdown codes that have values."""
        options = () if self.kinds is None else self.kinds.options.values()
        return tuple(code for code in options if code in self.values)

    def window(self, through: str) -> tuple[str, str]:
        """Return the first and last month with a value, up to a month."""
        total = self.values.get("", next(iter(self.values.values()), None))
        told = {p for found in (total.values.values() if total else ()) for p in found}
        known = sorted(periods.last_month(p) for p in told if periods.last_month(p) <= through)
        if not known:
            return through, through
        first = min(told, key=periods.last_month)
        return periods.months_of(first)[0], known[-1]


@dataclass(frozen=True)
class Question:
    """One question, every part of it valid; ``first`` and ``last`` are months."""

    region: str
    kind: str
    step: Step
    first: str
    last: str
    rows: Rows
    columns: Columns
    measure: Measure
    show: Show


def steps(made: Indicator) -> tuple[Step, ...]:
    """Return the steps in which an indicator can be seen: its own and coarser ones, flows added up too."""
    fine = _FINE[made.frequency]
    own = tuple(step for step in STEPS if step != "C" and _FINE[step] >= fine)
    return (*own, "C") if made.aggregation == "flow" and fine < 12 else own


def layouts(source: Source, step: Step) -> tuple[tuple[Rows, Columns], ...]:
    """Return what may stand in rows and columns: whatever has more than one member, never the same twice."""
    several = {"period", *(["region"] if len(source.regions) > 1 else []), *(["kind"] if source.codes else [])}
    flat = [(row, column) for row in ROWS for column in COLUMNS
            if row in several and (column == "measures" or column in several) and row != column]  # fmt: skip
    return (*flat, ("part", "year")) if step != "A" else tuple(flat)


def question(asked: Mapping[str, str], source: Source, through: str) -> Question:
    """Return the question of an address; what does not fit the indicator falls back to the nearest that does."""
    step = _one(asked.get("step", ""), steps(source.indicator))
    start, end = source.window(through)
    last = min(max(_month(asked.get("to", ""), end, closing=True), start), end)
    first = min(max(_month(asked.get("from", ""), _opening(step, start, last), closing=False), start), last)
    rows, columns = _layout(asked, layouts(source, step))
    measure = "value" if columns == "measures" else _one(asked.get("measure", ""), MEASURES)
    return Question(
        _one(asked.get("region", ""), tuple(region.code for region in source.regions) or ("",)),
        _one(asked.get("breakdown", ""), ("", *source.codes)),
        step,
        first,
        last,
        rows,
        columns,
        measure,
        _one(asked.get("show", ""), SHOWS),
    )


def _opening(step: Step, start: str, last: str) -> str:
    """Return the first month shown before a reader chooses one: two years of months, all of longer steps."""
    return max(start, f"{periods.year(last) - 1}-01") if step in ("M", "C") else start


def _one(value: str, options: Sequence[T]) -> T:
    return cast(T, value) if value in options else options[0]


def _month(text: str, default: str, *, closing: bool) -> str:
    """Return the first or last month of a period; the default for what is none."""
    try:
        months = periods.months_of(text)
    except ValueError:
        return default
    return months[-1] if closing else months[0]


def _layout(asked: Mapping[str, str], known: Sequence[tuple[Rows, Columns]]) -> tuple[Rows, Columns]:
    wanted = (asked.get("rows", ""), asked.get("columns", ""))
    exact = [pair for pair in known if pair == wanted]
    same_rows = [pair for pair in known if pair[0] == wanted[0]]
    return next(iter((*exact, *same_rows, *known)))


def own_period(month: str, made: Indicator) -> str:
    """Return the indicator's own period that contains a month."""
    return periods.of_month(month, made.frequency)
