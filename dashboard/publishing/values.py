"""Measured cells -> the values that attainment judges, one set for each target and reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Context, Decimal

import numpy as np
from numpy.typing import NDArray

from dashboard.attainment import Parts, Values
from dashboard.attainment.exact import CONTEXT
from dashboard.plan import periods
from dashboard.plan.lookup import base_value, indicator, sources_of
from dashboard.plan.models import Indicator, LedgerSource, RatioSource, Reading, Target
from dashboard.publishing import steps
from dashboard.publishing.cells import Cell, Measures, Series
from dashboard.publishing.measures import Measuring, first_day

_WIDE = Context(prec=60)  # exact for every stored integer


def values_of(measuring: Measuring, measures: Measures, target: Target, reading: Reading) -> Values:
    """Return what is known about a target at the cut-off for one of its readings, city values only."""
    catalogue = measuring.facts.catalogue
    staged = _staged(measuring, target, min(measuring.facts.through, f"{reading.end_year}-12"))
    if reading.indicator is None:
        return staged
    found = indicator(catalogue, reading.indicator)
    series = _series(measuring, measures, found, reading)
    owed = {period: cell for period, cell in series.items() if cell.missing}
    yearly = reading.base_year is not None and reading.closing_month == 12  # a base value is that of a whole year
    base = base_value(catalogue, found.id, reading.base_year or 0) if yearly else None
    known, short = levels(measuring, found, series), partial(measuring, found)
    return replace(
        staged,
        levels={period: level for period, level in known.items() if period not in short},
        partial={period: level for period, level in known.items() if period in short},
        frequency=found.frequency,
        aggregation=found.aggregation,
        missing={**staged.missing, **{period: cell.missing for period, cell in owed.items()}},
        expected={**staged.expected, **{period: cell.expected for period, cell in series.items()}},
        due={period: due_of(measuring, found, period, cell.missing) for period, cell in owed.items()},
        unit=found.unit,
        base=base.value if base else None,
        base_confirmed=reading.base_year is None or (base is not None and base.confirmed),
        whole=found.scale == 0 and found.aggregation != "ratio",
        noise=_noise(measuring, found, reading),
        parts=_parts_of(measuring, measures, found),
        breaks=tuple(item.period for item in found.breaks),
    )


def partial(measuring: Measuring, found: Indicator) -> frozenset[str]:
    """Return the periods of the edition's last quarter that some sheet does not cover whole (未满期).

    A sheet filled in before its quarter ended tells only part of the periods that were still running. Kept.
    """
    if found.id not in measuring.partials:
        measuring.partials[found.id] = _partial(measuring, found)
    return measuring.partials[found.id]


def _partial(measuring: Measuring, found: Indicator) -> frozenset[str]:
    facts = measuring.facts
    quarter, sources = periods.of_month(facts.through, "Q"), sources_of(facts.catalogue, found.id)
    days = [day for (code, period, _), day in facts.early.items() if code in sources and period == quarter]
    if not days:
        return frozenset()
    running = periods.span(periods.months_of(quarter)[0], facts.through, found.frequency)
    return frozenset(period for period in running if periods.last_day(period) > min(days))


def _noise(measuring: Measuring, found: Indicator, reading: Reading) -> dict[int, Decimal]:
    """Return the standard deviation of the base year's and of the running year's sum of deals."""
    years = {reading.base_year or 0, *range(max(reading.base_year or 0, reading.end_year - 5), reading.end_year + 1)}
    known = {year: noise(measuring, found, year) for year in sorted(years) if reading.base_year}
    return {year: deviation for year, deviation in known.items() if deviation is not None}


def _parts_of(measuring: Measuring, measures: Measures, found: Indicator) -> Parts | None:
    """Return the two stocks of a ratio with the days on which they close."""
    if not isinstance(found.source, RatioSource):
        return None
    known, catalogue = parts(measuring, measures, found), measuring.facts.catalogue
    above, below = (indicator(catalogue, part) for part in (found.source.numerator, found.source.denominator))
    return Parts(
        {period: pair[0] for period, pair in known.items()}, {period: pair[1] for period, pair in known.items()},
        above.closing_day, below.closing_day,
    )  # fmt: skip


def region_values(measuring: Measuring, measures: Measures, reading: Reading, region: str) -> Values:
    """Return what is known of a reading's indicator in one region, without stages."""
    catalogue = measuring.facts.catalogue
    found = indicator(catalogue, reading.indicator or "")
    series = _series(measuring, measures, found, reading, region)
    known, short = levels(measuring, found, series), partial(measuring, found)
    return Values(
        levels={period: level for period, level in known.items() if period not in short},
        frequency=found.frequency, aggregation=found.aggregation,
        missing={period: cell.missing for period, cell in series.items() if cell.missing}, unit=found.unit,
        whole=found.scale == 0 and found.aggregation != "ratio", start=catalogue.plan.cumulative_start,
        settled_by=catalogue.plan.settled_by,
    )  # fmt: skip


