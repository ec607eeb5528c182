"""The validations of the ledgers, each by an entry that breaks one of them, through the reading of a whole workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dashboard.intake.submission import Submission, read_submission
from dashboard.intake.vocabulary import Vocabulary, vocabulary
from dashboard.plan import load_catalogue
from dashboard.settings import ROOT
from dashboard.wording import LANGUAGES
from tests.unit.intake.drafting import Draft

CATALOGUE = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
FIRM, PROVIDER = "91411502DEM000014M", "91411502DEM000313K"
PATENT = "ZL201910380558.X"
Row = Mapping[str, object]

RIGHT: dict[str, Row] = {
    "navigation": {
        "project_no": "DH-1", "name": "光电产业规划类专利导航", "nav_kind": "产业规划", "applied_on": date(2023, 3, 1),
        "approved_on": date(2023, 5, 1), "started_on": date(2023, 5, 10), "midterm_on": date(2023, 11, 1),
        "accepted_on": date(2024, 4, 1), "accept_doc": "验1号", "published_on": date(2024, 5, 1), "budget": 60,
        "fiscal": 40,
    },
    "centers": {
        "name": "光电产业知识产权运营中心", "approve_doc": "批1号", "approved_on": date(2023, 5, 1),
        "plaque_on": date(2023, 9, 1), "plan_on": date(2023, 9, 1), "database": "光电库",
    },
    "custody": {
        "agreement_no": "TG-1", "sme": "固始润禾农机有限公司", "uscc": FIRM, "firm_size": "小",
        "provider": "中原知产代理",
        "provider_uscc": PROVIDER, "signed_on": date(2024, 3, 1), "started_on": date(2024, 3, 5),
        "ends_on": date(2026, 3, 4),
    },
    "products": {
        "firm": "固始润禾农机有限公司", "uscc": FIRM, "product": "自走式采茶机", "patents": PATENT,
        "filing_no": "BA2023-1",
        "applied_on": date(2023, 9, 1), "filed_on": date(2023, 9, 20), "round_year": 2023,
        "publicity_on": date(2023, 12, 1), "recognised_on": date(2024, 2, 1), "certificate_no": "RD2023-1",
    },
    "conversions": {
        "contract_no": "ZH-1", "sme": "固始润禾农机有限公司", "uscc": FIRM, "firm_size": "小",
        "university": "河南农业大学",
        "route": "普通许可", "patents": PATENT, "signed_on": date(2024, 3, 1), "filed_on": date(2024, 4, 1),
        "price": 20, "paid": 10, "first_paid_on": date(2024, 5, 1), "implemented_on": date(2024, 6, 1),
        "success_on": date(2024, 5, 1),
    },
    "brands": {
        "brand": "固始鹅块", "mark_kind": "集体商标", "registration_no": "60259991", "registrant": "固始县餐饮协会",
        "applied_on": date(2022, 3, 1), "accepted_on": date(2022, 4, 1), "preliminary_on": date(2022, 10, 1),
        "registered_on": date(2023, 1, 14), "valid_to": date(2033, 1, 13),
    },
    "pledge": {
        "registration_no": "Y2024980000001", "pledgor": "固始润禾农机有限公司", "region": "固始县",
        "pledgee": "固始农商银行", "contracted_on": date(2024, 7, 1), "registered_on": date(2024, 7, 10),
        "registered_amount": 500, "credit_amount": 600, "loan_amount": 500, "lent_on": date(2024, 7, 20), "rate": 4.35,
        "term": 12, "right_count": 3,
    },
    "industries": {
        "name": "固始柳编产业", "nominated_on": date(2022, 6, 1), "publicity_on": date(2023, 6, 1),
        "designated_on": date(2023, 7, 1), "criteria_doc": "标1号", "designated_by": "市政府",
        "designation_doc": "认1号",
    },
    "contracts": {
        "registration_no": "2024411500000001", "name": "农机图像识别技术开发合同", "seller": "河南农业大学",
        "buyer": "固始润禾农机有限公司", "signed_on": date(2024, 6, 1), "registered_on": date(2024, 7, 1), "amount": 80,
        "technology_amount": 60,
    },
    "funds": {
        "year": 2024, "mode": "财政补助", "project": "托管补助", "recipient": "固始县市场监管局", "basis_doc": "财1号",
        "budget": 100, "approved": 90, "allocated": 80, "used": 60, "returned": 5, "balance": 15,
    },
    "transfer_records": {
        "patent_no": PATENT, "event_kind": "专利权转让", "from_org": "河南农业大学", "to_org": "固始润禾农机有限公司",
        "contracted_on": date(2024, 6, 1), "effective_on": date(2024, 7, 1), "announced_on": date(2024, 8, 1),
        "gazette_code": "TR01",
    },
    "inspections": {
        "campaign": "蓝天", "plan_no": "1", "object": "某代理机构", "drawn_on": date(2024, 7, 1), "inspectors": 2,
        "inspected_on": date(2024, 7, 5), "published_on": date(2024, 7, 20),
    },
    "agencies": {
        "agency": "固始知产代理有限公司", "uscc": FIRM, "kind": "代理", "licence_no": "41001",
        "entered_on": date(2023, 1, 1),
    },
}  # fmt: skip
SENDERS = {"contracts": "org_kj", "funds": "org_cz", "transfer_records": "org_scjg"}

HELD: list[tuple[str, Row, str]] = [
    ("navigation", {"approved_on": date(2023, 2, 1)}, "approved_on"),
    ("navigation", {"midterm_on": date(2024, 4, 2)}, "accepted_on"),
    ("navigation", {"fiscal": 70}, "fiscal"),
    ("navigation", {"nav_kind": "区域规划"}, "zone"),
    ("navigation", {"name": "润禾农机微导航"}, "name"),
    ("navigation", {"accept_result": "不通过", "report": "报告", "opinion_doc": "意见"}, "accepted_on"),
    ("navigation", {"accept_result": "通过", "report": "报告"}, "opinion_doc"),
    ("navigation", {"accept_doc": None}, "accept_doc"),
    ("centers", {"plaque_on": date(2023, 4, 1)}, "plaque_on"),
    ("centers", {"name": "固始技术与创新支持中心（TISC）"}, "name"),
    ("custody", {"ends_on": date(2024, 3, 4)}, "ends_on"),
    ("custody", {"ends_on": date(2024, 3, 5)}, "ends_on"),
    ("custody", {"provider_uscc": FIRM}, "provider_uscc"),
    ("products", {"applied_on": date(2023, 10, 1), "filed_on": date(2023, 10, 20)}, "applied_on"),
    ("products", {"patents": None}, "patents"),
    ("products", {"applied_on": date(2022, 9, 1), "filed_on": date(2022, 9, 20), "publicity_on": None,
                  "recognised_on": date(2022, 12, 1), "round_year": 2023}, "recognised_on"),
    ("products", {"certificate_no": "备案证明2023-1"}, "certificate_no"),
    ("products", {"certificate_no": "BA2023-1"}, "certificate_no"),
    ("products", {"publicity_on": date(2024, 3, 1)}, "recognised_on"),
    ("conversions", {"filed_on": None}, "filed_on"),
    ("conversions", {"first_paid_on": None, "implemented_on": None}, "first_paid_on"),
    ("conversions", {"success_on": date(2024, 6, 1)}, "success_on"),
    ("conversions", {"contract_no": "产学研合作协议书"}, "contract_no"),
    ("conversions", {"university": "张某（个人）"}, "university"),
    ("conversions", {"paid": 30}, "paid"),
    ("brands", {"valid_to": date(2032, 1, 13)}, "valid_to"),
    ("brands", {"registration_no": "注册中"}, "registration_no"),
    ("brands", {"mark_kind": None}, "mark_kind"),
    ("brands", {"registrant": "固始县鹅块餐饮有限公司"}, "registrant"),
    ("brands", {"brand": "润禾（驰名商标）"}, "brand"),
    ("pledge", {"contracted_on": date(2024, 7, 11)}, "registered_on"),
    ("pledge", {"registered_on": date(2024, 9, 30), "lent_on": date(2024, 7, 1)}, "lent_on"),
    ("pledge", {"loan_amount": 650, "registered_amount": 700}, "loan_amount"),
    ("pledge", {"registered_amount": None}, "registered_amount"),
    ("pledge", {"rate": 43.5}, "rate"),
    ("pledge", {"term": 150}, "term"),
    ("pledge", {"right_count": 0}, "right_count"),
    ("pledge", {"released_on": date(2024, 7, 9)}, "released_on"),
    ("industries", {"designated_on": date(2023, 5, 1)}, "designated_on"),
    ("industries", {"criteria_doc": None}, "criteria_doc"),
    ("contracts", {"technology_amount": 90}, "technology_amount"),
    ("contracts", {"signed_on": date(2024, 7, 2)}, "registered_on"),
    ("contracts", {"seller": "固始润禾农机有限公司"}, "buyer"),
    ("funds", {"equity_pct": 20}, "equity_pct"),
    ("funds", {"balance": 20}, "balance"),
    ("transfer_records", {"to_org": "河南农业大学"}, "to_org"),
    ("transfer_records", {"patent_no": "ZL201910777777.9"}, "patent_no"),
    ("transfer_records", {"gazette_code": "CP01"}, "gazette_code"),
    ("inspections", {"inspectors": 1}, "inspectors"),
    ("inspections", {"drawn_on": date(2024, 7, 6)}, "inspected_on"),
    ("agencies", {"licence_no": None}, "licence_no"),
]  # fmt: skip
NOTED: list[tuple[str, Row, str]] = [
    ("custody", {"firm_size": "大"}, "firm_size"),
    ("centers", {"database": None}, "database"),
    ("conversions", {"filed_on": date(2024, 7, 1), "success_on": date(2024, 7, 1)}, "filed_on"),
    ("conversions", {"route": "开放许可"}, "statement_no"),
    ("funds", {"used": 85, "balance": None}, "used"),
    ("inspections", {"published_on": date(2024, 9, 1)}, "published_on"),
]  # fmt: skip


@pytest.fixture(scope="module")
def words() -> dict[str, Vocabulary]:
    return {CATALOGUE.plan.id: vocabulary(CATALOGUE)}


def read(ledger: str, row: Row, folder: Path, words: dict[str, Vocabulary], leave_out: str = "") -> Submission:
    """Read one entry as its sender would send it, without the column ``leave_out``."""
    columns = next(found.columns for found in CATALOGUE.ledgers if found.id == ledger)
    assert not set(row) - {column.name for column in columns}
    names = [column.name for column in columns]
    draft = Draft(CATALOGUE, SENDERS.get(ledger, "scjg-411525"), "2024Q3")
    draft.add(ledger, [row.get(name) for name in names])
    if leave_out:
        for line in next(iter(draft.sheets.values()))[2:]:
            del line[names.index(leave_out)]
    return read_submission(draft.save(folder / "a.xlsx"), words)


def header(ledger: str, name: str) -> str:
    columns = next(found.columns for found in CATALOGUE.ledgers if found.id == ledger)
    return next(column.header for column in columns if column.name == name)


@pytest.mark.parametrize("ledger", RIGHT)
def test_an_entry_that_keeps_every_rule_passes(ledger: str, tmp_path: Path, words: dict[str, Vocabulary]) -> None:
    found = read(ledger, RIGHT[ledger], tmp_path, words)
    assert [issue.sentence("zh") for issue in found.issues] == []
    assert len(found.entries) == 1


@pytest.mark.parametrize(("ledger", "change", "column"), HELD)
def test_a_broken_rule_holds_the_entry(
    ledger: str, change: Row, column: str, tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    found = read(ledger, {**RIGHT[ledger], **change}, tmp_path, words)
    asked = {issue.column for issue in found.issues if issue.outcome == "held"}
    assert (asked, len(found.entries)) == ({header(ledger, column)}, 0)
    for issue in found.issues:
        assert issue.sentence("zh").endswith("。") and "；" in issue.sentence("zh")
        assert all("{" not in issue.sentence(lang) for lang in LANGUAGES)


@pytest.mark.parametrize(("ledger", "change", "column"), NOTED)
def test_what_only_needs_saying_is_noted_and_counts(
    ledger: str, change: Row, column: str, tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    found = read(ledger, {**RIGHT[ledger], **change}, tmp_path, words)
    assert {(issue.column, issue.outcome) for issue in found.issues} == {(header(ledger, column), "noted")}
    assert len(found.entries) == 1


def test_an_older_form_is_not_asked_for_a_column_it_does_not_have(
    tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    row = {**RIGHT["navigation"], "accept_doc": None}
    assert len(read("navigation", row, tmp_path, words, leave_out="accept_doc").entries) == 1


@pytest.mark.parametrize(("ledger", "change", "outcome"), [
    ("custody", {"signed_on": date(2024, 11, 1), "started_on": date(2024, 11, 1)}, "returned"),
    ("custody", {"ends_on": date(2030, 1, 1)}, ""),  # a term may lie ahead
    ("navigation", {"published_on": date(2024, 10, 1)}, "returned"),
])  # fmt: skip
def test_only_a_planned_day_may_lie_after_the_report_period(
    ledger: str, change: Row, outcome: str, tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    found = read(ledger, {**RIGHT[ledger], **change}, tmp_path, words)
    assert {issue.outcome for issue in found.issues} == ({outcome} if outcome else set())


@pytest.mark.parametrize(("row", "held"), [
    (["2023", "固始县", 12, 10, 30], False), (["2023", "固始县", 12, 13, 30], True),
    (["2023", "固始县", 12, 10, 11], True), (["2023", "固始县", 790, 10, 800], True),
])  # fmt: skip
def test_output_of_users_is_part_of_the_industry_and_that_of_the_whole(
    row: list[object], held: bool, tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    draft = Draft(CATALOGUE, "org_nyncj", "2024Q3").add("gi_output", [*row, None])
    found = read_submission(draft.save(tmp_path / "a.xlsx"), words)
    assert {issue.outcome for issue in found.issues} == ({"held"} if held else set())
    assert bool(found.observations) != held
