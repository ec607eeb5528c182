"""Values of one indicator by region and period as frozen in an edition, and the sums a reader sees of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dashboard.plan import periods
from dashboard.plan.models import Indicator, RatioSource

Row = Mapping[str, object]


@dataclass(frozen=True)
class Series:
    """Values in the indicator's unit; None where a sum is incomplete, ``missing`` then names who owes it."""

    indicator: Indicator
    values: Mapping[str, Mapping[str, Decimal | None]] = field(default_factory=dict)  # region -> period -> value
    missing: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def at(self, region: str, period: str) -> Decimal | None:
        """Return the value of one period; None when there is none."""
        return self.values.get(region, {}).get(period)

    def so_far(self, region: str, year: int, months: int) -> Decimal | None:
        """Return the sum of a year's first months; None when one of its periods is incomplete or absent."""
        first, last = f"{year}-01", f"{year}-{months:02d}"
        wanted = [p for p in periods.span(first, last, self.indicator.frequency) if periods.last_month(p) <= last]
        found = [self.at(region, period) for period in wanted]
        return sum((v for v in found if v is not None), Decimal(0)) if found and None not in found else None

    def periods(self, region: str) -> tuple[str, ...]:
        """Return the periods of a region that have a value, oldest first."""
        return tuple(sorted(p for p, v in self.values.get(region, {}).items() if v is not None))

    def owed(self, region: str, last: str) -> bool:
        """True when a period ended by a month is owed by somebody."""
        return any(place == region and periods.last_month(p) <= last for place, p in self.missing)


def series(rows: Iterable[Row], indicator: Indicator) -> Series:
    """Return the values of the rows of ``indicator_values`` in the indicator's unit."""
    values: dict[str, dict[str, Decimal | None]] = {}
    missing: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows:
        region, period = str(row["region"]), str(row["period"])
        values.setdefault(region, {})[period] = exact(row, indicator)
        owing = tuple(json.loads(str(row["missing"])))
        if owing:
            missing[region, period] = owing
    return Series(indicator, values, missing)


def by_breakdown(rows: Iterable[Row], indicator: Indicator) -> dict[str, Series]:
    """Return one series for each breakdown code of the rows."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row["breakdown"]), []).append(row)
    return {code: series(group, indicator) for code, group in groups.items()}


def exact(row: Row, indicator: Indicator) -> Decimal | None:
    """Return the value of a row in the indicator's unit; a ratio from its parts."""
    if isinstance(indicator.source, RatioSource):
        above, below = row["numerator"], row["denominator"]
        if above is None or below is None or _integer(below) == 0:
            return None
        return Decimal(_integer(above)) / _integer(below) * indicator.source.factor
    return None if row["value"] is None else Decimal(_integer(row["value"])).scaleb(-indicator.scale)


def _integer(value: object) -> int:
    """Return a whole number of an answer; a column with gaps holds floats or text."""
    return int(Decimal(str(value)))
