"""The facts of ``habits.yaml``: how counties write."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from dashboard.plan.basics import Model

_FILE = Path(__file__).with_name("habits.yaml")


class Habits(Model):
    """What counties write and what it means."""

    former_codes: dict[str, str]
    typed_regions: dict[str, str]
    elsewhere: list[str]
    samples: str
    stand_ins: str
    identifiers: dict[str, str]
    names: list[str]
    former_names: dict[str, str]
    booleans: dict[str, str]
    choices: dict[str, str]


@cache
def habits() -> Habits:
    """Return the facts, read once."""
    return Habits.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
