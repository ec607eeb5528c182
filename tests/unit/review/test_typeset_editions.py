"""The documents of demo editions as they are handed round: nothing is lost or clipped, briefings have one page."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.reporting import Database
from dashboard.review import book, briefing, circular
from dashboard.review.book import Book
from dashboard.review.docx_file import docx
from dashboard.review.typeset import pdf
from dashboard.wording import Language
from tests import office
from tests.unit.review import reading

PLAN = "xinyang-2022"
CELL = 15  # characters: longer texts may run over the foot of a page


def opened(database: Database, label: str, lang: Language) -> Book:
    return book.opened(database.rows, PLAN, label, lang)


def sound(wanted: list[str], pages: list[reading.Page]) -> None:
    """Check that every text is there, on its page and in its cell, and that no page is empty."""
    above = [[(text, box) for text, box in page.characters if box[1] > 60] for page in pages]
    told = [reading.bare("".join(text for text, _ in page)) for page in above]
    assert reading.lacking([text for text in wanted if len(text) < CELL], "".join(told)) == []
    assert [reading.outside(page, 20) + reading.crossing(page) for page in pages] == [[]] * len(pages)
    assert min(map(len, told)) > 10


def test_the_circular_as_an_office_program_prints_it(demo_database: Database, tmp_path: Path) -> None:
    made = circular.paper(opened(demo_database, "2025Q3", "zh"))
    sound(reading.all_texts(made), reading.pages(office.to_pdf(docx(made), ".docx", tmp_path)))


def test_the_report_as_it_is_printed(demo_database: Database) -> None:
    made = circular.paper(opened(demo_database, "2026Q3", "en"), "report")
    sound(reading.all_texts(made), reading.pages(pdf(made)))


@pytest.mark.parametrize(("label", "lang"), [("2021Q4", "zh"), ("2022Q2", "en"), ("2025Q3", "en"), ("2026Q3", "zh")])
def test_a_briefing_has_one_page(demo_database: Database, label: str, lang: Language) -> None:
    made = briefing.paper(opened(demo_database, label, lang))
    pages = reading.pages(pdf(made))
    assert len(pages) == 1
    sound(reading.all_texts(made), pages)
