"""What counties add about their transfers and licences: contracts, sides, related parties, days, other kinds of IP."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from dashboard.demo.chance import source
from dashboard.plan import periods

Told = Callable[[str, str, str], int]  # county, month, kind -> 次
_KINDS = ("transfer", "licence", "open_licence")


def details(county: str, month: str, told: Told) -> dict[str, int]:
    """Return the details of a county's month by indicator, for the counts as they are told.

    They fit each other whatever the counts: at least one side of every event is local.
    """
    random = source("transfer details", county, month)
    before, count, after = (_all(county, periods.shift(month, step), told) for step in (-1, 0, 1))
    out = round(count * random.uniform(0.55, 0.75))
    within = round(out * random.uniform(0.1, 0.3))
    return {
        "ip_transfer_contracts": min(count, -int(-count // random.uniform(1.5, 2.4))),
        "ip_transfers_out": out, "ip_transfers_in": count - out + within,
        "ip_transfers_related": round(count * random.uniform(0.04, 0.2)),
        "ip_open_statements": _statements(random, told(county, month, "open_licence")),
        "ip_transfers_signed": _blend(count, after, random), "ip_transfers_announced": _blend(count, before, random),
        "ip_trademark_transfers": round(count * random.uniform(0.25, 0.55)),
        "ip_other_transfers": round(count * random.uniform(0.0, 0.08)),
    }  # fmt: skip


def _all(county: str, month: str, told: Told) -> int:
    return sum(told(county, month, kind) for kind in _KINDS)


def _statements(random: Random, taken: int) -> int:
    """Return how many statements stand behind the open licences of a month: one is often taken up twice."""
    return min(taken, round(taken * random.uniform(0.4, 1.0)) or 1) if taken else 0


def _blend(count: int, neighbour: int, random: Random) -> int:
    """Return a month as another day than that of registration has it: part of it lies in the month beside."""
    share = random.uniform(0.55, 0.8)
    return round(count * share + (neighbour or count) * (1 - share))
