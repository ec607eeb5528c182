"""Rows of the originals that are not listed."""

from __future__ import annotations

import re

from dashboard.desk.recomputing.folder import Bundle
from dashboard.desk.recomputing.months import last_month
from dashboard.desk.recomputing.original import Cells
from dashboard.desk.recomputing.report import Json, Report
from dashboard.desk.recomputing.words import folded, period_of

_NO_DATA = re.compile(r"合计|小计|总计|示例$|^注|^备注|^填表|^填报|^审核")  # rows that hold no data of their own


def check_left_out(bundle: Bundle, report: Report) -> None:
    """Look at every row of the sheets used: it is listed, sent again elsewhere, no data, or was set aside."""
    listed = {(row["workbook"], row["sheet"], row["row"]) for row in bundle.told["rows"]}
    keys = {_identity(bundle, *place) for place in listed}
    aside = {(one["workbook"], one["sheet"], one["row"]) for one in bundle.told["set_aside"]}
    seen = 0
    for (workbook, sheet), table in bundle.tables.items():
        found = _cells(bundle, workbook, sheet)
        for row in sorted({at for at, _ in found if at > table["header_row"]}):
            seen, place = seen + 1, (workbook, sheet, row)
            if place in listed or place in aside or (workbook, sheet, 0) in aside or _no_data(found, row):
                continue
            if _identity(bundle, *place) not in keys and _concerns(bundle, table, found, row):
                where = f"{table['file']}「{sheet}」第{row}行"
                report.wrong("原件中有未列出的行：{0}", "row of an original that is not listed: {0}", where)
    report.close("所用{0}张表的全部{1}行", "all {1} rows of the {0} sheets used", len(bundle.tables), seen)


def _cells(bundle: Bundle, workbook: str, sheet: str) -> Cells:
    book = bundle.books.get(workbook)
    return (book.cells(sheet) if book else None) or {}


def _identity(bundle: Bundle, workbook: str, sheet: str, row: int) -> tuple[str, ...]:
    """Return what tells a row from others of the same sender: the cells of its key columns."""
    table, found = bundle.tables[workbook, sheet], _cells(bundle, workbook, sheet)
    parts = [folded(found.get((row, column), "")) for column in table["key_columns"]]
    if table["kind"] == "feed":
        parts[0] = period_of(parts[0])
    return (table["subject"], table["sender"], *parts)


def _no_data(found: Cells, row: int) -> bool:
    texts = [folded(text) for (at, _), text in sorted(found.items()) if at == row]
    return not texts or _NO_DATA.search(texts[0]) is not None


def _concerns(bundle: Bundle, table: Json, found: Cells, row: int) -> bool:
    """True where a row could count: of a period looked at, of a stage asked for, or any entry of a register."""
    first = folded(found.get((row, table["key_columns"][0]), ""))
    if table["kind"] == "feed":
        period = period_of(first)
        known = re.match(r"[0-9]{4}(-[0-9]{2}|Q[1-4])?$", period) is not None
        return not known or bundle.told["window"] <= last_month(period) <= bundle.through
    if table["kind"] == "milestones":
        return first in {stage["milestone"] for stage in bundle.told["target"]["stages"]}
    return all(folded(found.get((row, column), "")) in values for column, values in table["only"].items())
