"""What the demo's office itself decides and writes in a quarter, as files beside the workbooks of that quarter."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from dashboard.demo import story
from dashboard.plan import periods

OVERRIDES, COMMENTS, DESK = "overrides.json", "comments.json", "desk.json"
_AUTHOR = "演示：市知识产权局综合科"
_COMMENTS = Path(__file__).with_name("comments.yaml")
_DESK = Path(__file__).with_name("desk.yaml")
_SLIPS = Path(__file__).with_name("slips.yaml")

Rows = Sequence[Mapping[str, Any]]


def files(folder: Path) -> Iterator[Path]:
    """Write the files of every quarter that has any, and yield them."""
    every: Sequence[tuple[str, Mapping[str, Any]]] = (
        (OVERRIDES, story.OVERRIDES), (COMMENTS, _comments()), (DESK, _desk()),
    )  # fmt: skip
    for name, told in every:
        for quarter, acts in told.items():
            file = folder / quarter / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(acts, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
            yield file


def _desk() -> dict[str, dict[str, Rows]]:
    """Return what the office does at its desk, by quarter and kind of act."""
    told: dict[str, dict[str, Rows]] = yaml.safe_load(_DESK.read_text(encoding="utf-8"))
    for quarter, rows in _slips().items():
        told.setdefault(quarter, {})["slips"] = rows
    return told


def _slips() -> Mapping[str, Rows]:
    """Return the steps of supervision slips in the order of their days, by the quarter in which they are taken."""
    told: list[dict[str, Any]] = yaml.safe_load(_SLIPS.read_text(encoding="utf-8"))
    rows = [{**{key: part for key, part in slip.items() if key != "steps"}, **step}
            for slip in told for step in slip["steps"]]  # fmt: skip
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (row["day"], row["slip"])):
        found.setdefault(periods.of_date(row["day"], "Q"), []).append(row)
    return found


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
