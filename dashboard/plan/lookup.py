"""Questions to a catalogue. Answers come from an index made once per catalogue, so ask as often as you like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from dashboard.plan import due as due_days
from dashboard.plan import periods
from dashboard.plan.due import DueDay, Extension
from dashboard.plan.measures import parts_of
from dashboard.plan.milestones import MilestoneInstance, instances_of
from dashboard.plan.models import (
    BaseValue,
    Catalogue,
    DueRule,
    Feed,
    FeedSource,
    Indicator,
    Ledger,
    LedgerSource,
    Organisation,
    Quota,
    Reading,
    Region,
    RuleSet,
    Target,
    Task,
)

MILESTONES = "milestones"  # subject of expectations and receipts for milestone sheets
KIND = "kind:"  # senders may be every organisation of a kind


@dataclass(frozen=True, slots=True)
class Expectation:
    """A sender owes a subject (feed, ledger or milestones) for a report period, due on a working day.

    Monthly and quarterly feeds, ledgers and milestones are reported by quarter, annual feeds by year.
    """

    sender: str
    subject: str
    period: str
    due: date


class _Index:
    """Tables of one catalogue, each made when first asked for. Equal only to itself, so a changed copy has its own."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Index) and other.catalogue is self.catalogue

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {found.id: found for found in self.catalogue.indicators}

    @cached_property
    def quotas(self) -> dict[tuple[str, str], list[Quota]]:
        found: dict[tuple[str, str], list[Quota]] = {}
        for quota in self.catalogue.quotas:
            found.setdefault((quota.target, quota.region), []).append(quota)
        return found

    @cached_property
    def targets(self) -> dict[str, Target]:
        return {found.id: found for found in self.catalogue.targets}

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        return {found.id: found for found in self.catalogue.organisations}

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {found.code: found for found in self.catalogue.regions}

    @cached_property
    def subjects(self) -> dict[str, Feed | Ledger]:
        return {found.id: found for found in subjects(self.catalogue)}

    @cached_property
    def extended(self) -> dict[str, tuple[Extension, ...]]:
        """Extensions by report period."""
        found: dict[str, tuple[Extension, ...]] = {}
        for one in self.catalogue.extensions:
            found[one.period] = (*found.get(one.period, ()), one)
        return found

    @cached_property
    def tasks(self) -> dict[str, Task]:
        return {found.id: found for found in self.catalogue.tasks}

    @cached_property
    def places(self) -> dict[str, tuple[Region, ...]]:
        kinds = ("city", "county", "zone")
        return {kind: tuple(found for found in self.catalogue.regions if found.kind == kind) for kind in kinds}

    @cached_property
    def instances(self) -> tuple[MilestoneInstance, ...]:
        return tuple(instances_of(self.catalogue))

    @cached_property
    def instances_by_code(self) -> dict[str, MilestoneInstance]:
        return {found.code: found for found in self.instances}

    @cached_property
    def senders(self) -> dict[str, tuple[Organisation, ...]]:
        found = {subject.id: tuple(self._expand(subject.senders)) for subject in self.subjects.values()}
        reporters = {instance.reporter for instance in self.instances}
        found[MILESTONES] = tuple(unit for unit in self.catalogue.organisations if unit.id in reporters)
        return found

    def _expand(self, senders: tuple[str, ...]) -> Iterator[Organisation]:
        for sender in senders:
            if sender.startswith(KIND):
                kind = sender.removeprefix(KIND)
                yield from (unit for unit in self.catalogue.organisations if unit.kind == kind)
            else:
                yield self.organisations[sender]


@lru_cache(maxsize=64)
def _kept(index: _Index) -> _Index:
    return index


def _of(catalogue: Catalogue) -> _Index:
    return _kept(_Index(catalogue))


def indicator(catalogue: Catalogue, code: str) -> Indicator:
    """Return an indicator by its id; KeyError when there is none."""
    return _of(catalogue).indicators[code]


def target(catalogue: Catalogue, code: str) -> Target:
    """Return a target by its id; KeyError when there is none."""
    return _of(catalogue).targets[code]


def reading(found: Target, code: str | None = None) -> Reading:
    """Return a reading of a target, the default one without an id; KeyError when there is none."""
    for candidate in found.readings:
        if code in (None, candidate.id):
            return candidate
    raise KeyError(code)


def task(catalogue: Catalogue, code: str) -> Task:
    """Return a task or safeguard by its id; KeyError when there is none."""
    return _of(catalogue).tasks[code]


def region(catalogue: Catalogue, code: str) -> Region:
    """Return the city, a county or a zone by its code; KeyError when there is none."""
    return _of(catalogue).regions[code]


def city(catalogue: Catalogue) -> Region:
    """Return the city."""
    return _of(catalogue).places["city"][0]


def counties(catalogue: Catalogue) -> tuple[Region, ...]:
    """Return the counties, which sum to the city."""
    return _of(catalogue).places["county"]


def zones(catalogue: Catalogue) -> tuple[Region, ...]:
    """Return the zones, which lie inside counties and are never added to them."""
    return _of(catalogue).places["zone"]


def sender(catalogue: Catalogue, code: str) -> Organisation:
    """Return an organisation by its id; KeyError when there is none."""
    return _of(catalogue).organisations[code]


def subject(catalogue: Catalogue, code: str) -> Feed | Ledger:
    """Return a feed or ledger by its id; KeyError when there is none."""
    return _of(catalogue).subjects[code]


def subjects(catalogue: Catalogue) -> list[Feed | Ledger]:
    """Return every feed, then every ledger."""
    return [*catalogue.feeds, *catalogue.ledgers]


