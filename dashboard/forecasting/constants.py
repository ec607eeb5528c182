"""The fitted constants: data/forecast/constants.json, written by bench/fit_forecast.py."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from .outlook import Floats
from .rules import RULES
from .traits import TRAITS

FILE = Path(__file__).resolve().parent.parent.parent / "data" / "forecast" / "constants.json"


@dataclass(frozen=True)
class Member:
    """One small network: hidden layer, logits of the rules, log spread and shift."""

    hidden: Floats
    hidden_bias: Floats
    logits: Floats
    logits_traits: Floats
    logits_bias: Floats
    spread: Floats
    spread_traits: Floats
    spread_bias: Floats
    shift: Floats
    shift_bias: Floats


@dataclass(frozen=True)
class Blend:
    """How one kind of series weighs its rules: columns used, standardisation, members averaged."""

    rules: tuple[int, ...]
    traits: tuple[int, ...]
    centre: Floats
    scale: Floats
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Constants:
    """Everything fitted."""

    blends: dict[str, Blend]
    probabilities: Floats
    shapes: dict[str, Floats]  # kind -> (origin, probability) standardised quantiles


@cache
def constants() -> Constants:
    """Return the constants of the project."""
    return parsed(json.loads(FILE.read_text(encoding="utf-8")))


def parsed(raw: dict[str, Any]) -> Constants:
    """Return the constants of a parsed data file."""
    return Constants(
        {kind: blend(value) for kind, value in raw["blends"].items()},
        np.array(raw["probabilities"], dtype=float),
        {kind: np.array(table, dtype=float) for kind, table in raw["shapes"].items()},
    )


def blend(raw: dict[str, Any]) -> Blend:
    """Return one blend of a parsed data file; rules and traits are stored by name."""
    return Blend(
        tuple(RULES.index(name) for name in raw["rules"]),
        tuple(TRAITS.index(name) for name in raw["traits"]),
        np.array(raw["centre"], dtype=float),
        np.array(raw["scale"], dtype=float),
        tuple(Member(**{key: np.array(value, dtype=float) for key, value in m.items()}) for m in raw["members"]),
    )
