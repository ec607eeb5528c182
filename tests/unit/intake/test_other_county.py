"""A sheet that names another county than its sender's: its rows wait for one answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.intake import LoadResult, load
from dashboard.intake.place_names import places_in
from dashboard.plan.loader import load_catalogues
from dashboard.plan.lookup import counties
from dashboard.reporting import Database
from tests.conftest import ROOT
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import seen, values
from tests.unit.intake.refusing import CATALOGUES, one_sentence

COUNTIES = counties(load_catalogues(ROOT / "data" / "plan")["xinyang-2022"])


def sent(database: Database, tmp_path: Path, sender: str, title: str, above: str = "") -> LoadResult:
    county = "东县" if sender != "west" else "西县"
    draft = Draft(CATALOGUE, sender, "2024Q3").add("pledge", pledge(county=county), pledge(registration_no="Y2"))
    draft.sheets["质押台账"][0], draft.sheets["质押台账"][1] = [title], [above]
    if sender in ("east", "west"):
        draft.add("transfers", ["2024-07", "转让", 3])
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    return result


@pytest.mark.parametrize(("title", "above"), [
    ("西县2024年三季度质押台账", ""),
    ("试验市西县质押台账", ""),
    ("质押台账", "填报单位：西县市场监督管理局"),
    ("质押台账", "县区：西县"),
])  # fmt: skip
def test_rows_under_another_countys_title_wait_and_the_other_sheets_go_through(
    database: Database, tmp_path: Path, title: str, above: str
) -> None:
    result = sent(database, tmp_path, "east", title, above)
    assert (seen(database, "ledger_entry"), len(values(database))) == ([], 1)
    (issue,) = [issue for issue in result.issues if issue.row_no == 0]
    assert (issue.code, issue.outcome, issue.rows) == ("load.other_county", "held", 2)
    assert "西县" in issue.sentence("zh") and one_sentence(issue.sentence("zh"), "。")
    assert (result.rows.passed, result.rows.held) == (1, 2)
    assert {row["subject"]: row["waiting"] for row in seen(database, "receipt")} == {"pledge": 2, "transfers": 0}


@pytest.mark.parametrize(("sender", "title"), [
    ("east", "东县2024年三季度质押台账"),
    ("east", "东县、西县联合质押台账"),
    ("east", "质押台账"),
    ("bank-01", "西县质押台账"),
    ("zone-twin", "西县质押台账"),
])  # fmt: skip
def test_a_title_that_fits_its_sender_asks_nothing(
    database: Database, tmp_path: Path, sender: str, title: str
) -> None:
    result = sent(database, tmp_path, sender, title)
    assert [issue.code for issue in result.issues if issue.row_no == 0] == []
    assert len(seen(database, "ledger_entry")) == 2


@pytest.mark.parametrize(("text", "names"), [
    ("固始县2024年三季度专利权质押台账", {"固始县"}),
    ("信阳市商城县", {"商城县"}),
    ("（附件2）2024年息县质押", {"息县"}),
    ("创新县域经济专利导航", set()),
    ("信息县级平台", set()),
    ("固始", {"固始县"}),
    ("固始农商行质押台账", set()),
    ("新县、息县", {"新县", "息县"}),
])  # fmt: skip
def test_a_county_is_named_by_words_of_its_own(text: str, names: set[str]) -> None:
    assert {place.name for place in COUNTIES if place.code in places_in(text, COUNTIES)} == names
