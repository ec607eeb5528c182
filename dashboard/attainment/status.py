"""Bands of a rule set turned into a status. Comparisons are exact and use unrounded numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scipy.special import pdtr

from dashboard.attainment.verdict import Status
from dashboard.plan.models import RuleSet


def by_points(gap: Fraction, rules: RuleSet) -> Status:
    """Return the status of a gap against time progress; ``gap`` is a share (0.01 = one point)."""
    if gap * 100 >= Fraction(rules.bands.on_schedule_points):
        return "on_schedule"
    return "slightly_behind" if gap * 100 > Fraction(rules.bands.slightly_behind_points) else "behind"


def by_year(
    level: Decimal, path: Decimal, goal: Decimal | None, *, below: bool, keeps_pace: bool,
) -> Status:
    """Return the status of a closed year before the end, first match (design 5).

    >= T(n) attained; >= T(k) on schedule; below the base beyond noise; enough pace slightly behind; else behind.
    """
    if goal is not None and level >= goal:
        return "attained"
    if level >= path:
        return "on_schedule"
    if below:
        return "below_base"
    return "slightly_behind" if keeps_pace else "behind"


def below_base(level: Decimal, base: Decimal, *, whole: bool, quantile: Decimal) -> bool:
    """True when a level is below its base beyond noise.

    Counts of things: below the base's Poisson quantile, P(Y <= level | base) < quantile. Amounts have no such
    model here (a few large deals decide them), so any fall below the base is one.
    """
    if level >= base:
        return False
    return not whole or float(pdtr(float(level), float(base))) < float(quantile)


def small_sample(base: Decimal, years: int, *, whole: bool, rules: RuleSet) -> bool:
    """True when a growth status rests on too little: a small count base or too few closed years (methodology F8)."""
    return (whole and base < rules.small_base) or years < rules.small_years
