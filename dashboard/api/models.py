"""The shapes of the answers, as /api/openapi.json describes them."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, Field

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
    preliminary: bool = Field(description="true for a monthly flash edition: figures of the quarter count")


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
