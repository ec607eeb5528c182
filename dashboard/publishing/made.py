"""One outlook as an edition freezes it: for one reading, region and horizon, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pandas as pd

from dashboard.forecasting import AttainmentDate, ForecastRefused, YearOutlook
from dashboard.publishing.asking import Asked, Horizon, leading
from dashboard.publishing.rows import Row, exact
from dashboard.publishing.whatifs import short
from dashboard.reporting.hashing import canonical_json

DOTS = 20
BANDS = (0.1, 0.25, 0.5, 0.75, 0.9)  # the fan: median, 50 % and 80 %


@dataclass(frozen=True)
class Made:
    """``known``: newest period behind it; ``middle``: value on the paths around the city's median, which add up."""

    asked: Asked
    horizon: Horizon
    region: str
    known: str
    found: YearOutlook | None = None
    reason: str = ""
    goal: Decimal | None = None
    middle: float | None = None
    dated: AttainmentDate | None = None
    fan: Mapping[str, object] = field(default_factory=dict)
    what_if: Mapping[str, object] = field(default_factory=dict)
    part: bool = False  # of the city: a county

    @property
    def leads(self) -> bool:
        """True for the outlook that stands for its reading: of the city, at the leading horizon."""
        return not self.part and self.horizon.name == leading(self.asked)

    def row(self, hidden: str = "") -> Row:
        """Return the row; ``hidden`` says why an outlook that was made is not shown."""
        found, reason = (None, hidden) if hidden and self.found else (self.found, self.reason)
        kept = found is not None
        early, late = self.dated.interval80 if self.dated and kept else (None, None)
        return {
            "target": self.asked.verdict.target, "reading": self.asked.reading.id, "region": self.region,
            "horizon": self.horizon.name, "period": self.horizon.end, "is_main": int(self.leads), "known": self.known,
            "goal": exact(self.goal), "p_attain": chance_of(found, self.goal), "reason": reason,
            "method": self.found.method if self.found else "", "middle": self.middle if kept else None,
            "quantiles": canonical_json({str(p): v for p, v in found.quantiles.items()} if found else {}),
            "dots": canonical_json(dots(found) if found else []),
            "expected": text(self.dated.expected) if self.dated and kept else None,
            "earliest": text(early), "latest": text(late),
            "fan": canonical_json(self.fan if kept else {}), "what_if": canonical_json(self.what_if if kept else {}),
        }  # fmt: skip


def chance_of(found: YearOutlook | None, goal: Decimal | None) -> float | None:
    """Return P(value >= goal); None without an outlook or a goal."""
    return None if found is None or goal is None else found.p_attain[float(goal)]


def dots(found: YearOutlook) -> list[float]:
    """Return twenty values that are equally likely: the middles of the twentieths of the distribution."""
    draws = np.sort(found.samples)
    return short([draws[int((place + 0.5) / DOTS * len(draws))] for place in range(DOTS)])


def text(period: pd.Period | None) -> str | None:
    """Return a pandas period as ours: 2024-09, 2024Q3, 2024."""
    return None if period is None else str(period)


def tried(ask: Callable[[], YearOutlook]) -> tuple[YearOutlook | None, str]:
    """Return an outlook, or the reason of its refusal."""
    try:
        return ask(), ""
    except ForecastRefused as refused:
        return None, refused.reason


def fanned(periods: list[str], quantiles: Sequence[Mapping[float, float]]) -> dict[str, object]:
    """Return the fan of a chart: coming periods with five quantiles each."""
    return {"periods": periods, **{str(p): short([row[p] for row in quantiles]) for p in BANDS}}
