"""The cells of an original workbook as plain text."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from dashboard.desk.recomputing.words import plain

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Cells = dict[tuple[int, str], str]


class Workbook:
    """The cells of an original, sheet by sheet, as plain text; numbers without trailing noughts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sheets: dict[str, Cells] = {}
        self.readable = path.suffix.lower() in (".xlsx", ".xlsm", ".csv")
        if path.suffix.lower() == ".csv":
            self.sheets[""] = self._csv()
        elif self.readable:
            with zipfile.ZipFile(str(path)) as book:
                self._parts = self._named(book)
                self._strings = self._shared(book)

    def cells(self, sheet: str) -> Cells | None:
        """Return the cells of a sheet by row and column letter; None when there is no such sheet."""
        if sheet not in self.sheets and self.readable and "" not in self.sheets and sheet in self._parts:
            with zipfile.ZipFile(str(self.path)) as book:
                self.sheets[sheet] = self._read(ElementTree.fromstring(book.read(self._parts[sheet])))
        return self.sheets.get(sheet, self.sheets.get(""))

    def _csv(self) -> Cells:
        content = self.path.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030")
        rows = csv.reader(text.splitlines())
        return {(at, letter(place)): cell.strip() for at, row in enumerate(rows, 1) for place, cell in enumerate(row)}

    @staticmethod
    def _named(book: zipfile.ZipFile) -> dict[str, str]:
        links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        places = {link.get("Id"): str(link.get("Target")) for link in links}
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(_MAIN + "sheet")
        named = {str(one.get("name")): places.get(one.get(_LINK), "") for one in sheets}
        return {name: place.lstrip("/") if place.startswith("/") else "xl/" + place for name, place in named.items()}

    @staticmethod
    def _shared(book: zipfile.ZipFile) -> list[str]:
        if "xl/sharedStrings.xml" not in book.namelist():
            return []
        return [_text(one) for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]

    def _read(self, sheet: Any) -> Cells:  # noqa: ANN401 - an element of the standard library's parser
        found: Cells = {}
        for cell in sheet.iter(_MAIN + "c"):
            parts = re.match(r"([A-Z]+)([0-9]+)$", str(cell.get("r")))
            value = cell.find(_MAIN + "v")
            kind = cell.get("t")
            if kind == "inlineStr":
                text = _text(cell.find(_MAIN + "is"))
            elif value is None or value.text is None:
                continue
            elif kind == "s":
                text = self._strings[int(value.text)]
            else:
                text = value.text if kind in ("str", "b", "e") else plain(value.text)
            if parts and text.strip():
                found[int(parts.group(2)), parts.group(1)] = text.strip()
        return found


def _text(node: Any) -> str:  # noqa: ANN401 - an element of the standard library's parser
    """Return the text of a rich or plain string without its phonetic guide."""
    if node is None:
        return ""
    parts = [part for part in node if not part.tag.endswith("rPh")]
    return "".join(run.text or "" for part in parts for run in part.iter(_MAIN + "t"))


def letter(index: int) -> str:
    """Return the letters of a column counted from 0."""
    found = ""
    while index >= 0:
        found, index = chr(65 + index % 26) + found, index // 26 - 1
    return found
