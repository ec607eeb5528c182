"""The draft evaluation of a unit: points by weight and share, whatever the speed; off by default, read by nobody."""

from __future__ import annotations

import re
import sqlite3
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.access import Person
from dashboard.desk.appraisal import draft, files
from dashboard.desk.appraisal_rows import Unit
from dashboard.plan.appraisal import appraisal as weights
from dashboard.reporting import Database
from dashboard.review.book import opened
from dashboard.review.files import File
from dashboard.settings import ROLES, Settings
from dashboard.wording import Refused
from tests.conftest import ROOT, Demo

PLAN, EDITION = "xinyang-2022", "2025Q4"
WHO = Person("甲", "publisher")
ON = Settings(appraisal=True, plan_dir=ROOT / "data" / "plan")
SPEED = re.compile(r"登录|排名|名次|逾期报送|按时报送|准时|及时")


def made(demo: Demo, unit: str, who: Person = WHO, options: Settings = ON) -> list[File]:
    database = Database(demo.url)
    try:
        return files(database, PLAN, EDITION, unit, who, options)
    finally:
        database.close()


def cells(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(min_row=6, values_only=True)]


def test_points_are_weight_times_share_with_every_row_behind_them(demo_copy: Demo) -> None:
    (file,) = made(demo_copy, "org_kj")
    assert file.name == "绩效考核底稿_市科技局_2025年四季度.xlsx" and made(demo_copy, "org_kj") == [file]
    told, computed = (load_workbook(BytesIO(file.content), data_only=only) for only in (False, True))
    first, values = told.worksheets[0], computed.worksheets[0]
    assert "演示数据" in str(first["A2"].value) and "不是考核结果" in str(first["A2"].value)
    assert [first.cell(row, 7).value for row in (6, 7, 8, 9)] == ["=C6*F6", "=C7*F7", "=C8*F8", "=SUM(G6:G8)"]
    for at, sheet in enumerate(computed.worksheets[1:4], 6):
        rows = [row for row in cells(sheet) if isinstance(row[-2], int | float)]
        assert rows, sheet.title
        counts, worth, product = (sum(Decimal(str(row[place])) for row in rows) for place in (-3, -2, -1))
        assert worth is not None and values.cell(at, 4).value == counts and values.cell(at, 5).value == product
        share = Decimal(str(values.cell(at, 6).value))
        assert abs(share - product / counts) < Decimal("1e-8")
        assert abs(Decimal(str(values.cell(at, 7).value)) - values.cell(at, 3).value * share) < Decimal("1e-6")
    assert [first.cell(5 - 1, at).value for at in (8, 9)] == ["自评", "考核组意见"]
    assert not any(first.cell(row, at).value for row in (6, 7, 8, 9) for at in (8, 9))
    log = str(Database(demo_copy.url).rows("audit_last", limit=1)[0])
    assert "appraisal" in log and "org_kj" in log


def test_a_verdict_stands_as_the_edition_has_it_and_what_has_none_does_not_count(demo_database: Database) -> None:
    book, rules = opened(demo_database.rows, PLAN, EDITION, "zh"), weights(ON.plan_dir, PLAN)
    assert rules is not None
    found = draft(Unit("org_scjg", book), rules)
    status = {item.target.code: item.verdict.status for item in book.state.items}
    for row in found.scores[0].rows:
        assert row.worth == {str(key): worth for key, worth in rules.statuses.items()}.get(status[str(row.told[0])])
    assert {row.told[2] for row in found.scores[0].rows} <= {"责任单位", "配合单位"}


def test_how_fast_a_unit_sends_makes_no_difference(demo_copy: Demo) -> None:
    before = made(demo_copy, "scjg-411502")
    with sqlite3.connect(demo_copy.database) as held:
        held.execute("update submission set filled_on = '2026-03-01', received_at = '2026-03-01T00:00:00+00:00' "
                     "where sender = 'scjg-411502'")  # fmt: skip
    held.close()
    assert made(demo_copy, "scjg-411502") == before
    with sqlite3.connect(demo_copy.database) as held:
        held.execute("update receipt set waiting = 1 where sender = 'scjg-411502' and subject = 'pledge' "
                     "and period = '2025Q2'")  # fmt: skip
    held.close()
    assert made(demo_copy, "scjg-411502") != before  # a sheet in question does
    every = [str(cell) for sheet in load_workbook(BytesIO(before[0].content)).worksheets
             for row in sheet.iter_rows(values_only=True) for cell in row if cell]  # fmt: skip
    assert not [text for text in every if SPEED.search(text)] and not [text for text in every if "scjg" in text]


@pytest.mark.parametrize(("unit", "options", "key"), [
    ("org_kj", Settings(plan_dir=ON.plan_dir), "appraisal.off"),
    ("org_kj", Settings(appraisal=True, plan_dir=ROOT / "tests" / "plans"), "appraisal.no_weights"),
    ("nobody", ON, "appraisal.no_unit"), ("org_jr_bureau", ON, "appraisal.no_unit"),
    ("bank-01", ON, "appraisal.outside"), ("org_xcb", ON, "appraisal.outside"),
])  # fmt: skip
def test_it_is_refused_with_a_sentence(demo_copy: Demo, unit: str, options: Settings, key: str) -> None:
    with pytest.raises(Refused) as refusal:
        made(demo_copy, unit, options=options)
    assert refusal.value.key == key and refusal.value.sentence("zh") and refusal.value.sentence("en")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "publisher"])
def test_nobody_but_publishers_makes_one(demo: Demo, role: str) -> None:
    with pytest.raises(Refused, match="仅限发布人员"):
        made(demo, "org_kj", Person("乙", role))  # type: ignore[arg-type]


def test_it_is_off_unless_somebody_switches_it_on() -> None:
    assert not Settings.model_fields["appraisal"].default


READERS = {
    r"desk\.appraisal|desk import .*\bappraisal\b|plan\.appraisal|plan import .*\bappraisal\b|appraisal_rows":
        {"commands/appraising.py", "screens/desk_appraisal.py", "desk/appraisal.py", "desk/appraisal_rows.py",
         "desk/appraisal_sheets.py", "plan/loader.py"},  # the loader refuses a wrong file and keeps nothing of it
    r'rows\("contacts"|\.\w+\("contact", \[|from contact\b': {"desk/contacts.py"},
}  # fmt: skip


@pytest.mark.parametrize("pattern", READERS)
def test_no_page_pack_site_or_interface_reads_it(pattern: str) -> None:
    found = {str(path.relative_to(ROOT / "dashboard")) for path in (ROOT / "dashboard").rglob("*.py")
             if re.search(pattern, path.read_text("utf-8"))}  # fmt: skip
    assert found and found <= READERS[pattern]


def test_names_and_numbers_of_contacts_are_read_by_one_query() -> None:
    told = {path.stem: path.read_text("utf-8") for path in (ROOT / "queries").glob("*.sql")}
    assert {name for name, text in told.items() if re.search(r"\bcontact\b", text)} == {"contacts", "contact_posts"}
    assert not re.search(r"\b(name|line)\b", told["contact_posts"].partition("select")[2])


def test_the_units_evaluated_are_those_that_the_office_supervises(demo_copy: Demo, tmp_path: Path) -> None:
    every = [file.name for file in made(demo_copy, "")]
    assert len(every) == len(set(every)) > 20 and not [name for name in every if "银行" in name or "宣传部" in name]
