"""Statuses that the demo's publisher sets by hand, written beside the workbooks of the quarter in which it happens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from dashboard.demo import story

FILE = "overrides.json"


def files(folder: Path) -> Iterator[Path]:
    """Write the file of every quarter that has one, and yield it."""
    for quarter, rows in story.OVERRIDES.items():
        file = folder / quarter / FILE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        yield file