def histories(
    measuring: Measuring, measures: Measures, reading: Reading, regions: Iterable[str], last: str
) -> dict[str, NDArray[np.float64]]:
    """Return the known values of regions by period up to a last one, in the indicator's unit (NaN: not known).

    A region of which nothing is known is left out. For thousands of regions; no ratios.
    """
    found = indicator(measuring.facts.catalogue, reading.indicator or "")
    short, unit = partial(measuring, found), 10**found.scale
    names = periods.span(measuring.facts.catalogue.plan.data_from, last, found.frequency)
    table: dict[str, NDArray[np.float64]] = {}
    for region in regions:
        series = _series(measuring, measures, found, reading, region)
        known = {p: cell.value / unit for p, cell in series.items() if cell.value is not None and p not in short}
        if known:
            table[region] = np.array([known.get(name, np.nan) for name in names])
    return table


def _staged(measuring: Measuring, target: Target, at: str) -> Values:
    """Return the stages of a target, and which of their reporters owe the sheet of the quarter that holds a month."""
    facts, plan = measuring.facts, measuring.facts.catalogue.plan
    debtors = steps.owing(facts, measuring.completeness, target, at)
    return Values(
        missing={at: debtors} if debtors else {},
        expected={at: len(steps.reporters(facts, target))},
        stages=steps.stage_facts(facts, target),
        rubric=steps.rubric_facts(facts, target),
        start=plan.cumulative_start,
        settled_by=plan.settled_by,
    )


def _series(
    measuring: Measuring, measures: Measures, found: Indicator, reading: Reading, region: str = ""
) -> Series:
    """Return the series of a region ("": the city); a count that begins on another day is counted anew from there."""
    start, place = counted_from(reading), region or measuring.city
    if start not in (None, measuring.start(found)) and isinstance(found.source, LedgerSource):
        return measuring.since(found, found.source, start, place)
    return measures.get((found.id, place, ""), {})


def counted_from(reading: Reading) -> date | None:
    """Return the first day that a reading counts, None when it names none."""
    if reading.count_from_day is not None or reading.count_from is None:
        return reading.count_from_day
    return first_day(reading.count_from)


def levels(measuring: Measuring, found: Indicator, series: Series) -> dict[str, Decimal]:
    """Return the known values in the indicator's unit, exact."""
    if isinstance(found.source, RatioSource):
        source, catalogue = found.source, measuring.facts.catalogue
        above, below = (indicator(catalogue, part).scale for part in (source.numerator, source.denominator))
        return {p: _ratio(cell, above, below, source.factor) for p, cell in series.items() if cell.denominator}
    return {p: in_unit(cell.value, found.scale) for p, cell in series.items() if cell.value is not None}


def in_unit(value: int, scale: int) -> Decimal:
    """Return a stored integer in the indicator's unit."""
    return Decimal(value).scaleb(-scale, _WIDE) if scale else Decimal(value)


def _ratio(cell: Cell, above: int, below: int, factor: Decimal) -> Decimal:
    numerator, denominator = in_unit(cell.numerator or 0, above), in_unit(cell.denominator or 1, below)
    return CONTEXT.divide(CONTEXT.multiply(numerator, factor), denominator)


def parts(measuring: Measuring, measures: Measures, found: Indicator) -> dict[str, tuple[Decimal, Decimal]]:
    """Return numerator and denominator of a ratio of the city by period, in their own units; none for others."""
    if not isinstance(found.source, RatioSource):
        return {}
    catalogue, source = measuring.facts.catalogue, found.source
    above, below = (indicator(catalogue, part).scale for part in (source.numerator, source.denominator))
    return {
        period: (in_unit(cell.numerator, above), in_unit(cell.denominator, below))
        for period, cell in measures.get((found.id, measuring.city, ""), {}).items()
        if cell.numerator is not None and cell.denominator is not None
    }


def noise(measuring: Measuring, found: Indicator, base_year: int) -> Decimal | None:
    """Return the standard deviation of a year's sum in the indicator's unit, when deals come by chance.

    Deals as a compound Poisson process: the variance of their sum is the sum of the squared amounts. None where no
    amount is summed from a ledger.
    """
    source = found.source
    if not isinstance(source, LedgerSource) or source.value is None or found.aggregation != "flow":
        return None
    squares = Decimal(measuring.squares(found, source).get(base_year, 0))
    return CONTEXT.sqrt(squares).scaleb(-found.scale, CONTEXT)


def due_of(measuring: Measuring, found: Indicator, period: str, missing: Sequence[str]) -> date:
    """Return the day on which the last of an indicator's sources is due for a period, from the senders that lack it."""
    catalogue, first_due = measuring.facts.catalogue, measuring.completeness.first_due
    return max(first_due(source, period, missing) for source in sources_of(catalogue, found.id))
