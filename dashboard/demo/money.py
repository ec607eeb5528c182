"""Amounts of single deals that add up to a known total, spread as real tickets are."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Ticket:
    """How single amounts spread (万元): lognormal width, smallest step, floor and ceiling."""

    width: float
    step: int
    floor: int
    ceiling: int


def amounts(random: Random, count: int, total: int, ticket: Ticket) -> list[int]:
    """Return so many amounts (万元, multiples of the step) that sum to the total; ValueError when none can."""
    if not count * ticket.floor <= total <= count * ticket.ceiling or total % ticket.step:
        raise ValueError(f"{count} amounts of {ticket} cannot sum to {total}")
    raw = [random.lognormvariate(0, ticket.width) for _ in range(count)]
    scale = total / sum(raw)
    parts = [_bound(round(part * scale / ticket.step) * ticket.step, ticket) for part in raw]
    while (rest := total - sum(parts)) != 0:
        step = ticket.step if rest > 0 else -ticket.step
        place = random.randrange(count)
        if parts[place] + step == _bound(parts[place] + step, ticket):
            parts[place] += step
    return parts


def _bound(amount: int, ticket: Ticket) -> int:
    return min(max(amount, ticket.floor), ticket.ceiling)
