"""What a reader finds in a document: its texts, whatever the line breaks, and where each character stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from dashboard.review.papers import Block, Heading, Paper, Paragraph, Picture, Table

Box = tuple[float, float, float, float]  # left, bottom, right, top in points from the lower left corner


@dataclass(frozen=True)
class Page:
    """A page of a PDF: its size, each character with its box, and the upright lines drawn on it."""

    width: float
    height: float
    characters: tuple[tuple[str, Box], ...]
    uprights: tuple[Box, ...]

    @property
    def text(self) -> str:
        """Everything that is written, without white space."""
        return bare("".join(character for character, _ in self.characters))


def bare(text: str) -> str:
    """Return a text without white space, which line breaks and justified lines change."""
    return re.sub(r"\s", "", text)


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield every text of some blocks in the order in which it is read."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Picture():
                yield block.caption
            case Table():
                yield from (block.title, block.unit, *(column.header for column in block.columns))
                yield from (cell.text for row in block.rows for cell in row)
                yield from block.notes


def all_texts(paper: Paper) -> list[str]:
    """Return every text of a paper in the order in which it is read; no empty ones."""
    found = [paper.title, *texts(paper.blocks)]
    for annex in paper.annexes:
        found += [annex.title, *(text for text in texts(annex.blocks) if text != annex.title)]
    return [text for text in found if text]


def lacking(wanted: list[str], told: str) -> list[str]:
    """Return the texts that are not told in their order; ``told`` is without white space."""
    missing, at = [], 0
    for text in map(bare, wanted):
        found = told.find(text, at)
        if found < 0:
            missing.append(text)
        else:
            at = found + len(text)
    return missing


def pages(source: Path | bytes) -> list[Page]:
    """Return the pages of a PDF."""
    document = pypdfium2.PdfDocument(source)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Page:
    told = page.get_textpage()
    characters = tuple((told.get_text_range(at, 1), told.get_charbox(at)) for at in range(told.count_chars()))
    paths = [item.get_bounds() for item in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
    uprights = tuple(box for box in paths if box[2] - box[0] < 2 and box[3] - box[1] > 4)
    return Page(*page.get_size(), characters, uprights)


def crossing(page: Page) -> list[str]:
    """Return the characters that an upright line of a table runs through: text that does not keep to its cell."""
    return [character for character, (left, bottom, right, top) in page.characters if character.strip()
            and any(left + 0.5 < (x0 + x1) / 2 < right - 0.5 and y0 < (bottom + top) / 2 < y1
                    for x0, y0, x1, y1 in page.uprights)]  # fmt: skip


def outside(page: Page, margin: float) -> list[str]:
    """Return the characters nearer to an edge of the page than a margin in points."""
    right, top = page.width - margin, page.height - margin
    return [character for character, box in page.characters if character.strip()
            and (box[0] < margin or box[1] < margin or box[2] > right or box[3] > top)]  # fmt: skip
