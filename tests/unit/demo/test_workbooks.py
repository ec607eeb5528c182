"""Every workbook as a unit sends it: labelled, invented, well placed, the same bytes every time."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from dashboard.demo import write
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue
from tests.recompute.recompute import Book, quarters
from tests.unit.demo.test_parts import credit_check, patent_check

ROOT = Path(__file__).resolve().parents[3]


def test_two_runs_give_the_same_bytes_unchanged_files_stay_and_damage_is_mended(
    catalogue: Catalogue, workbooks: Path, tmp_path: Path
) -> None:
    stale = tmp_path / "2021Q4" / "2021Q4_gone.xlsx"
    stale.parent.mkdir()
    stale.write_bytes(b"written by an earlier version")
    (tmp_path / "manifest.json").write_text('{"fingerprint": "earlier", "files": {"2021Q4/2021Q4_gone.xlsx": ""}}')
    again = write(catalogue, tmp_path)
    names = [file.relative_to(tmp_path) for file in again]
    assert sorted(names) == sorted(file.relative_to(workbooks) for file in workbooks.glob("*/*.xlsx"))
    assert all(file.read_bytes() == (workbooks / name).read_bytes() for file, name in zip(again, names, strict=True))
    assert not stale.exists()
    stamps = [file.stat().st_mtime_ns for file in again]
    assert write(catalogue, tmp_path) == again
    assert [file.stat().st_mtime_ns for file in again] == stamps
    again[5].write_bytes(b"torn")
    write(catalogue, tmp_path)
    assert again[5].read_bytes() == (workbooks / names[5]).read_bytes()


def test_every_sender_reports_every_quarter_in_its_delivery(books: list[Book], catalogue: Catalogue) -> None:
    periods = {book.period for book in books}
    assert periods == set(quarters("2021Q4", "2026Q3"))
    assert {book.first for book in books if book.period == "2021Q4"} == {"2019Q1"}
    assert all(book.first == book.period for book in books if book.period != "2021Q4")
    kinds = {unit.id: unit.kind for unit in catalogue.organisations}
    for period in periods:
        senders = [kinds[book.sender] for book in books if book.period == period]
        assert {kind: senders.count(kind) for kind in ("county_bureau", "zone_committee", "bank")} == {
            "county_bureau": 10, "zone_committee": 8, "bank": 3,
        }  # fmt: skip


def test_every_owed_sheet_is_there_even_when_it_is_empty(books: list[Book], catalogue: Catalogue) -> None:
    sheets = {subject.id: subject.sheet for subject in lookup.subjects(catalogue)} | {lookup.MILESTONES: "任务节点"}
    there = {(book.sender, sheet, quarter) for book in books for sheet in book.sheets for quarter in book.quarters}
    owed = [found for found in lookup.expectations(catalogue, "2025-12") if "Q" in found.period]
    assert len(owed) > 1_000
    assert [found for found in owed if (found.sender, sheets[found.subject], found.period) not in there] == []


def test_file_names_say_period_sender_and_name(workbooks: Path) -> None:
    names = [file.name for file in workbooks.glob("*/*.xlsx")]
    assert all(re.fullmatch(r"20\d\dQ[1-4]_[a-z0-9_-]+_[^_]+\.xlsx", name) for name in names)
    assert "2023Q2_org_ybj_信阳银保监分局.xlsx" in names
    assert "2023Q4_org_ybj_信阳金融监管分局.xlsx" in names


@pytest.mark.parametrize("name", ["2021Q4/2021Q4_scjg-411503_*", "2025Q3/2025Q3_org_kj_*", "2024Q1/2024Q1_org_nyncj_*"])
def test_every_sheet_is_labelled_and_readable(workbooks: Path, name: str) -> None:
    book = openpyxl.load_workbook(next(workbooks.glob(name)))
    for sheet in book.worksheets:
        assert "演示数据" in str(sheet["A1"].value)
        assert sheet.title == "填报说明" or sheet.freeze_panes == "B4"
    cover = {row[0].value: row[1].value for row in book["填报说明"].iter_rows(min_row=3)}
    assert (cover["数据性质"], cover["模板版本"], cover["方案"]) == ("演示数据", "1", "xinyang-2022")


def texts(books: list[Book]) -> Iterator[tuple[str, str]]:
    """Yield every text cell with its header."""
    for book in books:
        for rows in book.sheets.values():
            for row in rows:
                yield from ((header, cell) for header, cell in row.items() if isinstance(cell, str))


def test_identifiers_have_their_check_digits(books: list[Book]) -> None:
    codes = {cell for header, cell in texts(books) if "信用代码" in header}
    patents = {part for header, cell in texts(books) if "专利号" in header for part in cell.split("、")}
    assert len(codes) > 100
    assert len(patents) > 300
    assert all(len(code) == 18 and credit_check(code) for code in codes)
    assert all(patent_check(found[2:14]) == found[15:] for found in patents)


def test_names_are_invented(books: list[Book]) -> None:
    firms = {"企业名称", "出质人", "卖方", "买方", "承担单位", "牵头单位", "注册人"}
    named = firms | {"质权人（银行）", "托管机构", "高校院所"}
    found = {cell for header, cell in texts(books) if header in named}
    assert len(found) > 100
    assert [name for name in found if "示例" not in name] == []


@pytest.mark.parametrize("file", ["recompute.py", "readings.py"])
def test_the_recomputation_imports_nothing_of_the_product(file: str) -> None:
    tree = ast.parse((ROOT / "tests" / "recompute" / file).read_text(encoding="utf-8"))
    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    parts = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in plain | parts} <= {
        "__future__", "calendar", "collections", "dataclasses", "datetime", "decimal", "fractions", "json", "openpyxl",
        "pathlib", "sys", "tests",
    }  # fmt: skip


def test_the_demo_shares_nothing_with_forecasting() -> None:
    for file in (ROOT / "dashboard" / "demo").glob("*.py"):
        assert "forecasting" not in file.read_text(encoding="utf-8")
