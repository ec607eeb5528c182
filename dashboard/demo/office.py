"""What the demo's office itself decides and writes in a quarter, as files beside the workbooks of that quarter."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from dashboard.demo import story

OVERRIDES, COMMENTS, DESK = "overrides.json", "comments.json", "desk.json"
_AUTHOR = "演示：市知识产权局综合科"
_COMMENTS = Path(__file__).with_name("comments.yaml")
_DESK = Path(__file__).with_name("desk.yaml")

Rows = Sequence[Mapping[str, Any]]


def files(folder: Path) -> Iterator[Path]:
    """Write the files of every quarter that has any, and yield them."""
    every: Sequence[tuple[str, Mapping[str, Any]]] = (
        (OVERRIDES, story.OVERRIDES), (COMMENTS, _comments()), (DESK, yaml.safe_load(_DESK.read_text("utf-8"))),
    )  # fmt: skip
    for name, told in every:
        for quarter, acts in told.items():
            file = folder / quarter / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(acts, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
            yield file


def _comments() -> dict[str, Rows]:
    """Return what the office writes about targets, by quarter."""
    told: dict[str, dict[str, Any]] = yaml.safe_load(_COMMENTS.read_text(encoding="utf-8"))
    return {
        quarter: [
            {"target": target, "period": quarter, "author": _AUTHOR, "written_on": found["written_on"], **text}
            for target, text in found["targets"].items()
        ]
        for quarter, found in told.items()
    }
