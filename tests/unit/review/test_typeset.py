"""Documents as PDF: what the paper says, in our face, with bookmarks, the same bytes each time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from dashboard.review.files import Flawed
from dashboard.review.papers import Annex, Cell, Heading, Paper, Paragraph, Table
from dashboard.review.typeset import pdf
from tests.conftest import ROOT
from tests.unit.review import reading, sample

FONT_FILES = {"/FontFile", "/FontFile2", "/FontFile3"}


@pytest.fixture(scope="module")
def report() -> Paper:
    return sample.paper("report")


@pytest.fixture(scope="module")
def made(report: Paper) -> bytes:
    return pdf(report)


@pytest.fixture(scope="module")
def pages(made: bytes) -> list[reading.Page]:
    return reading.pages(made)


def briefing() -> Paper:
    short = (Heading("一、要点"), Paragraph(sample.SENTENCE * 3), sample.table(3))
    return replace(sample.paper("briefing"), annexes=(), blocks=short)


def test_everything_is_told_in_its_order_and_nothing_reads_as_markup(report: Paper, pages: list[reading.Page]) -> None:
    wanted = reading.all_texts(report)
    told = "".join(_content(page) for page in pages)
    assert "A<b>&*_#$[\\]{“标记”}" in wanted
    assert reading.lacking(wanted, told) == []


def _content(page: reading.Page) -> str:
    """Return what a page says above its foot."""
    return reading.bare("".join(text for text, box in page.characters if box[1] > 60))


def test_every_page_has_its_number_and_the_marks(report: Paper, pages: list[reading.Page]) -> None:
    for number, page in enumerate(pages, 1):
        foot = reading.bare("".join(text for text, box in page.characters if box[1] < 70))
        assert foot.endswith(f"—{number}—") and all(reading.bare(mark) in foot for mark in report.marks)


def test_bookmarks_are_the_headings(report: Paper, made: bytes) -> None:
    def told(outline: list[Destination | list[object]], level: int = 1) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        for item in outline:
            found += told(item, level + 1) if isinstance(item, list) else [(level, str(item.title))]  # type: ignore[arg-type]
        return found

    main = [(b.level, b.text) for b in report.blocks if isinstance(b, Heading)]
    annexes = [(1, "附件1 口径说明"), (2, "一、基期"), (1, "附件2 指标完成情况表")]
    assert told(PdfReader(BytesIO(made)).outline) == [*main, *annexes]  # type: ignore[arg-type]


def test_only_our_face_is_used_and_it_is_embedded(made: bytes) -> None:
    found = set()
    for page in PdfReader(BytesIO(made)).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert FONT_FILES & set(below["/FontDescriptor"].get_object())
            found.add(str(below["/BaseFont"]).split("+")[1])
    assert {name.removesuffix("-Identity-H") for name in found} == {"NotoSansCJKSC-Regular", "NotoSansCJKSC-Bold"}


def test_pictures_are_lines_not_pixels(made: bytes) -> None:
    assert [image.name for page in PdfReader(BytesIO(made)).pages for image in page.images] == []


def test_wide_annexes_lie_on_their_side_and_every_page_repeats_the_head(pages: list[reading.Page]) -> None:
    wide = [page for page in pages if page.width > page.height]
    assert len(wide) > 1 and pages[-len(wide) :] == wide
    assert all("序号指标本期累计完成率完成情况责任单位" in page.text for page in wide)


def test_no_word_leaves_its_page(pages: list[reading.Page]) -> None:
    assert [reading.outside(page, 30) for page in pages] == [[]] * len(pages)


def test_the_same_paper_gives_the_same_bytes_also_in_another_process(report: Paper, made: bytes) -> None:
    assert pdf(report) == made
    again = ("import hashlib; from dashboard.review.typeset import pdf; from tests.unit.review import sample; "
             "print(hashlib.sha256(pdf(sample.paper('report'))).hexdigest())")  # fmt: skip
    told = subprocess.run([sys.executable, "-c", again], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.strip() == hashlib.sha256(made).hexdigest()


def test_properties_are_those_of_the_paper(report: Paper, made: bytes) -> None:
    told = PdfReader(BytesIO(made)).metadata
    assert told is not None and told.title == report.title and told.author == report.letter.issuer
    assert told["/CreationDate"] == "D:20250930000000Z"


def test_a_briefing_has_one_page_or_is_refused() -> None:
    short = briefing()
    assert len(PdfReader(BytesIO(pdf(short))).pages) == 1
    fuller = replace(short, blocks=(*short.blocks, *[Paragraph(sample.SENTENCE * 3)] * 7))
    assert len(PdfReader(BytesIO(pdf(fuller))).pages) == 1  # in smaller type
    with pytest.raises(Flawed, match="应为1页，排出2页"):
        pdf(replace(short, blocks=short.blocks * 4))


def test_a_briefing_is_set_as_large_as_its_page_allows() -> None:
    def height(paper: Paper) -> float:
        found = reading.pages(pdf(paper))[0]
        return max(box[3] - box[1] for text, box in found.characters if text == "次")

    short = briefing()
    fuller = replace(short, blocks=(*short.blocks, *[Paragraph(sample.SENTENCE * 3)] * 7))
    assert height(short) > height(fuller)


def test_a_table_with_a_word_wider_than_it_can_be_is_refused() -> None:
    cells = tuple(Cell("1234567890" * 4) for _ in sample.COLUMNS)
    wide = Annex("表", (Table("t", "很宽的表", sample.COLUMNS, (cells,)),))
    with pytest.raises(Flawed, match=r"很宽的表.*1234567890"):
        pdf(replace(sample.paper("report"), annexes=(wide,)))


def test_an_english_paper_has_english_words_around_it() -> None:
    told = reading.pages(pdf(replace(sample.paper("report"), lang="en")))
    text = "".join(page.text for page in told)
    assert "Contents" in text and "Annex2" in text and "Unit:" in text and "附件" not in text and "目录" not in text
