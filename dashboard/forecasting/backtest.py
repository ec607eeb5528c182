"""How the outlook of one indicator has done in the past, and whether it may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .outlook import ForecastRefused, YearOutlook

LEAST = 12  # origins below which the record is called too short to say anything (样本不足)
# Measured on 454 public series, those of the fit: a record of 12 to 48 origins with 50 to 70 % held says nothing of the
# next year (74 to 82 % held), nor does a Brier score a little worse than persistence. Only a plain failure hides.
HELD = 0.50
WORSE = 0.05


@dataclass(frozen=True)
class Outcome:
    """One past forecast beside what came: ``status`` is whether the target was on schedule at that moment."""

    outlook: YearOutlook
    actual: float
    target: float
    status: bool


@dataclass(frozen=True)
class Backtest:
    """The record of one indicator; ``reason`` is empty, too_few, interval or brier. Shares are NaN without origins."""

    origins: int
    held80: float  # share of the 80 % intervals that held
    brier: float
    brier_persistence: float  # of the forecast "the status of that moment persists"
    reason: str

    @property
    def shown(self) -> bool:
        """Tell whether the outlook may be shown."""
        return self.reason in ("", "too_few")


def record_of(outcomes: Sequence[Outcome]) -> Backtest:
    """Return the record of past forecasts; their outlooks must hold the chance of their targets."""
    if not outcomes:
        return Backtest(0, float("nan"), float("nan"), float("nan"), "too_few")
    came = np.array([item.actual >= item.target for item in outcomes], dtype=float)
    said = np.array([item.outlook.p_attain[float(item.target)] for item in outcomes])
    status = np.array([item.status for item in outcomes], dtype=float)
    held = [i.outlook.quantiles[0.1] - _slack(i) <= i.actual <= i.outlook.quantiles[0.9] + _slack(i) for i in outcomes]
    share, brier, naive = (float(np.mean(v)) for v in (held, (said - came) ** 2, (status - came) ** 2))
    return Backtest(len(outcomes), share, brier, naive, _reason(len(outcomes), share, brier, naive))


def _slack(item: Outcome) -> float:
    return 1e-9 * max(abs(item.actual), 1.0)


def _reason(count: int, share: float, brier: float, naive: float) -> str:
    if count < LEAST:
        return "too_few"
    if share < HELD:
        return "interval"
    return "brier" if brier > naive + WORSE else ""


def hidden(outlook: YearOutlook | ForecastRefused, record: Backtest | None = None) -> str:
    """Return why an outlook is not shown: its refusal, or interval or brier of its record; empty when it is shown."""
    if isinstance(outlook, ForecastRefused):
        return outlook.reason
    return "" if record is None or record.shown else record.reason
