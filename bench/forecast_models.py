"""Forecasts to compare, each as forecast(history, through, targets) -> {"quantiles": ..., "p_attain": ...}.

Usable as adapters of an external scorer, e.g. ``forecast_models:outlook``; names in MODELS.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import pandas as pd
from scipy.stats import norm
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.statespace.structural import UnobservedComponents

from dashboard.forecasting import PROBABILITIES, forecast_year
from dashboard.forecasting.outlook import Floats

DRAWS = 400
Answer = dict[str, Any]


def outlook(history: pd.Series, through: pd.Period, targets: Sequence[float]) -> Answer:
    """Return the forecast of this project."""
    found = forecast_year(history, through, targets)
    return {"quantiles": dict(found.quantiles), "p_attain": dict(found.p_attain)}


def _parts(history: pd.Series, through: pd.Period) -> tuple[Floats, Floats]:
    season = 12 if str(through.freqstr).startswith("M") else 4
    inside = (through.month if season == 12 else through.quarter) % season
    values = history.to_numpy(dtype=float)
    values = values[(len(values) - inside) % season :]
    return values[: len(values) - inside].reshape(-1, season), values[len(values) - inside :]


def _answer(draws: Floats, targets: Sequence[float]) -> Answer:
    quantiles = {p: float(np.quantile(draws, p)) for p in PROBABILITIES}
    return {"quantiles": quantiles, "p_attain": {float(t): float((draws >= t).mean()) for t in targets}}


def _rule(rule: Callable[[Floats, Floats], float]) -> Callable[[pd.Series, pd.Period, Sequence[float]], Answer]:
    """Put a log-normal around a point rule, as wide as the rule has erred on its own past years."""

    def forecast(history: pd.Series, through: pd.Period, targets: Sequence[float]) -> Answer:
        years, current = _parts(history, through)
        errors = []
        for k in range(1, len(years)):
            said, was = rule(years[:k], years[k][: len(current)]), years[k].sum()
            if said > 0 and was > 0:
                errors.append(np.log(was / said))
        spread = np.sqrt((np.sum(np.square(errors)) + 0.0025) / (len(errors) + 1)) * np.sqrt(
            1 + 1 / max(len(errors), 1)
        )
        shape = norm.ppf((np.arange(DRAWS) + 0.5) / DRAWS)
        draws = max(rule(years, current), 1e-9) * np.exp(min(spread, 1.5) * shape)
        return _answer(np.maximum(draws, current.sum()), targets)

    return forecast


def _pace(years: Floats, current: Floats) -> float:
    return float(current.sum() * years.shape[1] / len(current) if len(current) else years[-1].sum())


def _ratio(years: Floats, current: Floats) -> float:
    before = years[-1][: len(current)].sum()
    if not len(current) or before <= 0:
        return float(years[-1].sum())
    return float(years[-1].sum() * current.sum() / before)


pace, ratio = _rule(_pace), _rule(_ratio)


def _simulated(paths: Floats, current: Floats, targets: Sequence[float]) -> Answer:
    return _answer(current.sum() + np.maximum(paths, 0).sum(axis=0), targets)


def ets(history: pd.Series, through: pd.Period, targets: Sequence[float]) -> Answer:
    """Return statsmodels' exponential smoothing: the form with the lowest AICc, simulated."""
    years, current = _parts(history, through)
    season, values = years.shape[1], np.concatenate([years.ravel(), current])
    unit = values.mean() or 1.0
    kinds = ["add", "mul"] if (values > 0).all() else ["add"]
    fits = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for kind in kinds:
            for trend, seasonal in ((None, None), ("add", None), (None, kind), ("add", kind)):
                model = ETSModel(
                    values / unit,
                    error=kind,
                    trend=trend,
                    damped_trend=trend is not None,
                    seasonal=seasonal,
                    seasonal_periods=season if seasonal else None,
                )
                fits.append(model.fit(disp=False, maxiter=100))
        best = min(fits, key=lambda fit: fit.aicc if np.isfinite(fit.aicc) else np.inf)
        rng = np.random.default_rng(1)
        paths = best.simulate(season - len(current), anchor="end", repetitions=DRAWS, rng=rng)
    return _simulated(np.asarray(paths).reshape(-1, DRAWS) * unit, current, targets)


def theta(history: pd.Series, through: pd.Period, targets: Sequence[float]) -> Answer:
    """Return statsmodels' Theta: its point forecast and the variance of a simple exponential smoother's sum."""
    years, current = _parts(history, through)
    season, values = years.shape[1], np.concatenate([years.ravel(), current])
    kind = "multiplicative" if (values > 0).all() else "additive"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = ThetaModel(pd.Series(values), period=season, method=kind).fit()
        steps = season - len(current)
        middle = float(np.asarray(fit.forecast(steps)).sum())
    effect = 1 + float(fit.params.iloc[1]) * np.arange(steps)
    spread = np.sqrt(max(float(fit.sigma2), 0.0) * float((effect**2).sum()))
    draws = middle + spread * norm.ppf((np.arange(DRAWS) + 0.5) / DRAWS)
    return _answer(current.sum() + np.maximum(draws, 0), targets)


def unobserved(history: pd.Series, through: pd.Period, targets: Sequence[float]) -> Answer:
    """Return statsmodels' basic structural model on logs, simulated."""
    years, current = _parts(history, through)
    season, values = years.shape[1], np.concatenate([years.ravel(), current])
    extra = 0.0 if (values > 0).all() else max(0.5, 0.1 * values.mean())
    logs = np.log(values + extra)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = UnobservedComponents(logs, level="lldtrend", seasonal=season)
        fit = model.fit(disp=False, maxiter=60)
        rng = np.random.default_rng(1)
        paths = fit.simulate(season - len(current), anchor="end", repetitions=DRAWS, rng=rng)
    paths = np.asarray(paths).reshape(-1, DRAWS)
    return _simulated(np.exp(np.clip(paths, -20, logs.max() + 3)) - extra, current, targets)


MODELS: dict[str, Callable[[pd.Series, pd.Period, Sequence[float]], Answer]] = {
    "outlook": outlook,
    "pace": pace,
    "ratio": ratio,
    "ets": ets,
    "theta": theta,
    "unobserved": unobserved,
}
