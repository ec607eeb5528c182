"""Year-end distribution, plan-end levels and counts: numbers in, numbers out."""

from .backtest import Backtest, Origin, backtest, rolling
from .coherence import Coherent, reconcile
from .count import Planned, forecast_count
from .level import forecast_level
from .outlook import PROBABILITIES, ForecastRefused, YearOutlook
from .remaining import expected_in, fan, needed_per_period
from .whatif import Addition, what_if
from .year import forecast_many, forecast_year

__all__ = [
    "PROBABILITIES",
    "Addition",
    "Backtest",
    "Coherent",
    "ForecastRefused",
    "Origin",
    "Planned",
    "YearOutlook",
    "backtest",
    "expected_in",
    "fan",
    "forecast_count",
    "forecast_level",
    "forecast_many",
    "forecast_year",
    "needed_per_period",
    "reconcile",
    "rolling",
    "what_if",
]
