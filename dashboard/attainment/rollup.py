"""Roll-up: counts by status over all targets, and the worst item by name. No average, no score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Group:
    """Targets that belong together (a heading, an owner, a county, all): how many at each status, and the worst."""

    key: str
    counts: Mapping[Status, int]  # every status of ORDER; they sum to ``total``
    worst: str  # target
    total: int


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
    return min(verdicts, key=lambda v: (*_rank(v.status, v.gap_points), known.get(v.target, 1.0)), default=None)


def groups(
    verdicts: Sequence[Verdict], keys: Callable[[Verdict], Iterable[str]], chances: Mapping[str, float] | None = None
) -> tuple[Group, ...]:
    """Return the verdicts by heading, owner unit or whatever ``keys`` gives, in the order in which keys occur.

    A target with several owners is counted with each of them.
    """
    members: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        for key in keys(verdict):
            members.setdefault(key, []).append(verdict)
    return tuple(_group(key, found, chances) for key, found in members.items())


def _group(key: str, found: Sequence[Verdict], chances: Mapping[str, float] | None) -> Group:
    bad = worst(found, chances)
    return Group(key, counts(v.status for v in found), bad.target if bad else "", len(found))


def of_region(key: str, rows: Sequence[tuple[str, Status, Decimal | None]]) -> Group:
    """Return the roll-up of a county from (target, status, points behind) in plan order."""
    bad = min(rows, key=lambda row: _rank(row[1], row[2]), default=None)
    return Group(key, counts(status for _, status, _ in rows), bad[0] if bad else "", len(rows))


def of_counts(key: str, found: Mapping[Status, int]) -> Group:
    """Return how many counties stand at each status in one target; none is named as the worst."""
    merged = dict.fromkeys(ORDER, 0)
    for status, count in found.items():
        merged[COUNTED_AS.get(status, status)] += count
    return Group(key, merged, "", sum(merged.values()))


def _rank(status: Status, points: Decimal | None) -> tuple[int, Decimal]:
    return WORST.index(status), points if points is not None else Decimal(0)
