"""Fit the constants of the year-end forecast: python bench/fit_forecast.py --series DIR [--check]

DIR holds tuning series as tune_meta.csv.gz (uid, panel, f, year) and tune_values.csv.gz (uid, period, value): whole
years, monthly or quarterly, the last year being the one to forecast. Writes data/forecast/constants.json.
Loss: scaled quantile loss (seven quantiles, error over the usual level of a year), each panel with the same weight.
Shapes: standardised residuals out of fold (series are whole in one of five folds). --check prints scores out of fold.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import pandas as pd
from scipy.stats import t as student

from dashboard.forecasting.blend import SHIFT, START_SPREAD, blended, offset, scaled
from dashboard.forecasting.constants import FILE
from dashboard.forecasting.constants import blend as parsed_blend
from dashboard.forecasting.outlook import PROBABILITIES, Floats
from dashboard.forecasting.rules import RULES, TRAITS, Description, describe

P = np.array(PROBABILITIES)
WEIGHT = np.array([0.075, 0.1, 0.2, 0.25, 0.2, 0.1, 0.075])  # trapezoid over the seven probabilities
FOLDS = 5
CURVE = np.array(
    [0.001, 0.005, 0.01, 0.025, *np.round(np.arange(0.05, 0.951, 0.05), 2), 0.975, 0.99, 0.995, 0.999], dtype=float
)
LOOK = {
    "flow": tuple(name for name in TRAITS if name != "rarity"),
    "small": ("drift", "last_growth", "zeros", "rarity", "elapsed", "elapsed_squared", "share"),
}
USE = {"flow": RULES, "small": ("grid", "last_year", "last_half", "mean_rest", "mean_rest_two", "last_rest", "elapsed")}
FREEDOM = {"flow": 4.0, "small": 8.0}
HIDDEN = {"flow": 8, "small": 2}
BATCH = {"flow": 2048, "small": 512}
EPOCHS = {"flow": 20, "small": 45}
SEEDS = 3
USUAL = {"monthly": 0.034, "quarterly": 0.044, "smallcount": 0.19}  # what a panel's loss is about: equal weights


@dataclass(frozen=True)
class Table:
    """Training rows of one kind: a row is one series, year and origin."""

    rules: Floats  # on the scale of the kind
    traits: Floats
    offset: Floats
    observed: Floats
    actual: Floats
    weight: Floats
    calm: Floats

    def take(self, rows: Any) -> Table:
        """Return some of the rows."""
        return Table(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


def read(folder: Path) -> tuple[pd.DataFrame, dict[str, Floats]]:
    """Return the list of series and their values as (years, periods)."""
    meta = pd.read_csv(folder / "tune_meta.csv.gz")
    values = pd.read_csv(folder / "tune_values.csv.gz").groupby("uid", sort=False).value
    arrays = {str(uid): part.to_numpy(dtype=float) for uid, part in values}
    return meta, {r.uid: arrays[r.uid].reshape(-1, r.f) for r in meta.itertuples()}


def cases(meta: pd.DataFrame, values: dict[str, Floats]) -> dict[tuple[int, int, int], list[dict[str, Any]]]:
    """Return every series, year with two earlier ones, and origin, grouped by shape; earlier years weigh less."""
    groups: dict[tuple[int, int, int], list[dict[str, Any]]] = {}

    def add(row: Any, panel: str, table: Floats, factor: float) -> None:
        season = table.shape[1]
        for year in range(2, len(table)):
            if table[year - 1].sum() <= 0:
                continue
            final = year == len(table) - 1 and factor == 1.0
            for inside in range(season):
                weight = factor * (1.0 if final else 0.5) * (0.5 if year == 2 else 1.0)
                weight *= 1.0 if inside * 12 // season % 3 == 0 else 0.7
                case = {"uid": row.uid, "panel": panel, "final": final, "weight": weight}
                case |= {"past": table[:year], "year": table[year]}
                groups.setdefault((season, year, inside), []).append(case)

    for row in meta.itertuples():
        table = values[row.uid]
        add(row, row.panel, table, 1.0)
        if row.panel == "smallcount":  # small counts by quarter occur too
            add(row, row.panel, table.reshape(len(table), 4, 3).sum(axis=2), 0.3)
    return groups


def tables(groups: dict[tuple[int, int, int], list[dict[str, Any]]]) -> tuple[pd.DataFrame, Description, Floats]:
    """Return one frame of the rows, their descriptions and the offsets of flows, in the same order."""
    frames, found = [], []
    for (season, years, inside), members in groups.items():
        past = np.stack([m["past"] for m in members])
        year = np.stack([m["year"] for m in members])
        d = describe(past, year[:, :inside])
        found.append(d)
        frame = pd.DataFrame([{k: m[k] for k in ("uid", "panel", "final", "weight")} for m in members])
        frame = frame.assign(season=season, years=years, inside=inside, last=past[:, -1].sum(axis=1))
        frame["observed"] = year[:, :inside].sum(axis=1) / d.unit
        frames.append(frame.assign(actual=year.sum(axis=1) / d.unit, extra=offset("flow", season, season - inside)))
    joined = Description(*(np.concatenate([getattr(d, n) for d in found]) for n in Description.__dataclass_fields__))
    frame = pd.concat(frames, ignore_index=True)
    return frame, joined, frame.extra.to_numpy(dtype=float)


def start(kind: str, seed: int) -> dict[str, Floats]:
    """Return the parameters a network starts from: equal weights, usual spread."""
    rng = np.random.default_rng(seed)
    traits, rules, hidden = len(LOOK[kind]), len(USE[kind]), HIDDEN[kind]
    return {
        "hidden": rng.normal(0, 1 / np.sqrt(traits), (traits, hidden)),
        "hidden_bias": np.zeros(hidden),
        "logits": np.zeros((hidden, rules)),
        "logits_traits": np.zeros((traits, rules)),
        "logits_bias": np.zeros(rules),
        "spread": np.zeros((hidden, 1)),
        "spread_traits": np.zeros((traits, 1)),
        "spread_bias": np.zeros(1),
        "shift": np.zeros((hidden, 1)),
        "shift_bias": np.zeros(1),
    }


def gradient(p: dict[str, Floats], t: Table, kind: str, shape: Floats) -> dict[str, Floats]:
    """Return the gradient of the weighted scaled quantile loss, by hand."""
    x, season = t.traits, 12.0
    h = np.tanh(x @ p["hidden"] + p["hidden_bias"])
    logits = h @ p["logits"] + 0.3 * (x @ p["logits_traits"]) + p["logits_bias"]
    w = np.exp(logits - logits.max(axis=1, keepdims=True))
    w /= w.sum(axis=1, keepdims=True)
    spread = np.exp(
        np.clip((h @ p["spread"] + x @ p["spread_traits"] + p["spread_bias"])[:, 0] + START_SPREAD[kind], -6, 1.2)
    )
    shift = np.tanh((h @ p["shift"] + p["shift_bias"])[:, 0])
    g = ((w * t.rules).sum(axis=1) + SHIFT[kind] * spread * shift)[:, None] + spread[:, None] * shape
    if kind == "small":
        rest, slope = np.maximum(g, 0.0) ** 2, np.where(g > 0, 2 * g, 0.02)
    else:
        e = np.exp(np.minimum(g, 6.0))
        rest, slope = np.maximum(e - t.offset[:, None], 0.0), np.where(e > t.offset[:, None], e, 0.1 * e)
    error = t.actual[:, None] - t.observed[:, None] - rest
    dg = -2 * WEIGHT * np.where(error >= 0, P, P - 1) * t.weight[:, None] * slope / season
    dmu = dg.sum(axis=1)
    dspread = ((dg * shape).sum(axis=1) + dmu * SHIFT[kind] * shift) * spread
    dshift = dmu * SHIFT[kind] * spread * (1 - shift**2)
    dw = dmu[:, None] * t.rules
    dlogits = w * (dw - (dw * w).sum(axis=1, keepdims=True))
    dh = dlogits @ p["logits"].T + dspread[:, None] @ p["spread"].T + dshift[:, None] @ p["shift"].T
    da = dh * (1 - h * h)
    return {
        "hidden": x.T @ da,
        "hidden_bias": da.sum(axis=0),
        "logits": h.T @ dlogits,
        "logits_traits": 0.3 * x.T @ dlogits,
        "logits_bias": dlogits.sum(axis=0),
        "spread": h.T @ dspread[:, None],
        "spread_traits": x.T @ dspread[:, None],
        "spread_bias": np.array([dspread.sum()]),
        "shift": h.T @ dshift[:, None],
        "shift_bias": np.array([dshift.sum()]),
    }


def train(t: Table, kind: str, seed: int, ridge: float = 1e-3, rate: float = 0.01) -> dict[str, Floats]:
    """Return fitted parameters (Adam, cosine rate, ridge)."""
    rng = np.random.default_rng(seed)
    p, size, shape = start(kind, seed), BATCH[kind], np.asarray(student.ppf(P, FREEDOM[kind]))
    first = {k: np.zeros_like(v) for k, v in p.items()}
    second = {k: np.zeros_like(v) for k, v in p.items()}
    rows, step = len(t.actual), 0
    total = EPOCHS[kind] * -(-rows // size)
    for _ in range(EPOCHS[kind]):
        order = rng.permutation(rows)
        for begin in range(0, rows, size):
            part = order[begin : begin + size]
            g = gradient(p, t.take(part), kind, shape)
            step += 1
            now = rate * 0.5 * (1 + np.cos(np.pi * step / total))
            for k in p:
                light = 0.1 if k.endswith("bias") or k == "spread_traits" else 1.0
                d = g[k] * rows / len(part) + ridge * light * p[k]
                first[k] = 0.9 * first[k] + 0.1 * d
                second[k] = 0.99 * second[k] + 0.01 * d * d
                p[k] = p[k] - now * (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.99**step)) + 1e-8)
    return p


def rows_of(
    kind: str, frame: pd.DataFrame, found: Description, extra: Floats
) -> tuple[pd.DataFrame, Description, Table, dict[str, Any]]:
    """Return the rows of one kind with their training table and the standardisation."""
    # small counts of two years' history are another population here (first months of new parts): left out
    pick = found.small & (frame.years >= 3).to_numpy() if kind == "small" else ~found.small
    d = Description(*(getattr(found, n)[pick] for n in Description.__dataclass_fields__))
    f, e = frame[pick].reset_index(drop=True), extra[pick]
    traits = d.traits[:, [TRAITS.index(n) for n in LOOK[kind]]]
    centre, scale = traits.mean(axis=0), traits.std(axis=0) + 1e-9
    rules = scaled(d.rules[:, [RULES.index(n) for n in USE[kind]]], kind, e[:, None])
    panel = f.panel.where(f.panel.isin(["monthly", "quarterly"]), "smallcount")
    total = f.weight.groupby(panel).transform("sum")
    share = (f.weight / total / panel.map(USUAL)).to_numpy(dtype=float)
    if kind == "flow":  # the few larger counts among the small ones do not weigh as a panel of their own
        share = np.where(panel == "smallcount", share * 0.1, share)
    season = f.season.to_numpy(dtype=float)
    unit = 12.0 / season  # the loss is per year's usual level
    t = Table(
        rules,
        np.clip((traits - centre) / scale, -4, 4),
        e,
        f.observed.to_numpy(),
        f.actual.to_numpy(),
        share * unit,
        d.calm,
    )
    head = {"rules": list(USE[kind]), "traits": list(LOOK[kind]), "centre": centre.tolist(), "scale": scale.tolist()}
    return f, d, t, head


def fold(uids: pd.Series) -> Floats:
    """Return the fold of every series, fixed by its name."""
    return np.array([zlib.crc32(str(u).encode()) % FOLDS for u in uids])


def as_blend(head: dict[str, Any], members: list[dict[str, Floats]]) -> dict[str, Any]:
    """Return a blend as it is stored, six significant digits."""
    short = lambda v: json.loads(json.dumps(np.vectorize(lambda z: float(f"{z:.6g}"))(v).tolist()))  # noqa: E731
    return head | {
        "centre": short(head["centre"]),
        "scale": short(head["scale"]),
        "members": [{k: short(v) for k, v in m.items()} for m in members],
    }


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


def main() -> None:
    """Fit, write, and print scores out of fold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--series", type=Path, required=True)
    options.add_argument("--out", type=Path, default=FILE)
    options.add_argument("--check", type=Path, help="write out-of-fold rows here")
    chosen = options.parse_args()
    frame, found, extra = tables(cases(*read(chosen.series)))
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
        kept.append(f.assign(kind=kind, centre=centre, spread=spread, residual=residual, unit=d.unit, fold=fold(f.uid)))
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{chosen.out}: {chosen.out.stat().st_size} bytes")
    if chosen.check:
        pd.concat(kept, ignore_index=True).to_pickle(chosen.check)


if __name__ == "__main__":
    main()
