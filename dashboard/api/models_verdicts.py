"""The shapes of verdicts: of targets, under other rules, of counties, in groups."""

from __future__ import annotations

from typing import Any, get_type_hints

from pydantic import BaseModel, Field, create_model

from dashboard.api.models import Number, Of
from dashboard.attainment import Verdict as Judged
from dashboard.attainment import units


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
