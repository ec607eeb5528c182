"""One value that a workbook states: indicator, region, period, breakdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """One value; ``value`` is the integer at the indicator's scale, ``raw_value`` what the cell held."""

    table: ClassVar[str] = "observation"
    indicator: str
    region: str
    period: str
    breakdown: str  # "" when the feed has none
    value: int
    raw_value: str
    raw_unit: str
    sheet: str
    row_no: int
    row_hash: str

    @property
    def key(self) -> tuple[str, ...]:
        """What a sender may state once in a workbook."""
        return (self.indicator, self.region, self.period, self.breakdown)
