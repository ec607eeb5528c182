"""Year-end distribution, plan-end levels and counts: numbers in, numbers out."""

from .backtest import Backtest, Origin, backtest, rolling
from .coherence import Coherent, reconcile
from .count import Planned, forecast_count
from .level import forecast_level
from .outlook import PROBABILITIES, ForecastRefused, YearOutlook
from .year import forecast_many, forecast_year

__all__ = [
    "PROBABILITIES",
    "Backtest",
    "Coherent",
    "ForecastRefused",
    "Origin",
    "Planned",
    "YearOutlook",
    "backtest",
    "forecast_count",
    "forecast_level",
    "forecast_many",
    "forecast_year",
    "reconcile",
    "rolling",
]
