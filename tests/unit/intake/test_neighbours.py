"""Entries among others: providers in their register, agreements that overlap, transfers in a burst, codes of a firm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dashboard.intake import LoadResult, load
from dashboard.intake.confirming import HeldRow, Word, confirm
from dashboard.intake.neighbours import KINDS
from dashboard.intake.rule_checks import CHECKS
from dashboard.reporting import Database
from dashboard.wording import LANGUAGES
from tests.unit.intake.drafting import Draft
from tests.unit.intake.looking import seen
from tests.unit.intake.test_ledger_rules import CATALOGUE, FIRM, PROVIDER, RIGHT

PLAN, COUNTY, OTHER = CATALOGUE.plan.id, "scjg-411525", "scjg-411522"
PLANS = {PLAN: CATALOGUE}
THIRD = "91411502DEM000500L"  # a code of neither
Row = Mapping[str, object]
Sheets = Mapping[str, tuple[Row, ...]]


class Desk:
    """Whoever sends workbooks by ledger: each row is the ordinary entry of its ledger but for what it names."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder, self.sent = database, folder, 0

    def send(self, sheets: Sheets, sender: str = COUNTY, period: str = "2024Q3") -> LoadResult:
        self.sent += 1
        draft = Draft(CATALOGUE, sender, period)
        for ledger, rows in sheets.items():
            names = [column.name for found in CATALOGUE.ledgers if found.id == ledger for column in found.columns]
            draft.add(ledger, *([{**RIGHT[ledger], **row}.get(name) for name in names] for row in rows))
        (result,) = load(self.database, PLANS, [draft.save(self.folder / f"{self.sent}.xlsx")],
                         originals=self.folder / "originals")  # fmt: skip
        assert all("{" not in issue.sentence(lang) for issue in result.issues for lang in LANGUAGES)
        return result


@pytest.fixture
def desk(store: Database, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path)


def told(result: LoadResult) -> list[tuple[int, str, str]]:
    return [(issue.row_no, issue.code, issue.outcome) for issue in result.issues]


AGENCY = {"uscc": PROVIDER, "agency": "中原知产代理"}


@pytest.mark.parametrize(("sheets", "noted"), [
    ({"custody": ({},)}, False),  # nobody has reported the register yet
    ({"custody": ({},), "agencies": (AGENCY,)}, False),
    ({"custody": ({"provider_uscc": None},), "agencies": ({},)}, False),
    ({"custody": ({},), "agencies": ({},)}, True),
])  # fmt: skip
def test_a_provider_stands_in_the_register_that_comes_with_it(sheets: Sheets, noted: bool, desk: Desk) -> None:
    found = desk.send(sheets)
    assert told(found) == ([(4, "rule.listed", "noted")] if noted else [])
    assert found.added == sum(map(len, sheets.values()))
    assert not noted or all(part in found.issues[0].sentence("zh") for part in (PROVIDER, "知识产权服务机构台账"))


@pytest.mark.parametrize(("agency", "noted"), [(AGENCY, False), ({}, True)])
def test_a_provider_stands_in_the_register_that_another_unit_reported(agency: Row, noted: bool, desk: Desk) -> None:
    desk.send({"agencies": (agency,)}, sender=OTHER)
    assert bool(told(desk.send({"custody": ({},)}))) == noted


ONCE = {"signed_on": date(2023, 3, 5), "started_on": date(2023, 3, 5), "ends_on": date(2024, 9, 1)}
AGAIN = {"agreement_no": "TG-2", "provider": "信阳弘知代理", "provider_uscc": None, "signed_on": date(2024, 8, 1),
         "started_on": date(2024, 8, 31)}  # fmt: skip


@pytest.mark.parametrize(("change", "noted"), [
    ({}, True), ({"started_on": date(2024, 9, 1)}, False), ({"started_on": date(2024, 9, 2)}, False),
    ({"uscc": THIRD, "sme": "信阳云帆科技有限公司"}, False),
])  # fmt: skip
@pytest.mark.parametrize("stored", [False, True])
def test_agreements_of_one_firm_that_overlap_are_told_and_count(
    change: Row, noted: bool, stored: bool, desk: Desk
) -> None:
    again = {**AGAIN, **change}
    if stored:
        desk.send({"custody": (ONCE,)}, sender=OTHER, period="2024Q2")
        found = desk.send({"custody": (again,)})
    else:
        found = desk.send({"custody": (ONCE, again)})
    code = "rule.apart_stored" if stored else "rule.apart"
    assert told(found) == ([(4 if stored else 5, code, "noted")] if noted else [])
    assert found.added == 2 - stored


def test_an_agreement_that_is_reported_again_overlaps_nothing(desk: Desk) -> None:
    desk.send({"custody": (ONCE,)}, period="2024Q2")
    assert told(desk.send({"custody": (ONCE,)})) == []


