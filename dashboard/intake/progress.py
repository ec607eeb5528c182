"""Signs of life while a file is read: only what has really been worked off counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO

Beat = Callable[[], None]
# Packed, as the file holds it: a part of an honest workbook unpacks to twenty times as much and is read in two seconds,
# one that is made to keep a parser busy to two hundred times as much.
_STEP = 512 << 10
_PAUSE = 1.0  # seconds between two signs


class Worked(BytesIO):
    """The bytes of a file that give a sign for every further half MiB that is read of them."""

    def __init__(self, content: bytes, beat: Beat) -> None:
        super().__init__(content)
        self._beat, self._read = beat, 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes, as any stream does."""
        found = super().read(size)
        self._read += len(found)
        if self._read >= _STEP:
            self._read = 0
            self._beat()
        return found


def at_most_one_a_second(beat: Beat) -> Beat:
    """Return a sign that is given only when the last one is long enough ago."""
    last = time.monotonic()

    def act() -> None:
        nonlocal last
        if time.monotonic() - last >= _PAUSE:
            last = time.monotonic()
            beat()

    return act
