"""What an edition freezes, as rows of the reporting database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal

from dashboard.attainment import Verdict
from dashboard.publishing.measures import Measures
from dashboard.reporting.hashing import canonical_json

Row = dict[str, object]
VALUE_KEYS = ("indicator", "region", "period", "breakdown")
VALUE_PARTS = ("value", "numerator", "denominator", "expected", "received", "missing")
EXACT = ("level", "path", "base", "goal")
NUMBERS = (
    "completion", "time_progress", "seasonal_progress", "gap_points", "pace", "required", "best", "months_ahead",
)  # fmt: skip


def value_rows(measures: Measures) -> Iterator[Row]:
    """Yield one row per indicator, region, period and breakdown."""
    for (indicator, region, breakdown), series in measures.items():
        for period, cell in series.items():
            yield {
                "indicator": indicator, "region": region, "period": period, "breakdown": breakdown,
                "value": cell.value, "numerator": cell.numerator, "denominator": cell.denominator,
                "expected": cell.expected, "received": cell.expected - len(cell.missing),
                "missing": canonical_json(cell.missing),
            }  # fmt: skip


def exact(value: Decimal | None) -> str | None:
    """Return a decimal as plain text without trailing zeros."""
    return None if value is None else format(value.normalize(), "f")


def verdict_rows(verdicts: Iterable[tuple[Verdict, bool]]) -> Iterator[Row]:
    """Yield one row per verdict; the flag tells the default reading."""
    for verdict, default in verdicts:
        numbers: Row = {name: _float(getattr(verdict, name)) for name in NUMBERS}
        texts: Row = {name: exact(getattr(verdict, name)) for name in EXACT}
        yield {
            "target": verdict.target, "reading": verdict.reading, "is_default": int(default),
            "status": verdict.status, "reason": verdict.reason, "period": verdict.period, "unit": verdict.unit,
            "final": int(verdict.final), "small_sample": int(verdict.small_sample),
            "confirmed": int(verdict.confirmed), "details": canonical_json(asdict(verdict)), **texts, **numbers,
        }  # fmt: skip


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
