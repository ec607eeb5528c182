"""Whether the workbooks as they came and the packs as they were built are still those."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from pathlib import Path

from dashboard.review.archive import MANIFEST, Shelf
from dashboard.upkeep.finding import Finding, fail, ok, warn
from dashboard.wording import Refused

_SHOWN = 3


def originals(folder: Path, taken: Collection[str]) -> Iterator[Finding]:
    """Yield what is found of the originals; ``taken``: the hash of every workbook that the database knows."""
    held = sorted(path for path in folder.glob("*") if path.is_file() and not path.name.startswith("."))
    changed = [path.name[:12] for path in held if hashlib.sha256(path.read_bytes()).hexdigest() != path.name]
    missing = sorted(set(taken) - {path.name for path in held})
    if changed:
        yield fail("originals_changed", count=len(changed), names="、".join(changed[:_SHOWN]))
    if missing:
        yield warn("originals_missing", count=len(missing), names="、".join(name[:12] for name in missing[:_SHOWN]))
    if not changed and not missing:
        yield ok("originals", count=len(held))


def packs(folder: Path) -> Finding:
    """Return whether every file of every pack has the hash of its list."""
    lists = sorted(folder.rglob(MANIFEST))
    wrong = [path.parent.relative_to(folder).as_posix() for path in lists if not _whole(path.parent)]
    return fail("packs_changed", names="、".join(wrong[:_SHOWN])) if wrong else ok("packs", count=len(lists))


def _whole(folder: Path) -> bool:
    try:
        Shelf(folder).files()
    except (Refused, json.JSONDecodeError, KeyError, TypeError, AssertionError):
        return False
    return True
