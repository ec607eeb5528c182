"""What an edition freezes, as rows of the reporting database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from dashboard.attainment import Verdict
from dashboard.attainment.counties import CountyVerdict
from dashboard.publishing.measures import Measures
from dashboard.reporting.hashing import canonical_json

Row = dict[str, object]
VALUE_KEYS = ("indicator", "region", "period", "breakdown")
VALUE_COLUMNS = (*VALUE_KEYS, "value", "numerator", "denominator", "expected", "received", "missing")
ValueRow = tuple[str, str, str, str, int | None, int | None, int | None, int, int, str]  # a cell for each of these
_key = itemgetter(0, 1, 2, 3)
JSON_OF_OUTLOOK = ("quantiles", "dots", "fan", "what_if")
EXACT = ("level", "path", "base", "goal")
NUMBERS = (
    "completion", "time_progress", "seasonal_progress", "gap_points", "pace", "required", "best", "months_ahead",
)  # fmt: skip


def value_rows(measures: Measures) -> list[ValueRow]:
    """Return one row per indicator, region, period and breakdown, in the order in which they are hashed."""
    found: list[ValueRow] = []
    for (indicator, region, breakdown), series in measures.items():
        found += [
            (indicator, region, period, breakdown, value, above, below, expected, expected - len(missing),
             _names(missing) if missing else "[]")
            for period, (value, expected, missing, above, below) in series.items()
        ]  # fmt: skip
    found.sort(key=_key)
    return found


@lru_cache(maxsize=4096)
def _names(missing: tuple[str, ...]) -> str:
    return canonical_json(missing)


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


def rule_rows(verdicts: Iterable[Verdict]) -> Iterator[Row]:
    """Yield one row per target and rule set that did not judge the edition."""
    for found in verdicts:
        yield {
            "target": found.target, "reading": found.reading, "rules": found.rules, "status": found.status,
            "reason": found.reason, "light": found.light, "small_sample": int(found.small_sample),
        }  # fmt: skip


def county_rows(verdicts: Iterable[CountyVerdict]) -> Iterator[Row]:
    """Yield one row per target and county."""
    for found in verdicts:
        texts: Row = {name: exact(getattr(found, name)) for name in ("level", "base", "quota")}
        names = ("share", "growth", "completion", "time_progress", "gap_points")
        numbers: Row = {name: _float(getattr(found, name)) for name in names}
        yield {
            "target": found.target, "region": found.region, "status": found.status, "reason": found.reason,
            "period": found.period, "unit": found.unit, "final": int(found.final),
            "small_sample": int(found.small_sample), "missing": canonical_json(found.missing), **texts, **numbers,
        }  # fmt: skip
