"""Sheets that do not fit the form: a column too few or too many, a sheet of no table. The others are loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dashboard.intake import LoadResult, load
from dashboard.reporting import Database
from tests.unit.intake.drafting import Draft, headers, pledge
from tests.unit.intake.invented import CATALOGUE, PLEDGE
from tests.unit.intake.looking import dump, seen, values
from tests.unit.intake.refusing import CATALOGUES, one_sentence

TRANSFERS, PLEDGES = "专利运用", "质押台账"
JULY = ["2024-07", "转让", 3]
DEALS = [pledge(registration_no=f"Y{number}", amount=100 * number) for number in (1, 2, 3)]
PHONE = "13812345678"


def sent(database: Database, tmp_path: Path, draft: Draft, name: str = "a.xlsx") -> LoadResult:
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / name)])
    return result


def good() -> Draft:
    return Draft(CATALOGUE, "east", "2024Q3").add("transfers", JULY)


def ledger(names: list[str], rows: list[list[object]]) -> Draft:
    return good().sheet(PLEDGES, names, rows)


def without(*lacking: str) -> Draft:
    kept = [at for at, name in enumerate(headers(PLEDGE)) if name not in lacking]
    return ledger([headers(PLEDGE)[at] for at in kept], [[row[at] for at in kept] for row in DEALS])


def beside(*more: tuple[str, Sequence[object]]) -> Draft:
    names, columns = [name for name, _ in more], [cells for _, cells in more]
    rows = [[*row, *(cells[at] for cells in columns)] for at, row in enumerate(DEALS)]
    return ledger([*headers(PLEDGE), *names], rows)


def keys(database: Database) -> set[object]:
    return {row["entry_key"] for row in seen(database, "ledger_entry")}


@pytest.mark.parametrize("lacking", [
    ("登记金额（万元）",), ("登记日期",), ("登记号",), ("登记日期", "登记金额（万元）"),
])  # fmt: skip
def test_a_lacking_column_is_one_question_and_the_other_sheets_go_through(
    database: Database, tmp_path: Path, lacking: tuple[str, ...]
) -> None:
    result = sent(database, tmp_path, without(*lacking))
    (issue,) = result.issues
    assert (issue.sheet, issue.row_no, issue.outcome, issue.rows) == (PLEDGES, 0, "returned", 3)
    for lang, stop in (("zh", "。"), ("en", ".")):
        sentence = issue.sentence(lang)  # type: ignore[arg-type]
        assert "、".join(lacking) in sentence and "3" in sentence and one_sentence(sentence, stop)
    assert (result.rows.passed, result.rows.returned) == (1, 3)
    assert (len(values(database)), keys(database)) == (1, set())
    waiting = {row["subject"]: row["waiting"] for row in seen(database, "receipt")}
    assert waiting == {"transfers": 0, "pledge": 3}


@pytest.mark.parametrize("lacking", ["登记金额（万元）", "登记号"])
def test_a_correction_that_lacks_a_column_takes_no_deal_back(
    database: Database, tmp_path: Path, lacking: str
) -> None:
    sent(database, tmp_path, without())
    draft = without(lacking)
    draft.cover["填报日期"] = date(2024, 10, 9)
    sent(database, tmp_path, draft, "b.xlsx")
    assert keys(database) == {"Y1", "Y2", "Y3"}


def test_an_empty_table_that_lacks_a_column_does_not_say_that_nothing_happened(
    database: Database, tmp_path: Path
) -> None:
    result = sent(database, tmp_path, ledger(headers(PLEDGE)[:-6], []))
    assert (result.rows.returned, [issue.code for issue in result.issues]) == (1, ["load.columns_lacking"])


def test_columns_of_the_senders_own_are_left_out_with_one_remark(database: Database, tmp_path: Path) -> None:
    noted, phones, blank = ["甲", "", ""], [PHONE, "", ""], ["乙", "", ""]
    own = (("备注", noted), ("联系人电话", phones), ("续建投资（万元）", [1, 2, 3]), ("", blank))
    result = sent(database, tmp_path, beside(*own))
    (issue,) = [issue for issue in result.issues if issue.code == "seen.aside"]
    assert (issue.outcome, issue.row_no) == ("noted", 0)
    assert set(str(issue.fields["columns"]).split("、")) == {"备注", "联系人电话", "续建投资(万元)", "O"}
    assert (result.rows.passed, keys(database)) == (4, {"Y1", "Y2", "Y3"})
    assert PHONE not in str(dump(database)) and "续建" not in str(dump(database)["ledger_entry"])


def test_a_second_column_of_one_name_is_one_question(database: Database, tmp_path: Path) -> None:
    result = sent(database, tmp_path, beside(("登记金额（万元）", [7, 8, 9])))
    assert [(issue.code, issue.rows) for issue in result.issues] == [("load.columns_twice", 3)]
    assert keys(database) == set()


def test_a_second_column_of_the_same_meaning_is_left_out_beside_the_forms_own(
    database: Database, tmp_path: Path
) -> None:
    result = sent(database, tmp_path, beside(("出质企业名称", ["丙", "丁", "戊"])))
    assert [issue.fields["columns"] for issue in result.issues if issue.code == "seen.aside"] == ["出质企业名称"]
    assert {row["title"] for row in seen(database, "ledger_entry")} == {"示例科技有限公司"}


def test_of_two_columns_of_one_meaning_none_is_taken(database: Database, tmp_path: Path) -> None:
    names = ["出质企业" if name == "出质人" else name for name in headers(PLEDGE)]
    result = sent(database, tmp_path, ledger([*names, "借款企业"], [[*row, "丙公司"] for row in DEALS]))
    assert [(issue.code, issue.fields["columns"]) for issue in result.issues] == [("load.columns_twice", "出质人")]


@pytest.mark.parametrize("name", ["通讯录", "说明", "目录", "汇总"])
def test_a_sheet_of_no_table_is_named_and_the_rest_is_loaded(database: Database, tmp_path: Path, name: str) -> None:
    draft = good()
    draft.sheets[name] = [["单位", "姓名", "手机"], ["东县局", "张三", PHONE], ["合计", 2, 3]]
    result = sent(database, tmp_path, draft)
    (issue,) = result.issues
    assert (issue.sheet, issue.outcome, issue.code) == (name, "noted", "seen.stray_sheet")
    assert result.rows.passed == 1 and len(values(database)) == 1
    assert PHONE not in str(dump(database))


def test_a_table_of_another_unit_is_asked_about_and_an_empty_one_is_not(database: Database, tmp_path: Path) -> None:
    result = sent(database, tmp_path, good().add("marks", ["2024Q3", "东县", 1, 2]).add("output"))
    assert [(issue.sheet, issue.outcome) for issue in result.issues] == [("商标与主体", "returned"), ("产值", "noted")]
    assert (result.rows.passed, result.rows.returned) == (1, 1)
    assert {key[0] for key in values(database)} == {"transfers"}


def test_a_sheet_that_sums_up_is_no_table_and_one_with_numbers_is_asked_about(
    database: Database, tmp_path: Path
) -> None:
    twin = PLEDGE.model_copy(update={"id": "twin", "code": "L11", "sheet": "另一台账"})
    two = CATALOGUE.model_copy(update={"ledgers": (PLEDGE, twin)})
    draft = Draft(two, "east", "2024Q3").add("transfers", JULY)
    draft.sheet("汇总", ["县区", "登记金额（万元）", "专利件数"], [["东县", 600, 3]])
    draft.sheet("Sheet1", headers(PLEDGE), DEALS)
    (result,) = load(database, {two.plan.id: two}, [draft.save(tmp_path / "a.xlsx")])
    told = {issue.sheet: (issue.outcome, issue.code) for issue in result.issues}
    assert told == {"汇总": ("noted", "seen.stray_sheet"), "Sheet1": ("returned", "load.sheet_unclear")}
    assert (len(values(database)), keys(database)) == (1, set())


def test_a_county_without_a_zone_need_not_say_so(database: Database, tmp_path: Path) -> None:
    kept = [at for at, name in enumerate(headers(PLEDGE)) if name != "开发区"]
    plain = CATALOGUE.model_copy(update={"regions": CATALOGUE.regions[:3]})
    draft = Draft(plain, "east", "2024Q3")
    draft.sheet(PLEDGES, [headers(PLEDGE)[at] for at in kept], [[row[at] for at in kept] for row in DEALS])
    (result,) = load(database, {plain.plan.id: plain}, [draft.save(tmp_path / "a.xlsx")])
    assert (result.issues, result.rows.passed) == ((), 3)
