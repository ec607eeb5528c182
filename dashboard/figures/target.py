"""A target's page as one frozen value: clause, reading, formulas, years, readings, history and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.attainment.verdict import Verdict
from dashboard.figures import formulas, headlines, marks, needs
from dashboard.figures.basis import Basis, basis
from dashboard.figures.definition import Definition, definition
from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Cell, Mark, Outlook
from dashboard.figures.phrases import stage_name
from dashboard.figures.readings import Past, ReadingRow, history, readings, readings_note
from dashboard.figures.series import Series
from dashboard.figures.shell import Entry
from dashboard.wording import Language, day_words, percent, period_words, t, year_to_date

Href = Callable[..., str]


@dataclass(frozen=True)
class Fact:
    """One of the numbers at the head: label, value and a line below it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class StageRow:
    """A dated stage in words."""

    cell: Cell
    name: str
    due: str
    done: str
    state: str


@dataclass(frozen=True)
class YearCell:
    """A year of the every-year strip."""

    year: int
    state: str  # met | missed | unknown
    growth: str
    word: str


@dataclass(frozen=True)
class Part:
    """One kind of a breakdown."""

    name: str
    value: str
    share: str
    width: float


@dataclass(frozen=True)
class TargetPage:
    """Everything a target's page says in words; charts and rows are drawn beside it."""

    headline: str
    heading: str
    name: str
    choices: tuple[Entry, ...]
    previous: Entry | None
    following: Entry | None
    mark: Mark
    facts: tuple[Fact, ...]
    outlook: Outlook | None
    need: needs.Lines
    definition: Definition
    formulas: tuple[formulas.Line, ...]
    formula_unit: str
    stages: tuple[StageRow, ...]
    years: tuple[YearCell, ...]
    readings: tuple[ReadingRow, ...]
    readings_note: str
    history: tuple[tuple[str, tuple[Past, ...]], ...]
    basis: Basis
    restated: tuple[str, ...]


def page(
    state: State,
    code: str,
    past: Sequence[Mapping[str, object]],
    lang: Language,
    today: date,
    href: Href,
    restated: tuple[str, ...] = (),
    reading_id: str = "",
) -> TargetPage:
    """Return a target's page; ``past``: rows of ``verdict_history``, ``href(page, **keys)`` makes addresses.

    ``reading_id`` shows the target as one of its readings has it; "" is the one used.
    """
    item = next(found for found in state.items if found.target.id == code).under(reading_id)
    zh = lang == "zh"
    links = _links(state, lang, href)
    at = [found.target.id for found in state.items].index(code)
    heading = next(h for h in state.headings if h.id == item.target.heading)
    return TargetPage(
        headline=headlines.titled(item, state, lang, today),
        heading=heading.name if zh else heading.name_en,
        name=item.name(lang),
        choices=tuple(Entry(e.name, e.href, e.name == item.name(lang), e.note) for e in links),
        previous=links[at - 1] if at else None,
        following=links[at + 1] if at + 1 < len(links) else None,
        mark=marks.mark(item, lang),
        facts=_facts(item, lang),
        outlook=marks.outlook(item.chance, lang),
        need=needs.need(item, state.organisations, lang),
        definition=definition(item, state, lang),
        formulas=formulas.lines(item, lang),
        formula_unit=t("target.formula_unit", lang, unit=_unit(item, lang)),
        stages=_stages(item, lang),
        years=_years(item, lang),
        readings=readings(item, lang, lambda r: href("target", target=code, reading="" if r == "default" else r)),
        readings_note=readings_note(item, lang),
        history=history(past, state.edition.label, lang, lambda label: href("target", target=code, edition=label),
                        item, {r.id: r.name if zh else r.name_en for r in state.rule_sets}),
        basis=basis(item, state, lang),
        restated=restated,
    )  # fmt: skip


def _unit(item: Item, lang: Language) -> str:
    made = item.indicator
    units = (made.unit, made.unit_en) if made else (item.target.unit, item.target.unit_en)
    return units[0] if lang == "zh" else units[1]


def _links(state: State, lang: Language, href: Href) -> tuple[Entry, ...]:
    return tuple(
        Entry(item.name(lang), href("target", target=item.target.id), note=item.target.code) for item in state.items
    )


def _facts(item: Item, lang: Language) -> tuple[Fact, ...]:
    """Return actual, target and gap as they apply to the target."""
    found = item.verdict
    counted = found.method in ("count", "stages")
    goal = found.goal if counted else found.path
    made = []
    if found.level is not None:
        made.append(Fact(t("target.level", lang), item.cell(found.level, lang), _judged(found, lang)))
    if goal is not None:
        key = "target.goal_number" if counted else "target.goal_total" if found.method == "total" else "target.goal"
        share = percent(found.completion) if found.completion is not None else ""
        note = t("target.reached", lang, share=share) if share else ""
        made.append(Fact(t(key, lang), item.cell(goal, lang), note))
    gap = marks.gap(item)
    if gap and found.time_progress is not None:
        note = t("target.time_is", lang, share=percent(found.time_progress))
        made.append(Fact(t("target.gap", lang), t("target.gap_points", lang, points=gap), note))
    return tuple(made)


def _judged(found: Verdict, lang: Language) -> str:
    if found.reason == "year_to_date":
        return year_to_date(found.period, lang)
    if found.method in ("count", "stages"):
        return t("target.by_month", lang, month=period_words(found.period, lang))
    return period_words(found.period, lang) if found.period else ""


def _stages(item: Item, lang: Language) -> tuple[StageRow, ...]:
    rows = []
    for stage, cell in zip(item.verdict.stages, marks.stage_cells(item, lang), strict=True):
        done = day_words(stage.done_on, lang) if stage.done_on else "—"
        word = t(f"status.milestone_{stage.state}", lang)
        rows.append(StageRow(cell, stage_name(item, stage, lang), period_words(stage.due, lang), done, word))
    return tuple(rows)


def _years(item: Item, lang: Language) -> tuple[YearCell, ...]:
    words = {True: "met", False: "missed", None: "unknown"}
    return tuple(
        YearCell(mark.year, words[mark.met], "—" if mark.growth is None else percent(mark.growth),
                 t(f"target.year_{words[mark.met]}", lang))
        for mark in item.verdict.every_year
    )  # fmt: skip


def parts(
    item: Item,
    found: Mapping[str, Series],
    names: Mapping[str, str],
    region: str,
    lang: Language,
    value: Callable[[Series, str], Decimal | None],
) -> tuple[Part, ...]:
    """Return each kind with its value and share, in the order of the catalogue."""  # fmt: skip
    known = {code: value(found[code], region) for code in names if code in found}
    total = sum((v for v in known.values() if v is not None), Decimal(0))
    return tuple(_part(item, names[code], value, total, lang) for code, value in known.items())


def _part(item: Item, name: str, value: Decimal | None, total: Decimal, lang: Language) -> Part:
    if value is None or not total:
        return Part(name, "—" if value is None else item.amount(value, lang), "—", 0.0)
    return Part(name, item.amount(value, lang), percent(value / total), round(float(value / total * 100), 1))
