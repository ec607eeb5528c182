"""The answer to a question as one frozen table: values, change on last year and on the base, rows by columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from dashboard.figures.asking import Question, Source
from dashboard.figures.slots import Slot, owed, part_words, slots, value
from dashboard.wording import Language, quantity, signed, t


@dataclass(frozen=True)
class Cell:
    """A value as written and as a number: in the indicator's unit, a change as a fraction or a difference."""

    text: str
    number: Decimal | None = None
    share: bool = False  # a fraction, shown in percent
    awaited: bool = False


@dataclass(frozen=True)
class Line:
    """A row of the table; ``width`` is its bar in percent of the largest."""

    label: str
    cells: tuple[Cell, ...]
    width: float | None = None
    short: str = ""  # for an axis


@dataclass(frozen=True)
class Grid:
    """A pivot: the corner, the columns, the rows."""

    corner: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    drawn: tuple[int, ...]  # the columns of a chart: a total is left out, it dwarfs its parts
    total: bool  # the first row is a total
    factor: Decimal = Decimal(1)  # from the indicator's unit to that of a chart's axis


@dataclass(frozen=True)
class At:
    """One place of the pivot: region, breakdown code, slot and what is told of it."""

    region: str
    kind: str
    slot: Slot | None
    measure: str


_WITH_TOTAL = ("region", "kind")
Member = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Pivot:
    """Makes the table of a question."""

    source: Source
    asked: Question
    base_year: int
    lang: Language

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the question."""
        return slots(self.asked, self.source.indicator, self.lang)

    def grid(self) -> Grid:
        """Return the table."""
        asked, lang = self.asked, self.lang
        columns = self.members(asked.columns)
        lines = [(label, [self.cell(self.at({**row, **col})) for _, col in columns])
                 for label, row in self.members(asked.rows)]  # fmt: skip
        barred = asked.columns == "measures"
        most = max((cells[0].number or Decimal(0) for _, cells in lines if cells), default=Decimal(0)) if barred else 0
        shorts = [slot.short for slot in self.slots] if asked.rows == "period" else [label for label, _ in lines]
        return Grid(
            t(f"explore.axis_{asked.rows}", lang),
            tuple(label for label, _ in columns),
            tuple(
                Line(label, tuple(cells), _width(cells, most) if barred else None, short)
                for (label, cells), short in zip(lines, shorts, strict=True)
            ),
            self._drawn(len(columns)),
            asked.rows in _WITH_TOTAL and asked.measure == "value",
            Decimal(100) if self.millions and asked.measure == "value" else Decimal(1),
        )

    @property
    def millions(self) -> bool:
        """True where amounts stand in millions of yuan: in English, 亿元 is no unit."""
        return self.lang == "en" and self.source.indicator.unit == "亿元"

    def _drawn(self, count: int) -> tuple[int, ...]:
        """Return the columns of a chart: value and last year's; parts without their total."""
        if self.asked.columns == "measures":
            return (0, 1)
        total = self.asked.columns in _WITH_TOTAL and self.asked.measure == "value" and count > 1
        return tuple(range(1 if total else 0, count))

    def members(self, axis: str) -> list[Member]:
        """Return the members of an axis with what each one sets."""
        found = self.slots
        if axis == "period":
            return [(slot.label, {"slot": slot}) for slot in found]
        if axis == "region":
            places = [r for r in self.source.regions if r.kind != "zone"]  # zones lie inside counties
            return [(r.name if self.lang == "zh" else r.name_en, {"region": r.code}) for r in places]
        if axis == "kind":
            return [(self.kind(code), {"kind": code}) for code in ("", *self.source.codes)]
        if axis == "year":
            return [(str(year), {"year": year}) for year in sorted({slot.year for slot in found})]
        if axis == "part":
            parts = sorted({slot.part for slot in found})
            return [(part_words(part, self.asked.step, self.lang), {"part": part}) for part in parts]
        names = ("value", "before", "same", "base")
        return [(self.header(name), {"measure": name}) for name in names]

    def header(self, name: str) -> str:
        """Return the name of a measure with what it is compared with."""
        return t(f"explore.measure_{name}", self.lang, base=self.base_year)

    def kind(self, code: str) -> str:
        """Return a kind by name; the total for none."""
        kinds = self.source.kinds
        if not code or kinds is None:
            return t("explore.total", self.lang)
        own = next((label for label, known in kinds.options.items() if known == code), code)
        return own if self.lang == "zh" else kinds.options_en.get(code, own)

    def at(self, told: dict[str, object]) -> At:
        """Return the place that two members set; what neither sets is the question's own, the newest period last."""
        found, slot = self.slots, told.get("slot")
        if "year" in told or "part" in told:
            slot = next((s for s in found if (s.year, s.part) == (told.get("year"), told.get("part"))), None)
        elif slot is None:
            slot = found[-1] if found else None
        region, kind = str(told.get("region", self.asked.region)), str(told.get("kind", self.asked.kind))
        measure = str(told.get("measure", self.asked.measure))
        return At(region, kind, slot if isinstance(slot, Slot) else None, measure)

    def cell(self, at: At) -> Cell:
        """Return the cell of a place."""
        series = self.source.values.get(at.kind)
        if at.slot is None or series is None:
            return Cell("")
        if at.measure == "before":
            return self._amount(at, at.slot.in_year(at.slot.year - 1))
        if at.measure in ("same", "base"):
            return self.change(at, at.measure == "same")
        return self._amount(at, at.slot)

    def _amount(self, at: At, slot: Slot) -> Cell:
        series = self.source.values[at.kind]
        found = value(series, at.region, slot)
        if found is None:
            late = owed(series, at.region, slot)
            return Cell(t("explore.awaited", self.lang) if late else "—", awaited=late)
        return Cell(self.bare(found), found)

    def change(self, at: At, same: bool) -> Cell:
        """Return the change in percent; of counts so far, which start at nought, in things."""
        assert at.slot is not None  # told by the caller
        series = self.source.values[at.kind]
        year = at.slot.year - 1 if same else self.base_year
        now, then = (value(series, at.region, slot) for slot in (at.slot, at.slot.in_year(year)))
        if now is None or then is None or (at.slot.year <= year):
            return Cell("—")
        if series.indicator.aggregation == "cumulative_count":
            return Cell(signed(now - then, self.source.indicator.decimals), now - then)
        return Cell("—") if then <= 0 else Cell(f"{signed((now / then - 1) * 100)}%", now / then - 1, share=True)

    def bare(self, found: Decimal) -> str:
        """Return a value without its unit; yuan keep theirs in English, it tells m from bn."""
        text = self.said(found)
        return text if self.lang == "en" and "¥" in text else text.partition(" ")[0]

    def said(self, found: Decimal) -> str:
        """Return a value with its unit."""
        made = self.source.indicator
        fine = made.unit == "亿元" and made.frequency != "A" and self.lang == "zh"  # a county's month is 万元
        return quantity(found, made.unit, made.unit_en, made.decimals + (2 if fine else 0), self.lang)


def _width(cells: Sequence[Cell], most: Decimal | int) -> float:
    first = cells[0].number if cells else None
    return round(float(max(first, Decimal(0)) / most * 100), 1) if first is not None and most else 0.0
