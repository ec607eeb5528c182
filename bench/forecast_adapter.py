"""Adapter for an external scorer: forecast_year(history, through, targets) -> plain dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.forecasting import forecast_year


def adapter(history: pd.Series, through: pd.Period, targets: Sequence[float]) -> dict[str, Any]:
    """Return the quantiles and chances of one forecast as dictionaries."""
    found = forecast_year(history, through, targets)
    return {"quantiles": dict(found.quantiles), "p_attain": dict(found.p_attain)}
