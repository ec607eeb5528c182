"""Supervision slips of the demo history: offered, in the circular as of its edition, on the tasks, and as a letter."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from dashboard.desk import slip_letter
from dashboard.desk.slip_offers import Offer, offers
from dashboard.figures.slip_words import tags
from dashboard.figures.slips import Event, taken
from dashboard.figures.tasks import page
from dashboard.plan import load_catalogue
from dashboard.reporting import Database
from dashboard.review import annex_slips
from dashboard.review.book import Book, opened
from dashboard.review.papers import Paragraph, Table
from tests.conftest import ROOT

PLAN = "xinyang-2022"
TODAY = date(2026, 1, 12)
CATALOGUE = load_catalogue(ROOT / "data" / "plan" / PLAN)


@pytest.fixture(scope="module")
def books(demo_database: Database) -> tuple[Book, Book]:
    """The edition of the last year, in both languages."""
    return (opened(demo_database.rows, PLAN, "2025Q4", "zh"), opened(demo_database.rows, PLAN, "2025Q4", "en"))


def offered(books: tuple[Book, Book]) -> dict[str, Offer]:
    return {offer.draft.matter: offer for offer in offers(*books, books[0].slips, TODAY)}


def test_every_overdue_milestone_without_an_open_slip_is_offered_filled_in(books: tuple[Book, Book]) -> None:
    found, late = offered(books), {one.step.code for one in annex_slips.overdue(books[0])}
    open_ones = {slip.matter for slip in books[0].slips if slip.open}
    assert open_ones and set(found) == late - open_ones
    for offer in found.values():
        draft = offer.draft
        assert draft.title and draft.title_en and draft.due == date(2026, 1, 27) and not offer.by_hand
        assert f"逾期{offer.days}天" in draft.ground if offer.days else "尚未完成" in draft.ground
    assert "1.9" in found and found["1.9"].draft.unit == "org_kj"


def test_data_owed_is_offered_by_unit_and_period(demo_database: Database) -> None:
    books = (opened(demo_database.rows, PLAN, "2025Q3", "zh"), opened(demo_database.rows, PLAN, "2025Q3", "en"))
    offer = next(offer for offer in offers(*books, (), TODAY) if offer.draft.kind == "owed")
    assert (offer.draft.unit, offer.draft.matter, offer.days) == ("org_tj", "2024", 29)  # due on a Monday
    assert offer.draft.title.startswith("报送2024年数据（") and "尚未报送" in offer.draft.ground


def test_a_branch_office_is_marked_in_the_offers(demo_database: Database) -> None:
    books = (opened(demo_database.rows, PLAN, "2024Q4", "zh"), opened(demo_database.rows, PLAN, "2024Q4", "en"))
    found = offered(books)
    assert {matter for matter, offer in found.items() if offer.by_hand} == {"9.4"}
    assert {unit.id for unit in CATALOGUE.organisations if unit.by_hand} == {"org_xcb", "org_zzb", "org_ybj"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_annex_tells_the_slips_as_of_the_edition_alone(demo_database: Database, lang: str) -> None:
    def shown(label: str) -> list[list[str]]:
        blocks = list(annex_slips.followed(opened(demo_database.rows, PLAN, label, lang)))  # type: ignore[arg-type]
        assert all(isinstance(block, Table) for block in blocks)
        return [[cell.text for cell in row] for block in blocks if isinstance(block, Table) for row in block.rows]

    assert shown("2024Q3") == []  # and its annex is what it was before there were slips
    found = {row[0]: row for row in shown("2025Q3")}
    named = "信知督〔2025〕{}号" if lang == "zh" else "Slip 2025-{}"
    assert list(found) == [named.format(n) for n in (2, 5, 4, 3)]  # the late one first, then by the due day
    assert [row[-1] for row in found.values()] == ["32", "0", "0", "0"]
    if lang == "zh":
        assert [row[5] for row in found.values()] == ["办理中", "待签收", "办理中", "已回复待销号"]
    closed = [row[0] for row in shown("2025Q4") if row[5] in ("已销号", "Closed")]
    assert closed == [named.format(n) for n in (2, 4, 5, 6)]


def test_each_overdue_milestone_of_the_page_has_its_slip(books: tuple[Book, Book], demo_database: Database) -> None:
    book = opened(demo_database.rows, PLAN, "2025Q3", "zh")
    board = replace(book.board, slips=tags(book.slips, book.day, lambda slip: f"?slip={slip.code}"))
    rows = {row.code: row.slip for row in page(board).overdue.rows}
    assert {code: tag.label for code, tag in rows.items() if tag} == {
        "10.5": "信知督〔2025〕2号", "4.2": "信知督〔2025〕3号", "7.5": "信知督〔2025〕4号"}  # fmt: skip
    late = rows["10.5"]
    assert late is not None and (late.mark.word, late.mark.tone, late.when, late.href) == (
        "办理中", "bad", "超期32天", "?slip=2025-2")  # fmt: skip
    assert all(row.slip is None for row in page(book.board).overdue.rows)  # the editions' site tells aggregates only


def test_the_letter_is_the_offices_paper_and_a_draft_until_it_is_issued(books: tuple[Book, Book]) -> None:
    slip = next(slip for slip in books[0].slips if slip.code == "2025-2")
    drafted = replace(slip, events=slip.events[:1])
    issued = taken(drafted, Event("issue", date(2025, 1, 15), "甲"), TODAY)
    papers = [slip_letter.paper(one, CATALOGUE, demo=True) for one in (drafted, issued, slip)]
    assert [(p.letter.draft, p.letter.date) for p in papers] == [
        ("草稿", ""), ("", "2025年1月15日"), ("", "2025年1月15日")]  # fmt: skip
    texts = ["".join(block.text for block in p.blocks if isinstance(block, Paragraph)) for p in papers]
    assert all("一站式窗口、平台上线" in text and "任务10" in text for text in texts)
    assert "原时限2025年3月31日，2025年3月27日同意延期" in texts[2] and "原时限" not in texts[1]
    content = slip_letter.letter(issued, CATALOGUE, demo=True)
    assert content == slip_letter.letter(issued, CATALOGUE, demo=True)  # the same bytes for the same slip
    whole = "\n".join(line.text for line in Document(io.BytesIO(content)).paragraphs)
    assert "信知督〔2025〕2号" in whole and "羊山新区" in whole and CATALOGUE.plan.issuer in whole


def test_a_unit_addressed_by_hand_is_asked_in_its_letter(demo_database: Database) -> None:
    book = opened(demo_database.rows, PLAN, "2025Q1", "zh")
    slip = next(slip for slip in book.slips if slip.unit == "org_ybj")
    paper = slip_letter.paper(slip, CATALOGUE, demo=True)
    text = "".join(block.text for block in paper.blocks if isinstance(block, Paragraph))
    assert paper.title.startswith("关于商请") and "商请贵单位" in text and "领导小组2025年第1次会议" in text
    assert "督办" not in paper.title and paper.letter.addressees == ("国家金融监督管理总局信阳监管分局",)
