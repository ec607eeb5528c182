"""What if, frozen: the remaining growth times a factor, and named entries that surely come; a page looks values up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from dashboard.forecasting import YearOutlook, what_if
from dashboard.publishing.pipelines import Coming

FACTORS = tuple(round(0.5 + 0.1 * step, 1) for step in range(16))  # 0.5 to 2.0
MOST = 3  # named entries that can be ticked: every combination is frozen
Point = list[float]  # chance, median
Ask = Callable[[float, Sequence[int]], Point]  # factor, places of the entries that surely come


def grown(outlook: YearOutlook, goal: float, base: float | None) -> dict[str, object]:
    """Return the chance and median by factor; ``base``: newest level of a stock, None for a flow."""

    def ask(factor: float, _: Sequence[int]) -> Point:
        found = what_if(outlook, [goal], factor, base=base)
        return [found.p_attain[goal], found.quantiles[0.5]]

    return _frozen(ask, ())


def ticked(ask: Ask, coming: Sequence[Coming]) -> dict[str, object]:
    """Return the same for a count, for every combination of the nearest entries on their way."""
    return _frozen(ask, coming[:MOST])


def _frozen(ask: Ask, coming: Sequence[Coming]) -> dict[str, object]:
    places = range(len(coming))
    chosen = [found for size in range(len(coming) + 1) for found in combinations(places, size)]
    return {
        "factors": list(FACTORS),
        "entries": [_entry(item) for item in coming],
        "grid": {",".join(map(str, some)): [short(ask(factor, some)) for factor in FACTORS] for some in chosen},
    }


def _entry(item: Coming) -> dict[str, str]:
    step = item.step
    return {"name": item.name, "step": step.header, "step_en": step.header_en, "since": item.since.isoformat()}


def short(point: Sequence[float]) -> Point:
    """Return numbers at seven significant digits, as they are stored."""
    return [float(f"{value:.7g}") for value in point]
