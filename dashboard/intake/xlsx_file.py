"""An .xlsx file beside its values: findings of every sheet, struck rows, the limits of size."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import IO
from xml.parsers.expat import ExpatError

from dashboard.intake.finding import Finding
from dashboard.intake.masking import masked
from dashboard.intake.package import read_styles, relations, sheet_parts, struck_strings
from dashboard.intake.sheet_scan import SheetScan, TooLarge, place_of, too_large
from dashboard.intake.xml_scan import Forbidden, scan
from dashboard.wording import Refused

_SHOWN = 200  # characters of a comment


@dataclass(frozen=True, slots=True)
class Looks:
    """What a file shows beside its values; struck rows by sheet."""

    findings: tuple[Finding, ...] = ()
    struck: tuple[tuple[str, tuple[int, ...]], ...] = ()
    pictures: bool = False


def look(content: IO[bytes], name: str) -> Looks:
    """Read everything but the values; Refused for a file that is damaged, too large or declares entities."""
    try:
        with zipfile.ZipFile(content) as archive:
            return _look(archive, name)
    except Forbidden as error:
        raise Refused("load.entities", file=name) from error
    except (zipfile.BadZipFile, ExpatError, TooLarge, KeyError, ValueError, RuntimeError) as error:
        raise Refused("load.unreadable", file=name) from error


def _look(archive: zipfile.ZipFile, file: str) -> Looks:
    styles, strings = read_styles(archive), struck_strings(archive)
    present = set(archive.namelist())
    findings: list[Finding] = []
    struck: list[tuple[str, tuple[int, ...]]] = []
    for part in sheet_parts(archive):
        found = SheetScan(part.name, styles, strings)
        if part.hidden:
            found.tell("hidden_sheet", 0, -1)
        if part.path in present and "worksheet" in part.path:
            _scan_sheet(archive, part.path, found, file)
            _comments(archive, part.path, found)
        findings += found.findings
        struck.append((part.name, tuple(found.struck_rows)))
    if any(path.startswith("xl/externalLinks/") for path in present):
        findings.append(Finding("external_link", "", 0, -1))
    pictures = any(path.startswith(("xl/media/", "xl/cellimages")) for path in present)
    if pictures:
        findings.append(Finding("picture", "", 0, -1))
    return Looks(tuple(findings), tuple(struck), pictures)


def _scan_sheet(archive: zipfile.ZipFile, path: str, found: SheetScan, file: str) -> None:
    try:
        with archive.open(path) as stream:
            found.run(stream)
    except TooLarge as error:
        raise too_large(file, found.name) from error


def _comments(archive: zipfile.ZipFile, path: str, found: SheetScan) -> None:
    """Add the comments of a sheet, old and threaded, each once."""
    told: dict[tuple[int, int], str] = {}
    for kind, target in relations(archive, path).values():
        if kind in ("comments", "threadedComment") and target in archive.namelist():
            told |= _comment_texts(archive, target)
    for (row, column), text in sorted(told.items()):
        found.tell("comment", row, column, masked(text.strip())[:_SHOWN])


def _comment_texts(archive: zipfile.ZipFile, target: str) -> dict[tuple[int, int], str]:
    texts: dict[tuple[int, int], str] = {}
    place: tuple[int, int] | None = None
    within = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal place, within
        if name in ("comment", "threadedComment"):
            place = place_of(attributes.get("ref", ""))
            texts.setdefault(place, "")
        within = name in ("t", "text")

    def text(characters: str) -> None:
        if within and place is not None:
            texts[place] += characters

    with archive.open(target) as stream:
        scan(stream, start, text=text)
    return texts
