"""Whether the workbooks as they came and the packs as they were built are still those."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from dashboard.review.archive import MANIFEST, Shelf
from dashboard.upkeep.finding import Finding, fail, ok, warn
from dashboard.upkeep.restore import LEFT
from dashboard.wording import Refused
from dashboard.writing import leftovers

_SHOWN = 3
_LONG = 3600.0  # seconds that no upload and no restore leaves a folder untouched


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


def papers(folder: Path, named: Collection[str]) -> Iterator[Finding]:
    """Yield what is found of evidence and signed copies; ``named``: the hash of each that the database names."""
    held = {path.name: path for path in folder.glob("*") if path.is_file() and not path.name.startswith(".")}
    missing = sorted(set(named) - held.keys())
    changed = sorted(name for name, path in held.items() if hashlib.sha256(path.read_bytes()).hexdigest() != name)
    for key, wrong in (("papers_changed", changed), ("papers_missing", missing)):
        if wrong:
            yield fail(key, count=len(wrong), names="、".join(name[:12] for name in wrong[:_SHOWN]))
    if not changed and not missing:
        yield ok("papers", count=len(held))


def begun(var: Path) -> Finding:
    """Return whether anything lies about that a killed process began to write: files, folders of drafts."""
    now = time.time()
    folders = [path for pattern in ("drafts/*", f"{LEFT}*") for path in var.glob(pattern) if path.is_dir()]
    found = [*leftovers(var), *(path for path in folders if now - path.stat().st_mtime > _LONG)]
    names = [path.relative_to(var).as_posix() for path in found[:_SHOWN]]
    return warn("leftovers", folder=var, count=len(found), names="、".join(names)) if found else ok("leftovers_none")


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
