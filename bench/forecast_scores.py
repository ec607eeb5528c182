"""Scores of year-end forecasts: quantile loss, coverage, Brier score and reliability (Gneiting and Raftery 2007)."""

from __future__ import annotations

import numpy as np
import pandas as pd

PROBABILITIES = np.array([0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95])
# each probability stands for the interval between the middles to its neighbours
WEIGHTS = np.array([0.075, 0.1, 0.2, 0.25, 0.2, 0.1, 0.075])
LARGEST = 2.0  # a scaled loss counts at most this much in a mean


def scores(
    quantiles: np.ndarray, chances: np.ndarray, actual: np.ndarray, last: np.ndarray, targets: np.ndarray
) -> pd.DataFrame:
    """Return one row of scores a forecast; losses in units of last year's total."""
    ordered = np.sort(quantiles, axis=1)
    over = actual[:, None] - ordered
    pinball = np.maximum(PROBABILITIES * over, (PROBABILITIES - 1) * over)
    happened = (actual[:, None] >= targets).astype(float)
    said = np.clip(chances, 0.01, 0.99)
    return pd.DataFrame(
        {
            "crps": np.minimum(2 * (pinball * WEIGHTS).sum(axis=1) / last, LARGEST),
            "error": np.minimum(np.abs(over[:, 3]) / last, LARGEST),
            "in80": ((actual >= ordered[:, 1]) & (actual <= ordered[:, 5])).astype(float),
            "in90": ((actual >= ordered[:, 0]) & (actual <= ordered[:, 6])).astype(float),
            "brier": ((said - happened) ** 2).mean(axis=1),
        }
    )


def reliability(chances: np.ndarray, happened: np.ndarray, least: int = 300) -> pd.DataFrame:
    """Return, per tenth of stated probability with enough cases, the mean stated and the share that happened."""
    bins = np.minimum((chances * 10).astype(int), 9)
    frame = pd.DataFrame({"bin": bins, "said": chances, "happened": happened})
    table = frame.groupby("bin").agg(said=("said", "mean"), happened=("happened", "mean"), cases=("said", "size"))
    return table[table.cases >= least].assign(gap=lambda t: t.happened - t.said)
