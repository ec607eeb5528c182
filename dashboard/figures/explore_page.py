"""The explore page as one frozen value: choices as links, the answer, the table, and how to get the same elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from dashboard.figures.asking import MEASURES, SHOWS, Question, Source, layouts, own_period, steps
from dashboard.figures.explore import Grid, Pivot
from dashboard.figures.facts import Edition
from dashboard.figures.shell import Entry
from dashboard.plan import periods
from dashboard.plan.models import Frequency, Indicator
from dashboard.wording import Language, day_words, edition_words, period_words, t

Link = Callable[..., str]
Number = tuple[Decimal, bool]  # with True for a fraction that is shown in percent


@dataclass(frozen=True)
class Choice:
    """A choice of the reader: its name, what is chosen, and the options as links."""

    label: str
    chosen: str
    options: tuple[Entry, ...]
    kind: str = "list"  # list | long | row


@dataclass(frozen=True)
class Calendar:
    """A month, quarter or year to choose: one line of links per year."""

    label: str
    chosen: str
    years: tuple[tuple[str, tuple[Entry, ...]], ...]


@dataclass(frozen=True)
class Handout:
    """A table to hand out: title, headers, rows of text and numbers, and what must stand beside it."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str | Number | None, ...], ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ExplorePage:
    """Everything the page shows."""

    question: str
    answer: str
    choices: tuple[Choice, ...]
    calendars: tuple[Calendar, ...]
    grid: Grid
    caption: str
    source: str
    show: str
    sql: str
    parameters: tuple[tuple[str, str], ...]
    api: str
    csv: str
    xlsx: str
    note: str


@dataclass(frozen=True)
class Asked:
    """A question with everything needed to say it in words."""

    source: Source
    question: Question
    edition: Edition
    plan: str
    base_year: int
    lang: Language

    @property
    def pivot(self) -> Pivot:
        """The table's maker."""
        return Pivot(self.source, self.question, self.base_year, self.lang)

    @property
    def name(self) -> str:
        """The indicator by name."""
        made = self.source.indicator
        return made.name if self.lang == "zh" else made.name_en

    @property
    def place(self) -> str:
        """The region by name; the whole city in words."""
        found = next((r for r in self.source.regions if r.code == self.question.region), None)
        if found is None or found.kind == "city":
            return t("explore.city", self.lang)
        return found.name if self.lang == "zh" else found.name_en

    def keys(self) -> dict[str, str]:
        """Return the address of the question: every part by name."""
        q = self.question
        names = ("indicator", "region", "breakdown", "step", "from", "to", "rows", "columns")
        told = (self.source.indicator.id, q.region, q.kind, q.step, q.first, q.last, q.rows, q.columns)
        measure, show = "" if q.measure == "value" else q.measure, "" if q.show == "table" else q.show
        return {**dict(zip(names, told, strict=True)), "measure": measure, "show": show}


def page(asked: Asked, indicators: Sequence[Indicator], own: Collection[str], link: Link, sql: str) -> ExplorePage:
    """Return the page. ``own``: indicators that a target is judged on, ``link(**keys)`` makes an address with changes."""
    lang = asked.lang
    grid = asked.pivot.grid()
    call = f"./api/v1/observations?{urlencode(call_of(asked))}"
    told = {"plan": asked.plan, "edition": asked.edition.label, "lang": lang, **asked.keys()}
    file = {key: value for key, value in told.items() if value}
    return ExplorePage(
        t("explore.question", lang),
        asked.pivot.answer(asked.place),
        (_indicators(asked, indicators, own, link), *_places(asked, link), *_shape(asked, link)),
        (_calendar(asked, "from", link), _calendar(asked, "to", link)),
        grid,
        caption(asked),
        asked.source.indicator.data_source if lang == "zh" else asked.source.indicator.data_source_en,
        asked.question.show,
        sql,
        tuple((key, ", ".join(v) if isinstance(v, list) else str(v)) for key, v in parameters(asked).items()),
        call,
        f"./api/v1/observations.csv?{urlencode(file)}",
        f"./api/v1/observations.xlsx?{urlencode(file)}",
        t("explore.note_counts" if asked.source.indicator.aggregation == "cumulative_count" else "explore.note", lang),
    )


def parameters(asked: Asked) -> dict[str, object]:
    """Return the parameters of ``explore_values`` that give the values of the table."""
    q, source = asked.question, asked.source
    axes = (q.rows, q.columns)
    return {
        "plan": asked.plan,
        "edition": asked.edition.number,
        "indicator": source.indicator.id,
        "regions": [r.code for r in source.regions if r.kind != "zone"] if "region" in axes else [q.region],
        "breakdowns": ["", *source.codes] if "kind" in axes else [q.kind],
        "first": own_period(q.first, source.indicator),
        "last": own_period(q.last, source.indicator),
    }


def call_of(asked: Asked) -> list[tuple[str, str]]:
    """Return the query of the API call that gives the same values."""
    told = parameters(asked)
    regions, kinds = ([str(v) for v in value] for value in (told["regions"], told["breakdowns"])
                      if isinstance(value, list))  # fmt: skip
    found = [("plan", asked.plan), ("edition", asked.edition.label), ("indicator", str(told["indicator"]))]
    found += [("region", code) for code in regions]
    found += [("breakdown", "*")] if len(kinds) > 1 else [("breakdown", kinds[0])] if kinds[0] else []
    return [*found, ("from", str(told["first"])), ("to", str(told["last"]))]


