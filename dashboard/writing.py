"""Files that are there whole or not at all, whatever happens in between."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole(path: Path, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Open a file that takes its place in one step at the end: a reader finds all of it or what was there before.

    Whatever is raised meanwhile leaves nothing behind.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file in one step; OSError undone when it fails."""
    with whole(path, mode) as file:
        file.write(content)
