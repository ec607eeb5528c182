"""Roll-up: counts by status over all targets, and the worst item by name. No average, no score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from dashboard.attainment.verdict import Status, Verdict

COUNTED_AS: dict[Status, Status] = {"final_met": "completed", "on_stages": "on_schedule"}
ORDER: tuple[Status, ...] = (
    "completed", "attained", "on_schedule", "slightly_behind", "behind", "below_base", "final_missed", "awaited",
    "not_assessed",
)  # of the headline, after merging
WORST: tuple[Status, ...] = (
    "below_base", "behind", "final_missed", "slightly_behind", "awaited", "not_assessed", "attained", "on_schedule",
    "on_stages", "completed", "final_met",
)


def counts(statuses: Iterable[Status]) -> dict[Status, int]:
    """Return how many targets stand at each status of the headline, zeros included; they sum to all."""
    found = dict.fromkeys(ORDER, 0)
    for word in statuses:
        found[COUNTED_AS.get(word, word)] += 1
    return found


def worst(verdicts: Sequence[Verdict], chances: Mapping[str, float] | None = None) -> Verdict | None:
    """Return the worst item: by status, then most behind, then lowest probability, then plan order.

    ``verdicts`` stand in plan order; ``chances`` holds the probability of attainment by target.
    """
    known = chances or {}
    return min(verdicts, key=lambda v: (*_rank(v), known.get(v.target, 1.0)), default=None)


def _rank(verdict: Verdict) -> tuple[int, Decimal]:
    gap = verdict.gap_points if verdict.gap_points is not None else Decimal(0)
    return WORST.index(verdict.status), gap
