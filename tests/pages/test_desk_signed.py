"""Signed copies on the desk: kept with their edition, compared number by number, never replaced, seen by readers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from dashboard.access import Person
from dashboard.desk import paper_files, signed
from dashboard.desk.paper_files import PaperFile
from dashboard.reporting import Database
from dashboard.review import circular, typeset
from dashboard.review.book import Book, opened
from dashboard.review.papers import Paragraph
from dashboard.wording import LANGUAGES, Refused
from tests.conftest import Demo
from tests.pages.conftest import Look, markup, press, release, visit
from tests.pages.test_desk_proof import fetched

PLAN, LABEL = "xinyang-2022", "2025Q2"
NUMBER, DAY, TODAY = "信知战联办〔2026〕3号", date(2026, 1, 28), date(2026, 2, 2)
OFFICE = Person("市局", "publisher")


@pytest.fixture
def desk(demo_copy: Demo, configured: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Demo:
    """The demo, which may be changed, with a folder of its own for files."""
    monkeypatch.setenv("DASHBOARD_VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("DASHBOARD_PUBLISHER", "李四")
    configured(demo_copy.url)
    release()
    return demo_copy


def book(demo: Demo, label: str = LABEL) -> Book:
    return opened(Database(demo.url).rows, PLAN, label, "zh")


@cache
def scan() -> bytes:
    """A page that is a picture; its file says when it was made."""
    made = BytesIO()
    Image.new("RGB", (60, 80), "white").save(made, "PDF")
    return made.getvalue()


def pdf(found: Book, *changes: tuple[str, str]) -> PaperFile:
    """The first two parts of the circular and all of its annexes' places, as a PDF; some words changed."""
    paper = circular.paper(found)
    blocks = []
    for block in paper.blocks:
        for old, new in changes:
            if isinstance(block, Paragraph):
                block = replace(block, text=block.text.replace(old, new, 1))
        blocks.append(block)
    letter = replace(paper.letter, number=NUMBER, draft="", date="2026年1月28日")
    made = replace(paper, blocks=tuple(blocks), annexes=(), letter=letter)
    return PaperFile("通报（签发）.pdf", "pdf", typeset.pdf(made))


def test_a_copy_is_compared_and_a_second_one_stands_beside_it(desk: Demo, tmp_path: Path) -> None:
    found = book(desk)
    database, same = Database(desk.url), pdf(found)
    first = signed.keep(database, found, same, NUMBER, DAY, OFFICE, TODAY)
    assert (first.compared.outcome, first.compared.differences, len(first.compared.absent)) == ("compared", (), 5)
    text = next(block.text for block in circular.paper(found).blocks if isinstance(block, Paragraph)
                and "月累计" in block.text)  # fmt: skip
    total = text.partition("月累计")[2].partition("次")[0]
    other = pdf(found, (f"累计{total}次", "累计99999次"), ("各有关单位", "各有关单位共38家"))
    second = signed.keep(database, found, other, "信知战联办 [2026] 4号", DAY, OFFICE, TODAY)
    told = {(one.edition, one.copy) for one in second.compared.differences}
    assert told == {(total, "99999"), ("", "2026"), ("", "3")}  # it is signed with another number than was entered
    assert any("累计【99999】次" in one.words for one in second.compared.differences)
    assert second.doc_no == "信知战联办〔2026〕4号"
    assert signed.copies(database, PLAN, LABEL) == (first, second)
    log = database.rows("audit_page", actor="", action="signed_copy", first="", last="9", most=9, skipped=0)
    detail = json.loads(str(log[0]["detail"]))
    assert detail["before"]["doc_no"] == NUMBER and detail["after"]["hash"] == other.digest
    with pytest.raises(Refused) as refusal:
        signed.keep(database, found, same, NUMBER, DAY, OFFICE, TODAY)
    assert refusal.value.key == "signed.again"


@pytest.mark.parametrize(("number", "day", "who", "key"), [
    ("12号", DAY, OFFICE, "number"), ("", DAY, OFFICE, "number"), ("信知〔26〕3号", DAY, OFFICE, "number"),
    ("信知〔2026〕号", DAY, OFFICE, "number"), (NUMBER, None, OFFICE, "day"), (NUMBER, date(2026, 2, 3), OFFICE, "day"),
    (NUMBER, date(2025, 6, 30), OFFICE, "day"), (NUMBER, DAY, Person("处长", "reviewer"), "may_not"),
    (NUMBER, DAY, Person("东", "reporter", "scjg-411502", PLAN), "may_not"),
])  # fmt: skip
def test_what_is_not_right_is_refused(demo: Demo, number: str, day: date | None, who: Person, key: str) -> None:
    with pytest.raises(Refused) as refusal:
        signed.keep(Database(demo.url), book(demo), PaperFile("a.pdf", "pdf", scan()), number, day, who, TODAY)
    assert refusal.value.key == f"signed.{key}"
    assert all("{" not in refusal.value.sentence(lang) for lang in LANGUAGES)


def upload(name: str, content: bytes, number: str = NUMBER) -> AppTest:
    seen = visit("desk", part="edition")
    next(one for one in seen.selectbox if "2026年三季度" in one.options).select("2026年三季度")
    next(one for one in seen.text_input if one.label == "发文字号").set_value(number)
    next(one for one in seen.date_input if one.label == "签发日期").set_value(date(2026, 10, 28))
    seen.file_uploader[-1].upload(name, content)
    return press(seen, "登记签发件")


def test_a_scan_is_kept_all_the_same_and_what_is_no_pdf_is_not(desk: Demo, tmp_path: Path) -> None:
    assert "与扩展名不符" in markup(upload("通报.pdf", b"<html>"))
    assert "不是完整的 PDF" in markup(upload("通报.pdf", b"%PDF-1.7 nothing"))
    assert "不是规范的发文字号" in markup(upload("通报.pdf", scan(), "12号"))
    told = markup(upload("../<b>通报.pdf", scan()))
    assert "扫描件没有文字，无法核对数字；文件已留存。" in told
    assert "&lt;b&gt;通报.pdf" in told and "<b>通报" not in told
    (made,) = signed.copies(Database(desk.url), PLAN, "2026Q3")
    assert (tmp_path / "var" / "papers" / made.file_hash).read_bytes() == scan()


def test_readers_see_the_copy_of_the_demo_with_the_number_that_differs(look: Look, demo: Demo) -> None:
    told = markup(look("review", edition="2025Q3"))
    assert "信知战联办〔2025〕12号（演示）" in told and "有1处数字与报告期不同" in told
    assert "累计【714】次" in told and "未附5个附件" in told
    assert "签发件" not in markup(look("review", edition="2025Q1"))


def test_a_signed_copy_is_a_download_to_readers_and_to_no_unit(desk: Demo, tmp_path: Path) -> None:
    file = PaperFile("通报.pdf", "pdf", scan())
    paper_files.keep(tmp_path / "var" / "papers", file)
    signed.keep(Database(desk.url), book(desk), file, NUMBER, DAY, OFFICE, TODAY)
    answer = fetched(file.digest, Person("", "viewer"))
    assert answer.status_code == 200 and answer.headers["content-disposition"].startswith("attachment;")
    assert fetched(file.digest, Person("", "reporter", "scjg-411502", PLAN)).status_code == 404
