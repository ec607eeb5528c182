"""The annexes as a workbook: the edition's numbers, ratios as formulas that come to them, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from dashboard.reporting import Database
from dashboard.review import annex_book
from dashboard.review import book as books
from dashboard.review.book import Book
from dashboard.review.files import File
from dashboard.review.zipped import unzipped, zipped
from dashboard.wording import Language
from tests import office
from tests.conftest import Demo
from tests.unit.review import edition
from tests.unit.review.edition import Raw

CASES: tuple[tuple[str, Language], ...] = (("2021Q4", "zh"), ("2025Q3", "zh"), ("2026Q3", "zh"))
FIRST = 6  # row below headers and units
ADDRESS = re.compile(r"[A-Z]+\d+")


@dataclass(frozen=True)
class Made:
    """A workbook as a reader opens it, with the edition that it was made of."""

    book: Book
    raw: Raw
    content: bytes

    @cached_property
    def shown(self) -> Workbook:
        """What a program shows that does not compute: the values kept with the formulas."""
        return load_workbook(BytesIO(self.content), data_only=True)

    @cached_property
    def formulas(self) -> Workbook:
        return load_workbook(BytesIO(self.content))

    def rows(self, name: str) -> list[dict[str, object]]:
        """Return the rows of a sheet by header, down to the first empty one."""
        page = self.shown[name]
        heads = [str(cell.value) for cell in page[4]]
        found = []
        for row in page.iter_rows(min_row=FIRST, max_col=len(heads), values_only=True):
            if not any(value is not None for value in row):
                break
            found.append(dict(zip(heads, row, strict=True)))
        return found

    def ratios(self) -> Iterator[tuple[str, str, str, float]]:
        """Yield sheet, address, formula and kept value of every formula."""
        for page in self.formulas:
            for row in page.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        yield page.title, cell.coordinate, cell.value, self.shown[page.title][cell.coordinate].value


@pytest.fixture(scope="module")
def made(demo: Demo, demo_database: Database) -> dict[str, Made]:
    found = {}
    for label, lang in CASES:
        book = books.opened(demo_database.rows, "xinyang-2022", label, lang)
        found[label] = Made(book, Raw(demo.database, label), annex_book.xlsx(book))
    return found


def same(one: object, other: object) -> bool:
    """True for numbers that agree to nine digits, or nothing on both sides."""
    if one is None or other is None:
        return one is other
    return float(str(one)) == pytest.approx(float(str(other)), rel=6e-9, abs=1e-12)


@pytest.mark.parametrize("label", [label for label, _ in CASES])
def test_every_verdict_of_every_reading_is_the_one_in_the_tables(label: str, made: dict[str, Made]) -> None:
    rows = made[label].rows("各口径完成情况")
    names = {item.target.id: item for item in made[label].book.state.items}
    order = [(item.target.id, reading.id) for item in names.values() for reading, _ in item.every]
    assert len(rows) == len(order) == len(made[label].raw.verdicts)
    for (target, reading), row in zip(order, rows, strict=True):
        verdict = made[label].raw.verdicts[target, reading]
        timed = verdict["reason"] in ("year_to_date", "count_share")
        wanted = {
            "基期": verdict["base"], "实际": verdict["level"], "目标（折算目标）": edition.asked(verdict),
            "完成比例": verdict["completion"], "尚需完成": verdict["remaining"],
            "月均需完成": verdict["required_month"], "后期年均需增长": verdict["required"],
            "序时进度": verdict["time_progress"] if timed else None,
            "与序时进度之差": verdict["gap_points"] if timed else None,
        }  # fmt: skip
        assert [(key, row[key], value) for key, value in wanted.items() if not same(row[key], value)] == [], target


@pytest.mark.parametrize("label", [label for label, _ in CASES])
def test_the_annex_of_targets_has_the_numbers_of_the_verdicts(label: str, made: dict[str, Made]) -> None:
    rows = [row for row in made[label].rows("量化目标完成情况") if row["指标"]]
    codes = {item.target.code: item.target.id for item in made[label].book.state.numeric}
    assert [str(row["序号"]) for row in rows] == list(codes)
    for row in rows:
        verdict = made[label].raw.own[codes[str(row["序号"])]]
        level = row["本期累计"] if isinstance(row["本期累计"], int | float) else None
        share = row["完成率"] if isinstance(row["完成率"], int | float) else None
        assert same(level, verdict["level"]) and same(share, edition.completion(verdict)), row


def test_ratios_are_live_formulas_of_numbers_in_their_row(made: dict[str, Made]) -> None:
    for label in ("2025Q3", "2026Q3"):
        found = list(made[label].ratios())
        assert len(found) > 200
        for sheet, address, formula, value in found:
            parts = ADDRESS.findall(formula)
            row = re.sub(r"\D", "", address)
            assert parts and {re.sub(r"\D", "", part) for part in parts} == {row} and address not in parts
            numbers = {part: made[label].shown[sheet][part].value for part in parts}
            assert all(isinstance(number, int | float) for number in numbers.values()), (sheet, address)
            told = eval(formula.removeprefix("="), {}, numbers)
            assert told == pytest.approx(value, rel=1e-7, abs=1e-6), (sheet, address, formula)


def uncounted(content: bytes) -> bytes:
    """Return the workbook without the values kept with its formulas, so that whoever shows any has computed it."""
    return zipped(File(file.name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", file.content)) for file in unzipped(content))


def test_another_program_computes_the_same_ratios(made: dict[str, Made], tmp_path: Path) -> None:
    found = made["2025Q3"]
    bare = uncounted(found.content)
    assert bare != found.content
    computed = CalamineWorkbook.from_path(office.converted(bare, ".xlsx", "ods", tmp_path))
    pages = {name: computed.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in computed.sheet_names}
    for sheet, address, formula, value in found.ratios():
        cell = found.formulas[sheet][address]
        told = pages[sheet][cell.row - 1][cell.column - 1]
        assert told == pytest.approx(value, rel=1e-7, abs=1e-6), (sheet, address, formula)


def test_the_counties_are_those_of_the_edition(made: dict[str, Made]) -> None:
    rows = made["2025Q3"].rows("县区数值")
    for name in {row["目标"] for row in rows if row["占全市"] is not None}:
        mine = [row for row in rows if row["目标"] == name]
        city = mine[0]["数值"]
        shares = [Decimal(str(row["占全市"])) for row in mine if row["占全市"] is not None]
        values = [Decimal(str(row["数值"])) for row in mine if row["占全市"] is not None]
        ratios = [float(value / Decimal(str(city))) for value in values]
        assert ratios == pytest.approx([float(share) for share in shares], rel=1e-7), name
        assert sum(values) >= Decimal(str(city)) - Decimal("1e-6"), name  # who is in two counties counts in both


def test_outlooks_are_told_in_words_only(made: dict[str, Made]) -> None:
    rows = made["2025Q3"].rows("预计完成情况")
    assert {row["预计完成情况"] for row in rows} >= {"较大", "较小", None}
    assert not [value for row in rows for value in row.values() if isinstance(value, float)]
    assert all(row["预计完成情况"] or row["无预计的原因"] for row in rows)


def test_every_sheet_carries_its_marks_and_no_text_is_a_formula(made: dict[str, Made]) -> None:
    for found in made.values():
        marks = [*found.book.stamp.notes, found.book.stamp.demo]
        for page in found.formulas:
            assert all(mark in str(page["A2"].value) for mark in marks), page.title
        assert found.formulas.sheetnames[0] == "目录"
        listed = [row["表"] for row in found.rows("目录")]
        assert len(listed) == len(found.formulas.sheetnames) - 1


def test_the_same_edition_gives_the_same_bytes(made: dict[str, Made], demo_database: Database) -> None:
    again = annex_book.xlsx(books.opened(demo_database.rows, "xinyang-2022", "2025Q3", "zh"))
    assert again == made["2025Q3"].content
    with ZipFile(BytesIO(again)) as book:
        assert "2025-09-30" in book.read("docProps/core.xml").decode()
