"""Growth of a stock, or of a ratio of stocks, between two closing days, on a path of fractional years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dashboard.attainment import bands, chance, exact, paths, rates
from dashboard.attainment.awaiting import awaited
from dashboard.attainment.bands import Limit
from dashboard.attainment.facts import over_achieved, reported_at
from dashboard.attainment.values import Parts, Values
from dashboard.attainment.verdict import Verdict, replace
from dashboard.plan import periods
from dashboard.plan.judging import Band, RuleSet
from dashboard.plan.models import Reading

ONE = Decimal(1)


def judge(blank: Verdict, reading: Reading, values: Values, through: str, rules: RuleSet) -> Verdict:
    """Judge the newest closed quarter against T(k) with k in years since the base; at the end strictly."""
    closing = [f"{year}-{reading.closing_month:02d}" for year in (reading.base_year or 0, reading.end_year)]
    first, end = (periods.of_month(month, values.frequency) for month in closing)
    blank = replace(blank, n=reading.end_year - (reading.base_year or 0))
    if through < max(periods.shift(closing[0], 1), values.start):
        return replace(blank, status="not_assessed", reason="not_started")
    base = values.base if values.base is not None else values.levels.get(first)
    if base is None or base <= 0 or blank.threshold is None:
        return _without_base(blank, base, first, values)
    blank = replace(blank, base=base, goal=paths.level(blank.method, base, blank.threshold, blank.n or 1,
                                                       Decimal(blank.n or 1)))  # fmt: skip
    last = min(through, closing[1])
    newest = max((p for p in values.levels if first < p and periods.last_month(p) <= last), default="")
    debt = max((p for p in values.missing if first < p and periods.last_month(p) <= last), default="")
    broken = max((p for p in values.breaks if closing[0] < periods.last_month(p) <= last), default="")
    if broken:
        return replace(blank, status="not_assessed", reason="definition_break", break_period=broken,
                       period=newest or first, level=values.levels.get(newest))  # fmt: skip
    settled = through >= max(closing[1], values.settled_by)
    if settled and newest < end:
        return replace(_placed(blank, first, end), status="final_missed", reason="never_reported", final=True,
                       missing=values.missing.get(debt, ()))
    if debt > newest:
        return awaited(_placed(blank, first, debt), values, [debt])
    if not newest:
        return replace(blank, status="not_assessed", reason="no_data")
    known = reported_at(_placed(blank, first, newest), values, newest)
    return _judge_level(known, first, values, final=newest == end, rules=rules)


def _without_base(blank: Verdict, base: Decimal | None, first: str, values: Values) -> Verdict:
    """Say why there is no base to grow from."""
    if base is None and values.missing.get(first):
        return awaited(replace(blank, period=first), values, [first], "incomplete_base")
    if base is None:
        return replace(blank, status="not_assessed", reason="base_missing")
    return replace(blank, base=base, status="not_assessed", reason="base_zero" if base <= 0 else "no_threshold")


def _placed(blank: Verdict, first: str, period: str) -> Verdict:
    """Fill in the period judged, the years since the base and the path there."""
    months = periods.months_between(periods.last_month(first), periods.last_month(period)) - 1
    k = Decimal(months) / 12
    path = paths.level(blank.method, blank.base or ONE, blank.threshold or ONE, blank.n or 1, k)
    return replace(blank, period=period, months=months, k=k, path=path, expected=path, time_progress=ONE,
                   months_left=(blank.n or 0) * 12 - months)


def _judge_level(known: Verdict, first: str, values: Values, *, final: bool, rules: RuleSet) -> Verdict:
    """Compare a level with its path; bands of closed years, strict at the end."""
    level, path, goal = values.levels[known.period], known.path or ONE, known.goal or ONE
    done = Fraction(level) / Fraction(path)
    known = replace(
        known, level=level, completion=exact.decimal(done), gap=level - path,
        gap_points=exact.decimal((done - 1) * 100), remaining=max(goal - level, Decimal(0)), final=final,
    )
    known = _parts(_rates(known, values), first, values.parts)
    if final:
        return replace(known, status="final_met" if level >= goal else "final_missed", reason="end_reached")
    floor = chance.noise_limit(known.base or ONE, periods.year(first), values, rules)
    known = over_achieved(replace(known, noise_limit=floor, reason="stock_path"), rules)
    limit_of = _limits(known, floor)
    band = bands.decide(rules.bands.growth, limit_of, Fraction(level))
    years = (periods.year(first), periods.year(known.period))
    sure = chance.confidence(rules.bands.growth, limit_of, level, known.base or ONE, values, years)
    whole = int(known.k or 0)
    small = chance.small_sample(known.base or ONE, whole, sure, whole=values.whole, rules=rules)
    return replace(known, status=band.status, light=band.light, confidence=sure, small_sample=small)


def _rates(known: Verdict, values: Values) -> Verdict:
    """Fill in growth reached, its pace, the growth still required and the best ever."""
    level, base, k, n = known.level or Decimal(0), known.base or ONE, known.k or ONE, Decimal(known.n or 1)
    rate = paths.annual(known.method, known.threshold or ONE, known.n or 1)
    growth = rates.compound(base, level, k) if level > 0 else -ONE
    best = _best(values.levels, known.period)
    return replace(
        known, achieved=level / base - ONE if known.method == "total" else growth,
        pace=growth / rate if rate > 0 else None,
        required=rates.compound(level, known.goal or ONE, n - k) if n > k and level > 0 else None,
        best=best[1] if best else None, best_year=best[0] if best else None,
        months_ahead=rates.months_ahead(base, level, rate, k),
    )  # fmt: skip


def _limits(known: Verdict, floor: Decimal) -> bands.LimitOf:
    """Return the limits of the growth bands for a path of fractional years."""
    base, path, goal = known.base or ONE, known.path or ONE, known.goal or ONE
    k, left = known.k or ONE, Decimal(known.months_left or 0) / 12
    rate = paths.annual(known.method, known.threshold or ONE, known.n or 1)

    def limit_of(band: Band) -> Limit | bool:
        if band.when == "goal_reached":
            return Limit(Fraction(goal))
        if band.when == "below_base":
            return Limit(Fraction(floor), strict=True, upward=False)
        asked = band.at_least if band.at_least is not None else band.above
        if asked is None:
            return False
        if band.when == "gap_points":
            return bands.rising(band, Fraction(path) * (1 + Fraction(asked) / 100))
        if band.when == "pace":
            return bands.rising(band, Fraction(paths.level("compound", base, rate * asked, 1, k)))
        level = goal / (ONE + rate * asked) ** left
        return Limit(Fraction(level), strict=band.above is not None, upward=False) if left > 0 else False

    return limit_of


def _parts(known: Verdict, first: str, parts: Parts | None) -> Verdict:
    """Fill in numerator and denominator of a ratio, their growth since the base and their closing days."""
    if parts is None:
        return known
    now, at = known.period, first
    above, below = parts.numerator.get(now), parts.denominator.get(now)
    return replace(
        known, numerator=above, denominator=below, numerator_growth=_growth(parts.numerator.get(at), above),
        denominator_growth=_growth(parts.denominator.get(at), below),
        numerator_day=closing_day(now, parts.numerator_day), denominator_day=closing_day(now, parts.denominator_day),
    )  # fmt: skip


def _growth(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return after / before - ONE if before and after is not None else None


def closing_day(period: str, day: int) -> date:
    """Return the day on which a stock closes: that day of the period's last month, at most its last."""
    last = periods.last_day(periods.last_month(period))
    return last.replace(day=min(day, last.day))


def _best(levels: Mapping[str, Decimal], last: str) -> tuple[int, Decimal] | None:
    """Return the best growth between closing days one year apart, and its year."""
    ends = {periods.year(p): v for p, v in levels.items() if p <= last and periods.last_month(p).endswith("-12")}
    return rates.best(ends)
