"""Chance in a status: is a level below its base beyond noise, and how sure is the band shown (methodology F8)?

Counts are Poisson with a Jeffreys prior, so the ratio of two true rates has a beta distribution; amounts made of
deals are taken as normal with the standard deviation that their deals imply. Where neither applies nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, sqrt
from statistics import NormalDist

from scipy.special import betainc, pdtr, pdtrik

from dashboard.attainment import bands
from dashboard.attainment.values import Values
from dashboard.plan.judging import Band, RuleSet

_NORMAL = NormalDist()
AtLeast = Callable[[float], float]  # ratio of level to base -> probability that the true ratio is as large


@lru_cache(maxsize=65536)
def poisson_floor(base: float, quantile: float) -> int:
    """Return the smallest count that is not below ``base`` beyond noise: P(Y <= count | base) >= quantile."""
    found = max(ceil(float(pdtrik(quantile, base))), 0)
    while found > 0 and pdtr(found - 1, base) >= quantile:
        found -= 1
    while pdtr(found, base) < quantile:
        found += 1
    return found


def noise_limit(base: Decimal, base_year: int, values: Values, rules: RuleSet) -> Decimal:
    """Return the level below which a quantity lies below its base beyond noise; the base itself without noise.

    Counts: the Poisson quantile of the base. Amounts of deals: base - z x standard deviation of the base year.
    """
    if values.whole:
        return min(Decimal(poisson_floor(float(base), float(rules.noise_quantile))), base)
    deviation = values.noise.get(base_year, Decimal(0))
    return max(base + Decimal(str(_NORMAL.inv_cdf(float(rules.noise_quantile)))) * deviation, Decimal(0))


def modelled(base: Decimal, values: Values, years: tuple[int, int]) -> bool:
    """True where chance can be told: things that are counted, or amounts whose deals are known in both years."""
    return base > 0 and (values.whole or all(values.noise.get(year) for year in years))


def confidence(
    row: Sequence[Band], limit_of: bands.LimitOf, level: Decimal, base: Decimal, values: Values, years: tuple[int, int],
) -> Decimal | None:
    """Return the probability that the true level has the status of ``level``; None without a model of chance."""
    if not modelled(base, values, years):
        return None
    return share(level, base, *bands.interval(row, limit_of, Fraction(level)), values, years)


def share(
    level: Decimal, base: Decimal, low: Fraction | None, high: Fraction | None, values: Values, years: tuple[int, int],
) -> Decimal | None:
    """Return the posterior probability that the true level lies between two limits set relative to the base.

    ``years``: those of base and level. None where the quantity has no model of chance.
    """
    if not modelled(base, values, years):
        return None
    deviations = [float(values.noise.get(year, 0)) for year in years]
    at_least = _counts(level, base) if values.whole else _amounts(level, base, *deviations)
    lower = 1.0 if low is None or low <= 0 else at_least(float(low / Fraction(base)))
    upper = 0.0 if high is None else at_least(float(high / Fraction(base)))
    return Decimal(str(round(max(lower - upper, 0.0), 6)))


def _counts(level: Decimal, base: Decimal) -> AtLeast:
    """P(true level / true base >= r) = 1 - I(r/(1+r); y + 1/2, y0 + 1/2)."""
    return lambda r: 1.0 - float(betainc(float(level) + 0.5, float(base) + 0.5, r / (1.0 + r)))


def _amounts(level: Decimal, base: Decimal, at_base: float, now: float) -> AtLeast:
    """P(Y - r Y0 >= 0) of two normal amounts."""
    return lambda r: _NORMAL.cdf((float(level) - r * float(base)) / sqrt(now**2 + (r * at_base) ** 2))


def small_sample(base: Decimal, years: int, sure: Decimal | None, *, whole: bool, rules: RuleSet) -> bool:
    """True when a status rests on too little: small count base, too few closed years, or a doubtful band."""
    if (whole and base < rules.small_base) or years < rules.small_years:
        return True
    return sure is not None and sure < rules.small_share
