"""The one table of scores and times: a row a model, ready to be quoted (Markdown)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from forecast_scores import reliability

NAMES = {
    "outlook": "outlook (this project)",
    "ets": "statsmodels ETS (AICc)",
    "theta": "statsmodels Theta",
    "unobserved": "statsmodels unobserved components",
    "ratio": "same-period ratio",
    "pace": "pace",
}


def one_table(rows: pd.DataFrame, batch: float | None) -> str:
    """Return the table: a row a model; per panel CRPS, share in the 80 % and 90 % intervals, Brier score."""
    panels = list(rows.panel.unique())
    means = rows.groupby(["model", "panel"], sort=False)[["crps", "in80", "in90", "brier"]].mean()
    head = ["model", "CRPS / pace", *panels, "largest reliability gap", "ms single", "ms in batch", "failed"]
    lines = [_line(head), "|---" * len(head) + "|"]
    for model in rows.model.unique():
        own = rows[rows.model == model]
        cells = [NAMES.get(model, model), _relative(means, model, panels)]
        cells += [_scores(means.loc[(model, panel)]) for panel in panels]
        cells += [_gap(own), f"{own.ms.mean():.1f}", f"{batch:.2f}" if batch and model == "outlook" else "-"]
        lines.append(_line([*cells, str(int(own.failed.sum()))]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _relative(means: pd.DataFrame, model: str, panels: list[str]) -> str:
    """Return the geometric mean over the panels of the loss relative to pace."""
    if "pace" not in means.index.get_level_values("model"):
        return "-"
    ratio = means.loc[model].crps[panels].to_numpy() / means.loc["pace"].crps[panels].to_numpy()
    return f"{np.exp(np.log(ratio).mean()):.3f}"


def _scores(row: pd.Series) -> str:
    return f"{row.crps:.4f}, {100 * row.in80:.0f} %, {100 * row.in90:.0f} %, {row.brier:.4f}"


def _gap(own: pd.DataFrame) -> str:
    """Return the largest gap between stated and happened over the panels, in points; bins of 300 cases or more."""
    if "said" not in own or own.said.isna().all():
        return "-"
    gaps = []
    for _, part in own.groupby("panel"):
        bins = reliability(np.concatenate(part.said.to_list()), np.concatenate(part.happened.to_list()))
        gaps += bins.gap.abs().to_list()
    return f"{100 * max(gaps):.1f}" if gaps else "-"


def by_origin(rows: pd.DataFrame) -> str:
    """Return the scores of the outlook by panel and origin (months of the year observed)."""
    own = rows[rows.model == "outlook"]
    means = own.groupby(["panel", "origin"], sort=False)[["crps", "in80", "in90", "brier"]].mean()
    head = ["panel", "months known", "CRPS", "in 80 %", "in 90 %", "Brier"]
    lines = [_line(head), "|---" * len(head) + "|"]
    for (panel, origin), row in means.iterrows():
        shares = [f"{100 * row.in80:.1f}", f"{100 * row.in90:.1f}"]
        lines.append(_line([panel, str(origin), f"{row.crps:.4f}", *shares, f"{row.brier:.4f}"]))
    return "\n".join(lines)
