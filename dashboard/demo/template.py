"""The words of the workbook layout by which the demo's units report."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dashboard.settings import ROOT

_FOLDER = ROOT / "data" / "templates"
_VERSION = "1"  # plain tables, as units sent them throughout the story


def files() -> list[Path]:
    """Return the template files, oldest version first."""
    return sorted(_FOLDER.glob("*.yaml"), key=lambda file: int(file.stem))


@cache
def layout() -> dict[str, Any]:
    """Return the layout: cover labels, sheet names and words for states."""
    found: dict[str, Any] = yaml.safe_load((_FOLDER / f"{_VERSION}.yaml").read_text(encoding="utf-8"))
    return found


def word(words: dict[str, str], code: str) -> str:
    """Return the word that stands for a code in a workbook; StopIteration when none does."""
    return next(word for word, meaning in words.items() if meaning == code)
