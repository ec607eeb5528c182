"""Audit bundles of the demo on disk, and their own recomputation run as an auditor would: alone, in an empty place."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dashboard.desk import bundle
from dashboard.desk.bundle import Kept
from dashboard.reporting import Database

PLAN = "xinyang-2022"
Told = dict[str, Any]


def originals(workbooks: Path, folder: Path) -> Path:
    """Keep workbooks by the hash of their bytes, as loading does."""
    folder.mkdir()
    for file in workbooks.glob("*/*.xlsx"):
        (folder / hashlib.sha256(file.read_bytes()).hexdigest()).symlink_to(file)
    return folder


def unpacked(database: Database, kept: Path, edition: str, target: str, folder: Path, reading: str = "") -> Path:
    """Write the bundle of a target below a folder."""
    made = bundle.make(database, PLAN, edition, target, Kept(kept, kept.parent / "papers"), reading)
    for file in made.files:
        place = folder / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content)
    return folder


def recomputed(folder: Path) -> tuple[int, str]:
    """Run the bundle's own program without any environment; return its exit code and what it says."""
    made = subprocess.run([sys.executable, "-I", str(folder / "recompute.py")], cwd=folder.parent, env={},
                          capture_output=True, encoding="utf-8", check=False)  # fmt: skip
    return made.returncode, made.stdout + made.stderr


def edited(folder: Path, change: Callable[[Told], object]) -> None:
    """Change what ``bundle.json`` says, and the manifest with it, as somebody would who knows of both."""
    file, manifest = folder / "bundle.json", folder / "manifest.json"
    told = json.loads(file.read_text("utf-8"))
    change(told)
    file.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    listed = json.loads(manifest.read_text("utf-8"))
    listed["files"]["bundle.json"] = hashlib.sha256(file.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(listed), "utf-8")