def caption(asked: Asked, *, shown: bool = True) -> str:
    """Return the title of the table: indicator, place, kind and unit; ``shown``: that of the page, not of a file."""
    q, lang = asked.question, asked.lang
    kind = asked.pivot.kind(q.kind) if q.kind and "kind" not in (q.rows, q.columns) else ""
    city = q.region == asked.source.regions[0].code if asked.source.regions else True
    place = "" if "region" in (q.rows, q.columns) else t("explore.whole", lang) if city else asked.place
    parts = [asked.name, place, kind, "" if q.columns == "measures" else asked.pivot.header(q.measure)]
    made = asked.source.indicator
    unit = made.unit if lang == "zh" else t("explore.millions", lang) if shown and asked.pivot.millions else made.unit_en
    return t("explore.caption", lang, title=" · ".join(part for part in parts if part), unit=unit)


def handout(asked: Asked) -> Handout:
    """Return the table with its unit, source, cut-off, edition, rules and the mark of invented data."""
    lang, edition, grid = asked.lang, asked.edition, asked.pivot.grid()
    made = asked.source.indicator
    notes = [
        ("indicator", asked.name), ("region", asked.place), ("unit", made.unit if lang == "zh" else made.unit_en),
        ("source", made.data_source if lang == "zh" else made.data_source_en),
        ("cut_off", day_words(edition.cut_off, lang)), ("edition", edition_words(edition.label, lang)),
        ("rules", edition.rules), ("comparison", t("explore.note", lang)),
    ]  # fmt: skip
    notes += [("demo", t("ui.demo", lang))] if edition.data_kind == "demo" else []
    rows = tuple(
        (line.label, *(c.text or None if c.number is None else (c.number, c.share) for c in line.cells))
        for line in grid.lines
    )
    told = tuple((t(f"explore.sheet_{key}", lang), text) for key, text in notes)
    return Handout(caption(asked, shown=False), (grid.corner, *grid.columns), rows, told)


def _indicators(asked: Asked, every: Sequence[Indicator], judged: Collection[str], link: Link) -> Choice:
    own, zh = asked.source.indicator, asked.lang == "zh"
    entries = []
    for made in sorted(every, key=lambda made: made.id not in judged):
        kept = {} if made.counties and own.counties else {"region": ""}
        reset = {"breakdown": "", "rows": "", "columns": "", "step": "", **kept}
        note = t("explore.judged" if made.id in judged else "explore.other_readings", asked.lang)
        entries.append(Entry(made.name if zh else made.name_en, link(indicator=made.id, **reset), made.id == own.id, note))
    return Choice(t("explore.indicator", asked.lang), asked.name, tuple(entries), "long")


def _places(asked: Asked, link: Link) -> list[Choice]:
    lang, q, source = asked.lang, asked.question, asked.source
    found = []
    if len(source.regions) > 1:
        names = {r.code: t("explore.whole", lang) if r.kind == "city" else r.name if lang == "zh" else r.name_en
                 for r in source.regions}  # fmt: skip
        options = tuple(Entry(name, link(region=code), code == q.region) for code, name in names.items())
        found.append(Choice(t("explore.region", lang), names[q.region], options))
    if source.codes:
        kinds = {code: asked.pivot.kind(code) for code in ("", *source.codes)}
        options = tuple(Entry(name, link(breakdown=code), code == q.kind) for code, name in kinds.items())
        label = source.kinds.header if source.kinds and lang == "zh" else t("explore.kind", lang)
        found.append(Choice(label, kinds[q.kind], options))
    return found


def _shape(asked: Asked, link: Link) -> list[Choice]:
    """Return how it is shown: step, rows, columns, measure, chart."""
    q = asked.question
    known = layouts(asked.source, q.step)
    rows = list(dict.fromkeys(row for row, _ in known))
    columns = [column for row, column in known if row == q.rows]
    made = [
        _row(asked, "step", q.step, steps(asked.source.indicator), link),
        _row(asked, "rows", q.rows, rows, lambda **keys: link(columns="", **keys), "axis"),
        _row(asked, "columns", q.columns, columns, link, "axis"),
    ]
    if q.columns != "measures":
        made.append(_row(asked, "measure", q.measure, MEASURES, link))
    return [*made, _row(asked, "show", q.show, SHOWS, link)]


def _row(asked: Asked, key: str, chosen: str, options: Sequence[str], link: Link, words: str = "") -> Choice:
    names = {code: t(f"explore.{words or key}_{code}", asked.lang, base=asked.base_year) for code in options}
    entries = tuple(Entry(name, link(**{key: code}), code == chosen) for code, name in names.items())
    return Choice(t(f"explore.{key}", asked.lang), names[chosen], entries, "row")


def _calendar(asked: Asked, key: str, link: Link) -> Calendar:
    """Return the first or last period to choose from, by year."""
    q, lang, made = asked.question, asked.lang, asked.source.indicator
    start, end = asked.source.window(asked.edition.through)
    freq: Frequency = "A" if q.step == "A" else "Q" if "Q" in (q.step, made.frequency) else "M"
    month = q.first if key == "from" else q.last
    current = periods.of_month(month, freq)
    years: dict[str, list[Entry]] = {}
    for period in periods.span(start, end, freq):
        months = periods.months_of(period)
        edge = max(months[0], start) if key == "from" else min(months[-1], end)
        entry = Entry(_short(period, lang), link(**{key: edge}), period == current, period_words(period, lang))
        years.setdefault(period[:4], []).append(entry)
    told = period_words(current, lang) if freq != "A" or key == "from" or q.last.endswith("-12") else ""
    return Calendar(t(f"explore.{key}", lang), told or period_words(q.last, lang),
                    tuple((year, tuple(entries)) for year, entries in years.items()))  # fmt: skip


def _short(period: str, lang: Language) -> str:
    """Return a month or quarter as a short label beside its year."""
    year, month, freq = periods.parse(period)
    if freq == "A":
        return str(year)
    return t("explore.short_quarter", lang, number=month // 3) if freq == "Q" else str(month)
