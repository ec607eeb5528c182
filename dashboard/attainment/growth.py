"""Growth targets of flows: the year so far against m/12, closed years against the path, the end strictly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dashboard.attainment import bands, chance, exact, flows
from dashboard.attainment.awaiting import awaited
from dashboard.attainment.facts import known_years, over_achieved, reported, trailing
from dashboard.attainment.question import Question
from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Status, Verdict, replace
from dashboard.plan.judging import Band, RuleSet
from dashboard.plan.models import Reading


def judge(blank: Verdict, reading: Reading, values: Values, through: str, rules: RuleSet) -> Verdict:
    """Judge a flow. ``blank`` names target, reading and threshold; the rest of it is filled in here."""
    base_year, end_year = reading.base_year or 0, reading.end_year
    end = f"{end_year}-12"
    at = min(through, end)
    blank = replace(blank, n=end_year - base_year)
    if through < max(f"{base_year + 1}-01", values.start):
        return replace(blank, status="not_assessed", reason="not_started")
    years = flows.closed_years(values, at)
    base = values.base if values.base is not None else years.get(base_year)
    if base is None:
        return _without_base(blank, base_year, values)
    if base <= 0 or blank.threshold is None:
        return replace(blank, base=base, status="not_assessed", reason="base_zero" if base <= 0 else "no_threshold")
    asked = Question(reading, base, years | {base_year: base}, values, rules)
    found = flows.latest(values, base_year, at)
    broken = flows.broken(values, base_year, at)
    if broken:
        return _across_break(replace(blank, base=base), found, broken)
    known = known_years(replace(blank, base=base, goal=asked.goal), asked)
    settled = through >= max(end, values.settled_by)
    if settled and (found is None or found.year < end_year or not found.closed or found.owed):
        return replace(known, period=str(end_year), path=asked.needed(end_year), k=Decimal(known.n or 0),
                       status="final_missed", reason="never_reported", final=True, small_sample=False,
                       missing=found.owed if found else ())
    return _judge_sum(known, asked, found, at)


def _judge_sum(known: Verdict, asked: Question, found: flows.Sum | None, at: str) -> Verdict:
    """Choose between awaited, the year so far, a closed year and the end."""
    if found is None:
        return _partial(replace(known, status="not_assessed", reason="no_complete_year"), asked.values)
    whole = found.closed or asked.values.frequency == "A"
    known = replace(
        known, k=Decimal(found.year - asked.base_year), path=asked.needed(found.year), months=found.months,
        threshold=asked.reading.threshold_in(found.year),
        period=str(found.year) if whole else f"{found.year}-{found.months:02d}",
    )
    if found.owed:
        values = asked.values
        owing = [p for p in flows.periods_of(found.year, values.frequency, found.months) if p in values.missing]
        return replace(awaited(known, values, owing), time_progress=exact.decimal(Fraction(found.months, 12)))
    if known.path is None:
        return _without_history(known, asked, found.year)
    known = reported(_partial(known, asked.values), asked.values, found)
    if not whole:
        return _in_year(known, asked, found)
    return _at_end(known, found) if found.year == asked.reading.end_year else _closed(known, asked, found)


def _partial(known: Verdict, values: Values) -> Verdict:
    """Show the newest period that is not over yet; nothing is compared with it (未满期)."""
    newest = max(values.partial, default=None)
    return known if newest is None else replace(known, partial_period=newest, partial_level=values.partial[newest])


def _across_break(known: Verdict, found: flows.Sum | None, broken: str) -> Verdict:
    """Show the level, and that no rate may be computed across the break (口径变化，不可比)."""
    seen = found is not None and found.value is not None
    return replace(
        known, status="not_assessed", reason="definition_break", break_period=broken,
        level=found.value if found is not None else None,
        period=f"{found.year}-{found.months:02d}" if found is not None and seen and not found.closed
        else str(found.year) if found is not None else known.period,
    )  # fmt: skip


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


def _against(known: Verdict, asked_rules: RuleSet | None, level: Decimal, months: int) -> Verdict:
    """Fill in the comparison of a level with its path and with time."""
    path, time = known.path or Decimal(0), Fraction(months, 12)
    done = Fraction(level) / Fraction(path) if path > 0 else None
    expected = exact.decimal(Fraction(path) * time)
    known = replace(
        known, level=level, completion=exact.decimal(done) if done is not None else None,
        time_progress=exact.decimal(time), expected=expected, gap=level - expected,
        gap_points=exact.decimal((done - time) * 100) if done is not None else None,
    )
    return known if asked_rules is None else over_achieved(known, asked_rules)


def _in_year(known: Verdict, asked: Question, found: flows.Sum) -> Verdict:
    """Judge the year so far: level / T(k) against m/12 in points; the seasonal position only stands beside it."""
    path, level = known.path or Decimal(0), found.value or Decimal(0)
    known = _season(_against(known, asked.rules, level, found.months), asked, found)
    remaining, left = max(path - level, Decimal(0)), 12 - found.months
    at = f"{found.year}-{found.months:02d}"
    month, quarter = flows.best_month(asked.values, at), flows.best_quarter(asked.values, at)
    known = replace(
        known, remaining=remaining, months_left=left, required_month=remaining / left,
        required_quarter=remaining * 3 / left, best_month=month[1] if month else None,
        best_month_period=month[0] if month else None, best_quarter=quarter[1] if quarter else None,
        best_quarter_period=quarter[0] if quarter else None,
    )
    known = trailing(known, asked, found)
    time = Fraction(found.months, 12)
    if asked.method == "every_year" and any(mark.met is False for mark in known.every_year):
        return _missed(known, asked.rules.bands.progress)
    limit_of = bands.progress_limits(Fraction(path), time)
    return _banded(replace(known, reason="year_to_date"), asked, asked.rules.bands.progress, limit_of, found.year)


def _season(known: Verdict, asked: Question, found: flows.Sum) -> Verdict:
    """Fill in the seasonal path E(k, m) = T(k) s(m) and the distance to it (methodology F2)."""
    season = flows.seasonal_share(asked.values, asked.years, found.year, found.months)
    if season is None or known.path is None:
        return known
    points = (known.completion - season) * 100 if known.completion is not None else None
    return replace(
        known, seasonal_progress=season, seasonal_expected=known.path * season, seasonal_points=points
    )


def _missed(known: Verdict, row: tuple[Band, ...]) -> Verdict:
    """A year that fell short loses an every-year reading for good."""
    light = next((band.light for band in row if band.status == "behind"), None)
    return replace(known, status="behind", reason="year_missed", light=light)


def _banded(
    known: Verdict, asked: Question, row: tuple[Band, ...], limit_of: bands.LimitOf, year: int
) -> Verdict:
    """Fill in the status by bands, its light, and how sure it is (methodology F8)."""
    level = known.level or Decimal(0)
    band = bands.decide(row, limit_of, Fraction(level))
    sure = chance.confidence(row, limit_of, level, asked.base, asked.values, (asked.base_year, year))
    closed = sum(asked.base_year < y for y in asked.years)
    small = chance.small_sample(asked.base, closed, sure, whole=asked.values.whole, rules=asked.rules)
    return replace(known, status=band.status, light=band.light, confidence=sure, small_sample=small)


def _closed(known: Verdict, asked: Question, found: flows.Sum) -> Verdict:
    """Judge a closed year before the end."""
    known = replace(_against(known, asked.rules, found.value or Decimal(0), 12), noise_limit=asked.noise_limit)
    if asked.method == "every_year" and any(mark.met is False for mark in known.every_year):
        return _missed(known, asked.rules.bands.growth)
    limit_of = asked.limits(found.year, known.path or Decimal(0), known.required)
    return _banded(replace(known, reason="closed_year"), asked, asked.rules.bands.growth, limit_of, found.year)


def _at_end(known: Verdict, found: flows.Sum) -> Verdict:
    """Judge the end year: strict, unrounded, final."""
    level, path = found.value or Decimal(0), known.path or Decimal(0)
    missed = known.method == "every_year" and any(mark.met is not True for mark in known.every_year)
    word: Status = "final_met" if level >= path and not missed else "final_missed"
    return replace(_against(known, None, level, 12), status=word, reason="end_reached", final=True, small_sample=False)