def senders_of(catalogue: Catalogue, code: str) -> tuple[Organisation, ...]:
    """Return who owes a feed or ledger (or ``milestones``), ``kind:...`` expanded; KeyError for another subject."""
    return _of(catalogue).senders[code]


def subjects_of(catalogue: Catalogue, code: str) -> tuple[Feed | Ledger, ...]:
    """Return the feeds and ledgers that an organisation owes."""
    index = _of(catalogue)
    return tuple(found for found in index.subjects.values() if any(unit.id == code for unit in index.senders[found.id]))


def every_sender(catalogue: Catalogue) -> tuple[Organisation, ...]:
    """Return the organisations that owe something, in the order of the catalogue."""
    found = {unit.id for units in _of(catalogue).senders.values() for unit in units}
    return tuple(unit for unit in catalogue.organisations if unit.id in found)


def sources_of(catalogue: Catalogue, code: str) -> tuple[str, ...]:
    """Return the feed or ledger that an indicator rests on; for a ratio, sum or index, those of all its parts."""
    source = indicator(catalogue, code).source
    match source:
        case FeedSource():
            return (source.feed,)
        case LedgerSource():
            return (source.ledger,)
        case _:
            parts = (sources_of(catalogue, part) for part in parts_of(source))
            return tuple(dict.fromkeys(name for part in parts for name in part))


def base_value(catalogue: Catalogue, indicator_id: str, year: int) -> BaseValue | None:
    """Return the base value that the catalogue holds for an indicator and year, None when it holds none."""
    for found in catalogue.base_values:
        if (found.indicator, found.year) == (indicator_id, year):
            return found
    return None


def quota(catalogue: Catalogue, target_id: str, region_code: str, year: int) -> Quota | None:
    """Return a county's configured share of a target: of the year, else of the whole plan; None without one."""
    found = _of(catalogue).quotas.get((target_id, region_code), ())
    return next((q for q in found if q.year == year), next((q for q in found if q.year is None), None))


def report_period(found: Feed | Ledger, period: str) -> str:
    """Return the quarter (annual feeds: the year) in which a period is reported: 2024-08 -> 2024Q3."""
    return periods.of_month(periods.last_month(period), _reported(found))


def due_day(catalogue: Catalogue, code: str, period: str, unit: str = "") -> DueDay:
    """Return when a period of a feed, ledger or ``milestones`` is due, and why then; KeyError for another subject.

    Counted from the end of its report period; ``unit`` is the sender, whose extensions count, those of all without one.
    """
    index = _of(catalogue)
    found = index.subjects.get(code)
    rule = found.due if found else _of_milestones(catalogue, code)
    reported = report_period(found, period) if found else period
    given = [one for one in index.extended.get(reported, ()) if one.covers(unit, code, reported)]
    return due_days.due_day(rule, reported, catalogue.notices, given)


def due_date(catalogue: Catalogue, code: str, period: str, unit: str = "") -> date:
    """Return the day of ``due_day``."""
    return due_day(catalogue, code, period, unit).day


def _of_milestones(catalogue: Catalogue, code: str) -> DueRule:
    if code != MILESTONES:
        raise KeyError(code)
    return catalogue.plan.milestones_due


def _reported(found: Feed | Ledger) -> periods.Frequency:
    return "A" if isinstance(found, Feed) and found.frequency == "A" else "Q"


def milestone_instances(catalogue: Catalogue) -> tuple[MilestoneInstance, ...]:
    """Return every milestone with recurring ones expanded, in the order of tasks, milestones and due months."""
    return _of(catalogue).instances


def milestone_instance(catalogue: Catalogue, code: str) -> MilestoneInstance:
    """Return an instance by its code; KeyError when there is none."""
    return _of(catalogue).instances_by_code[code]


def expectations(catalogue: Catalogue, through: str) -> tuple[Expectation, ...]:
    """Return what every sender owes for the report periods from the start of the data (or of the sheet) to a month.

    Periods whose due date lies after that month are among them: ``due`` tells.
    """
    plan = catalogue.plan
    found: list[Expectation] = []
    for item in subjects(catalogue):
        closed = _closed(item.since or plan.data_from, through, _reported(item))
        found += _owed(catalogue, item.id, closed)
    sheets = _closed(f"{plan.issued:%Y-%m}", through, "Q")
    return (*found, *_owed(catalogue, MILESTONES, sheets))


def _closed(first: str, through: str, freq: periods.Frequency) -> tuple[str, ...]:
    return tuple(period for period in periods.span(first, through, freq) if periods.last_month(period) <= through)


def _owed(catalogue: Catalogue, code: str, closed: tuple[str, ...]) -> Iterator[Expectation]:
    units, extended = senders_of(catalogue, code), _of(catalogue).extended
    for period in closed:
        due = due_date(catalogue, code, period)
        for unit in units:
            own = due_date(catalogue, code, period, unit.id) if period in extended else due
            yield Expectation(unit.id, code, period, own)


def rules_on(catalogue: Catalogue, day: date) -> RuleSet:
    """Return the default rule set in force on a day; the first one before any was in force."""
    defaults = [rules for rules in catalogue.rules if rules.default]
    for rules in defaults:
        if rules.valid_from <= day and (rules.valid_to is None or day <= rules.valid_to):
            return rules
    return defaults[0] if day < defaults[0].valid_from else defaults[-1]


def rule_set(catalogue: Catalogue, code: str) -> RuleSet:
    """Return a rule set by its id; KeyError when there is none."""
    for rules in catalogue.rules:
        if rules.id == code:
            return rules
    raise KeyError(code)
