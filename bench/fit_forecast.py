"""Fit the constants of the year-end forecast: python bench/fit_forecast.py --series DIR

DIR holds tuning series: tune_meta.csv.gz (uid, panel, f, year; g_draw, g_hist: growths of two further targets) and
tune_values.csv.gz (uid, period, value), whole years, monthly or quarterly, the last year being the one to forecast.
Writes data/forecast/constants.json.
Loss: scaled quantile loss (seven quantiles, error over the usual level of a year), each panel with the same weight.
Shapes: standardised residuals out of fold (series are whole in one of five folds).
Prints scores out of fold: networks and shapes from four folds, scored on the fifth.
"""

# ruff: noqa: ANN401
from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import pandas as pd
from forecast_cases import FOLDS, Table, cases, fold, read, rows_of, tables
from forecast_scores import reliability, scores
from forecast_training import as_blend, train

from dashboard.forecasting.blend import blended, offset, scaled, unscaled
from dashboard.forecasting.constants import FILE
from dashboard.forecasting.constants import blend as parsed_blend
from dashboard.forecasting.describe import Description
from dashboard.forecasting.engine import fine
from dashboard.forecasting.outlook import Floats, from_curve

SEEDS = 4
CURVE = np.array(
    [0.001, 0.005, 0.01, 0.025, *np.round(np.arange(0.05, 0.951, 0.05), 2), 0.975, 0.99, 0.995, 0.999], dtype=float
)


def predicted(d: Description, raw: dict[str, Any], kind: str, extra: Floats) -> tuple[Floats, Floats]:
    """Return centre and spread of rows whose offsets differ."""
    return blended(d, parsed_blend(raw), kind, extra[:, None])  # type: ignore[arg-type]


def out_of_fold(f: pd.DataFrame, d: Description, t: Table, head: dict[str, Any], kind: str) -> tuple[Floats, Floats]:
    """Return centre and spread of every row from networks that never saw its series."""
    centre, spread, where = np.zeros(len(f)), np.zeros(len(f)), fold(f.uid)
    for number in range(FOLDS):
        seen, held = np.flatnonzero(where != number), np.flatnonzero(where == number)
        raw = as_blend(head, [train(t.take(seen), kind, seed) for seed in range(SEEDS)])
        part = Description(*(getattr(d, n)[held] for n in Description.__dataclass_fields__))
        centre[held], spread[held] = predicted(part, raw, kind, t.offset[held])
    return centre, spread


def residuals(t: Table, centre: Floats, spread: Floats, kind: str) -> Floats:
    """Return (actual - centre) / spread on the scale of the kind; a rest of zero counts as far below."""
    rest = np.maximum(t.actual - t.observed, 0.0)
    value = scaled(rest, kind, np.maximum(t.offset, 1e-12))
    return np.asarray((value - centre) / spread, dtype=float)


def weighted_quantiles(values: Floats, weight: Floats) -> Floats:
    """Return the quantiles of weighted values at CURVE."""
    order = np.argsort(values)
    position = (np.cumsum(weight[order]) - 0.5 * weight[order]) / weight.sum()
    return np.asarray(np.interp(CURVE, position, values[order]), dtype=float)


def shape_table(residual: Floats, weight: Floats, inside: Floats, season: int, reach: int, prior: float) -> Floats:
    """Return the standardised quantiles per origin: neighbours within ``reach``, shrunk towards all origins."""
    pooled = weighted_quantiles(residual, weight)
    table = []
    for origin in range(season):
        near = np.clip(1.0 - np.abs(inside - origin) / (reach + 1.0), 0.0, 1.0) * (
            inside > 0 if origin else inside == 0
        )
        use = near > 0
        w = weight[use] * near[use]
        if w.sum() <= 0:
            table.append(pooled)
            continue
        effective = w.sum() ** 2 / (w**2).sum()
        share = effective / (effective + prior)
        table.append(share * weighted_quantiles(residual[use], w) + (1 - share) * pooled)
    return np.array(table)


KINDS = {
    "M": ("flow", 12, 1, 150.0),
    "Q": ("flow", 4, 0, 150.0),
    "small-M": ("small", 12, 2, 150.0),
    "small-Q": ("small", 4, 0, 300.0),
}


