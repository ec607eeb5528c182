"""The hash of a catalogue follows what it says, not what its files look like."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from dashboard.plan import load_catalogue
from tests.unit.plan.copying import ROOT, XINYANG, YUNZE, copy, edit, xinyang, yunze


def _turned(value: object) -> object:
    """Return the same content with the keys of every mapping in reverse."""
    if isinstance(value, dict):
        return {key: _turned(part) for key, part in reversed(value.items())}
    return [_turned(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("plan", [XINYANG, YUNZE], ids=lambda plan: plan.name)
def test_layout_of_files_makes_no_difference(plan: Path, tmp_path: Path) -> None:
    folder = copy(plan, tmp_path)
    for file in folder.rglob("*.yaml"):
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        text = yaml.safe_dump(_turned(content), allow_unicode=True, sort_keys=False, width=60, default_style='"')
        file.write_text(f"# another hand\n{text}", encoding="utf-8")
    for number, file in enumerate(sorted((folder / "ledgers").iterdir(), reverse=True)):
        file.rename(file.with_name(f"{number:02d}.yaml"))
    assert load_catalogue(folder).hash == load_catalogue(plan).hash


@pytest.mark.parametrize(("file", "old", "new"), [
    ("targets.yaml", "threshold: 0.08", "threshold: 0.080"),
    ("tasks.yaml", "supporting: [org_market]", "supporting: [org_market] # 配合单位"),
    ("plan.yaml", "cumulative_start: 2026-01", "opening_edition: null\n  cumulative_start: '2026-01'"),
])  # fmt: skip
def test_same_content_has_the_same_hash(file: str, old: str, new: str, tmp_path: Path) -> None:
    folder = copy(YUNZE, tmp_path)
    edit(folder, file, old, new)
    assert load_catalogue(folder).hash == yunze().hash


@pytest.mark.parametrize(("file", "old", "new"), [
    ("targets.yaml", "threshold: 0.08", "threshold: 0.081"),
    ("targets.yaml", "source: 方案二1, confirmed_by: 李四", "source: 方案二1, confirmed_by: 王五"),
    ("tasks.yaml", "due: 2026-09", "due: 2026-10"),
    ("rules/2026.yaml", "small_base: 50", "small_base: 51"),
    ("ledgers/labs.yaml", "header: 投入（万元）", "header: 经费（万元）"),
    ("base_values.yaml", "value: 240", "value: 241"),
    ("organisations.yaml", "short: 东泽县局", "short: 东泽局"),
])  # fmt: skip
def test_other_content_has_another_hash(file: str, old: str, new: str, tmp_path: Path) -> None:
    folder = copy(YUNZE, tmp_path)
    edit(folder, file, old, new)
    assert load_catalogue(folder).hash != yunze().hash


def test_another_process_finds_the_same_hash() -> None:
    code = "import sys, pathlib, dashboard.plan as plan; print(plan.load_catalogue(pathlib.Path(sys.argv[1])).hash)"
    other = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "America/New_York", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(XINYANG)]
    run = subprocess.run(command, cwd="/", env=other, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == xinyang().hash
