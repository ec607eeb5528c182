"""What follows an edition: an auditor takes bundles away and recomputes the verdict without the system."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from tests.e2e.quarter import System


def take_bundles(office: System) -> None:
    """An auditor takes the bundle of a target in both editions away, and recomputes its verdict without the system."""
    an = office.seat("an")
    for label in ("2026Q3", "2026Q3-r2"):
        an.open("/desk", edition=label).reads("审计取证包").press("生成")
        content = an.fetch(an.page.get_by_role("button", name="下载取证包"))
        folder = office.folder / f"bundle-{label}"
        with ZipFile(BytesIO(content)) as bundle:
            bundle.extractall(folder)
        told = _run(folder, ["recompute.py"])
        assert "全部一致" in told and "不一致" not in told, told


def _run(folder: Path, command: Sequence[str]) -> str:
    """Return what a program says that has nothing but the folder; it must end well."""
    run = subprocess.run([sys.executable, "-I", *command], cwd=folder, env={"PYTHONIOENCODING": "utf-8"},
                         capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout
