"""The shapes of the answers, as /api/openapi.json describes them."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, get_type_hints

from pydantic import BaseModel, Field, create_model

from dashboard.attainment import Verdict as Judged
from dashboard.attainment import units

Item = TypeVar("Item")
Number = int | float | None


class Head(BaseModel):
    """The edition that an answer is about."""

    plan: str
    label: str
    through: str = Field(description="last month with data")
    cut_off: str = Field(description="day as of which it speaks")
    rule_set: str
    revision: int
    corrects: str | None
    data_kind: str = Field(description="demo or real")
    result_hash: str


class Paged(BaseModel, Generic[Item]):
    """One page of items."""

    total: int = Field(description="items on all pages")
    offset: int
    limit: int
    next: str | None = Field(description="query of the next page; null on the last one")
    items: list[Item]


class Of(Paged[Item], Generic[Item]):
    """One page of what an edition says."""

    edition: Head


class EditionItem(Head):
    """A published edition."""

    number: int = Field(description="place in the order of publication")
    kind: str = Field(description="quarter or flash")
    incomplete: bool
    reason: str
    doc_no: str
    published_at: str


class ReadingItem(BaseModel):
    """One interpretation of a target's clause."""

    id: str
    name: str
    name_en: str
    default: bool


class TargetItem(BaseModel):
    """A target as an edition knows it."""

    target: str
    code: str
    kind: str
    heading: str
    name: str
    name_en: str
    clause: str
    unit: str | None
    owners: list[str]
    readings: list[ReadingItem]


def _verdict() -> type[BaseModel]:
    """Return the fields of a verdict: numbers as JSON numbers in their unit, the rest as it is stored."""
    kinds = get_type_hints(Judged)
    numbers: dict[str, Any] = {name: (Number, Field(description=f"unit: {unit}")) for name, unit in units().items()}
    plain = (str, int, bool, str | None, int | None, tuple[str, ...])
    others: dict[str, Any] = {name: (kind if kind in plain else Any, ...)
                              for name, kind in kinds.items() if name not in numbers}  # fmt: skip
    more: dict[str, Any] = {"status_word": (str, ...), "default": (bool, ...)}
    return create_model("VerdictItem", **numbers, **others, **more)


VerdictItem = _verdict()


class Verdicts(Of[VerdictItem]):  # type: ignore[valid-type]
    """Verdicts, and the unit of every number in them."""

    units: dict[str, str]


class RuleVerdictItem(BaseModel):
    """A default verdict under another rule set."""

    target: str
    reading: str
    rules: str
    status: str
    reason: str
    light: str | None
    small_sample: bool


class CountyItem(BaseModel):
    """A county's part in a target."""

    target: str
    region: str
    status: str
    reason: str
    period: str
    unit: str
    level: Number
    base: Number
    quota: Number
    share: Number
    growth: Number
    completion: Number
    time_progress: Number
    gap_points: Number
    final: bool
    small_sample: bool
    missing: list[str]


class GroupItem(BaseModel):
    """Counts by status of a group of targets."""

    key: str
    total: int
    counts: dict[str, int]
    worst: str | None


class Rollups(Of[GroupItem]):
    """Groups, and by what they are made."""

    by: str


class OutlookItem(BaseModel):
    """What is expected of a target under a reading at the end of the year or of the plan."""

    target: str
    reading: str
    region: str
    horizon: str
    period: str | None
    known: str | None = Field(description="newest period behind it")
    main: bool = Field(description="stands for its reading")
    goal: Number
    p_attain: float | None = Field(description="probability of reaching the goal, 0 to 1; null where it is not shown")
    middle: Number
    quantiles: dict[str, float | int | None]
    method: str
    reason: str
    expected: str | None
    earliest: str | None
    latest: str | None


class ObservationItem(BaseModel):
    """One value."""

    region: str
    period: str
    breakdown: str
    value: Number = Field(description="in the indicator's unit; null where the sum is incomplete")
    numerator: Number
    denominator: Number
    expected: int
    received: int
    missing: list[str]


class IndicatorHead(BaseModel):
    """The indicator whose values are told."""

    code: str
    name: str
    name_en: str
    unit: str
    unit_en: str
    frequency: str
    aggregation: str


class Observations(Of[ObservationItem]):
    """Values of one indicator."""

    indicator: IndicatorHead


class EntryItem(BaseModel):
    """One entry of a ledger as one sender states it."""

    entry_key: str
    sender: str
    region: str
    zone: str
    title: str
    file_name: str
    sheet: str
    row_no: int
    since: str | None = Field(description="edition from which this version counts")
    version: int
    values: dict[str, str | int | float | bool | None] = Field(description="by column; amounts in yuan")


class ColumnHead(BaseModel):
    """A column of a ledger."""

    name: str
    header: str
    header_en: str
    type: str
    unit: str | None


class LedgerHead(BaseModel):
    """The ledger whose entries are told."""

    code: str
    name: str
    name_en: str
    columns: list[ColumnHead]


class Entries(Of[EntryItem]):
    """Entries of one ledger."""

    ledger: LedgerHead


class LedgerItem(LedgerHead):
    """A ledger that a plan keeps, and how many entries an edition has of it."""

    entries: int


class TaskItem(BaseModel):
    """A task or safeguard with its milestones counted."""

    task: str
    code: str
    kind: str
    name: str
    name_en: str
    clause: str
    responsible: list[str]
    supporting: list[str]
    milestones: int
    done: int
    overdue: int
    verified: int


class MilestoneItem(BaseModel):
    """A milestone as it stood at the cut-off."""

    milestone: str
    task: str
    state: str
    due: str
    done_on: str | None
    verified: bool
    series: str
    reporter: str
    recurring: bool
    name: str
    name_en: str
