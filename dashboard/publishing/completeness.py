"""应报、实报: who owes a subject for a region and report period, and who has not sent it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dashboard.plan import periods
from dashboard.plan.lookup import MILESTONES, due_date, senders_of, subject, zones
from dashboard.plan.models import Feed, Organisation
from dashboard.publishing.facts import Facts


@dataclass(frozen=True, slots=True)
class State:
    """Completeness of one subject, region and report period. ``due``: it should be there by the cut-off."""

    senders: tuple[str, ...]
    missing: tuple[str, ...]  # have not reported; a sheet without a row is a report (零报告)
    due: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A sender that owes subjects for a quarter; ``whole``: it has sent none of its sheets.

    ``waiting``: subjects that it has sent with rows in question, and how many rows.
    """

    sender: str
    period: str
    subjects: tuple[str, ...]
    whole: bool
    waiting: Mapping[str, int] = field(default_factory=dict)


class Completeness:
    """Answers about one set of facts, each computed once."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._states: dict[tuple[str, str, str], State] = {}
        self._senders: dict[tuple[str, str], tuple[str, ...]] = {}
        self._places: dict[str, dict[str, list[int]]] = {}  # by subject and region: numbers of its senders

    @cached_property
    def _owed(self) -> frozenset[tuple[str, str, str]]:
        return frozenset((item.subject, item.period, item.sender) for item in self._facts.owed
                         if item.subject == MILESTONES)  # fmt: skip

    @cached_property
    def _hosts(self) -> dict[str, frozenset[str]]:
        return {zone.code: frozenset(zone.within) for zone in zones(self._facts.catalogue)}

    def state(self, code: str, region: str, period: str) -> State:
        """Return the state of a feed or ledger for a region and one of its report periods.

        Quarterly sheets are due once their quarter has ended by the edition's last month, annual ones on their
        own due date; nothing is due of the time before a sheet was asked for.
        """
        key = (code, region, period)
        found = self._states.get(key)
        if found is None:
            found = self._states[key] = self.states(code, region, (period,))[period]
        return found

    def states(self, code: str, region: str, reported: Iterable[str]) -> dict[str, State]:
        """Return the states of several report periods; those that say the same are one object."""
        senders, receipts = self._owing(code, region), self._facts.receipts
        same: dict[tuple[tuple[str, ...], bool], State] = {}
        found = {}
        for period in reported:
            missing = tuple([sender for sender in senders if (code, period, sender) not in receipts])
            key = (missing, self._due(code, period, missing))
            found[period] = same.get(key) or same.setdefault(key, State(senders, *key))
        return found

    def milestones_missing(self, reporter: str, quarter: str) -> bool:
        """True when a unit owes its milestone sheet of a quarter."""
        key = (MILESTONES, quarter, reporter)
        return key in self._owed and key not in self._facts.receipts

    def gaps(self) -> list[Gap]:
        """Return what is missing of every quarter ended by the last month; late annual series are no gap (待报)."""
        asked: dict[tuple[str, str], list[str]] = defaultdict(list)
        for item in self._facts.owed:
            if periods.frequency(item.period) == "Q":
                asked[item.period, item.sender].append(item.subject)
        gaps = (self._gap(sender, period, subjects) for (period, sender), subjects in asked.items())
        return [gap for gap in gaps if gap.subjects or gap.waiting]

    def _gap(self, sender: str, period: str, asked: Sequence[str]) -> Gap:
        lacking = [subject for subject in asked if (subject, period, sender) not in self._facts.receipts]
        counts = {subject: self._facts.waiting.get((subject, period, sender), 0) for subject in lacking}
        missing = tuple(subject for subject, count in counts.items() if not count)
        waiting = {subject: count for subject, count in counts.items() if count}
        return Gap(sender, period, missing, len(missing) == len(asked), waiting)

    def _owing(self, code: str, region: str) -> tuple[str, ...]:
        key = (code, region)
        if key not in self._senders:
            self._senders[key] = tuple(self._concerned(code, region))
        return self._senders[key]

    def _concerned(self, code: str, region: str) -> list[str]:
        """Return the units whose report may hold values of a region, in plan order; every unit's may hold the city's.

        Looked up by place: with thousands of regions, nobody asks every unit about every one of them.
        """
        units = senders_of(self._facts.catalogue, code)
        if region not in self._below:
            return [unit.id for unit in units]
        around = {"", region, *self._hosts.get(region, ()), *self._guests.get(region, ())}
        by_place = self._by_place(code, units)
        places = sorted(number for place in around for number in by_place.get(place, ()))
        return [units[number].id for number in places]

    def _by_place(self, code: str, units: Sequence[Organisation]) -> dict[str, list[int]]:
        if code not in self._places:
            found: dict[str, list[int]] = defaultdict(list)
            for number, unit in enumerate(units):
                found[unit.region or ""].append(number)
            self._places[code] = dict(found)
        return self._places[code]

    @cached_property
    def _guests(self) -> dict[str, list[str]]:
        """The zones that lie in each region."""
        found: dict[str, list[str]] = defaultdict(list)
        for zone, hosts in self._hosts.items():
            for region in hosts:
                found[region].append(zone)
        return found

    @cached_property
    def _below(self) -> frozenset[str]:
        return frozenset(region.code for region in self._facts.catalogue.regions if region.kind != "city")

    def _due(self, code: str, period: str, missing: Sequence[str]) -> bool:
        found = subject(self._facts.catalogue, code)
        if found.since is not None and periods.last_month(period) < found.since:
            return False
        if isinstance(found, Feed) and found.frequency == "A":
            return self.first_due(code, period, missing) <= self._facts.cut_off
        return periods.last_month(period) <= self._facts.through

    def first_due(self, code: str, period: str, missing: Sequence[str]) -> date:
        """Return the earliest day of the senders that lack a report: one may have more time (延期) than another."""
        catalogue = self._facts.catalogue
        if not catalogue.extensions:
            return due_date(catalogue, code, period)
        return min(due_date(catalogue, code, period, sender) for sender in missing or ("",))
