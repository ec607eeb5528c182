"""The workbooks as they came, kept by the hash of their bytes: what was sent can be shown later exactly as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.wording import Refused
from dashboard.writing import write_whole


def keep(source: Path, digest: str, folder: Path) -> Path:
    """Copy a workbook to ``folder/<digest>`` and return that path; it is there whole or not at all.

    Called before the rows are committed, so that no submission is without its original; one left over by a
    transaction that failed does no harm. Refused when the file is no longer the one read, or cannot be written.
    """
    target = folder / digest
    if target.exists():
        return target
    with _written(source.name):
        content = source.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise Refused("load.changed_meanwhile", file=source.name)
    return put(content, target, source.name)


def put(content: bytes, target: Path, name: str) -> Path:
    """Keep bytes at a path named by their hash and return it; once there it is never written again.

    Refused, with the ``name`` that a person knows the file by, when it cannot be written.
    """
    if not target.exists():
        with _written(name):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(target, content)
    return target


@contextmanager
def _written(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused("load.not_kept", file=name, reason=error.strerror or type(error).__name__) from error


def original(folder: Path, digest: str) -> Path | None:
    """Return where a workbook is kept; None for one that came before originals were kept."""
    found = folder / digest
    return found if found.is_file() else None
