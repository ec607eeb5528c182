"""Rows as canonical JSON, kept in a temporary file by name until they are hashed in the order of the names."""

from __future__ import annotations

import hashlib
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import IO

from dashboard.reporting.hashing import canonical_json

_BLOCK = 1 << 20  # bytes


def lines(rows: Sequence[object]) -> bytes:
    """Return rows as the inside of a JSON list."""
    return canonical_json(rows)[1:-1].encode()


class Spool:
    """Grows on disk, not in memory; ``add`` takes each name's rows in their order, the names in any."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the spool)
        weakref.finalize(self, _closed, self._file)  # also when publishing is refused half-way
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._spans

    def add(self, name: str, told: bytes) -> None:
        """Add rows, as ``lines``, under a name; with none of them, the name alone."""
        spans = self._spans.setdefault(name, [])
        if told:
            start = self._file.seek(0, 2)
            spans.append((start, self._file.write(told)))

    def blocks(self) -> Iterator[bytes]:
        """Yield the JSON of all rows as one list, block by block, by name."""
        yield b"["
        spans = [span for name in sorted(self._spans) for span in self._spans[name]]
        for place, (start, length) in enumerate(spans):
            yield b"," if place else b""
            self._file.seek(start)
            while length:
                block = self._file.read(min(length, _BLOCK))
                length -= len(block)
                yield block
        yield b"]"

    def close(self) -> None:
        """Remove the file."""
        _closed(self._file)


def _closed(file: IO[bytes]) -> None:
    with suppress(OSError):  # no room for what it still holds, which nobody needs
        file.close()


def hash_of_spooled(told: Mapping[str, object]) -> str:
    """Return ``hash_of`` a mapping in which a spool stands for the list of its rows."""
    digest = hashlib.sha256(b"{")
    for place, name in enumerate(sorted(told)):
        value = told[name]
        digest.update(f"{',' if place else ''}{canonical_json(name)}:".encode())
        for block in value.blocks() if isinstance(value, Spool) else (canonical_json(value).encode(),):
            digest.update(block)
    digest.update(b"}")
    return digest.hexdigest()