def transfers(count: int, first: int = 0, **change: object) -> tuple[Row, ...]:
    """Return transfers of different patents between the same two in July."""
    return tuple({"patent_no": _patent(number), "effective_on": date(2024, 7, 1 + number % 28), **change}
                 for number in range(first, first + count))  # fmt: skip


def _patent(number: int) -> str:
    digits = f"20191{number:07d}"
    check = sum(int(digit) * weight for digit, weight in zip(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True))
    return f"ZL{digits}.{'0123456789X'[check % 11]}"


@pytest.mark.parametrize(("rows", "held"), [
    (transfers(30), 0), (transfers(31), 31), ((*transfers(30), *transfers(1, 30, to_org="信阳云帆科技有限公司")), 0),
    ((*transfers(30), *transfers(1, 30, effective_on=date(2024, 6, 30))), 0),
    ((*transfers(30), *transfers(1, 30, event_kind="独占许可")), 0),
])  # fmt: skip
def test_more_than_thirty_transfers_of_the_same_two_in_a_month_are_asked_about(
    rows: tuple[Row, ...], held: int, desk: Desk
) -> None:
    found = desk.send({"transfer_records": rows}, sender="org_scjg")
    assert (found.rows.held, found.added) == (held, len(rows) - held)
    assert {issue.code for issue in found.issues} == ({"rule.few"} if held else set())


def test_one_answer_stands_for_the_whole_burst(desk: Desk) -> None:
    desk.send({"transfer_records": transfers(20)}, sender="org_scjg", period="2024Q3")
    sheets = {"transfer_records": transfers(15, 10)}  # ten of them again
    found = desk.send(sheets, sender="org_scjg", period="2024Q4")
    assert found.rows.held == 0
    found = desk.send({"transfer_records": transfers(15, 20)}, sender="org_scjg", period="2024Q4")
    assert (found.rows.held, "35条" in found.issues[0].sentence("zh")) == (15, True)
    row = HeldRow(PLAN, "org_scjg", "2024Q4", "转让许可明细", 9)
    done = confirm(desk.database, PLANS, row, Word("整体转让，已核对", "审核人", date(2025, 1, 20)),
                   desk.folder / "originals")  # fmt: skip
    assert (done.rows.held, len(seen(desk.database, "ledger_entry"))) == (0, 35)


DEAL = {"registration_no": "Y2024980000009", "contract_no": "质9", "registered_amount": 90, "loan_amount": 90,
        "credit_amount": 90, "registered_on": date(2024, 8, 9), "lent_on": date(2024, 8, 20)}  # fmt: skip


@pytest.mark.parametrize(("change", "held"), [
    ({"uscc": THIRD}, True), ({"uscc": FIRM}, False), ({}, False),
    ({"uscc": THIRD, "pledgor": "信阳云帆科技有限公司"}, False),
])  # fmt: skip
@pytest.mark.parametrize("sender", [COUNTY, OTHER])
def test_a_firm_that_is_in_force_under_another_credit_code_is_asked_about(
    change: Row, held: bool, sender: str, desk: Desk
) -> None:
    desk.send({"pledge": ({"uscc": FIRM, "region": None},)}, sender=sender, period="2024Q3")
    found = desk.send({"pledge": ({**DEAL, "region": None, **change},)}, period="2024Q4")
    assert told(found) == ([(4, "double.codes_stored", "held")] if held else [])
    if held:
        assert FIRM in found.issues[0].sentence("zh") and found.issues[0].column == "统一社会信用代码"


def test_every_rule_of_the_plan_is_checked_somewhere() -> None:
    rules = [rule for ledger in CATALOGUE.ledgers for rule in ledger.rules]
    assert [rule.kind for rule in rules if rule.kind not in CHECKS and not isinstance(rule, KINDS)] == []


def test_a_firm_under_two_credit_codes_on_two_sheets_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    draft = Draft(CATALOGUE, COUNTY, "2024Q3")
    columns = next(found.columns for found in CATALOGUE.ledgers if found.id == "pledge")
    rows = ({"uscc": FIRM}, {**DEAL, "uscc": THIRD})
    for sheet, row in zip(("质押融资", "质押融资续表"), rows, strict=True):
        told_of = {**RIGHT["pledge"], **row}
        draft.sheet(sheet, [column.header for column in columns], [[told_of.get(column.name) for column in columns]])
    (result,) = load(desk.database, PLANS, [draft.save(tmp_path / "two.xlsx")])
    assert {(issue.sheet, issue.code) for issue in result.issues} == {
        ("质押融资", "double.codes"), ("质押融资续表", "double.codes"),
    }  # fmt: skip
