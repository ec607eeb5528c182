"""One additive indicator in a city and its counties: forecast together, so that the figures add up on every path."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .coherence import reconcile
from .history import aligned
from .outlook import Floats, ForecastRefused, YearOutlook
from .year import forecast_many

REST = ""  # the name of what the forecast counties leave of the city; no region is called so
CLOSE = 1e-9  # relative: sums in another order differ by less


@dataclass(frozen=True)
class Regions:
    """Outlooks by region, the city among them.

    When ``reason`` is empty the counties' samples and those of ``rest`` add up to the city's, draw by draw; ``rest``
    holds what counties without an outlook bring, together. Otherwise every outlook was made alone; ``reason`` is
    city_refused, no_parts, parts_do_not_add_up, or why the rest could not be forecast.
    """

    outlooks: Mapping[str, YearOutlook | ForecastRefused]
    rest: YearOutlook | None
    reason: str


def forecast_regions(
    histories: Mapping[str, pd.Series | Floats],
    through: pd.Period,
    targets: Mapping[str, Sequence[float]],
    city: str,
    closures: Collection[pd.Period] = (),
) -> Regions:
    """Return the outlooks of a city and its counties for the year ``(through + 1).year``.

    ``histories`` hold the city's series (under ``city``) and one a county, monthly or quarterly; values after
    ``through`` are never read. An array is a history that ends at ``through`` (NaN = missing). ``targets`` may leave
    regions out. A county that must be refused keeps its refusal and counts in the rest. Raises ForecastRefused
    (bad_argument) when the city's history is not among them.
    """
    if city not in histories:
        raise ForecastRefused("bad_argument", f"no history of {city}")
    known, alone = _alone(histories, through, targets, closures)
    whole, parts = alone[city], [n for n, o in alone.items() if n != city and isinstance(o, YearOutlook)]
    if not isinstance(whole, YearOutlook) or not parts:
        return Regions(alone, None, "city_refused" if not isinstance(whole, YearOutlook) else "no_parts")
    left, reason = _rest(known, parts, city, through, closures, len(parts) < len(alone) - 1)
    if reason:
        return Regions(alone, None, reason)
    members = {name: _outlook(alone[name]) for name in parts} | ({REST: left} if left else {})
    if _over(whole.observed, sum(item.observed for item in members.values())):
        return Regions(alone, None, "parts_do_not_add_up")
    wanted = [targets.get(name, ()) for name in members]
    joint = reconcile(whole, list(members.values()), targets.get(city, ()), wanted)
    found: dict[str, YearOutlook | ForecastRefused] = dict(zip(members, joint.parts, strict=True))
    rest = found.pop(REST, None)
    return Regions({**alone, **found, city: joint.city}, rest if isinstance(rest, YearOutlook) else None, "")


def _alone(
    histories: Mapping[str, pd.Series | Floats],
    through: pd.Period,
    targets: Mapping[str, Sequence[float]],
    closures: Collection[pd.Period],
) -> tuple[dict[str, Floats], dict[str, YearOutlook | ForecastRefused]]:
    """Return the values of every region that has any, and every region's own outlook or refusal."""
    known: dict[str, Floats] = {}
    found: dict[str, YearOutlook | ForecastRefused] = {}
    for name, history in histories.items():
        try:
            known[name] = history if isinstance(history, np.ndarray) else aligned(history, through)
        except ForecastRefused as refused:
            found[name] = refused
    many = forecast_many(list(known.values()), through, [targets.get(name, ()) for name in known], closures)
    found |= dict(zip(known, many, strict=True))
    return known, {name: found[name] for name in histories}


def _rest(
    known: Mapping[str, Floats],
    parts: Sequence[str],
    city: str,
    through: pd.Period,
    closures: Collection[pd.Period],
    refused: bool,
) -> tuple[YearOutlook | None, str]:
    """Return the outlook of the city less the forecast counties (None: nothing is left), or why there is none."""
    length = max(len(known[name]) for name in (city, *parts))
    table = np.stack([_padded(known[name], length) for name in parts])
    # before a county's first value it brought nothing; later it owes its value, and the sum is short
    left = _padded(known[city], length) - np.where(_unborn(table), 0.0, table).sum(axis=0)
    scale = max(float(np.nanmax(np.abs(known[city]))), 1e-300)
    if np.nan_to_num(np.abs(left)).max(initial=0.0) <= CLOSE * scale * len(parts) and not refused:
        return None, ""
    if not refused:
        return None, "parts_do_not_add_up"
    left = np.where(np.abs(left) <= CLOSE * scale * len(parts), 0.0, left)
    found = forecast_many([left], through, [()], closures)[0]
    return (found, "") if isinstance(found, YearOutlook) else (None, found.reason)


def _padded(values: Floats, length: int) -> Floats:
    return np.concatenate([np.full(length - len(values), np.nan), values])


def _unborn(table: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return np.asarray(np.logical_and.accumulate(np.isnan(table), axis=1))


def _outlook(item: YearOutlook | ForecastRefused) -> YearOutlook:
    if isinstance(item, ForecastRefused):
        raise item
    return item


def _over(whole: float, parts: float) -> bool:
    return whole > parts + CLOSE * max(abs(whole), 1.0) * 100
