"""Cumulative counts: share of N against the share of the plan's months that have passed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from dashboard.attainment import exact, stages, status
from dashboard.attainment.awaiting import awaited, owing
from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Status, Verdict
from dashboard.plan import periods
from dashboard.plan.models import RuleSet


def judge(blank: Verdict, start: str, end_year: int, values: Values, through: str, rules: RuleSet) -> Verdict:
    """Judge a count against N; up to ``rules.stage_limit`` the dated stages decide and no share is shown."""
    end = f"{end_year}-12"
    at, wanted = min(through, end), blank.threshold
    if wanted is None or through < start:
        return replace(blank, status="not_assessed", reason="no_threshold" if wanted is None else "not_started")
    few = blank.method == "stages" or wanted <= rules.stage_limit
    marks = tuple(stages.mark(fact, at) for fact in values.stages) if few else ()
    known = replace(blank, goal=wanted, n=end_year - periods.year(start) + 1, stages=marks, period=at)
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
    known = replace(_reached(known, values, start, month), period=month, final=month == end)
    return _few(known) if few else _share(known, start, end, rules)


def _reached(known: Verdict, values: Values, start: str, month: str) -> Verdict:
    """Fill in the count, what is left, and the month in which N was reached."""
    level, wanted = values.levels[month], known.goal or Decimal(0)
    reached = min((p for p, v in values.levels.items() if start <= p <= month and v >= wanted), default=None)
    return replace(
        known, level=level, remaining=max(wanted - level, Decimal(0)), reached_in=reached if level >= wanted else None,
    )


def _few(known: Verdict) -> Verdict:
    """Judge by number and stages: the number reached, a stage overdue, or on its way. No share, no time progress."""
    if known.remaining == 0:
        word: Status = "final_met" if known.final else "completed"
        return replace(known, status=word, reason="end_reached" if known.final else "count_reached")
    if known.final:
        return replace(known, status="final_missed", reason="end_reached")
    if any(mark.state == "overdue" for mark in known.stages):
        return replace(known, status="behind", reason="stage_overdue")
    if not known.stages:
        return replace(known, status="not_assessed", reason="no_stages")
    return replace(known, status="on_stages", reason="stages_open")


def _share(known: Verdict, start: str, end: str, rules: RuleSet) -> Verdict:
    """Judge by the share of N against months since the start over all months."""
    level, wanted = known.level or Decimal(0), known.goal or Decimal(0)
    passed, all_months = periods.months_between(start, known.period), periods.months_between(start, end)
    time, done = Fraction(passed, all_months), Fraction(level) / Fraction(wanted)
    left = all_months - passed
    expected = exact.decimal(Fraction(wanted) * time)
    known = replace(
        known, path=expected, expected=expected, months=passed, months_left=left,
        completion=exact.decimal(done), time_progress=exact.decimal(time),
        gap_points=exact.decimal((done - time) * 100), months_ahead=exact.decimal((done - time) * all_months),
        required_month=(known.remaining or Decimal(0)) / left if left else None,
    )
    if known.final:
        word: Status = "final_met" if level >= wanted else "final_missed"
        return replace(known, status=word, reason="end_reached")
    if level >= wanted:
        return replace(known, status="completed", reason="count_reached")
    return replace(known, status=status.by_points(done - time, rules), reason="count_share")
