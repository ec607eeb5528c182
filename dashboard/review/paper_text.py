"""What a document says as plain text, part by part: the body with what stands around it, and each annex."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.review.papers import Block, Heading, Paper, Paragraph, Picture, Table
from dashboard.review.surround import surround, unit_line
from dashboard.wording import Language


def parts(paper: Paper) -> list[tuple[str, str]]:
    """Return title and text of the body, then of each annex with its label; the list of annexes is in neither."""
    body = "\n".join((paper.title, *_blocks(paper.blocks, paper.lang)))
    annexes = zip(paper.annexes, surround(paper).labels, strict=True)
    return [(paper.title, body), *((f"{label} {annex.title}", "\n".join(
        (annex.title, *_blocks(annex.blocks, paper.lang)))) for annex, label in annexes)]  # fmt: skip


def _blocks(blocks: Iterable[Block], lang: Language) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Table():
                yield from _table(block, lang)
            case Picture():
                yield block.caption


def _table(table: Table, lang: Language) -> Iterator[str]:
    yield f"{table.title} {unit_line(table, lang)}"
    yield " ".join(column.header for column in table.columns)
    for row in table.rows:
        yield " ".join(cell.text for cell in row)
    yield from table.notes
