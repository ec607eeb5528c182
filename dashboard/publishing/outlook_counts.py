"""Outlooks of cumulative counts: what came so far, the entries on their way, and the usual rate of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from dashboard.forecasting import PipelineRates, Planned, YearOutlook, forecast_count, when_count
from dashboard.plan import periods
from dashboard.publishing import whatifs
from dashboard.publishing.asking import Asked, Horizon
from dashboard.publishing.made import BANDS, Made, fanned, tried
from dashboard.publishing.measures import Measuring
from dashboard.publishing.pipelines import Coming, pipeline_of


@dataclass(frozen=True)
class Count:
    """What a count forecast takes: events so far, months they took, entries on their way with the ledger's rates."""

    asked: Asked
    coming: tuple[Coming, ...] | None
    rates: PipelineRates

    @property
    def events(self) -> int:
        """What was counted up to the newest month."""
        return int(self.asked.verdict.level or 0)

    @property
    def elapsed(self) -> int:
        """Months from the first that counts to the newest."""
        start = self.asked.reading.count_from or self.asked.values.start
        return periods.months_between(start, self.asked.verdict.period)

    @property
    def pipeline(self) -> list[Planned] | None:
        """The entries on their way as planned; None where the ledger knows of none beforehand."""
        return None if self.coming is None else [item.planned for item in self.coming]

    def left(self, end: str) -> int:
        """Return the months from the newest one to a last one."""
        return periods.months_between(self.asked.verdict.period, end) - 1

    def forecast(self, end: str, goal: float) -> YearOutlook:
        """Return the distribution at the end of a month."""
        return forecast_count(self.events, self.elapsed, self.left(end), [goal], self.pipeline, rates=self.rates)

    def surely(self, end: str, goal: float, factor: float, some: Sequence[int]) -> list[float]:
        """Return chance and median should some of the entries on their way surely come in time."""
        rest = None if self.coming is None else [c.planned for at, c in enumerate(self.coming) if at not in some]
        found = forecast_count(self.events, self.elapsed, self.left(end), [goal - len(some)], rest, rates=self.rates,
                               factor=factor)  # fmt: skip
        return [found.p_attain[goal - len(some)], found.quantiles[0.5] + len(some)]


def made(measuring: Measuring, asked: Sequence[Asked]) -> Iterator[Made]:
    """Yield the outlooks of every reading that counts."""
    for one in asked:
        pipeline = pipeline_of(measuring, one.reading, measuring.city)
        found = Count(one, pipeline.coming() if pipeline else None, pipeline.rates() if pipeline else PipelineRates())
        for horizon in one.horizons():
            yield _made(found, horizon, measuring.city)


def _made(count: Count, horizon: Horizon, city: str) -> Made:
    goal = float(horizon.goal)
    found, reason = tried(lambda: count.forecast(horizon.end, goal))
    plain = Made(count.asked, horizon, city, count.asked.verdict.period, found, reason, horizon.goal)
    return _detailed(count, plain, goal) if plain.leads and found is not None else plain


def _detailed(count: Count, plain: Made, goal: float) -> Made:
    """Add the fan by quarter and the date to the outlook that stands for its reading; what if to the default one."""
    end, now = plain.horizon.end, count.asked.verdict.period
    months = [m for m in periods.span(now, end, "M") if m > now and (m[-2:] in ("03", "06", "09", "12") or m == end)]
    steps = [{p: count.forecast(month, goal).quantiles[p] for p in BANDS} for month in months]
    dated = when_count(count.events, count.elapsed, pd.Period(now, freq="M"), count.left(end), goal, count.pipeline,
                       rates=count.rates)  # fmt: skip
    answers = partial(count.surely, end, goal)
    frozen = whatifs.ticked(answers, count.coming or ()) if count.asked.default else {}
    middle = plain.found.quantiles[0.5] if plain.found else None
    return replace(plain, middle=middle, dated=dated, fan=fanned(months, steps), what_if=frozen)
