"""The parts of an .xlsx package that say where the sheets are and which styles strike out or redden."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field

from dashboard.intake.xml_scan import local, scan

_RED = frozenset({"FFFF0000", "00FF0000", "FFC00000", "FFFF3300"})
_RED_INDEX = frozenset({"2", "10"})


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet of the package: its name, its XML and whether it is hidden."""

    name: str
    path: str
    hidden: bool


@dataclass(slots=True)
class Styles:
    """Numbers of the cell formats that strike text out or make it red."""

    struck: set[str] = field(default_factory=set)
    red: set[str] = field(default_factory=set)


def relations(archive: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part: id -> (kind, path of the target)."""
    folder, name = posixpath.split(path)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}
    if source not in archive.namelist():
        return found

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], whole)

    with archive.open(source) as stream:
        scan(stream, start)
    return found


def sheet_parts(archive: zipfile.ZipFile) -> list[Part]:
    """Return the sheets of a package in order."""
    book = next((path for kind, path in relations(archive, "").values() if kind == "officeDocument"), "xl/workbook.xml")
    targets = relations(archive, book)
    parts: list[Part] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            target = targets.get(local(attributes, "id"), ("", ""))[1]
            parts.append(Part(attributes.get("name", ""), target, attributes.get("state", "visible") != "visible"))

    with archive.open(book) as stream:
        scan(stream, start)
    return parts


def read_styles(archive: zipfile.ZipFile) -> Styles:
    """Return which cell formats strike text out or make it red."""
    found = Styles()
    path = next((name for name in archive.namelist() if name.lower() == "xl/styles.xml"), "")
    if not path:
        return found
    within: list[str] = []
    fonts: list[list[bool]] = []  # (struck, red)
    formats = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal formats
        within.append(name)
        if within[-2:-1] == ["fonts"]:
            fonts.append([False, False])
        elif within[-3:-1] == ["fonts", "font"]:
            fonts[-1][0] |= name == "strike" and attributes.get("val", "1") not in ("0", "false")
            fonts[-1][1] |= name == "color" and is_red(attributes)
        elif within[-2:-1] == ["cellXfs"]:
            font = int(attributes.get("fontId", "0"))
            struck, red = fonts[font] if 0 <= font < len(fonts) else (False, False)
            found.struck |= {str(formats)} if struck else set()
            found.red |= {str(formats)} if red else set()
            formats += 1

    def end(_name: str) -> None:
        within.pop()

    with archive.open(path) as stream:
        scan(stream, start, end)
    return found


def struck_strings(archive: zipfile.ZipFile) -> dict[str, bool]:
    """Return the numbers of the shared strings that are struck out: True wholly, False in part."""
    path = next((name for name in archive.namelist() if name.lower() == "xl/sharedstrings.xml"), "")
    found: dict[str, bool] = {}
    count, runs, struck = -1, 0, 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, runs, struck
        if name == "si":
            count, runs, struck = count + 1, 0, 0
        elif name == "r":
            runs += 1
        elif name == "strike" and attributes.get("val", "1") not in ("0", "false"):
            struck += 1
        if struck and name in ("r", "strike"):
            found[str(count)] = struck == runs

    if path:
        with archive.open(path) as stream:
            scan(stream, start)
    return found


def is_red(attributes: dict[str, str]) -> bool:
    """True for the attributes of a red font colour."""
    return attributes.get("rgb", "").upper() in _RED or attributes.get("indexed") in _RED_INDEX
