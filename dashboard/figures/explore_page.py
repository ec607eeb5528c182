"""The explore page as one frozen value: choices as links, the answer, the table, and how to get the same elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from dashboard.figures.explore import Grid
from dashboard.figures.explore_answer import answer
from dashboard.figures.explore_asked import Asked, call_of, caption, parameters
from dashboard.figures.explore_choices import Calendar, Choice, Link, calendar, indicators, places, shape
from dashboard.figures.framing import stamp
from dashboard.figures.places import Paging, paging
from dashboard.plan.models import Indicator
from dashboard.wording import Language, day_words, edition_words, t

Number = tuple[Decimal, bool]  # with True for a fraction that is shown in percent


@dataclass(frozen=True)
class Handout:
    """A table to hand out: title, headers, rows of text and numbers, and what must stand beside it."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str | Number | None, ...], ...]
    notes: tuple[tuple[str, str], ...]
    unit: str = ""
    marked: tuple[str, ...] = ()  # cut-off, edition, rules, and the mark of invented data
    lang: Language = "zh"


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
    paging: Paging | None = None


def page(asked: Asked, every: Sequence[Indicator], judged: Collection[str], link: Link, sql: str) -> ExplorePage:
    """Return the page. ``judged``: indicators that a target rests on, ``link(**keys)`` makes an address."""
    lang = asked.lang
    grid = asked.pivot.grid()
    call = f"./api/v1/observations?{urlencode(call_of(asked))}"
    told = {"plan": asked.plan, "edition": asked.edition.label, "lang": lang, **asked.keys()}
    file = {key: value for key, value in told.items() if value}
    return ExplorePage(
        t("explore.question", lang),
        answer(asked.pivot, asked.place),
        (indicators(asked, every, judged, link), *places(asked, link), *shape(asked, link)),
        (calendar(asked, "from", link), calendar(asked, "to", link)),
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
        paging(asked.source.places, lang, link),
    )


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
    part = paging(asked.source.places, lang, lambda **_: "")
    notes += [("part", part.text)] if part is not None else []
    rows = tuple(
        (line.label, *(c.text or None if c.number is None else (c.number, c.share) for c in line.cells))
        for line in grid.lines
    )
    told = tuple((t(f"explore.sheet_{key}", lang), text) for key, text in notes)
    mark = stamp(edition, lang)
    marked = (*mark.notes, mark.demo) if mark.demo else mark.notes
    title, unit = caption(asked, shown=False), made.unit if lang == "zh" else made.unit_en
    return Handout(title, (grid.corner, *grid.columns), rows, told, unit, marked, lang)
