"""The words of the workbook layout, read from the newest template that units receive."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from dashboard.settings import ROOT

_FOLDER = ROOT / "data" / "templates"


@cache
def layout() -> dict[str, Any]:
    """Return the newest layout: cover labels, sheet names and words for states."""
    newest = max(_FOLDER.glob("*.yaml"), key=lambda file: int(file.stem))
    found: dict[str, Any] = yaml.safe_load(newest.read_text(encoding="utf-8"))
    return found


def word(words: dict[str, str], code: str) -> str:
    """Return the word that stands for a code in a workbook; StopIteration when none does."""
    return next(word for word, meaning in words.items() if meaning == code)
