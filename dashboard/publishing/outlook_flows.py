"""Outlooks of flows by month or quarter: the running year, and the end of the plan; counties add up to the city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import pandas as pd

from dashboard.forecasting import (
    ForecastRefused,
    YearOutlook,
    fan,
    forecast_level,
    forecast_many,
    forecast_regions,
    when_year,
)
from dashboard.plan.lookup import counties, indicator, quota
from dashboard.publishing import whatifs
from dashboard.publishing.asking import Asked, Horizon
from dashboard.publishing.histories import closed, closures_of, series_of
from dashboard.publishing.made import BANDS, Made, fanned, text, tried
from dashboard.publishing.measures import Measures, Measuring
from dashboard.publishing.values import histories

NEAR = 10  # draws on either side of the city's median that tell what counties bring there
Outcome = YearOutlook | ForecastRefused


@dataclass(frozen=True)
class Flow:
    """One quantity with every reading that asks about it."""

    asked: tuple[Asked, ...]
    history: pd.Series
    closures: tuple[pd.Period, ...] = ()  # months in which business stood still

    @property
    def through(self) -> pd.Period:
        """The newest known period."""
        return pd.PeriodIndex(self.history.index)[-1]

    @property
    def goals(self) -> list[float]:
        """What the readings ask of the running year."""
        return sorted({float(h.goal) for one in self.asked for h in one.horizons() if h.name == "year"})


def made(measuring: Measuring, measures: Measures, asked: Sequence[Asked]) -> Iterator[Made]:
    """Yield the outlooks of every reading of a flow; those of one quantity share one forecast."""
    groups: dict[str, list[Asked]] = {}
    for one in asked:
        groups.setdefault(one.indicator, []).append(one)
    found = {code: _flow(measuring, group) for code, group in groups.items()}
    shared = {code: flow for code, flow in found.items() if _by_county(measuring, flow)}
    alone = _together({code: flow for code, flow in found.items() if code not in shared})
    for code, flow in found.items():
        if code in shared:
            yield from _regions(measuring, measures, flow)
        else:
            yield from _readings(flow, alone[code], measuring.city)


def _flow(measuring: Measuring, group: Sequence[Asked]) -> Flow:
    values, facts = group[0].values, measuring.facts
    closures = closures_of(facts.catalogue, values.frequency, facts.through)
    return Flow(tuple(group), series_of(values.levels, values.frequency), closures)


def _by_county(measuring: Measuring, flow: Flow) -> bool:
    made = indicator(measuring.facts.catalogue, flow.asked[0].indicator)
    return made.counties and made.additive and any(one.default for one in flow.asked)


def _together(flows: Mapping[str, Flow]) -> dict[str, Outcome]:
    """Forecast the quantities that end at the same period together."""
    found: dict[str, Outcome] = {}
    for through, closures in {(flow.through, flow.closures) for flow in flows.values()}:
        same = {code: flow for code, flow in flows.items() if flow.through == through}
        histories = [flow.history.to_numpy(dtype=float) for flow in same.values()]
        many = forecast_many(histories, through, [flow.goals for flow in same.values()], closures)
        found |= dict(zip(same, many, strict=True))
    return found


def _readings(flow: Flow, running: Outcome, city: str) -> Iterator[Made]:
    """Yield the city's outlooks of every reading and horizon."""
    for one in flow.asked:
        for horizon in one.horizons():
            found, reason = _at(flow, one, horizon, running)
            plain = Made(one, horizon, city, text(flow.through) or "", found, reason, horizon.goal)
            yield _detailed(plain, flow) if plain.leads and found is not None else plain


def _at(flow: Flow, one: Asked, horizon: Horizon, running: Outcome) -> tuple[YearOutlook | None, str]:
    if isinstance(running, ForecastRefused):
        return None, running.reason
    if horizon.name == "year" or one.year == one.reading.end_year:
        return running, ""
    years, goal = closed(one.values, one.year), float(horizon.goal)
    end = pd.Period(str(one.reading.end_year), freq="Y")
    start = replace(running, samples=np.sort(running.samples))
    return tried(lambda: forecast_level(years, years.index[-1], end, [goal], latest=start))


def _detailed(plain: Made, flow: Flow) -> Made:
    """Add the fan and the date to the outlook that stands for its reading; what if to the default one."""
    found, goal = plain.found, float(plain.horizon.goal)
    assert found is not None
    coming = fan(flow.history, flow.through, found, flow.closures)
    rows = [{p: float(row[p]) for p in BANDS} for _, row in coming.iterrows()]
    return replace(
        plain,
        middle=found.quantiles[0.5],
        dated=when_year(flow.history, flow.through, found, goal, flow.closures),
        fan=fanned([str(period) for period in coming.index], rows),
        what_if=whatifs.grown(found, goal, None) if plain.asked.default else {},
    )


def _regions(measuring: Measuring, measures: Measures, flow: Flow) -> Iterator[Made]:
    """Yield the city's outlooks, and the counties' of the default reading, on shared paths."""
    catalogue, city = measuring.facts.catalogue, measuring.city
    one = next(asked for asked in flow.asked if asked.default)
    below = [county.code for county in counties(catalogue)]
    quotas = {code: quota(catalogue, one.verdict.target, code, one.year) for code in below}
    own = {code: found.value for code, found in quotas.items() if found is not None and found.year == one.year}
    parts = histories(measuring, measures, one.reading, below, text(flow.through) or "")
    targets = {city: flow.goals, **{code: [float(value)] for code, value in own.items()}}
    found = forecast_regions({city: flow.history, **parts}, flow.through, targets, city, flow.closures)
    yield from _readings(flow, found.outlooks[city], city)
    if not found.reason:  # otherwise each was made alone, and their sum would contradict the city's
        yield from _counties(flow, one, found.outlooks, own, city)


def _counties(
    flow: Flow, one: Asked, outlooks: Mapping[str, Outcome], own: Mapping[str, Decimal], city: str
) -> Iterator[Made]:
    middles = middle_of(outlooks, city)
    horizon = next((found for found in one.horizons() if found.name == "year"), None)
    for code, found in outlooks.items() if horizon else ():
        if code == city or horizon is None:
            continue
        known = text(flow.through) or ""
        if isinstance(found, ForecastRefused):
            yield Made(one, horizon, code, known, None, found.reason, part=True)
        else:
            yield Made(one, horizon, code, known, found, "", own.get(code), middles[code], part=True)


def middle_of(outlooks: Mapping[str, Outcome], city: str) -> dict[str, float]:
    """Return what every region brings on the shared paths around the city's median: parts that sum to it."""
    drawn = {code: found for code, found in outlooks.items() if isinstance(found, YearOutlook)}
    paths = drawn[city].samples
    near = np.argsort(paths, kind="stable")[len(paths) // 2 - NEAR : len(paths) // 2 + NEAR]
    mean = float(paths[near].mean())
    scale = drawn[city].quantiles[0.5] / mean if mean else 1.0
    return {code: float(found.samples[near].mean()) * scale for code, found in drawn.items()}
