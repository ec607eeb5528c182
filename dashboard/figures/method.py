"""How the targets are judged, as one frozen value: a target with all its readings, their methods and verdicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboard.figures.definition import confirmation
from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Mark, mark
from dashboard.figures.method_words import Formula, Pieces, demand, formulas, pieces
from dashboard.figures.readings import ReadingRow, readings, readings_note
from dashboard.figures.shell import Entry
from dashboard.plan.models import Ambiguity, Reading
from dashboard.wording import Language, period_words, t

Href = Callable[..., str]
PARTS = ("targets", "rules", "bases", "questions", "forecast", "terms")


@dataclass(frozen=True)
class Row:
    """One reading: its number in the catalogue's order, what it asks for, why, and what it comes to."""

    number: int
    row: ReadingRow
    method: str
    quantity: str
    demand: str
    source: str
    confirmation: str
    question: Entry | None


@dataclass(frozen=True)
class Definition:
    """A target as the page explains it."""

    code: str
    name: str
    heading: str
    rule: str
    statement: str
    clause: str
    mark: Mark
    owners: str
    data_source: str
    breaks: tuple[str, ...]
    rows: tuple[Row, ...]
    formulas: tuple[Formula, ...]
    letters: Pieces
    note: str
    href: str


@dataclass(frozen=True)
class Choice:
    """A target to choose, with the number of its readings."""

    code: str
    name: str
    href: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Group:
    """A heading of the plan with the targets under it."""

    name: str
    entries: tuple[Choice, ...]


@dataclass(frozen=True)
class Head:
    """What stands on top: the question, its answer, and the parts of the page."""

    question: str
    answer: str
    parts: tuple[Entry, ...]


def head(state: State, part: str, lang: Language, href: Href) -> Head:
    """Return the question and its answer, computed from the readings of the edition."""
    pairs = [pair for item in state.items for pair in item.every]
    changed = sum(any(found.status != item.verdict.status for _, found in item.others) for item in state.items)
    key = "method.answer" if changed else "method.answer_same"
    confirmed = sum(found.confirmed for _, found in pairs)
    told = t("method.confirmed" if confirmed else "method.confirmed_none", lang, count=confirmed)
    answer = t(key, lang, targets=len(state.items), readings=len(pairs), confirmed=told, changed=changed,
               rules=state.edition.rules)  # fmt: skip
    parts = tuple(Entry(t(f"method.part_{name}", lang), href("method", part=name), name == part) for name in PARTS)
    return Head(t("method.question", lang), answer, parts)


def groups(state: State, chosen: str, lang: Language, href: Href) -> tuple[Group, ...]:
    """Return every target under its heading with the number of its readings."""
    return tuple(
        Group(
            heading.name if lang == "zh" else heading.name_en,
            tuple(_entry(item, chosen, lang, href) for item in state.under(heading.id)),
        )
        for heading in state.headings
        if state.under(heading.id)
    )


def _entry(item: Item, chosen: str, lang: Language, href: Href) -> Choice:
    code = item.target.id
    return Choice(item.target.code, item.name(lang), href("method", target=code), len(item.every), code == chosen)


def definition(state: State, code: str, lang: Language, href: Href, register: Sequence[Ambiguity]) -> Definition:
    """Return a target with every reading as an edition judged it."""
    item = next(found for found in state.items if found.target.id == code)
    target, zh = item.target, lang == "zh"
    heading = next(h for h in state.headings if h.id == target.heading)
    names = [state.organisations.get(unit, unit) for unit in target.owners_on(state.edition.cut_off)]
    made = item.indicator
    return Definition(
        target.code,
        target.name if zh else target.name_en,
        heading.name if zh else heading.name_en,
        target.rule_text if zh else target.rule_text_en,
        target.statement if zh else target.statement_en,
        t("target.clause_no", lang, doc_no=state.plan.doc_no, clause=target.clause),
        replace(mark(item, lang), notes=()),
        ("、" if zh else ", ").join(names) or t("target.no_owner", lang),
        "" if made is None else made.data_source if zh else made.data_source_en,
        _breaks(item, lang),
        _rows(item, lang, href, register),
        formulas(item, lang),
        pieces(t("method.symbols_key", lang)),
        readings_note(item, lang),
        href("target", target=code),
    )


def _breaks(item: Item, lang: Language) -> tuple[str, ...]:
    """Return where the quantity was defined anew, in words."""
    found = item.indicator.breaks if item.indicator else ()
    return tuple(t("method.break", lang, period=period_words(b.period, lang), why=b.why if lang == "zh" else b.why_en)
                 for b in found)  # fmt: skip


def _rows(item: Item, lang: Language, href: Href, register: Sequence[Ambiguity]) -> tuple[Row, ...]:
    named = {found.code: found.name if lang == "zh" else found.name_en for found in register}
    told = readings(item, lang, lambda r: href("target", target=item.target.id, reading="" if r == "default" else r))
    return tuple(
        Row(
            at,
            row,
            t(f"method.name_{reading.method}", lang),
            _quantity(item, reading, lang),
            demand(item.under(reading.id), lang),
            reading.source if lang == "zh" else "",
            confirmation(reading, lang),
            _question(reading, named, href),
        )
        for at, (row, (reading, _)) in enumerate(zip(told, item.every, strict=True), 1)
    )


def _question(reading: Reading, named: dict[str, str], href: Href) -> Entry | None:
    code = reading.ambiguity
    return None if code is None else Entry(code, href("method", part="questions"), note=named.get(code, ""))


def _quantity(item: Item, reading: Reading, lang: Language) -> str:
    """Return what is measured, with its unit."""
    made = item.quantities.get(reading.indicator or "")
    if made is None:
        return t("method.by_score", lang) if item.target.kind == "qualitative" else ""
    name, unit = (made.name, made.unit) if lang == "zh" else (made.name_en, made.unit_en)
    return t("method.quantity", lang, name=name, unit=unit)