def shapes(kind: str, f: pd.DataFrame, residual: Floats, rows: Any = slice(None)) -> dict[str, Floats]:
    """Return the shape tables of one kind of series from some of its rows (three years of history or more)."""
    part, value = f.iloc[rows], residual[rows]
    out = {}
    for name, (of, season, reach, prior) in KINDS.items():
        if of == kind:
            use = (
                (part.season == season) & (part.years >= 3) & ((part.panel != "smallcount") | (kind == "small"))
            ).to_numpy()
            weight = np.where(part.final, 1.0, 0.4)[use]
            out[name] = shape_table(value[use], weight, part.inside.to_numpy()[use], season, reach, prior)
    return out


def check(kept: list[tuple[str, pd.DataFrame]], growths: dict[str, tuple[float, float]]) -> pd.DataFrame:
    """Return scores of the last years with shapes and networks that never saw their series."""
    found = []
    for kind, f in kept:
        for number in range(FOLDS):
            tables = shapes(kind, f, f.residual.to_numpy(), np.flatnonzero(f.fold != number))
            for (season, inside), g in f[(f.fold == number) & f.final].groupby(["season", "inside"]):
                name = ("small-" if kind == "small" else "") + ("M" if season == 12 else "Q")
                found.append(_checked(g, tables[name][inside], kind, int(season), int(inside), growths))
    return pd.concat(found, ignore_index=True)


def _checked(
    g: pd.DataFrame, shape: Floats, kind: str, season: int, inside: int, growths: dict[str, tuple[float, float]]
) -> pd.DataFrame:
    extra = offset(kind, season, season - inside)
    knots = fine(CURVE)
    rest = unscaled(g.centre.to_numpy()[:, None] + g.spread.to_numpy()[:, None] * fine(shape), kind, extra)
    unit, last = g.unit.to_numpy(), g["last"].to_numpy()
    curve = (g.observed.to_numpy()[:, None] + rest) * unit[:, None]
    targets = last[:, None] * (1 + np.array([(0.1, 0.15, 0.2, *growths[u]) for u in g.uid]))
    known = (g.observed * unit).to_numpy()
    answers = [from_curve(knots, v, t, "", o, kind == "small") for v, t, o in zip(curve, targets, known, strict=True)]
    quantiles = np.array([list(a.quantiles.values()) for a in answers])
    chances = np.array([[a.p_attain[float(x)] for x in t] for a, t in zip(answers, targets, strict=True)])
    actual = (g.actual * unit).to_numpy()
    scored = scores(quantiles, chances, actual, last, targets)
    return scored.assign(
        panel=g.panel.to_numpy(),
        origin=inside * 12 // season,
        said=list(chances),
        happened=list((actual[:, None] >= targets).astype(float)),
    )


def report(table: pd.DataFrame) -> None:
    """Print scores by panel (origins 0, 3, 6, 9) and by origin, and reliability by panel."""
    columns = ["crps", "error", "in80", "in90", "brier"]
    print(table[table.origin % 3 == 0].groupby("panel")[columns].mean().round(4).to_string(), "\n")
    print(table.groupby(["panel", "origin"])[columns].mean().round(3).to_string(), "\n")
    for panel, part in table.groupby("panel"):
        bins = reliability(np.concatenate(part.said.to_list()), np.concatenate(part.happened.to_list()))
        print(panel, "largest gap between stated and happened:", round(float(bins.gap.abs().max()), 3))


def main() -> None:
    """Fit, write, and print scores out of fold."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--series", type=Path, required=True)
    options.add_argument("--out", type=Path, default=FILE)
    chosen = options.parse_args()
    meta, values = read(chosen.series)
    frame, found, extra = tables(cases(meta, values))
    result: dict[str, Any] = {
        "note": "fitted by bench/fit_forecast.py on public competition and statistics series; no series is kept",
        "probabilities": CURVE.tolist(),
        "blends": {},
        "shapes": {},
    }
    kept = []
    for kind in ("flow", "small"):
        f, d, t, head = rows_of(kind, frame, found, extra)
        centre, spread = out_of_fold(f, d, t, head, kind)
        residual = residuals(t, centre, spread, kind)
        result["shapes"] |= {k: np.round(v, 4).tolist() for k, v in shapes(kind, f, residual).items()}
        result["blends"][kind] = as_blend(head, [train(t, kind, seed) for seed in range(SEEDS)])
        kept.append((kind, f.assign(centre=centre, spread=spread, residual=residual, unit=d.unit, fold=fold(f.uid))))
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{chosen.out}: {chosen.out.stat().st_size} bytes")
    report(check(kept, {r.uid: (r.g_draw, r.g_hist) for r in meta.itertuples()}))


if __name__ == "__main__":
    main()
