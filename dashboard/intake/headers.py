"""Headers as senders write them -> the headers of the template, by meaning, and the unit that stands beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from dashboard.intake.clean_text import folded
from dashboard.intake.preamble import money_unit
from dashboard.intake.workbook import Sheet
from dashboard.plan.units import power

REMARKS, SUMMARY = "问题说明", "审核结果"  # what a reply adds; skipped when the workbook comes back
_FILE = Path(__file__).with_name("synonyms.yaml")
_UNIT = re.compile(r"^(?P<name>.+?)[(（\[【](?:单位[:：]?)?(?P<unit>[^()（）]{1,4})[)）\]】]$")


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet under the headers of the template, and the unit in which each column was sent where it differs."""

    sheet: Sheet
    units: Mapping[str, str]


def split(header: str) -> tuple[str, str]:
    """Return a header's name and its unit ("" for none): 登记金额（万元） -> (登记金额, 万元)."""
    text = folded(header)
    match = _UNIT.match(text)
    return (match["name"], match["unit"]) if match else (text, "")


def under(sheet: Sheet, header_row: int, known: Collection[str]) -> Headed:
    """Return the sheet with every header that can mean one known column only written as the template writes it."""
    if not 0 < header_row <= len(sheet.rows):
        return Headed(sheet, {})
    sheet = _without_remarks(sheet, header_row)
    exact = {folded(header): header for header in known}
    taken = {exact[folded(str(cell))] for cell in sheet.rows[header_row - 1] if folded(str(cell)) in exact}
    free = [header for header in known if header not in taken]
    spoken = money_unit(sheet, header_row)
    line, units = [], dict[str, str]()
    for cell in sheet.rows[header_row - 1]:
        header = None if folded(str(cell)) in exact else _meant(str(cell), free, spoken)
        line.append(header or cell)
        if header:
            units |= _other_unit(header, split(str(cell))[1] or spoken)
    if tuple(line) == sheet.rows[header_row - 1]:
        return Headed(sheet, {})
    rows = (*sheet.rows[: header_row - 1], tuple(line), *sheet.rows[header_row:])
    return Headed(replace(sheet, rows=rows), units)


def _without_remarks(sheet: Sheet, header_row: int) -> Sheet:
    """Return the sheet with the column that a reply added emptied."""
    at = [index for index, cell in enumerate(sheet.rows[header_row - 1]) if folded(str(cell)) == REMARKS]
    if not at:
        return sheet
    rows = (tuple("" if index in at else cell for index, cell in enumerate(row)) for row in sheet.rows)
    return replace(sheet, rows=tuple(rows))


def _meant(sent: str, free: Collection[str], spoken: str) -> str | None:
    """Return the one free column whose name or synonym was written, in a unit that can be converted."""
    name, unit = split(sent)
    found = [header for header in free if name in _names(header) and _fits(header, unit, spoken)]
    return found[0] if len(found) == 1 else None


def _names(header: str) -> set[str]:
    name = split(header)[0]
    return {name, *(folded(other) for key in (name, folded(header)) for other in _synonyms().get(key, ()))}


def _fits(header: str, unit: str, spoken: str) -> bool:
    """True when a value in the sender's unit is one in the column's: money needs a unit, counts may do without."""
    own = split(header)[1]
    if own and power(own)[1] == "元":
        return power(unit or spoken or "—")[1] == "元"
    return "" in (unit, own) or power(unit)[1] == power(own)[1]


def _other_unit(header: str, unit: str) -> dict[str, str]:
    own = split(header)[1]
    money = bool(own and unit) and power(own)[1] == power(unit)[1]
    return {header: unit} if money and unit != own else {}


@cache
def _synonyms() -> dict[str, list[str]]:
    found = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {folded(str(header)): [str(other) for other in others] for header, others in found.items()}
