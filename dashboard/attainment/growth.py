"""Growth targets of flows: the year so far against m/12, closed years against the path, the end strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from dashboard.attainment import exact, flows, paths, rates, status
from dashboard.attainment.awaiting import awaited
from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Status, Verdict
from dashboard.plan.models import Method, RuleSet


@dataclass(frozen=True)
class Question:
    """A growth reading with its numbers, ready to be judged."""

    method: Method
    base_year: int
    end_year: int
    threshold: Decimal
    base: Decimal
    years: Mapping[int, Decimal]  # closed years, y0 included
    values: Values
    rules: RuleSet

    @property
    def n(self) -> int:
        """Years from the base to the end."""
        return self.end_year - self.base_year

    def series(self, last: int) -> tuple[Decimal, ...] | None:
        """Return y0 .. y(last); None when a year is unknown."""
        found = [self.base, *(self.years.get(year) for year in range(self.base_year + 1, last + 1))]
        return tuple(level for level in found if level is not None) if None not in found else None

    def needed(self, year: int) -> Decimal | None:
        """Return what the reading asks of a year; None when it needs an unknown or empty earlier year."""
        if self.method in paths.FROM_BASE:
            k = Decimal(year - self.base_year)
            return paths.level(self.method, self.base, self.threshold, self.n, k)
        series = self.series(year - 1)
        if series is None or min(series) <= 0:
            return None
        return paths.needed(self.method, series, self.threshold, self.n)

    def reached(self, year: int) -> tuple[Decimal, ...] | None:
        """Return y0 .. y(year) for rates; those that start from the base alone bridge unknown years with the path."""
        series = self.series(year)
        if series is None and self.method in paths.FROM_BASE and year in self.years:
            return (self.base,) * (year - self.base_year) + (self.years[year],)
        return series if series is not None and min(series[:-1], default=self.base) > 0 else None


def judge(blank: Verdict, base_year: int, end_year: int, values: Values, through: str, rules: RuleSet) -> Verdict:
    """Judge a flow. ``blank`` names target, reading and threshold; the rest of it is filled in here."""
    end = f"{end_year}-12"
    at = min(through, end)
    n = end_year - base_year
    blank = replace(blank, n=n)
    if through < max(f"{base_year + 1}-01", values.start):
        return replace(blank, status="not_assessed", reason="not_started")
    years = flows.closed_years(values, at)
    base = values.base if values.base is not None else years.get(base_year)
    if base is None:
        return _without_base(blank, base_year, values)
    if base <= 0 or blank.threshold is None:
        return replace(blank, base=base, status="not_assessed", reason="base_zero" if base <= 0 else "no_threshold")
    years[base_year] = base
    asked = Question(blank.method, base_year, end_year, blank.threshold, base, years, values, rules)
    found = flows.latest(values, base_year, at)
    known = _known(replace(blank, base=base, goal=paths.goal(blank.method, base, blank.threshold, n)), asked)
    settled = through >= max(end, values.settled_by)
    if settled and (found is None or found.year < end_year or not found.closed or found.owed):
        return replace(known, period=str(end_year), path=asked.needed(end_year), k=Decimal(n), status="final_missed",
                       reason="never_reported", final=True, missing=found.owed if found else ())
    return _judge_sum(known, asked, found, at)


def _judge_sum(known: Verdict, asked: Question, found: flows.Sum | None, at: str) -> Verdict:
    """Choose between awaited, the year so far, a closed year and the end."""
    if found is None:
        return replace(known, status="not_assessed", reason="no_complete_year")
    whole = found.closed or asked.values.frequency == "A"
    known = replace(
        known, k=Decimal(found.year - asked.base_year), path=asked.needed(found.year), months=found.months,
        period=str(found.year) if whole else f"{found.year}-{found.months:02d}",
    )
    if found.owed:
        values = asked.values
        owing = [p for p in flows.periods_of(found.year, values.frequency, found.months) if p in values.missing]
        return replace(awaited(known, values, owing), time_progress=exact.decimal(Fraction(found.months, 12)))
    if known.path is None:
        return _without_history(known, asked, found.year)
    if not whole:
        return _in_year(known, asked, found)
    return _at_end(known, asked, found) if found.year == asked.end_year else _closed(known, asked, found)


def _without_base(blank: Verdict, base_year: int, values: Values) -> Verdict:
    """Say why there is no base: incomplete and owed, or never reported."""
    owing = [p for p in flows.periods_of(base_year, values.frequency) if p in values.missing]
    if owing:
        return awaited(replace(blank, period=str(base_year)), values, owing, "incomplete_base")
    return replace(blank, status="not_assessed", reason="base_missing")


def _without_history(known: Verdict, asked: Question, year: int) -> Verdict:
    """Say why a reading that needs every year cannot be judged."""
    values = asked.values
    before = (p for y in range(asked.base_year + 1, year) for p in flows.periods_of(y, values.frequency))
    owing = [period for period in before if period in values.missing]
    if owing:
        return awaited(known, values, owing, "incomplete_history")
    return replace(known, status="not_assessed", reason="no_data" if asked.series(year - 1) is None else "base_zero")


def _known(known: Verdict, asked: Question) -> Verdict:
    """Fill in what the closed years after the base tell: pace, required growth, best growth, months ahead, strip."""
    rate = paths.annual(asked.method, asked.threshold, asked.n)
    after = [year for year in asked.years if year > asked.base_year]
    last = max(after, default=asked.base_year)
    series = asked.reached(last)
    best = rates.best(asked.years)
    known = replace(
        known, best=best[1] if best else None, best_year=best[0] if best else None,
        every_year=rates.strip(asked.years, asked.base_year + 1, last, rate),
        small_sample=status.small_sample(asked.base, len(after), whole=asked.values.whole, rules=asked.rules),
        required=rates.required(asked.method, series, asked.threshold, asked.n) if series else None,
    )
    if not after or series is None:
        return known
    return replace(
        known, last_year=last, last_level=series[-1], achieved=rates.achieved(asked.method, series),
        pace=rates.pace(asked.method, series, asked.threshold, asked.n),
        months_ahead=rates.months_ahead(asked.base, series[-1], rate, Decimal(last - asked.base_year)),
    )


def _against(known: Verdict, level: Decimal, months: int) -> Verdict:
    """Fill in the comparison of a level with its path and with time."""
    path, time = known.path or Decimal(0), Fraction(months, 12)
    done = Fraction(level) / Fraction(path) if path > 0 else None
    return replace(
        known, level=level, completion=exact.decimal(done) if done is not None else None,
        time_progress=exact.decimal(time), expected=exact.decimal(Fraction(path) * time),
        gap_points=exact.decimal((done - time) * 100) if done is not None else None,
    )


def _in_year(known: Verdict, asked: Question, found: flows.Sum) -> Verdict:
    """Judge the year so far: level / T(k) against m/12 in points; the seasonal position only stands beside it."""
    path, level = known.path or Decimal(0), found.value or Decimal(0)
    known = _against(known, level, found.months)
    remaining = max(path - level, Decimal(0))
    best = flows.best_month(asked.values, f"{found.year}-{found.months:02d}")
    known = replace(
        known, remaining=remaining, months_left=12 - found.months, required_month=remaining / (12 - found.months),
        best_month=best[1] if best else None, best_month_period=best[0] if best else None,
        seasonal_progress=flows.seasonal_share(asked.values, asked.years, found.year, found.months),
    )
    if asked.method == "every_year" and any(mark.met is False for mark in known.every_year):
        return replace(known, status="behind", reason="year_missed")
    gap = Fraction(level) / Fraction(path) - Fraction(found.months, 12) if path > 0 else Fraction(1)
    return replace(known, status=status.by_points(gap, asked.rules), reason="year_to_date")


def _closed(known: Verdict, asked: Question, found: flows.Sum) -> Verdict:
    """Judge a closed year before the end."""
    level, path = found.value or Decimal(0), known.path or Decimal(0)
    known = _against(known, level, 12)
    if asked.method == "every_year" and any(mark.met is False for mark in known.every_year):
        return replace(known, status="behind", reason="year_missed")
    series = asked.reached(found.year)
    low = status.below_base(level, asked.base, whole=asked.values.whole, quantile=asked.rules.noise_quantile)
    keeps = series is not None and rates.keeps_pace(
        asked.method, series, asked.threshold, asked.n, asked.rules.bands.slightly_behind_pace,
    )
    word = status.by_year(level, path, known.goal, below=low, keeps_pace=keeps)
    return replace(known, status=word, reason="closed_year")


def _at_end(known: Verdict, asked: Question, found: flows.Sum) -> Verdict:
    """Judge the end year: strict, unrounded, final."""
    level, path = found.value or Decimal(0), known.path or Decimal(0)
    missed = asked.method == "every_year" and any(mark.met is not True for mark in known.every_year)
    word: Status = "final_met" if level >= path and not missed else "final_missed"
    return replace(_against(known, level, 12), status=word, reason="end_reached", final=True, small_sample=False)
