"""One table as a .csv file: whose it is, from the lines above it or its name; it takes nothing else back."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.intake import LoadResult, load
from dashboard.intake.file_name import quarters_in, sender_in
from dashboard.plan.loader import load_catalogues
from dashboard.reporting import Database
from tests.conftest import ROOT
from tests.unit.intake.drafting import Draft, headers, pledge
from tests.unit.intake.invented import CATALOGUE, PLEDGE
from tests.unit.intake.looking import dump, seen, values
from tests.unit.intake.refusing import CATALOGUES, Expected, assert_refused

ABOVE = "演示数据　填报单位：东县市场监督管理局　报送期：2024年第三季度　填报日期：2024-10-08"
REAL_PLAN = load_catalogues(ROOT / "data" / "plan")["xinyang-2022"]


def table(*numbers: str, above: str = "") -> str:
    rows = [headers(PLEDGE), *(pledge(registration_no=number, registered_on="2024-08-15") for number in numbers)]
    lines = (",".join("" if cell is None else str(cell) for cell in row) for row in rows)
    return "\r\n".join([*([above] if above else []), *lines])


def sent(database: Database, path: Path, text: str, encoding: str = "utf-8") -> LoadResult:
    path.write_bytes(text.encode(encoding))
    (result,) = load(database, CATALOGUES, [path])
    return result


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("name", "above"), [
    ("a.csv", ABOVE),
    ("东县_质押台账_2024Q3_演示数据.csv", ""),
    ("演示数据 东县2024年三季度质押台账.csv", ""),
])  # fmt: skip
def test_a_table_is_known_by_the_line_above_it_or_by_its_name(
    database: Database, tmp_path: Path, name: str, above: str, encoding: str
) -> None:
    result = sent(database, tmp_path / name, table("Y1", "Y2", above=above), encoding)
    assert (result.outcome, result.rows.passed) == ("loaded", 2)
    assert result.cover is not None
    assert (result.cover.sender, result.cover.period) == ("east", "2024Q3")
    assert [issue.code for issue in result.issues] == ([] if above else ["seen.by_name"])
    assert {row["region"] for row in seen(database, "ledger_entry")} == {"990101"}


def test_one_table_takes_nothing_of_the_others_back(database: Database, tmp_path: Path) -> None:
    book = Draft(CATALOGUE, "east", "2024Q3").add("transfers", ["2024-07", "转让", 3])
    book.add("pledge", pledge(registration_no="Y1"), pledge(registration_no="Y2")).milestones()
    load(database, CATALOGUES, [book.save(tmp_path / "whole.xlsx")])
    receipts = {(row["subject"], row["period"]) for row in seen(database, "receipt")}
    result = sent(database, tmp_path / "东县_质押台账_2024Q3_演示数据.csv", table("Y2", "Y3"))
    assert (result.outcome, result.added, result.changed, result.closed) == ("replaced", 1, 0, 1)
    assert {row["entry_key"] for row in seen(database, "ledger_entry")} == {"Y2", "Y3"}
    assert set(values(database).values()) == {3}
    assert {(row["subject"], row["period"]) for row in seen(database, "receipt")} == receipts


@pytest.mark.parametrize(("name", "above"), [
    ("质押台账.csv", ""),
    ("东县_质押台账.csv", ""),
    ("质押台账_2024Q3.csv", ""),
    ("东县_西县_质押台账_2024Q3.csv", ""),
    ("东县_质押台账_2024Q2_2024Q3.csv", ""),
    ("东县_质押台账_2024Q3.csv", "填报单位：某县市场监督管理局"),
    ("东县_质押台账_2024Q3.csv", "2024年第一季度和2024年第二季度"),
])  # fmt: skip
def test_a_table_of_nobody_knows_whom_or_when_is_refused_with_the_line_to_write(
    database: Database, tmp_path: Path, name: str, above: str
) -> None:
    path = tmp_path / name
    path.write_text(table("Y1", above=above), encoding="utf-8")
    assert_refused(database, path, Expected("csv_unnamed", words=("填报单位：", "报送期：")))


def test_the_answer_to_a_table_is_a_workbook(database: Database, tmp_path: Path) -> None:
    result = sent(database, tmp_path / "东县_质押台账_2024Q3_演示数据.csv", table("Y1", "Y1"))
    reply = result.reply(tmp_path / "reply")
    assert reply is not None and reply.suffix == ".xlsx" and reply.is_file()


@pytest.mark.parametrize(("name", "unit", "quarters"), [
    ("固始县_专利导航_2024Q3", "scjg-411525", {"2024Q3"}),
    ("信阳市固始县2024年三季度质押融资", "scjg-411525", {"2024Q3"}),
    ("商城县市场监督管理局 2024-Q2", "scjg-411524", {"2024Q2"}),
    ("固始-专利导航-2024年第4季度", "scjg-411525", {"2024Q4"}),
    ("创新县域专利导航_2024Q3", "", {"2024Q3"}),
    ("固始县和商城县_2024Q3至2024Q4", "", {"2024Q3", "2024Q4"}),
    ("固始县，商城县_20241008", "", set()),
])  # fmt: skip
def test_a_name_says_only_what_is_unmistakable(name: str, unit: str, quarters: set[str]) -> None:
    assert (sender_in(name, REAL_PLAN), quarters_in(name)) == (unit, quarters)


def test_nothing_of_a_refused_table_is_stored(database: Database, tmp_path: Path) -> None:
    before = dump(database)
    path = tmp_path / "质押台账.csv"
    path.write_text(table("Y1"), encoding="utf-8")
    load(database, CATALOGUES, [path, path])
    assert dump(database) == before


def test_a_table_of_real_data_is_refused_beside_demo_data(database: Database, tmp_path: Path) -> None:
    sent(database, tmp_path / "东县_质押台账_2024Q3_演示数据.csv", table("Y1"))
    path = tmp_path / "东县_质押台账_2024Q3.csv"
    path.write_text(table("Y2"), encoding="utf-8")
    assert_refused(database, path, Expected("mixed_kind_table", words=("演示数据",)))
