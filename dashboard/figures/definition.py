"""What a target promises and how it is read: clause, reading, base value, units, source; each with who confirmed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.figures.facts import Item, State
from dashboard.plan.models import Source
from dashboard.wording import Language, day_words, joined, period_words, t


@dataclass(frozen=True)
class Definition:
    """Texts of a target under one reading; ``base``: value with year, source and confirmation, None without one."""

    clause: str
    statement: str
    rule: str
    reading: str
    why: str
    source: str
    confirmation: str
    base: tuple[str, str, str] | None
    owners: str
    partners: str
    tasks: tuple[str, ...]
    data_source: str
    rubric: str


def definition(item: Item, state: State, lang: Language) -> Definition:
    """Return the definition of a target under the reading that its item has; units as responsible at the cut-off."""
    target, reading, names, zh = item.target, item.reading, state.organisations, lang == "zh"
    return Definition(
        clause=t("target.clause_no", lang, doc_no=state.plan.doc_no, clause=target.clause),
        statement=target.statement if zh else target.statement_en,
        rule=target.rule_text if zh else target.rule_text_en,
        reading=reading.name if zh else reading.name_en,
        why=reading.why if zh else reading.why_en,
        source=reading.source if zh else "",
        confirmation=confirmation(reading, lang),
        base=_base(item, state, lang),
        owners=_units(target.owners_on(state.edition.cut_off), names, lang) or t("target.no_owner", lang),
        partners=_units(target.partners, names, lang),
        tasks=_tasks(state, target.tasks, lang),
        data_source=_source(item, lang),
        rubric=target.rubric if zh else target.rubric_en,
    )


def _units(codes: Sequence[str], names: Mapping[str, str], lang: Language) -> str:
    return joined([names.get(code, code) for code in codes], lang)


def _source(item: Item, lang: Language) -> str:
    if item.indicator is None:
        return ""
    return item.indicator.data_source if lang == "zh" else item.indicator.data_source_en


def _tasks(state: State, numbers: Sequence[int], lang: Language) -> tuple[str, ...]:
    known = {measure.task.code: measure.task for measure in state.measures}
    found = [known[str(n)] for n in numbers if str(n) in known]
    return tuple(t("target.task_link", lang, code=x.code, name=x.name if lang == "zh" else x.name_en) for x in found)


def _base(item: Item, state: State, lang: Language) -> tuple[str, str, str] | None:
    """Return the base value with its year, its source, and who confirmed it; None where nothing grows from a base."""
    found, year = item.verdict, item.reading.base_year
    if found.base is None or year is None:
        return None
    known = next((b for b in state.bases if (b.indicator, b.year) == (found.indicator, year)), None)
    source = known.source if known is not None and lang == "zh" else ""
    value = t("target.base_value", lang, amount=item.amount(found.base, lang), year=period_words(str(year), lang))
    return value, source, confirmation(known, lang) if known is not None else t("target.unconfirmed", lang)


def confirmation(reading: Source, lang: Language) -> str:
    """Return who confirmed a reading or base value and when, or that it is not confirmed."""
    if reading.confirmed_by is None or reading.confirmed_on is None:
        return t("target.unconfirmed", lang)
    key = "target.confirmed_doc" if reading.doc_no else "target.confirmed"
    day = day_words(reading.confirmed_on, lang)
    return t(key, lang, by=reading.confirmed_by, day=day, doc_no=reading.doc_no or "")
