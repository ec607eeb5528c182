"""Growth of a stock, or of a ratio of stocks, between two closing days, on a path of fractional years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from dashboard.attainment import exact, paths, rates, status
from dashboard.attainment.awaiting import awaited
from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Verdict
from dashboard.plan import periods
from dashboard.plan.models import RuleSet

ONE = Decimal(1)


def judge(blank: Verdict, base_year: int, end_year: int, values: Values, through: str, rules: RuleSet) -> Verdict:
    """Judge the newest closed quarter against T(k) with k in years since the base; at the end strictly."""
    freq = values.frequency
    first, end = (periods.of_month(f"{year}-12", freq) for year in (base_year, end_year))
    n, at = end_year - base_year, periods.of_month(f"{end_year}-12", "M")
    blank = replace(blank, n=n)
    if through < max(f"{base_year + 1}-01", values.start):
        return replace(blank, status="not_assessed", reason="not_started")
    base = values.base if values.base is not None else values.levels.get(first)
    if base is None or base <= 0 or blank.threshold is None:
        return _without_base(blank, base, first, values)
    blank = replace(blank, base=base, goal=paths.level(blank.method, base, blank.threshold, n, Decimal(n)))
    last_day = min(through, at)
    newest = max((p for p in values.levels if first < p and periods.last_month(p) <= last_day), default="")
    debt = max((p for p in values.missing if first < p and periods.last_month(p) <= last_day), default="")
    settled = through >= max(at, values.settled_by)
    if settled and newest < end:
        return replace(_placed(blank, first, end), status="final_missed", reason="never_reported", final=True,
                       missing=values.missing.get(debt, ()))
    if debt > newest:
        return awaited(_placed(blank, first, debt), values, [debt])
    if not newest:
        return replace(blank, status="not_assessed", reason="no_data")
    return _judge_level(_placed(blank, first, newest), values, final=newest == end, rules=rules)


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


def _judge_level(known: Verdict, values: Values, *, final: bool, rules: RuleSet) -> Verdict:
    """Compare a level with its path; bands of closed years, strict at the end."""
    level, base, path = values.levels[known.period], known.base or ONE, known.path or ONE
    goal, n, k = known.goal or ONE, Decimal(known.n or 1), known.k or ONE
    rate = paths.annual(known.method, known.threshold or ONE, known.n or 1)
    done = Fraction(level) / Fraction(path)
    best = _best(values.levels, known.period)
    growth = rates.compound(base, level, k) if level > 0 else -ONE
    known = replace(
        known, level=level, completion=exact.decimal(done), gap_points=exact.decimal((done - 1) * 100),
        achieved=level / base - ONE if known.method == "total" else growth, pace=growth / rate if rate > 0 else None,
        required=rates.compound(level, goal, n - k) if n > k and level > 0 else None,
        best=best[1] if best else None, best_year=best[0] if best else None,
        months_ahead=rates.months_ahead(base, level, rate, k), remaining=max(goal - level, Decimal(0)), final=final,
        small_sample=not final and status.small_sample(base, int(k), whole=values.whole, rules=rules),
    )
    if final:
        return replace(known, status="final_met" if level >= goal else "final_missed", reason="end_reached")
    low = status.below_base(level, base, whole=values.whole, quantile=rules.noise_quantile)
    keeps = level >= paths.level("compound", base, rate * rules.bands.slightly_behind_pace, 1, k)
    return replace(known, status=status.by_year(level, path, goal, below=low, keeps_pace=keeps), reason="stock_path")


def _best(levels: Mapping[str, Decimal], last: str) -> tuple[int, Decimal] | None:
    """Return the best growth between closing days one year apart, and its year."""
    ends = {periods.year(p): v for p, v in levels.items() if p <= last and periods.last_month(p).endswith("-12")}
    return rates.best(ends)
