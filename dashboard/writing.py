"""Files that are there whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PART = ".part"  # ends the name of a file that is being written: .<name>.<random>.part
_NEW = 60.0  # seconds in which a file may not have its lock yet


@contextmanager
def whole(path: Path, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Open a file that takes its place in one step at the end: a reader finds all of it or what was there before.

    Whatever is raised meanwhile leaves nothing behind; an OSError names the file. A process that is killed leaves
    what ``leftovers`` finds.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.", suffix=_PART)
    try:
        with os.fdopen(handle, "wb") as file:
            with suppress(OSError):  # a file system without locks
                fcntl.flock(handle, fcntl.LOCK_EX)  # ends with this process, however it ends
            yield file
            file.flush()
            os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in NO_ROOM and error.filename is None:
            error.filename = str(path)
        raise


def write_whole(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file in one step; OSError undone when it fails."""
    with whole(path, mode) as file:
        file.write(content)


def leftovers(folder: Path) -> list[Path]:
    """Return the files below a folder that a killed process began to write; not those that are being written."""
    return sorted(path for path in folder.rglob(f".*{_PART}") if path.is_file() and _left(path))


def sweep(folder: Path) -> None:
    """Remove what killed processes began to write in a folder itself."""
    for path in folder.glob(f".*{_PART}"):
        if path.is_file() and _left(path):
            path.unlink(missing_ok=True)


def _left(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        if time.time() - path.stat().st_mtime < _NEW:
            return False
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
