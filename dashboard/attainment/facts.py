"""What stands beside every verdict: growth so far, the trailing year, who has reported, what must be verified."""

from __future__ import annotations

from decimal import Decimal

from dashboard.attainment import flows, paths, rates
from dashboard.attainment.question import Question
from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Verdict, replace
from dashboard.plan.judging import RuleSet
from dashboard.plan.models import Method


def known_years(known: Verdict, asked: Question) -> Verdict:
    """Fill in what the closed years after the base tell: pace, required growth, best growth, months ahead, strip."""
    rate = paths.annual(asked.method, asked.threshold(asked.base_year + 1), asked.n)
    after = [year for year in asked.years if year > asked.base_year]
    last = max(after, default=asked.base_year)
    series = asked.reached(last)
    best = rates.best(asked.comparable)
    known = replace(
        known, best=best[1] if best else None, best_year=best[0] if best else None,
        every_year=rates.strip(asked.years, asked.base_year + 1, last, lambda year: _single(asked, year)),
        small_sample=(asked.values.whole and asked.base < asked.rules.small_base)
        or len(after) < asked.rules.small_years,
        tiny_base=asked.values.whole and asked.base < asked.rules.tiny_base, required=asked.required(series),
    )  # fmt: skip
    if not after or series is None:
        return known
    return replace(
        known, last_year=last, last_level=series[-1], achieved=rates.achieved(asked.method, series),
        pace=rates.pace(asked.method, series, asked.threshold(last), asked.n),
        months_ahead=rates.months_ahead(asked.base, series[-1], rate, Decimal(last - asked.base_year)),
    )


def _single(asked: Question, year: int) -> Decimal:
    """Return the growth asked of a single year, for the every-year strip (methodology F9)."""
    return paths.annual(asked.method, asked.reading.threshold_in(year) or Decimal(0), asked.n)


def trailing(known: Verdict, asked: Question, found: flows.Sum) -> Verdict:
    """Fill in the sum of the last twelve months and its pace against the base (methodology F4)."""
    level = flows.trailing(asked.values, found.year, found.months)
    years = Decimal(found.year - 1 - asked.base_year) + Decimal(found.months) / 12
    if level is None or years <= 0:
        return known
    own: Method = "compound" if asked.method == "total" else asked.method
    rate = paths.annual(asked.method, asked.threshold(found.year), asked.n)
    paced = rates.compound(asked.base, level, years) / rate if own == "compound" and rate > 0 and level > 0 else None
    return replace(known, trailing_level=level, trailing_pace=paced)


def reported(known: Verdict, values: Values, found: flows.Sum) -> Verdict:
    """Fill in how many were to report the periods of a sum; all of them have."""
    asked = [values.expected.get(p, 0) for p in flows.periods_of(found.year, values.frequency, found.months)]
    return replace(known, expected_senders=max(asked, default=0) or None)


def reported_at(known: Verdict, values: Values, period: str) -> Verdict:
    """Fill in how many were to report a single period; all of them have."""
    return replace(known, expected_senders=values.expected.get(period) or None)


def over_achieved(known: Verdict, rules: RuleSet) -> Verdict:
    """Mark a level so far above what is asked that base and data must be verified."""
    if known.completion is None:
        return known
    return replace(known, over_achieved=known.completion - 1 >= rules.over_achieved)

