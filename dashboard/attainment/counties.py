"""Counties of a target: contribution in value and share, growth against their own base, a rate where a quota is set.

No county is judged without a quota of its own: the plan splits no target over counties.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from dashboard.attainment import bands, exact, flows
from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Reason, Status, Verdict
from dashboard.plan import periods
from dashboard.plan.judging import RuleSet


@dataclass(frozen=True)
class CountyVerdict:
    """One county beside the city's verdict; amounts in ``unit``, shares and growth as fractions."""

    target: str
    region: str
    status: Status
    reason: Reason
    period: str  # that of the city's verdict
    unit: str
    level: Decimal | None = None
    base: Decimal | None = None  # own value of the base year: the same months, the same closing day
    share: Decimal | None = None  # of the city's level; None where counties do not sum to the city
    growth: Decimal | None = None  # level / base - 1
    quota: Decimal | None = None
    completion: Decimal | None = None  # level / quota
    time_progress: Decimal | None = None
    gap_points: Decimal | None = None
    final: bool = False
    small_sample: bool = False
    missing: tuple[str, ...] = ()


def judge_county(
    city: Verdict, region: str, values: Values, quota: Decimal | None, rules: RuleSet, *, base_month: str | None = None,
    additive: bool = True,
) -> CountyVerdict:
    """Return a county beside the city's verdict, for the same period; ``base_month`` closes the base of a stock.

    待报 where the county owes a period of it; 暂不评价 (``no_quota``) without a quota, else by the rule set's bands.
    """
    blank = CountyVerdict(city.target, region, "not_assessed", "no_quota", city.period, city.unit, quota=quota)
    if city.reason == "not_started" or not city.period:
        return replace(blank, reason="not_started")
    owed = tuple(dict.fromkeys(name for p in _asked(city, values) for name in values.missing.get(p, ())))
    if owed and city.final:
        word: Status = "not_assessed" if quota is None else "final_missed"
        return replace(blank, status=word, reason="never_reported", missing=owed, final=True)
    if owed:
        return replace(blank, status="awaited", reason="overdue", missing=owed)
    level, base = _level(city.period, values), _base(city, values, base_month)
    if level is None:
        return replace(blank, reason="no_data")
    known = replace(
        blank, level=level, base=base, growth=level / base - 1 if base is not None and base > 0 else None,
        share=exact.share(level, city.level) if additive and city.level is not None else None,
        small_sample=values.whole and base is not None and base < rules.small_base, final=city.final,
    )  # fmt: skip
    return known if quota is None or quota <= 0 else _against(known, city, values, quota, rules)


def _asked(city: Verdict, values: Values) -> tuple[str, ...]:
    """Return the periods whose data the city's verdict rests on, of this county."""
    if values.aggregation != "flow" or "Q" in city.period:
        return (city.period,)
    year, months, _ = periods.parse(city.period)
    return flows.periods_of(year, values.frequency, months)


def _level(period: str, values: Values) -> Decimal | None:
    if values.aggregation != "flow":
        return values.levels.get(period)
    year, months, _ = periods.parse(period)
    found = [values.levels.get(p) for p in flows.periods_of(year, values.frequency, months)]
    return sum((part for part in found if part is not None), Decimal(0)) if found and None not in found else None


def _base(city: Verdict, values: Values, base_month: str | None) -> Decimal | None:
    """Return the county's own value of the base year at the same point of the year."""
    if base_month is None or values.aggregation == "cumulative_count":
        return None
    if values.aggregation != "flow":
        return values.levels.get(periods.of_month(base_month, values.frequency))
    months = periods.parse(city.period)[1]
    year = periods.year(base_month)
    return _level(f"{year}-{months:02d}" if months < 12 else str(year), values)


def _against(known: CountyVerdict, city: Verdict, values: Values, quota: Decimal, rules: RuleSet) -> CountyVerdict:
    """Judge a county against its quota by the bands of progress; at the end strictly.

    A quota as small as those that stages decide has no share and no time progress, and a county has no stages.
    """
    level, count = known.level or Decimal(0), values.aggregation == "cumulative_count"
    few = count and (city.method == "stages" or quota <= rules.stage_limit)
    time, done = _time(city, values), Fraction(level) / Fraction(quota)
    known = replace(known, small_sample=False)
    if not few:
        known = replace(known, completion=exact.decimal(done), time_progress=exact.decimal(time),
                        gap_points=exact.decimal((done - time) * 100))  # fmt: skip
    if city.final:
        return replace(known, status="final_met" if level >= quota else "final_missed", reason="end_reached")
    if count and level >= quota:
        return replace(known, status="completed", reason="count_reached")
    if few:
        return replace(known, reason="no_stages")
    band = bands.progress(rules, Fraction(quota), time, Fraction(level))
    return replace(known, status=band.status, reason=_reason(city.period, values))


def _time(city: Verdict, values: Values) -> Fraction:
    """Return how much of the quota's time has passed: of the year (flow) or of the count's months; a stock's is over.

    Exact, and known as well where the city's own verdict waits for another county.
    """
    if values.aggregation == "flow":
        return Fraction(periods.parse(city.period)[1], 12)
    if values.aggregation != "cumulative_count":
        return Fraction(1)
    if city.months is not None and city.months_left is not None:
        return Fraction(city.months, city.months + city.months_left)
    end = f"{periods.year(values.start) + (city.n or 1) - 1}-12"
    return Fraction(periods.months_between(values.start, city.period), periods.months_between(values.start, end))


def _reason(period: str, values: Values) -> Reason:
    """Return what a county was compared with; the city's own reason may be another one."""
    if values.aggregation == "cumulative_count":
        return "count_share"
    if values.aggregation != "flow":
        return "stock_path"
    return "year_to_date" if periods.parse(period)[1] < 12 else "closed_year"
