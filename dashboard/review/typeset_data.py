"""A document as plain data for the typesetter: text stays text, whatever signs it holds; drawings are SVG."""

from __future__ import annotations

from typing import Any

from dashboard.figures import drawing
from dashboard.figures.palette import LIGHT
from dashboard.figures.shapes import SHAPES
from dashboard.review import title_lines
from dashboard.review.papers import Annex, Block, Cell, Heading, Paper, Paragraph, Picture, Table
from dashboard.review.surround import named_once, surround, unit_line
from dashboard.review.table_fit import PADDING, fitted
from dashboard.wording import Language

Data = dict[str, Any]
MM = 72 / 25.4  # points
_TALL, _WIDE, _BRIEF = 156 * MM, 257 * MM, 166 * MM  # the width of text on a page: upright, on its side, on a briefing
_TITLE = 20.0  # points, at most
_PIXEL = 0.75  # points of a drawing's unit at its full size


def plain(paper: Paper) -> Data:
    """Return a document as plain data; Flawed where a table has no room."""
    around, letter, lang = surround(paper), paper.letter, paper.lang
    width = _BRIEF if paper.kind == "briefing" else _TALL
    return {
        "kind": paper.kind, "lang": lang, "title": paper.title, "marks": paper.marks, "contents": around.contents,
        "lines": title_lines.lines(paper.title, _TITLE, width), "day": (paper.day.year, paper.day.month, paper.day.day),
        "letter": {"issuer": letter.issuer, "number": letter.number, "draft": letter.draft, "to": around.to,
                   "date": letter.date, "copies": around.copies if letter.copies else ""},
        "blocks": [_block(block, width, lang) for block in paper.blocks],
        "annexes": [_annex(annex, label, lang) for annex, label in zip(paper.annexes, around.labels, strict=True)],
    }  # fmt: skip


def _annex(annex: Annex, label: str, lang: Language) -> Data:
    width = _WIDE if annex.wide else _TALL
    blocks = [_block(named_once(block, annex), width, lang) for block in annex.blocks]
    return {"label": label, "title": annex.title, "wide": annex.wide, "blocks": blocks}


def _block(block: Block, width: float, lang: Language) -> Data:
    match block:
        case Heading():
            return {"is": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"is": "paragraph", "kind": block.kind, "text": block.text}
        case Table():
            return _table(block, width, lang)
        case Picture():
            share = min(1.0, block.drawing.width * _PIXEL / width)
            return {"is": "picture", "svg": drawing.svg(block.drawing), "alt": block.drawing.title or block.caption,
                    "caption": block.caption, "share": share}  # fmt: skip


def _table(table: Table, width: float, lang: Language) -> Data:
    fit = fitted(table, width)
    columns = [{"header": column.header, "align": column.align, "width": wide}
               for column, wide in zip(table.columns, fit.widths, strict=True)]  # fmt: skip
    rows = [[{"text": cell.text, "tone": cell.tone, "sign": _sign(cell)} for cell in row] for row in table.rows]
    return {"is": "table", "title": table.title, "unit": unit_line(table, lang), "notes": table.notes, "size": fit.size,
            "padding": PADDING, "columns": columns, "rows": rows}  # fmt: skip


def _sign(cell: Cell) -> str:
    """Return the shape before a status as SVG."""
    if not cell.shape:
        return ""
    ink = LIGHT[cell.tone or "ink"]
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16"'
    return f'{start} fill="{ink}">{SHAPES[cell.shape].replace("#000", ink)}</svg>'
