"""The signed copies of the demo: the circular as PDF, with a number that was changed by hand before signing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.access import Person
from dashboard.desk import paper_files, signed
from dashboard.desk.paper_files import PaperFile
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database
from dashboard.review import book, circular, typeset
from dashboard.review.book import Book
from dashboard.review.papers import Block, Paragraph

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Copies:
    """Keeps the signed copies of a quarter; what is kept already is left as it is."""

    database: Database
    catalogue: Catalogue
    papers: Path

    def play(self, rows: Sequence[Row]) -> None:
        """Keep a copy for each row: of which edition, its number and day, which number was changed to which."""
        for row in rows:
            found = book.opened(self.database.rows, self.catalogue.plan.id, row["label"], "zh")
            if not signed.copies(self.database, self.catalogue.plan.id, row["label"]):
                file = made(found, row)
                paper_files.keep(self.papers, file)
                signed.keep(self.database, found, file, row["doc_no"], date.fromisoformat(row["doc_date"]),
                            Person(row["by"], "publisher"), date.fromisoformat(row["day"]))  # fmt: skip


def made(found: Book, row: Row) -> PaperFile:
    """Return the circular without its annexes as it was signed."""
    paper = circular.paper(found, signed=False)  # whose day is no day of the clock
    old, new = row["changed"]
    blocks, changed = list[Block](), False
    for block in paper.blocks:
        if isinstance(block, Paragraph) and old in block.text and not changed:
            block, changed = replace(block, text=block.text.replace(old, new, 1)), True
        blocks.append(block)
    letter = replace(paper.letter, number=row["doc_no"], draft="")
    content = typeset.pdf(replace(paper, blocks=tuple(blocks), annexes=(), letter=letter))
    return PaperFile(row["file"], "pdf", content)
