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
    return known if quota is None or quota <= 0 else _against(known, city, quota, level, rules)


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


def _against(known: CountyVerdict, city: Verdict, quota: Decimal, level: Decimal, rules: RuleSet) -> CountyVerdict:
    """Judge a county against its quota by the bands of progress; at the end strictly."""
    time, done = Fraction(city.time_progress or 1), Fraction(level) / Fraction(quota)
    if city.time_progress is not None and city.months and city.reason == "year_to_date":
        time = Fraction(city.months, 12)
    known = replace(known, completion=exact.decimal(done), time_progress=exact.decimal(time),
                    gap_points=exact.decimal((done - time) * 100), small_sample=False)  # fmt: skip
    if city.final:
        return replace(known, status="final_met" if level >= quota else "final_missed", reason="end_reached")
    if level >= quota:
        reached: Status = "completed" if city.method in ("count", "stages") else "attained"
        return replace(known, status=reached, reason="count_reached" if reached == "completed" else "closed_year")
    band = bands.progress(rules, Fraction(quota), time, Fraction(level))
    reason: Reason = "count_share" if city.method in ("count", "stages") else city.reason
    return replace(known, status=band.status, reason=reason)
