"""Documents as DOCX: layout of GB/T 9704, real headings, what is signed by hand left open, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.shared import Length
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Line

from dashboard.figures.glyphs import MISSING, glyph
from dashboard.figures.shapes import SHAPES
from dashboard.review.docx_file import docx
from dashboard.review.papers import Heading, Paper, Paragraph, Table
from dashboard.review.signs import sign
from dashboard.review.typeset import pdf
from tests import office
from tests.unit.review import reading, sample

SHOWN = {"s-down", "s-next", "s-previous"}  # shapes that are no status


@pytest.fixture(scope="module")
def paper() -> Paper:
    return sample.paper(rows=40)


@pytest.fixture(scope="module")
def made(paper: Paper) -> bytes:
    return docx(paper)


@pytest.fixture(scope="module")
def opened(made: bytes) -> Docx:
    return Document(BytesIO(made))


@pytest.fixture(scope="module")
def printed(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[reading.Page]:
    """The pages as LibreOffice prints them."""
    return reading.pages(office.to_pdf(made, ".docx", tmp_path_factory.mktemp("office")))


def told(opened: Docx) -> Iterator[tuple[str, str]]:
    """Yield style and text of everything in the body in its order; the cells of a merged row once."""
    for item in opened.iter_inner_content():
        if isinstance(item, Line):
            yield str(item.style.name if item.style else ""), item.text
        else:
            yield from _cells(item)


def _cells(grid: Grid) -> Iterator[tuple[str, str]]:
    for row in grid.rows:
        for cell in dict.fromkeys(place._tc for place in row.cells):
            yield "cell", "".join(node.text or "" for node in cell.iter() if node.tag.endswith("}t"))


def test_everything_is_told_in_its_order(paper: Paper, opened: Docx) -> None:
    whole = reading.bare("".join(text for _, text in told(opened)))
    signed = [f"{sign(cell.shape)}{cell.text}" for table in tables(paper) for row in table.rows for cell in row]
    assert reading.lacking(reading.all_texts(paper), whole) == []
    assert all(text in whole for text in map(reading.bare, signed))


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.all_blocks() if isinstance(block, Table)]


def test_headings_are_headings(paper: Paper, opened: Docx) -> None:
    found = [(style, text) for style, text in told(opened) if style.startswith("Heading") or style == "Annex Title"]
    main = [(f"Heading {block.level}", block.text) for block in paper.blocks if isinstance(block, Heading)]
    annexes = [("Annex Title", "口径说明"), ("Heading 1", "一、基期"), ("Annex Title", "指标完成情况表")]
    assert found == [*main, *annexes]


def test_what_is_signed_by_hand_is_left_open(opened: Docx) -> None:
    lines = dict(told(opened))
    assert lines["Draft"] == "送审稿" and lines["Document Number"].split("\t")[1:] == ["〔　　　　〕　　号", "签发人："]
    assert lines["Addressee"] == "各县、区人民政府，市直有关单位："
    assert re.fullmatch(r"　+年　+月　+日", lines["Signature"])
    last = opened.tables[-1].rows
    assert last[0].cells[0].text == "抄送：市委办公室，市政府办公室。"
    assert re.fullmatch(rf"{sample.LETTER.issuer}\t　+年　+月　+日印发", last[1].cells[0].text)


def test_what_is_known_is_filled_in(paper: Paper) -> None:
    letter = replace(paper.letter, number="信知〔2025〕3号", signer="张三", copies=(), date="2025年10月20日", draft="")
    lines = list(told(Document(BytesIO(docx(replace(paper, letter=letter, annexes=()))))))
    assert {("Document Number", "\t信知〔2025〕3号\t签发人：张三"), ("Signature", "2025年10月20日")} <= set(lines)
    assert ("cell", "抄送：") in lines and ("Draft", "") in lines
    assert not any(style.startswith("Annex") for style, _ in lines)


def test_annexes_are_listed_and_begin_on_pages_of_their_own(opened: Docx) -> None:
    lines = [(style, text) for style, text in told(opened) if style.startswith("Annex L")]
    assert lines == [("Annex List First", "附件：1.口径说明"), ("Annex List", "2.指标完成情况表"),
                     ("Annex Label", "附件1"), ("Annex Label", "附件2")]  # fmt: skip
    assert [section.start_type.name for section in opened.sections] == ["NEW_PAGE"] * 3
    ends = [line for line in opened.paragraphs if line._p.pPr is not None and line._p.pPr.sectPr is not None]
    assert [str(line.style.name) for line in ends if line.style] == ["Anchor"] * 2  # no line that makes an empty page


def test_pages_have_the_text_block_of_the_standard(opened: Docx) -> None:
    sizes = []
    for section in opened.sections:
        edges = (section.page_width, section.left_margin, section.right_margin, section.page_height,
                 section.top_margin, section.bottom_margin)  # fmt: skip
        width, left, right, height, top, bottom = (Length(edge or 0).mm for edge in edges)
        sizes.append((round(width), round(width - left - right), round(height - top - bottom)))
    assert sizes == [(210, 156, 225), (210, 156, 225), (297, 225, 156)]


def test_faces_and_sizes_are_those_of_the_standard_and_have_replacements(made: bytes) -> None:
    with ZipFile(BytesIO(made)) as parts:
        styles, fonts = (parts.read(f"word/{name}.xml").decode() for name in ("styles", "fontTable"))
    def style(name: str) -> tuple[str, str]:
        body = re.search(rf'<w:name w:val="{name}"/>.*?</w:style>', styles, re.DOTALL)
        assert body
        face, size = (re.search(rf'{key}="([^"]+)"', body[0]) for key in ("w:eastAsia", "w:sz w:val"))
        return (face[1] if face else "仿宋_GB2312", size[1] if size else "32")  # half points: 32 is 三号, 44 二号

    assert style("Title") == ("方正小标宋简体", "44") and style("Body Text") == ("仿宋_GB2312", "32")
    assert style("heading 1") == ("黑体", "32") and style("heading 2") == ("楷体_GB2312", "32")
    assert style("footer") == ("宋体", "28") and 'w:line="579" w:lineRule="exact"' in styles
    used = set(re.findall(r'w:(?:eastAsia|ascii)="([^"]+)"', styles)) - {"zh-CN"}
    declared = dict(re.findall(r'<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"/>', fonts))
    assert used == set(declared) and all(declared.values())


def test_odd_and_even_pages_have_number_and_marks(paper: Paper, opened: Docx, printed: list[reading.Page]) -> None:
    assert opened.settings.odd_and_even_pages_header_footer
    for number, page in enumerate(printed, 1):
        foot = "".join(text for text, box in page.characters if box[1] < (75 if page.width > page.height else 99))
        assert f"—{number}—" in reading.bare(foot)
        assert all(reading.bare(mark) in reading.bare(foot) for mark in (paper.letter.draft, *paper.marks))
        side = [box[0] for text, box in page.characters if text == "—"][-1]
        assert (side > page.width / 2) == (number % 2 == 1)


def test_tables_repeat_their_head_and_tear_no_row(opened: Docx, printed: list[reading.Page]) -> None:
    for grid in opened.tables[:-1]:
        marked = [("tblHeader" in row._tr.xml, "cantSplit" in row._tr.xml) for row in grid.rows]
        assert marked == [(True, True), *[(False, True)] * (len(marked) - 1)]
    wide = [page for page in printed if page.width > page.height and page.uprights]
    assert len(wide) > 1 and all("序号指标本期累计完成率完成情况责任单位" in page.text for page in wide)


def test_as_printed_everything_is_there_and_keeps_to_its_cell(paper: Paper, printed: list[reading.Page]) -> None:
    content = reading.bare("".join(text for page in printed for text, box in page.characters if box[1] > 60))
    single = [text for text in reading.all_texts(paper) if len(text) < 15]  # longer ones may run over a page's foot
    assert reading.lacking(single, content) == []
    assert [reading.crossing(page) for page in printed] == [[]] * len(printed)
    assert [reading.outside(page, 30) for page in printed] == [[]] * len(printed)
    assert any(page.uprights for page in printed) and all(page.characters for page in printed)
    assert all(len(reading.bare(_above(page))) > 10 for page in printed)  # no page but for its foot is empty


def _above(page: reading.Page) -> str:
    return "".join(text for text, box in page.characters if box[1] > 100)


def test_a_text_that_leaves_its_cell_is_seen() -> None:
    box = (100.0, 100.0, 112.0, 112.0)
    page = reading.Page(595, 842, (("信", box),), ((106.0, 90.0, 106.5, 120.0),))
    assert reading.crossing(page) == ["信"] and reading.outside(page, 110) == ["信"]
    assert reading.crossing(replace(page, uprights=((113.0, 90.0, 113.5, 120.0),))) == []


def test_the_same_paper_gives_the_same_bytes_without_traces(paper: Paper, made: bytes, opened: Docx) -> None:
    assert docx(paper) == made
    with ZipFile(BytesIO(made)) as parts:
        assert not [name for name in parts.namelist() if b"rsid" in parts.read(name)]
        assert {info.date_time[0] for info in parts.infolist()} == {2000}
    properties = opened.core_properties
    assert properties.created is not None and properties.created.date() == date(2025, 9, 30)
    assert (properties.title, properties.author, properties.revision) == (paper.title, paper.letter.issuer, 1)


def test_a_picture_says_in_words_what_it_shows(opened: Docx) -> None:
    assert [shape._inline.docPr.get("descr") for shape in opened.inline_shapes] == ["转让许可：柱形图"]


def test_every_status_has_a_character_of_its_own_that_fonts_have() -> None:
    shapes = [shape for shape in SHAPES if shape not in SHOWN]
    signs = {shape: sign(shape) for shape in shapes}
    assert all(len(mark) == 1 and mark.encode("gbk") for mark in signs.values()) and sign("") == ""
    assert all(glyph(mark, 700).path != glyph(MISSING, 700).path or mark == MISSING for mark in signs.values())
    same = {"s-completed": "s-final_met", "s-on_schedule": "s-on_stages"}
    solid = [mark for shape, mark in signs.items() if shape.startswith("s-") and shape not in same.values()]
    assert len(set(solid)) == len(solid)


def test_an_english_paper_has_no_chinese_around_it() -> None:
    letter = replace(sample.LETTER, issuer="Office", addressees=("Counties", "Bureaus"), copies=())
    english = replace(sample.paper(), lang="en", blocks=(), annexes=(), letter=letter)
    lines = [text for style, text in told(Document(BytesIO(docx(english)))) if style not in {"Title", "Draft"}]
    assert "To: Counties; Bureaus" in lines and not re.search("[\u4e00-\u9fff]", "".join(lines))


def test_a_control_character_in_a_comment_costs_nothing() -> None:
    odd = replace(sample.paper(), blocks=(Paragraph("逾期\x0b原因\x00：\ufffe见附件"),), annexes=())
    assert ("Body Text", "逾期 原因 ： 见附件") in list(told(Document(BytesIO(docx(odd)))))
    assert "逾期原因：见附件" in reading.pages(pdf(odd))[0].text


def test_a_title_longer_than_properties_hold_stands_whole_in_the_text() -> None:
    long = replace(sample.paper(), title="关于进展情况的通报" * 40)
    made = Document(BytesIO(docx(long)))
    assert long.title.startswith(made.core_properties.title[:-1]) and len(made.core_properties.title) == 255
    assert long.title in "".join(text.replace("\n", "") for _, text in told(made))
