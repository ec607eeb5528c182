"""Outlooks of one target as an edition froze them. Pure: rows in, frozen values out; nothing is computed anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Row = Mapping[str, object]
YEAR, PLAN_END = "year", "plan_end"


@dataclass(frozen=True)
class Forecast:
    """One reading, region and horizon; amounts in the indicator's unit, ``quantiles`` by probability as text."""

    reading: str
    region: str
    horizon: str
    period: str
    known: str  # newest period behind it
    main: bool  # stands for its reading
    goal: float | None
    p: float | None
    method: str
    reason: str
    quantiles: Mapping[str, float]
    dots: tuple[float, ...]
    middle: float | None
    expected: str
    earliest: str
    latest: str


@dataclass(frozen=True)
class PastRecord:
    """How past outlooks did; ``held``: share of the 80 % intervals that held, None without any."""

    kind: str
    origins: int
    held: float | None
    brier: float | None
    persistence: float | None
    reason: str


@dataclass(frozen=True)
class Fan:
    """Coming periods with the quantiles of what will stand at the end of each."""

    periods: tuple[str, ...] = ()
    bands: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    def at(self, band: str, period: str) -> float | None:
        """Return one quantile at the end of a period; None for a period that is not in the fan."""
        return self.bands[band][self.periods.index(period)] if period in self.periods else None


@dataclass(frozen=True)
class Pending:
    """A named entry on its way: the date column reached last, in both languages, with its day."""

    name: str
    step: str
    step_en: str
    since: str


@dataclass(frozen=True)
class WhatIf:
    """Chance and median by the entries that surely come (their places) and by the factor on what is still to come."""

    factors: tuple[float, ...] = ()
    entries: tuple[Pending, ...] = ()
    grid: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)

    def at(self, factor: float, ticked: Iterable[int]) -> tuple[float, float]:
        """Return the frozen chance and median."""
        return self.grid[",".join(map(str, sorted(ticked)))][self.factors.index(factor)]


@dataclass(frozen=True)
class TargetOutlook:
    """Everything an edition says about the future of one target, looked at under one of its readings."""

    reading: str = ""
    forecasts: tuple[Forecast, ...] = ()
    record: PastRecord | None = None
    fan: Fan = Fan()
    what_if: WhatIf = WhatIf()

    @property
    def main(self) -> Forecast | None:
        """The outlook that stands for the reading."""
        return next((found for found in self.forecasts if found.main and found.reading == self.reading), None)

    def of(self, reading: str, horizon: str) -> Forecast | None:
        """Return the city's outlook of a reading."""
        city = self.main.region if self.main else ""
        return next((f for f in self.forecasts if (f.reading, f.horizon, f.region) == (reading, horizon, city)), None)

    @property
    def counties(self) -> tuple[Forecast, ...]:
        """The outlooks of counties, which add up to the city's on every path."""
        city = self.main.region if self.main else ""
        own = (found for found in self.forecasts if found.reading == self.reading)
        return tuple(found for found in own if found.region != city)


def outlook(
    target: str, reading: str, rows: Iterable[Row], details: Iterable[Row], records: Iterable[Row]
) -> TargetOutlook:
    """Return a target's outlook from the rows of ``outlooks``, ``outlook_details`` and ``backtests``."""
    more: Row = next((row for row in details if row["reading"] == reading), {})
    return TargetOutlook(
        reading,
        tuple(_forecast(row) for row in rows if row["target"] == target and _number(row["is_main"]) is not None),
        next((_record(row) for row in records if (row["target"], row["reading"]) == (target, reading)), None),
        _fan(json.loads(str(more.get("fan") or "{}"))),
        _what_if(json.loads(str(more.get("what_if") or "{}"))),
    )


def _forecast(row: Row) -> Forecast:
    texts = {name: str(row[name] or "") for name in ("expected", "earliest", "latest") if row[name] == row[name]}
    return Forecast(
        reading=str(row["reading"]), region=str(row["region"]), horizon=str(row["horizon"]), period=str(row["period"]),
        known=str(row["known"]), main=bool(row["is_main"]), goal=_number(row["goal"]), p=_number(row["p_attain"]),
        method=str(row["method"]), reason=str(row["reason"]), quantiles=json.loads(str(row["quantiles"])),
        dots=tuple(json.loads(str(row["dots"]))), middle=_number(row["middle"]),
        **{name: texts.get(name, "") for name in ("expected", "earliest", "latest")},
    )  # fmt: skip


def _record(row: Row) -> PastRecord:
    held, brier, persistence = (_number(row[name]) for name in ("coverage_80", "brier", "brier_persistence"))
    return PastRecord(str(row["kind"]), int(str(row["origins"])), held, brier, persistence, str(row["reason"]))


def _fan(found: Mapping[str, list[float]]) -> Fan:
    bands = {name: tuple(values) for name, values in found.items() if name != "periods"}
    return Fan(tuple(map(str, found.get("periods", ()))), bands)


def _what_if(found: Mapping[str, object]) -> WhatIf:
    if not found:
        return WhatIf()
    factors, entries, grid = (json.loads(json.dumps(found[name])) for name in ("factors", "entries", "grid"))
    return WhatIf(
        tuple(factors),
        tuple(Pending(**entry) for entry in entries),
        {some: tuple((point[0], point[1]) for point in points) for some, points in grid.items()},
    )


def _number(value: object) -> float | None:
    """Return a stored number; NULL is None, which a table of numbers holds as NaN."""
    return None if value is None or value != value or value == "" else float(str(value))
