"""A streaming pass over one XML part: element names without prefix, no entities, no tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Forbidden(Exception):
    """The part declares a document type, which no workbook needs and entity bombs do."""


def scan(stream: IO[bytes], start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Call ``start`` for every element, ``end`` and ``text`` when given; Forbidden or ExpatError when it is bad."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _forbid
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.buffer_text = True
        parser.CharacterDataHandler = text
    parser.ParseFile(stream)


def _forbid(*_declared: object) -> None:
    raise Forbidden


def on(attributes: dict[str, str], name: str) -> bool:
    """True when an attribute says yes."""
    return attributes.get(name, "0").lower() in ("1", "true")


def local(attributes: dict[str, str], name: str) -> str:
    """Return an attribute whatever its prefix, "" when there is none."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name and ":" in key), "")
