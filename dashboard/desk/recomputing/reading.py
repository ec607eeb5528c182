"""Every listed cell against its original."""

from __future__ import annotations

from dashboard.desk.recomputing.folder import Bundle
from dashboard.desk.recomputing.report import Json, Report
from dashboard.desk.recomputing.words import day_of, day_text, folded, moved, number, period_of, plain


def check_cells(bundle: Bundle, report: Report) -> None:
    """Read each listed cell in its original, convert it anew and compare; what counts later is what is read here."""
    cells = 0
    for row in bundle.told["rows"]:
        book = bundle.books.get(row["workbook"])
        found = book.cells(row["sheet"]) if book else None
        where = f"{row['file']}「{row['sheet']}」第{row['row']}行"
        if found is None:
            if book is None or book.readable:
                report.wrong("没有这张表：{0}", "no such sheet: {0}", where)
            continue
        own = {}
        for cell in row["cells"]:
            text = found.get((row["row"], cell["column"]), "")
            own[cell["name"]] = _compared(cell, text, f"{where}{cell['column'] or '?'}列", report)
            cells += 1
        _keep(bundle, row, own)
    count = len(bundle.told["rows"])
    report.close("{0}行、{1}个单元格与原件", "{0} rows, {1} cells against the originals", count, cells)


def _compared(cell: Json, text: str, where: str, report: Report) -> str:
    """Return what a cell comes to by this program; what is listed where only people can tell."""
    listed = str(cell["value"])
    if not cell["column"]:
        report.note("{0}：列未能确定（{1}）", "{0}: column not known ({1})", where, cell["header"])
        return listed
    own = converted(cell, text)
    if own is not None and own == listed:
        return own
    if day_text(text) != day_text(cell["raw"]):
        report.wrong("{0}：原件为“{1}”，所列为“{2}”", "{0}: original “{1}”, listed “{2}”", where, text, cell["raw"])
        return listed if own is None else own
    if cell["kind"] in ("number", "money", "date") and own:
        report.wrong("{0}：原件“{1}”应为{2}，所列为{3}", "{0}: “{1}” is {2}, listed {3}", where, text, own, listed)
        return own
    report.note("{0}：原件“{1}”，按“{2}”计", "{0}: original “{1}” taken as “{2}”", where, text, listed)
    return listed


def converted(cell: Json, text: str) -> str | None:
    """Return what a cell's text means: numbers in the unit kept, days, yes and no, codes; None when not known."""
    kind = cell["kind"]
    if not text:
        return ""
    if kind in ("number", "money"):
        found = number(text)
        return None if found is None else plain(f"{moved(found, cell['unit'], cell['kept']):f}")
    if kind == "date":
        day = day_of(text)
        return day.isoformat() if day else None
    if kind == "boolean":
        return {"是": "1", "否": "0"}.get(folded(text))
    if kind == "period":
        return period_of(text)
    if kind == "code":
        return {folded(word): code for word, code in cell["codes"].items()}.get(folded(text))
    return str(cell["value"]) if folded(text) == folded(cell["value"]) else text.strip()


def _keep(bundle: Bundle, row: Json, own: Json) -> None:
    if row["kind"] == "entry":
        bundle.entries.append({**row, "own": own})
    elif row["kind"] == "milestone":
        bundle.milestones[own["milestone"], row["sender"]] = own
    else:
        value, region = number(own["value"]), own.get("region") or row["region"]
        if value is not None:
            bundle.values.setdefault((row["indicator"], region, own["period"], own.get("breakdown", "")), value)
