"""Numbers with blanks inside, names with a phone in them, former names of zones."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.intake.clean_code import clean_code
from dashboard.intake.clean_region import clean_region
from dashboard.intake.habits import habits
from dashboard.intake.vocabulary import vocabulary
from dashboard.plan.loader import load_catalogues
from dashboard.reporting import Database
from tests.conftest import ROOT
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import dump, seen
from tests.unit.intake.refusing import CATALOGUES

WORDS = vocabulary(load_catalogues(ROOT / "data" / "plan")["xinyang-2022"])
MARK, PLEDGE = "[0-9]{6,8}[A-Z]?", "[YX][0-9]{4}98[0-9]+"


@pytest.mark.parametrize(("sent", "form", "value"), [
    ("4409 721", MARK, "4409721"),
    ("４４０９　７２１", MARK, "4409721"),
    ("44 097 211A", MARK, "44097211A"),
    ("４４０９７２１", MARK, "4409721"),
    ("44097211 44097212", MARK, "44097211 44097212"),
    ("4409 721 8", MARK, "44097218"),
    ("4409 721 88", MARK, "4409 721 88"),
    ("Y2024 9800 00001", PLEDGE, "Y2024980000001"),
    ("Y2024980000001 2", PLEDGE, "Y2024980000001 2"),
    ("4409 721", "", "4409721"),
    ("440972 1", "", "440972 1"),
    ("2024 12", "", "2024 12"),
    ("豫知〔2024〕 12号", "", "豫知〔2024〕 12号"),
])  # fmt: skip
def test_blanks_leave_a_number_only_where_it_is_one(sent: str, form: str, value: str) -> None:
    found = clean_code(sent, form)
    assert found.value == value and found.outcome == ("ok" if sent == value else "repaired")


def test_one_registration_written_in_two_ways_is_one_deal(database: Database, tmp_path: Path) -> None:
    deals = (pledge(registration_no="4409 721"), pledge(registration_no="４４０９７２１"))
    draft = Draft(CATALOGUE, "east", "2024Q3").add("pledge", *deals)
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    assert [row["entry_key"] for row in seen(database, "ledger_entry")] == ["4409721"]
    assert result.rows.returned == 1


@pytest.mark.parametrize(("sent", "name"), [
    ("信阳毛尖茶业有限公司13812345678", "信阳毛尖茶业有限公司"),
    ("信阳毛尖茶业有限公司（13812345678）", "信阳毛尖茶业有限公司"),
    ("信阳毛尖茶业有限公司 电话：0376-6666777", "信阳毛尖茶业有限公司"),
    ("信阳毛尖茶业有限公司，联系电话13812345678", "信阳毛尖茶业有限公司"),
    ("13812345678信阳毛尖茶业有限公司", "信阳毛尖茶业有限公司"),
    ("信阳毛尖茶业有限公司张三13812345678", ""),
    ("信阳毛尖茶业有限公司 张三 13812345678", ""),
    ("张三 13812345678 信阳毛尖茶业有限公司", ""),
    ("13812345678", ""),
])  # fmt: skip
def test_a_phone_leaves_the_name_of_a_firm_or_the_row_is_held(
    database: Database, tmp_path: Path, sent: str, name: str
) -> None:
    draft = Draft(CATALOGUE, "east", "2024Q3").add("pledge", pledge(pledgor=sent))
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    assert [row["title"] for row in seen(database, "ledger_entry")] == ([name] if name else [])
    codes = {issue.code: issue.outcome for issue in result.issues}
    assert codes.get("clean.phone_removed" if name else "clean.phone_unclear") == ("repaired" if name else "held")
    stored = str(dump(database)["ledger_entry"])
    assert "1234" not in stored and "****" not in stored and "6666777" not in str(dump(database))


@pytest.mark.parametrize(("sent", "zone"), [
    ("明港产业集聚区", "Z08"),
    ("河南省信阳市明港产业集聚区", "Z08"),
    ("信阳工业城", "Z01"),
    ("潢川经济开发区", "Z07"),
    ("上天梯产业集聚区", "Z06"),
    ("驻马店产业集聚区", ""),
    ("南阳市高新区", ""),
    ("商丘经济开发区", ""),
    ("漯河经济技术开发区", ""),
])  # fmt: skip
def test_a_zone_is_known_by_its_former_name_and_never_by_that_of_another_city(sent: str, zone: str) -> None:
    found = clean_region(sent, WORDS.zones, WORDS.region_names, habits())
    assert (found.value, found.usable) == ((WORDS.region_names[zone], True) if zone else (sent, False))
