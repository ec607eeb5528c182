"""Cumulative counts: share of N against the share of the plan's months that have passed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dashboard.attainment import bands, exact, stages
from dashboard.attainment.awaiting import awaited, owing
from dashboard.attainment.facts import over_achieved, reported_at
from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Status, Verdict, replace
from dashboard.plan import periods
from dashboard.plan.judging import RuleSet
from dashboard.plan.models import Reading


def judge(blank: Verdict, reading: Reading, values: Values, through: str, rules: RuleSet) -> Verdict:
    """Judge a count against N; up to ``rules.stage_limit`` the dated stages decide and no share is shown."""
    start, end = reading.count_from or values.start, f"{reading.end_year}-12"
    at = min(through, end)
    wanted = reading.threshold_in(periods.year(at))
    if wanted is None or through < max(start, values.start):
        return replace(blank, status="not_assessed", reason="no_threshold" if wanted is None else "not_started")
    few = blank.method == "stages" or wanted <= rules.stage_limit
    marks = tuple(stages.mark(fact, at) for fact in values.stages) if few else ()
    known = replace(blank, goal=wanted, threshold=wanted, n=reading.end_year - periods.year(start) + 1, stages=marks,
                    period=at)
    month = max((period for period in values.levels if start <= period <= at), default=None)
    owed = owing(values, start, at)
    debt = owed[-1] if owed else ""
    settled = through >= max(end, values.settled_by)
    if settled and (month is None or month < end or debt > month):
        return replace(known, period=end, status="final_missed", reason="never_reported", final=True,
                       missing=values.missing.get(debt, ()))
    if debt > (month or ""):
        return awaited(replace(known, period=debt), values, owed)
    if month is None:
        return replace(known, status="not_assessed", reason="no_data")
    known = reported_at(_reached(known, values, start, month), values, month)
    known = replace(known, period=month, final=month == end, verified=values.verified)
    clock = max(start, values.start)  # what happened before the plan may count, its time does not
    return _few(known, rules) if few else _share(known, (start, clock, end), values, rules)


def _reached(known: Verdict, values: Values, start: str, month: str) -> Verdict:
    """Fill in the count, what is left, and the month in which N was reached."""
    level, wanted = values.levels[month], known.goal or Decimal(0)
    reached = min((p for p, v in values.levels.items() if start <= p <= month and v >= wanted), default=None)
    return replace(
        known, level=level, remaining=max(wanted - level, Decimal(0)), reached_in=reached if level >= wanted else None,
    )


def _few(known: Verdict, rules: RuleSet) -> Verdict:
    """Judge by number and stages: the number reached, a stage overdue, or on its way. No share, no time progress."""
    if known.remaining == 0:
        word: Status = "final_met" if known.final else "completed"
        return replace(known, status=word, reason="end_reached" if known.final else "count_reached")
    if known.final:
        return replace(known, status="final_missed", reason="end_reached")
    if not known.stages:
        return replace(known, status="not_assessed", reason="no_stages")
    return stages.by_stages(known, rules)


def _share(known: Verdict, window: tuple[str, str, str], values: Values, rules: RuleSet) -> Verdict:
    """Judge by the share of N against months since the clock's start over all months.

    ``window``: first month that counts, first month of the clock, last month.
    """
    (start, clock, end), level, wanted = window, known.level or Decimal(0), known.goal or Decimal(0)
    passed, all_months = periods.months_between(clock, known.period), periods.months_between(clock, end)
    time, done = Fraction(passed, all_months), Fraction(level) / Fraction(wanted)
    expected, ahead = exact.decimal(Fraction(wanted) * time), (done - time) * all_months
    known = over_achieved(replace(
        known, path=expected, expected=expected, gap=level - expected, months=passed,
        completion=exact.decimal(done), time_progress=exact.decimal(time),
        gap_points=exact.decimal((done - time) * 100), months_ahead=exact.decimal(ahead),
    ), rules)  # fmt: skip
    known = _required(known, start, all_months - passed, values)
    if known.final:
        word: Status = "final_met" if level >= wanted else "final_missed"
        return replace(known, status=word, reason="end_reached")
    if level >= wanted:
        return replace(known, status="completed", reason="count_reached")
    band = bands.progress(rules, Fraction(wanted), time, Fraction(level))
    return replace(known, status=band.status, light=band.light, reason="count_share")


def _required(known: Verdict, start: str, left: int, values: Values) -> Verdict:
    """Fill in what is required a month and a quarter from now on, beside the best quarter ever (methodology F5)."""
    remaining = known.remaining or Decimal(0)
    best = best_quarter(values, start, known.period)
    return replace(
        known, months_left=left, required_month=remaining / left if left else None,
        required_quarter=remaining * 3 / left if left else None,
        best_quarter=best[1] if best else None, best_quarter_period=best[0] if best else None,
    )  # fmt: skip


def best_quarter(values: Values, start: str, at: str) -> tuple[str, Decimal] | None:
    """Return the calendar quarter in which the count rose most, the first of equals."""
    closing = [month for month in periods.span(start, at, "M") if month[-2:] in ("03", "06", "09", "12")]
    rises: list[tuple[Decimal, str]] = []
    before = Decimal(0)
    for month in closing:
        if month not in values.levels:
            return None
        rises.append((before - values.levels[month], periods.of_month(month, "Q")))
        before = values.levels[month]
    return (min(rises)[1], -min(rises)[0]) if rises else None
