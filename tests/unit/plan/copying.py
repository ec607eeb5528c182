"""Copies of plan folders that a test may break."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from dashboard.plan import load_catalogue
from dashboard.plan.models import Catalogue

ROOT = Path(__file__).resolve().parents[3]
XINYANG = ROOT / "data" / "plan" / "xinyang-2022"
YUNZE = ROOT / "tests" / "plans" / "yunze-2026"


@cache
def xinyang() -> Catalogue:
    """Return the real plan."""
    return load_catalogue(XINYANG)


@cache
def yunze() -> Catalogue:
    """Return the invented plan."""
    return load_catalogue(YUNZE)


def copy(plan: Path, tmp_path: Path) -> Path:
    """Return a copy of a plan's folder below a temporary one."""
    return Path(shutil.copytree(plan, tmp_path / plan.name))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file; it must be there."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
