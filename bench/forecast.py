"""Scores and times of the year-end forecast, in one table.

    python bench/forecast.py                                    the demo's monthly transfers, by county
    python bench/forecast.py --series DIR [--sample N]          tuning series (tune_meta.csv.gz, tune_values.csv.gz)
    python bench/forecast.py --series DIR --runner FILE         the same, scored by an external runner
    ... --all-origins adds every month and quarter of the year; --models outlook,pace limits the comparison

Times are milliseconds of one core per single forecast. Errors are in units of last year's total.
The constants are fitted on series like these: scores on series never seen are printed by bench/fit_forecast.py.
"""

# ruff: noqa: E402
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
BENCH = Path(__file__).resolve().parent
sys.path[:0] = [str(BENCH.parent), str(BENCH)]

import numpy as np
import pandas as pd
from forecast_models import MODELS, Answer
from forecast_scores import PROBABILITIES, scores
from forecast_table import by_origin, one_table

from dashboard.forecasting import forecast_many

GROWTHS = (0.10, 0.15, 0.20)
Case = tuple[str, np.ndarray, int, tuple[float, ...]]  # panel, (years, periods), last year, further target growths


def tuning(folder: Path, sample: int) -> Iterator[Case]:
    """Yield the first series of every panel."""
    meta = pd.read_csv(folder / "tune_meta.csv.gz")
    values = dict(list(pd.read_csv(folder / "tune_values.csv.gz").groupby("uid", sort=False).value))
    for row in meta[meta["rank"] < sample].itertuples():
        table = values[row.uid].to_numpy(dtype=float).reshape(-1, row.f)
        yield row.panel, table, int(row.year), (row.g_draw, row.g_hist)


def demo() -> Iterator[Case]:
    """Yield the demo's transfers and licences per county, the years 2022 to 2025 in turn."""
    from dashboard.demo import story, transfers

    kinds = ("transfer", "licence", "open_licence")
    for county in story.COUNTIES:
        table = np.array(
            [
                [sum(transfers.finally_told(county, f"{y}-{m:02d}", k) for k in kinds) for m in range(1, 13)]
                for y in range(2019, 2026)
            ],
            dtype=float,
        )
        for last in range(2022, 2026):
            yield "demo", table[: last - 2018], last, (0.0, 0.3)


def run(model: str, cases: list[Case], every: bool) -> pd.DataFrame:
    """Return one row of scores a series and origin; a failure repeats last year."""
    rows, found = [], []
    for panel, table, year, growths in cases:
        season, actual, last = table.shape[1], float(table[-1].sum()), float(table[-2].sum())
        targets = [last * (1 + g) for g in (*GROWTHS, *growths)]
        freq = "M" if season == 12 else "Q"
        index = pd.period_range(pd.Period(f"{year - len(table) + 1}-01", freq=freq), periods=table.size, freq=freq)
        for inside in range(0, season, 1 if every or season == 4 else 3):
            history = pd.Series(table.ravel(), index)[: table.size - season + inside]
            start, failed = time.process_time(), False
            try:
                answer = MODELS[model](history, history.index[-1], targets)
            except Exception:  # a comparison model may fail in any way
                answer, failed = _repeat(last, targets), True
            spent = (time.process_time() - start) * 1e3
            rows.append(
                {"model": model, "panel": panel, "origin": inside * 12 // season, "ms": spent, "failed": failed}
            )
            found.append((answer, actual, last, targets))
    return pd.concat([pd.DataFrame(rows), _scored(found)], axis=1)


def _repeat(last: float, targets: list[float]) -> Answer:
    return {
        "quantiles": dict.fromkeys(PROBABILITIES.tolist(), last),
        "p_attain": {t: float(last >= t) for t in targets},
    }


def _scored(found: list[tuple[Answer, float, float, list[float]]]) -> pd.DataFrame:
    quantiles = np.array([[answer["quantiles"][p] for p in PROBABILITIES.tolist()] for answer, *_ in found])
    chances = np.array([[answer["p_attain"][float(t)] for t in targets] for answer, _, _, targets in found])
    actual, last = (np.array([item[k] for item in found]) for k in (1, 2))
    targets = np.array([item[3] for item in found])
    table = scores(quantiles, chances, actual, last, targets)
    return table.assign(said=list(chances), happened=list((actual[:, None] >= targets).astype(float)))


def external(runner: Path, model: str, sample: int) -> pd.DataFrame:
    """Return the rows that an external runner writes for a model (its series, its origins, its scores)."""
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.csv"
        command = [sys.executable, str(runner), "--adapter", f"forecast_models:{model}", "--sample", str(sample)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*command, "--out", str(rows)], cwd=BENCH, check=True, **quiet)
        table = pd.read_csv(rows)
    table = table.assign(model=model, scrps=table.scrps.clip(upper=2.0), ae_L=table.ae_L.clip(upper=2.0))
    return table.rename(columns={"scrps": "crps", "ae_L": "error", "cov80": "in80", "cov90": "in90"})


def in_batch(cases: list[Case]) -> float:
    """Return the milliseconds a series takes when all series of one cut-off are forecast together."""
    groups: dict[tuple[int, int, int], list[Case]] = {}
    for case in cases:
        for inside in range(0, case[1].shape[1], case[1].shape[1] // 4):
            groups.setdefault((case[1].shape[1], case[2], inside), []).append(case)
    start = time.process_time()
    for (season, year, inside), members in groups.items():
        freq = "M" if season == 12 else "Q"
        through = pd.Period(f"{year}-01", freq=freq) + inside - 1
        targets = [[float(table[-2].sum()) * (1 + g) for g in (*GROWTHS, *growths)] for _, table, _, growths in members]
        forecast_many([t.ravel()[: t.size - season + inside] for _, t, _, _ in members], through, targets)
    return (time.process_time() - start) * 1e3 / sum(len(members) for members in groups.values())


def main() -> None:
    """Score the models and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--series", type=Path)
    options.add_argument("--runner", type=Path)
    options.add_argument("--sample", type=int, default=60)
    options.add_argument("--all-origins", action="store_true")
    options.add_argument("--models", default=",".join(MODELS))
    chosen = options.parse_args()
    models = chosen.models.split(",")
    cases = list(tuning(chosen.series, chosen.sample) if chosen.series else demo())
    if chosen.runner:
        tables = [external(chosen.runner, model, chosen.sample) for model in models]
    else:
        tables = [run(model, cases, chosen.all_origins) for model in models]
    rows = pd.concat(tables, ignore_index=True)
    print(one_table(rows, in_batch(cases)), "\n")
    print("Per panel: CRPS / last year's total, share in the 80 % and in the 90 % interval, Brier score.")
    if chosen.all_origins and not chosen.runner:
        print("\n" + by_origin(rows))


if __name__ == "__main__":
    main()
