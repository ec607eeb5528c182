"""A plan with what the office has confirmed in it: base values, quotas, days, units and readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import reduce
from typing import TypeVar

from pydantic import ValidationError

from dashboard.plan.basics import DueRule
from dashboard.plan.checks import faults
from dashboard.plan.content_hash import content_hash
from dashboard.plan.lookup import MILESTONES, subjects
from dashboard.plan.models import BaseValue, Catalogue, Extension, Feed, Ledger, Notice, Quota, Target, Task
from dashboard.plan.office import Fact
from dashboard.plan.promises import FormerOwners, Milestone
from dashboard.wording import Refused

T = TypeVar("T", Feed, Ledger)
OWN = "default"  # the id of a target's first reading


def amended(catalogue: Catalogue, facts: Iterable[Fact]) -> Catalogue:
    """Return a plan, as its files say it, with the facts in it and a hash of its own.

    Refused (``desk.…``) when a fact speaks of something the plan does not have or its text is no value of its kind,
    ``plan.invalid`` when the plan would no longer fit together.
    """
    given = list(facts)
    if not given:
        return catalogue
    try:
        made = reduce(lambda found, fact: _KINDS[fact.kind](found, fact), given, catalogue)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Refused("desk.not_a_value", key=first["loc"][0] if first["loc"] else "", text=first["input"]) from None
    for fault in faults(made, _files(made)):
        raise fault
    return made.model_copy(update={"hash": content_hash(made)})


def _files(catalogue: Catalogue) -> dict[str, str]:
    ledgers = {f"ledger:{found.id}": f"ledgers/{found.id}.yaml" for found in catalogue.ledgers}
    return ledgers | {f"rules:{found.id}": f"rules/{found.id}.yaml" for found in catalogue.rules}


def _answer(catalogue: Catalogue, fact: Fact) -> Catalogue:
    _among(fact, fact.key, {question.code for question in catalogue.questions})
    return catalogue


def _base_value(catalogue: Catalogue, fact: Fact) -> Catalogue:
    code, _, year = fact.key.partition("/")
    _among(fact, code, {item.id for item in catalogue.indicators})
    made = BaseValue(indicator=code, year=_whole(fact, year), value=_number(fact) if fact.text else None, **_said(fact))
    kept = [item for item in catalogue.base_values if (item.indicator, item.year) != (made.indicator, made.year)]
    return catalogue.model_copy(update={"base_values": (*kept, made)})


def _quota(catalogue: Catalogue, fact: Fact) -> Catalogue:
    target, region, year = (*fact.key.split("/"), "", "")[:3]
    _among(fact, target, {item.id for item in catalogue.targets})
    _among(fact, region, {item.code for item in catalogue.regions})
    at = _whole(fact, year) if year else None
    kept = [item for item in catalogue.quotas if (item.target, item.region, item.year) != (target, region, at)]
    if fact.text:  # an empty one takes it away
        kept.append(Quota(target=target, region=region, year=at, value=_number(fact), **_said(fact)))
    return catalogue.model_copy(update={"quotas": tuple(kept)})


def _milestone(catalogue: Catalogue, fact: Fact) -> Catalogue:
    _among(fact, fact.key, {m.code for task in catalogue.tasks for m in task.milestones if m.due is not None})

    def moved(task: Task) -> Task:
        steps = tuple(_with(step, due=fact.text) if step.code == fact.key else step for step in task.milestones)
        return task.model_copy(update={"milestones": steps})

    return catalogue.model_copy(update={"tasks": tuple(map(moved, catalogue.tasks))})


def _owners(catalogue: Catalogue, fact: Fact) -> Catalogue:
    units = tuple(code.strip() for code in fact.text.replace("，", ",").split(",") if code.strip())
    for code in units or ("",):
        _among(fact, code, {unit.id for unit in catalogue.organisations})

    def owned(target: Target) -> Target:
        if target.id != fact.key or target.owners == units:
            return target
        before = FormerOwners(valid_to=fact.confirmed_on - timedelta(days=1), owners=target.owners, doc_no=fact.doc_no)
        former = (*target.former_owners, before) if target.owners else target.former_owners
        return target.model_copy(update={"owners": units, "former_owners": former})

    return _targets(catalogue, fact, owned)


def _reading(catalogue: Catalogue, fact: Fact) -> Catalogue:
    """A target's own reading is always called ``default``: another one that is chosen changes names with it."""

    def read(target: Target) -> Target:
        if target.id != fact.key:
            return target
        _among(fact, fact.text, {reading.id for reading in target.readings})
        first = next(r for r in target.readings if r.id == fact.text).model_copy(update=_said(fact) | {"id": OWN})
        others = [r.model_copy(update={"id": fact.text}) if r.id == OWN else r
                  for r in target.readings if r.id != fact.text]  # fmt: skip
        return target.model_copy(update={"readings": (first, *others)})

    return _targets(catalogue, fact, read)


