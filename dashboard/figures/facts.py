"""What the figures draw: one edition's frozen facts, already judged and forecast; nothing here is computed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from dashboard.attainment.verdict import Status, Verdict
from dashboard.plan.judging import RuleSet, StageState
from dashboard.plan.models import BaseValue, Heading, Indicator, Plan, Reading, Target, Task
from dashboard.wording import MINUS, Language, quantity

K = TypeVar("K")
V = TypeVar("V")


class Later(Mapping[K, V]):
    """A mapping that is read when it is looked into for more than what is at hand: most pages never do."""

    def __init__(self, read: Callable[[], Mapping[K, V]], at_hand: Mapping[K, V] | None = None) -> None:
        self._read, self._at_hand = read, at_hand or {}
        self._found: Mapping[K, V] | None = None

    def _whole(self) -> Mapping[K, V]:
        if self._found is None:  # two threads may both read: neither waits for the other
            self._found = self._read()
        return self._found

    def __getitem__(self, key: K) -> V:
        return self._at_hand[key] if key in self._at_hand else self._whole()[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())


@dataclass(frozen=True)
class Edition:
    """One published state: its label, the month it runs through and what it was judged by."""

    number: int
    label: str
    through: str  # last month with data, YYYY-MM
    cut_off: date
    rules: str  # name of the rule set in the reader's language
    data_kind: str = "demo"
    kind: str = "quarter"
    revision: int = 1
    corrects: str | None = None
    incomplete: bool = False
    reason: str = ""
    doc_no: str = ""


@dataclass(frozen=True)
class Chance:
    """The outlook of a target: probability of attaining it by the horizon; ``reason`` says why there is none."""

    p: float | None
    horizon: str
    reason: str = ""


@dataclass(frozen=True)
class CountyFact:
    """A county of a target as frozen in an edition; ``completion`` only where a quota is set."""

    status: Status
    reason: str
    completion: Decimal | None = None
    quota: Decimal | None = None
    gap_points: Decimal | None = None
    small: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """A target with its own verdict, the verdicts of its other readings, and its outlook where there is one."""

    target: Target
    verdict: Verdict
    indicator: Indicator | None = None
    others: tuple[tuple[Reading, Verdict], ...] = ()
    chance: Chance | None = None
    other_rules: tuple[tuple[str, Status, str, bool], ...] = ()  # rule set, status, light, small sample
    counties: Mapping[str, CountyFact] = field(default_factory=dict)  # by region
    quantities: Mapping[str, Indicator] = field(default_factory=dict)  # of all readings
    chances: Mapping[str, Chance] = field(default_factory=dict)  # by reading

    @property
    def every(self) -> tuple[tuple[Reading, Verdict], ...]:
        """Every reading with its verdict, in the order of the catalogue."""
        found = {reading.id: (reading, verdict) for reading, verdict in ((self.reading, self.verdict), *self.others)}
        return tuple(found[reading.id] for reading in self.target.readings if reading.id in found)

    def under(self, reading: str) -> Item:
        """Return the target as another of its readings has it; itself for one that it does not have."""
        if reading == self.reading.id or reading not in {found.id for found, _ in self.others}:
            return self
        verdict = next(verdict for found, verdict in self.others if found.id == reading)
        others = tuple(pair for pair in self.every if pair[0].id != reading)
        return replace(self, verdict=verdict, others=others, indicator=self.quantities.get(verdict.indicator or ""),
                       chance=self.chances.get(reading), counties={}, other_rules=())  # fmt: skip

    @property
    def reading(self) -> Reading:
        """The reading whose verdict this is."""
        return next((r for r in self.target.readings if r.id == self.verdict.reading), self.target.default)

    def name(self, lang: Language) -> str:
        """Return the short name as printed in tables."""
        return self.target.short if lang == "zh" else self.target.short_en

    def amount(self, value: Decimal | float, lang: Language, more: int = 0) -> str:
        """Return a value of the target's quantity with its unit; ``more`` adds decimals (means of counts)."""
        made = self.indicator
        unit = (made.unit, made.unit_en) if made else (self.target.unit, self.target.unit_en)
        return quantity(value, *unit, (made.decimals if made else 0) + more, lang)

    def said(self, value: Decimal | float, lang: Language, more: int = 0) -> str:
        """Return a value with its unit as it stands in a sentence: without a space in Chinese."""
        return self.amount(value, lang, more).replace(" ", "") if lang == "zh" else self.amount(value, lang, more)

    def cell(self, value: Decimal | float, lang: Language) -> str:
        """Return a value for a table cell: a long English unit is left to the target's name."""
        text = self.amount(value, lang)
        return text.partition(" per ")[0] if lang == "en" else text

    def bare(self, value: Decimal | float, lang: Language) -> str:
        """Return a value without its unit, to stand below one that has it; yuan keep theirs, it tells m from bn."""
        text = self.amount(value, lang)
        return text if text.startswith(("¥", f"{MINUS}¥")) else text.partition(" ")[0]


@dataclass(frozen=True)
class Step:
    """One milestone instance of a task as it stood at the cut-off."""

    code: str
    name: str
    state: StageState
    due: str
    done_on: date | None = None
    recurring: bool = False
    verified: bool = False  # its evidence was checked by the cut-off
    reporter: str = ""  # the unit that answers for it


@dataclass(frozen=True)
class Measure:
    """A task or safeguard with its milestones in order of their series and dates."""

    task: Task
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class State:
    """Everything an edition says about a plan, in one language."""

    plan: Plan
    edition: Edition
    headings: tuple[Heading, ...]
    items: tuple[Item, ...]
    measures: tuple[Measure, ...]
    organisations: Mapping[str, str] = field(default_factory=dict)  # names as of the cut-off
    rule_sets: tuple[RuleSet, ...] = ()
    bases: tuple[BaseValue, ...] = ()

    def rule_set(self, code: str) -> RuleSet | None:
        """Return a rule set by its code."""
        return next((rules for rules in self.rule_sets if rules.id == code), None)

    def under(self, heading: str) -> tuple[Item, ...]:
        """Return the targets under a heading in plan order."""
        return tuple(item for item in self.items if item.target.heading == heading)

    @property
    def numeric(self) -> tuple[Item, ...]:
        """The targets with a number."""
        return tuple(item for item in self.items if item.target.kind == "numeric")

    @property
    def qualitative(self) -> tuple[Item, ...]:
        """The targets without one."""
        return tuple(item for item in self.items if item.target.kind == "qualitative")
