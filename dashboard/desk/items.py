"""Everything of a plan that the office can confirm, with its present value and what was confirmed of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.plan import lookup
from dashboard.plan.amending import OWN, amended
from dashboard.plan.models import BaseValue, Catalogue, DueRule, Fact, FactKind, Quota, Source
from dashboard.wording import Language, t

KINDS: tuple[FactKind, ...] = ("answer", "base_value", "reading", "quota", "owners", "milestone", "due")


@dataclass(frozen=True)
class Item:
    """One thing to be confirmed: ``now`` is its value as a fact would write it, ``options`` the codes it can take.

    ``source`` is what the plan's own files say of where it comes from; ``fact`` what the office said last.
    """

    kind: FactKind
    key: str
    name: str
    now: str
    unit: str = ""
    source: str = ""
    options: tuple[tuple[str, str], ...] = ()
    confirmed: bool = False
    fact: Fact | None = None
    hint: str = ""


def items(catalogue: Catalogue, facts: Iterable[Fact], lang: Language, today: date | None = None) -> list[Item]:
    """Return what can be confirmed of a plan, kind by kind; ``catalogue``: as its files say it.

    Units have the names of ``today``, without it their last ones.
    """
    known = {(fact.kind, fact.key): fact for fact in facts}
    now, parts = amended(catalogue, known.values()), (_base_values, _quotas, _milestones, _dues)
    first = (*_answers(catalogue, known, lang), *_readings(catalogue, known, lang), *_owners(now, known, lang, today))
    return sorted((*first, *(item for part in parts for item in part(now, known, lang))),
                  key=lambda item: KINDS.index(item.kind))  # fmt: skip


Known = Mapping[tuple[FactKind, str], Fact]


def _answers(catalogue: Catalogue, known: Known, lang: Language) -> Iterator[Item]:
    for one in catalogue.questions:
        fact = known.get(("answer", one.code))
        yield Item("answer", one.code, one.name if lang == "zh" else one.name_en, fact.text if fact else "",
                   confirmed=fact is not None, fact=fact,
                   hint=one.question if lang == "zh" else one.question_en)  # fmt: skip


def _base_values(catalogue: Catalogue, known: Known, lang: Language) -> Iterator[Item]:
    measures = {item.id: item for item in catalogue.indicators}
    for base in catalogue.base_values:
        measure, key = measures[base.indicator], f"{base.indicator}/{base.year}"
        name = t("desk.base_of", lang, name=_named(measure, lang), year=base.year)
        unit = measure.unit if lang == "zh" else measure.unit_en
        yield _of("base_value", key, name, _plain(base), base, known, unit=unit)


def _readings(catalogue: Catalogue, known: Known, lang: Language) -> Iterator[Item]:
    for target in catalogue.targets:
        options = tuple((reading.id, _named(reading, lang)) for reading in target.readings)
        name, fact = f"{target.code} {_named(target, lang)}", known.get(("reading", target.id))
        yield _of("reading", target.id, name, fact.text if fact else OWN, target.default, known, options=options)


def _quotas(catalogue: Catalogue, known: Known, lang: Language) -> Iterator[Item]:
    """Yield a quota of every numeric target for every county: of the whole plan for counts, else of its last year."""
    set_already = {(quota.target, quota.region, quota.year): quota for quota in catalogue.quotas}
    counties = [region for region in catalogue.regions if region.kind == "county"]
    for target in catalogue.targets:
        if target.kind != "numeric":
            continue
        last = None if target.default.method in ("count", "stages") else target.default.end_year
        for region in counties:
            years = {last} | {year for code, at, year in set_already if (code, at) == (target.id, region.code)}
            for year in sorted(years, key=lambda one: one or 0):
                quota = set_already.get((target.id, region.code, year))
                name = f"{target.code} {_named(target, lang)} · {_named(region, lang)}" + (f" · {year}" if year else "")
                yield _of("quota", f"{target.id}/{region.code}/{year or ''}", name, _plain(quota), quota, known,
                          unit=target.unit if lang == "zh" else target.unit_en)  # fmt: skip


def _owners(catalogue: Catalogue, known: Known, lang: Language, today: date | None) -> Iterator[Item]:
    for target in catalogue.targets:
        fact = known.get(("owners", target.id))
        yield Item("owners", target.id, f"{target.code} {_named(target, lang)}", ",".join(target.owners),
                   options=units(catalogue, lang, today), confirmed=fact is not None, fact=fact)  # fmt: skip


def _milestones(catalogue: Catalogue, known: Known, lang: Language) -> Iterator[Item]:
    for task in catalogue.tasks:
        for step in task.milestones:
            if step.due is not None:
                fact = known.get(("milestone", step.code))
                yield Item("milestone", step.code, f"{step.code} {_named(step, lang)}", step.due,
                           confirmed=fact is not None, fact=fact)  # fmt: skip


def _dues(catalogue: Catalogue, known: Known, lang: Language) -> Iterator[Item]:
    named = [(item.id, _named(item, lang), item.due) for item in lookup.subjects(catalogue)]
    named.append((lookup.MILESTONES, t("reports.milestones", lang), catalogue.plan.milestones_due))
    for code, name, rule in named:
        fact = known.get(("due", code))
        yield Item("due", code, name, due_text(rule), confirmed=fact is not None, fact=fact)


def due_text(rule: DueRule) -> str:
    """Return a rule of due days as a fact writes it: months after the period's end, day."""
    return f"{rule.months_after}/{rule.day}"


def units(catalogue: Catalogue, lang: Language, today: date | None = None) -> tuple[tuple[str, str], ...]:
    """Return the units of a plan by code, with the names that they have on a day, without one the last."""
    names = ((unit.id, unit.name_on(today) if today else unit.names[-1]) for unit in catalogue.organisations)
    return tuple((code, name.short if lang == "zh" else name.name_en) for code, name in names)


def shown(item: Item, text: str, lang: Language) -> str:
    """Return a value as people read it: names for codes, 按报送数据 for none."""
    match item.kind:
        case "base_value":
            return text or t("desk.as_reported", lang)
        case "due":
            months, _, day = text.partition("/")
            return t("desk.due_words", lang, months=months, day=day)
        case "reading" | "owners":
            names = dict(item.options)
            told = [names.get(code, code) for code in text.split(",") if code]
            return ("、" if lang == "zh" else ", ").join(told) or t("desk.nobody", lang)
        case _:
            return text


def _of(
    kind: FactKind, key: str, name: str, now: str, said: Source | None, known: Known, *,
    unit: str = "", options: tuple[tuple[str, str], ...] = (),
) -> Item:  # fmt: skip
    return Item(kind, key, name, now, unit, said.source if said else "", options,
                (kind, key) in known or (said is not None and said.confirmed), known.get((kind, key)))  # fmt: skip


def _plain(said: BaseValue | Quota | None) -> str:
    return "" if said is None or said.value is None else f"{said.value.normalize():f}"


def _named(thing: object, lang: Language) -> str:
    return str(getattr(thing, "name" if lang == "zh" else "name_en"))