def _due(catalogue: Catalogue, fact: Fact) -> Catalogue:
    months, _, day = fact.text.partition("/")
    rule = DueRule(months_after=_whole(fact, months), day=_whole(fact, day))
    if fact.key == MILESTONES:
        return catalogue.model_copy(update={"plan": catalogue.plan.model_copy(update={"milestones_due": rule})})
    _among(fact, fact.key, {item.id for item in subjects(catalogue)})
    feeds = tuple(_ruled(item, fact.key, rule) for item in catalogue.feeds)
    ledgers = tuple(_ruled(item, fact.key, rule) for item in catalogue.ledgers)
    return catalogue.model_copy(update={"feeds": feeds, "ledgers": ledgers})


def _extension(catalogue: Catalogue, fact: Fact) -> Catalogue:
    unit, sheet, period = (*fact.key.split("/"), "", "")[:3]
    day, _, reason = fact.text.partition(" ")
    made = Extension(sender=unit or None, subject=sheet or None, period=period, until=_day(fact, day),
                     reason=reason.strip(), **_said(fact))  # fmt: skip
    kept = [one for one in catalogue.extensions
            if (one.sender, one.subject, one.period) != (made.sender, made.subject, made.period)]  # fmt: skip
    return catalogue.model_copy(update={"extensions": (*kept, made)})


def _notice(catalogue: Catalogue, fact: Fact) -> Catalogue:
    off, _, worked = fact.text.partition("/")
    made = Notice(year=_whole(fact, fact.key), off=_days(fact, off), worked=_days(fact, worked), **_said(fact))
    kept = [one for one in catalogue.notices if one.year != made.year]
    return catalogue.model_copy(update={"notices": (*kept, made)})


def _days(fact: Fact, text: str) -> tuple[date, ...]:
    return tuple(_day(fact, day) for day in text.replace("，", ",").replace(",", " ").split())


def _day(fact: Fact, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("desk.not_a_day", key=fact.key, text=text[:60]) from None


def _ruled(item: T, key: str, rule: DueRule) -> T:
    """Return a sheet with another rule of its due day; whether days without work move it stays as it is."""
    kept = rule.model_copy(update={"moves": item.due.moves})
    return item.model_copy(update={"due": kept}) if item.id == key else item


def _targets(catalogue: Catalogue, fact: Fact, change: Callable[[Target], Target]) -> Catalogue:
    _among(fact, fact.key, {target.id for target in catalogue.targets})
    return catalogue.model_copy(update={"targets": tuple(map(change, catalogue.targets))})


def _with(step: Milestone, **changes: object) -> Milestone:
    """Return a milestone with a change, checked."""
    return Milestone.model_validate(step.model_dump() | changes)


def _said(fact: Fact) -> dict[str, object]:
    return {"source": fact.source, "confirmed_by": fact.person, "confirmed_on": fact.confirmed_on,
            "doc_no": fact.doc_no}  # fmt: skip


def _among(fact: Fact, code: str, known: Iterable[str]) -> None:
    if code not in known:
        raise Refused("desk.unknown_key", key=fact.key, code=code)


def _number(fact: Fact) -> Decimal:
    try:
        found = Decimal(fact.text)
    except InvalidOperation:
        raise Refused("desk.not_a_number", key=fact.key, text=fact.text[:60]) from None
    if not found.is_finite():
        raise Refused("desk.not_a_number", key=fact.key, text=fact.text[:60])
    return found


def _whole(fact: Fact, text: str) -> int:
    if not text.strip().isascii() or not text.strip().isdecimal():
        raise Refused("desk.not_whole", key=fact.key, text=text[:60])
    return int(text)


_KINDS = {
    "answer": _answer, "base_value": _base_value, "quota": _quota, "milestone": _milestone, "owners": _owners,
    "reading": _reading, "due": _due, "extension": _extension, "notice": _notice,
}  # fmt: skip
