"""How good the forecast is: its measured scores as tables of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboard.wording import Language, number, period_words, t

PANELS = ("monthly", "quarterly", "small")
STEPS = ("rules", "weights", "spread", "floor", "counts", "levels", "regions", "hidden")
LIMITS = ("decline", "damped", "campaign", "independent")


@dataclass(frozen=True)
class Table:
    """A table of scores: title, what it can and cannot show, headers and rows."""

    title: str
    note: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Method:
    """The forecast in words with its scores."""

    steps: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    demo: Table
    limits: tuple[str, ...]


def method(content: Mapping[str, Any], lang: Language) -> Method:
    """Return the method in words and the scores of ``data/forecast/scores.json``."""
    return Method(
        tuple((t(f"method.step_{step}", lang), t(f"method.step_{step}_is", lang)) for step in STEPS),
        (_held_out(content, lang), _compared(content, lang)),
        _demo(content, lang),
        tuple(t(f"method.forecast_limit_{name}", lang) for name in LIMITS),
    )


def _held_out(content: Mapping[str, Any], lang: Language) -> Table:
    low, high = content["range"]
    series = content["series"]
    note = t("method.scores_note", lang, mean=_fixed(content["mean"], 3), low=_fixed(low, 3), high=_fixed(high, 3),
             day=period_words(content["measured"], lang), **{name: series[name] for name in PANELS})  # fmt: skip
    keys = ("panel", "crps", "relative", "in_80", "in_90", "brier", "gap")
    rows = tuple(
        (t(f"method.panel_{row['panel']}", lang), _fixed(row["crps"], 4), _fixed(row["relative"], 3),
         f"{_fixed(row['in_80'], 1)}%", f"{_fixed(row['in_90'], 1)}%", _fixed(row["brier"], 4), _fixed(row["gap"], 1))
        for row in content["held_out"]
    )  # fmt: skip
    return Table(t("method.scores", lang), note, _headers(keys, lang), rows)


def _compared(content: Mapping[str, Any], lang: Language) -> Table:
    rows = tuple(
        (t(f"method.model_{row['model']}", lang), _fixed(row["relative"], 3),
         *(_fixed(row[panel], 4) for panel in PANELS), " / ".join(f"{share}%" for share in row["in_80"]))
        for row in content["compared"]
    )  # fmt: skip
    keys = ("model", "relative", *(f"crps_{panel}" for panel in PANELS), "in_80_each")
    return Table(t("method.compared", lang), t("method.compared_note", lang), _headers(keys, lang), rows)


def _demo(content: Mapping[str, Any], lang: Language) -> Table:
    rows = tuple((t(f"method.model_{row['model']}", lang), _fixed(row["relative"], 3)) for row in content["demo"])
    return Table(t("method.on_demo", lang), t("method.on_demo_note", lang), _headers(("model", "relative"), lang), rows)


def _headers(keys: Sequence[str], lang: Language) -> tuple[str, ...]:
    return tuple(t(f"method.score_{key}", lang) for key in keys)


def _fixed(value: float, decimals: int) -> str:
    return number(Decimal(str(value)), decimals)
