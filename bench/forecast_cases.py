"""Training rows of the year-end forecast: one row is one series, year and origin."""

# ruff: noqa: ANN401
from __future__ import annotations

import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import pandas as pd

from dashboard.forecasting.blend import offset, scaled
from dashboard.forecasting.describe import Description, describe
from dashboard.forecasting.outlook import Floats
from dashboard.forecasting.rules import RULES
from dashboard.forecasting.traits import TRAITS

FOLDS = 5
LOOK = {
    "flow": tuple(name for name in TRAITS if name != "rarity"),
    "small": ("drift", "last_growth", "zeros", "rarity", "elapsed", "elapsed_squared", "share"),
}
USE = {"flow": RULES, "small": ("grid", "last_year", "last_half", "mean_rest", "mean_rest_two", "last_rest", "elapsed")}
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
        if row.panel == "monthly":  # years from July to June are further cases: no rule knows the calendar
            add(row, row.panel, table.ravel()[6:-6].reshape(-1, 12), 0.3)
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
