"""Rows of a former version that a correction leaves in force, because one of its own rows about them waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dashboard.intake.issue import Issue
from dashboard.intake.resolve import Key, Stated
from dashboard.intake.statements import NOBODY, Kind
from dashboard.intake.waiting import Asked, Waiting

_NAMED = 5  # rows named in a sentence


def left_in_force(former: Sequence[Stated], new: Sequence[Stated], waiting: Sequence[Waiting]) -> dict[int, Waiting]:
    """Return which rows of the former version stay: this one does not state them, but a row in question may."""
    if not waiting:
        return {}
    told, asked = {row.key for row in new}, Asked(waiting)
    found = {row.row_id: asked.about(row.key) for row in former if row.row_id is not None and row.key not in told}
    return {row: item for row, item in found.items() if item is not None}


def unclear(kind: Kind, former: Sequence[Stated], kept: Mapping[int, Waiting]) -> list[Issue]:
    """Return an issue for every row in question of which nobody can tell what it speaks of."""
    titles: dict[Waiting, dict[Key, str]] = defaultdict(dict)
    for row in former:
        item = kept.get(row.row_id or NOBODY)
        if item is not None and not item.exact:
            titles[item][row.key] = kind.named(row)
    return [
        Issue(item.sheet, item.row_no, "", "held", "load.cannot_tell",
              {"count": len(found), "names": "、".join(list(found.values())[:_NAMED])})
        for item, found in titles.items()
    ]  # fmt: skip
