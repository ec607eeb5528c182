"""Headers in other words and other units: read by meaning, refused when they could mean two things."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.intake.headers import under
from dashboard.intake.workbook import Sheet
from dashboard.reporting import Database
from tests.unit.intake.drafting import Draft, headers, pledge
from tests.unit.intake.invented import CATALOGUE, PLEDGE
from tests.unit.intake.looking import seen
from tests.unit.intake.refusing import CATALOGUES

KNOWN = ["质押登记号", "统一社会信用代码", "登记金额（万元）", "授信金额（万元）", "放款金额（万元）", "质押权利（件）"]


def read(*headers: str, above: str = "") -> tuple[tuple[object, ...], dict[str, str]]:
    headed = under(Sheet("a.xlsx", "质押融资", ((above,), (), headers, (1, 2))), 3, KNOWN)
    return headed.sheet.rows[2], dict(headed.units)


@pytest.mark.parametrize(("sent", "header", "units"), [
    ("登记金额（万元）", "登记金额（万元）", {}),
    ("登记金额(万元)", "登记金额(万元)", {}),
    ("登记金额（亿元）", "登记金额（万元）", {"登记金额（万元）": "亿元"}),
    ("登记金额（单位：元）", "登记金额（万元）", {"登记金额（万元）": "元"}),
    ("贷款金额（万元）", "放款金额（万元）", {}),
    ("授信额度（亿元）", "授信金额（万元）", {"授信金额（万元）": "亿元"}),
    ("信用代码", "统一社会信用代码", {}),
    ("质押件数", "质押权利（件）", {}),
    ("融资金额（万元）", "融资金额（万元）", {}),
    ("登记金额", "登记金额", {}),
    ("登记金额（件）", "登记金额（件）", {}),
    ("甲", "甲", {}),
])  # fmt: skip
def test_a_header_is_read_by_its_one_meaning(sent: str, header: str, units: dict[str, str]) -> None:
    assert read(sent) == ((header,), units)


def test_a_unit_above_the_table_is_that_of_headers_without_one() -> None:
    assert read("登记金额", above="单位：亿元") == (("登记金额（万元）",), {"登记金额（万元）": "亿元"})
    assert read("登记金额", above="单位：万元") == (("登记金额（万元）",), {})
    assert read("登记金额（元）", above="单位：亿元") == (("登记金额（万元）",), {"登记金额（万元）": "元"})


def test_a_synonym_never_takes_a_column_that_is_there_itself() -> None:
    assert read("放款金额（万元）", "贷款金额（万元）")[0] == ("放款金额（万元）", "贷款金额（万元）")


def test_amounts_under_another_unit_are_converted(database: Database, tmp_path: Path) -> None:
    draft = Draft(CATALOGUE, "org_city", "2025Q1").add("output", ["2024", "东县", 1.5], ["2024", "西县", "3000万元"])
    draft.sheets["产值"][2][2] = "产值（亿元）"
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    told = {row["region"]: row["value"] for row in seen(database, "observation")}
    draft.sheets["产值"][2][2] = "产值（万元）"
    draft.sheets["产值"][3][2], draft.sheets["产值"][4][2] = 15_000, 3_000
    draft.cover["填报日期"] = "2025-04-09"
    load(database, CATALOGUES, [draft.save(tmp_path / "b.xlsx")])
    assert {row["region"]: row["value"] for row in seen(database, "observation")} == told
    assert (result.rows.repaired, len(told)) == (2, 2)


def test_a_header_that_may_mean_two_things_is_asked_about(database: Database, tmp_path: Path) -> None:
    names = ["融资金额（万元）" if name == "登记金额（万元）" else name for name in headers(PLEDGE)]
    draft = Draft(CATALOGUE, "east", "2024Q3").sheet("质押台账", names, [pledge()])
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    assert [(i.code, i.fields["strange"]) for i in result.issues] == [("load.columns_unclear", "融资金额(万元)")]
