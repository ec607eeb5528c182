"""Year-end distribution, plan-end levels and counts: numbers in, numbers out."""

from .backtest import Backtest, Outcome, hidden, record_of
from .coherence import Coherent, reconcile
from .count import forecast_count
from .level import forecast_level
from .origins import Origin, backtest, backtest_count, backtest_level, backtest_many, from_vintages, rolling
from .outlook import PROBABILITIES, ForecastRefused, YearOutlook
from .pipeline import PastEntry, PipelineRates, Planned, pipeline_rates
from .regions import Regions, forecast_regions
from .remaining import expected_in, fan, needed_per_period
from .whatif import Addition, what_if
from .when import AttainmentDate, when_count, when_level, when_year
from .year import forecast_many, forecast_year

__all__ = [
    "PROBABILITIES",
    "Addition",
    "AttainmentDate",
    "Backtest",
    "Coherent",
    "ForecastRefused",
    "Origin",
    "Outcome",
    "PastEntry",
    "PipelineRates",
    "Planned",
    "Regions",
    "YearOutlook",
    "backtest",
    "backtest_count",
    "backtest_level",
    "backtest_many",
    "expected_in",
    "fan",
    "forecast_count",
    "forecast_level",
    "forecast_many",
    "forecast_regions",
    "forecast_year",
    "from_vintages",
    "hidden",
    "needed_per_period",
    "pipeline_rates",
    "reconcile",
    "record_of",
    "rolling",
    "what_if",
    "when_count",
    "when_level",
    "when_year",
]
