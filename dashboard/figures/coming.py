"""The forecast part of a target's charts: hatched columns at the median and the bands of 50 and 80 %, as frozen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dashboard.figures.charts import Ink, Subject, Trace
from dashboard.figures.outlook_facts import PLAN_END, YEAR
from dashboard.plan import periods
from dashboard.wording import t

BANDS: dict[Ink, tuple[str, str]] = {"band_80": ("0.1", "0.9"), "band_50": ("0.25", "0.75")}


def with_fan(
    found: Subject, traces: list[Trace], ends: Sequence[str], reached: int, joined: bool = False
) -> list[Trace]:
    """Return the traces with the fan over the periods of the axis; ``reached``: place of the newest actual value.

    Bands open at that value; columns stand at the median. ``joined``: levels, a line without columns.
    """
    fan = found.outlook.fan
    if not found.whole or not any(end in fan.periods for end in ends):
        return traces
    start = _last(found, traces, reached)
    bands = [_band(found, name, ends, reached, start) for name in BANDS]
    middle = [_decimal(fan.at("0.5", end)) for end in ends]
    busy = any(trace.ink == "outline" for trace in traces)  # the number of the target stands there
    label = () if busy else (max(at for at, value in enumerate(middle) if value is not None),)
    if joined:
        line = found.trace("fc", "ahead", [start if at == reached else value for at, value in enumerate(middle)], label)
        return [*bands, *traces, line]
    return [*traces, found.trace("fc", "hatch", middle, label), *bands]


def at_year_ends(found: Subject, years: Sequence[int]) -> list[Decimal | None]:
    """Return the median of every year that has an outlook: the running one, the plan's last."""
    reading = found.item.reading.id
    known = {}
    for horizon in (PLAN_END, YEAR):
        one = found.outlook.of(reading, horizon) if found.whole else None
        if one is not None and one.p is not None:
            known[periods.year(one.period)] = _decimal(one.quantiles["0.5"])
    return [known.get(year) for year in years]


def _band(found: Subject, name: Ink, ends: Sequence[str], reached: int, start: Decimal | None) -> Trace:
    low, high = (
        [start if at == reached else _decimal(found.outlook.fan.at(band, end)) for at, end in enumerate(ends)]
        for band in BANDS[name]
    )
    upper, lower = found.trace("fc", "hatch", high), found.trace("fc", "hatch", low)
    amounts = zip(lower.said, upper.said, strict=True)
    said = tuple(t("outlook.between", found.lang, low=one, high=other) if one else "" for one, other in amounts)
    return Trace(t(f"outlook.{name}", found.lang), name, upper.values, (), said, lower.values)


def _last(found: Subject, traces: Sequence[Trace], reached: int) -> Decimal | None:
    """Return the newest actual value in the indicator's unit."""
    actual = next((trace for trace in traces if trace.ink in ("solid", "dots")), None)
    value = None if actual is None else _decimal(actual.values[reached])
    return None if value is None else value / found.scale[0]


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))
