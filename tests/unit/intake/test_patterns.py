"""The twenty-four dirty-data patterns, each through the reading of a whole workbook, with the outcome of every row."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlwt
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.intake import load
from dashboard.intake.doubles import doubles
from dashboard.intake.mark import Mark
from dashboard.intake.submission import Submission, read_submission
from dashboard.intake.vocabulary import Vocabulary, vocabulary
from dashboard.plan import load_catalogue
from dashboard.reporting import Database
from dashboard.settings import ROOT
from dashboard.wording import LANGUAGES, Refused
from tests.unit.intake import test_clean, test_hostile, test_own_forms, test_reading, test_rows
from tests.unit.intake.drafting import Draft

CATALOGUE = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
LEDGERS = {ledger.id: ledger for ledger in CATALOGUE.ledgers}
DEAL: Mapping[str, object] = {
    "registration_no": "Y2024980000001", "pledgor": "固始润禾农机有限公司", "region": "固始县", "firm_size": "小",
    "pledgee": "信阳珠江村镇银行", "pledge_kind": "专利", "right_count": 2, "contract_no": "质2024-1",
    "contracted_on": date(2024, 8, 1), "registered_on": date(2024, 8, 15), "registered_amount": 600,
    "credit_amount": 700, "loan_amount": 600, "lent_on": date(2024, 8, 20), "renewal": "否",
}  # fmt: skip
OTHERS: tuple[Mapping[str, object], ...] = (
    {"registration_no": "Y2024980000002", "pledgor": "固始县丰茂食品有限公司", "contract_no": "质2024-2",
     "registered_amount": 350, "credit_amount": 400, "loan_amount": 350, "pledgee": "固始农商银行"},
    {"registration_no": "Y2024980000003", "pledgor": "河南蓼城机械股份有限公司", "contract_no": "质2024-3",
     "registered_amount": 1250.5, "credit_amount": 1300, "loan_amount": 1200, "pledgee": "中原银行信阳分行"},
)  # fmt: skip


@pytest.fixture(scope="module")
def words() -> dict[str, Vocabulary]:
    return {CATALOGUE.plan.id: vocabulary(CATALOGUE)}


class Sent:
    """A county's workbook with the pledge ledger; row 4 is the first row of data."""

    def __init__(self, path: Path, words: dict[str, Vocabulary], sender: str = "scjg-411525") -> None:
        self.path, self.words = path / "a.xlsx", words
        self.draft = Draft(CATALOGUE, sender, "2024Q3")

    def deals(self, *changes: Mapping[str, object]) -> Sent:
        """Three ordinary deals, those named in ``changes`` different."""
        base = [DEAL, *({**DEAL, **other} for other in OTHERS)]
        told = (*changes, *({} for _ in base))[: len(base)]
        return self.rows("pledge", *({**deal, **change} for deal, change in zip(base, told, strict=True)))

    def rows(self, ledger: str, *rows: Mapping[str, object]) -> Sent:
        """A ledger with rows by column name."""
        columns = [column.name for column in LEDGERS[ledger].columns]
        assert not {name for row in rows for name in row} - set(columns)
        self.draft.add(ledger, *([row.get(name) for name in columns] for row in rows))
        return self

    def read(self, change: Callable[[Worksheet], None] | None = None) -> Submission:
        """Read the workbook after ``change`` has worked on its last sheet."""
        self.draft.save(self.path)
        if change is not None:
            book = load_workbook(self.path)
            change(book.worksheets[-1])
            book.save(self.path)
        return read_submission(self.path, self.words)


@pytest.fixture
def sent(tmp_path: Path, words: dict[str, Vocabulary]) -> Sent:
    return Sent(tmp_path, words)


def outcomes(found: Submission) -> dict[int, str]:
    """Return the gravest outcome of every row that is asked about or noted; every sentence must exist."""
    grades = ("noted", "repaired", "held", "returned")
    worst: dict[int, str] = {}
    for issue in found.issues:
        assert all(issue.sentence(lang) for lang in LANGUAGES)
        worst[issue.row_no] = max(worst.get(issue.row_no, "noted"), issue.outcome, key=grades.index)
    stated = {row.row_no for row in found.rows}
    assert not stated & {row for row, outcome in worst.items() if outcome in ("held", "returned")}
    return dict(sorted(worst.items()))


def codes(found: Submission) -> set[str]:
    return {issue.code for issue in found.issues}


def column(name: str, ledger: str = "pledge") -> int:
    """Return the number of a column on the sheet of a ledger."""
    return [found.name for found in LEDGERS[ledger].columns].index(name) + 1


def amounts(found: Submission) -> list[int]:
    """Return the registered amounts in 万元 of the rows that count, in the order of the sheet."""
    return [int(json.loads(entry.attributes)["registered_amount"]) // 10**6 for entry in found.entries]


def test_ordinary_deals_pass(sent: Sent) -> None:
    found = sent.deals().read()
    assert (outcomes(found), len(found.entries)) == ({}, 3)


def add_total(page: Worksheet, figures: Mapping[str, object], label: str = "合计", row: int = 0) -> None:
    """Write a total row, below the table or into it."""
    row = row or page.max_row + 1
    if row <= page.max_row:
        page.insert_rows(row)
    page.cell(row, 1, label)
    for name, figure in figures.items():
        page.cell(row, column(name), figure)


@pytest.mark.parametrize(("figures", "label", "row", "expected"), [
    ({"registered_amount": 2200.5, "loan_amount": 2150}, "合计", 0, {}),
    ({"registered_amount": 2200.5}, "全市合计", 4, {}),
    ({"registered_amount": 2201}, "合 计", 0, {}),  # rounded as it states itself
    ({"registered_amount": 2200.6}, "总计", 0, {7: "held"}),
    ({"registered_amount": 2300.5, "loan_amount": 2150}, "合计", 0, {7: "held"}),
    ({"loan_amount": "2,150万元"}, "合计", 0, {}),
    ({"loan_amount": 5400}, "合计", 0, {6: "held", 7: "held"}),  # as if the second loan had been 3600: see below
])  # fmt: skip
def test_d03_totals_are_held_against_their_rows(
    sent: Sent, figures: Mapping[str, object], label: str, row: int, expected: dict[int, str]
) -> None:
    changes = ({}, {"loan_amount": 350}, {"loan_amount": 1200})
    if figures == {"loan_amount": 5400}:
        changes, expected = ({}, {"loan_amount": 400, "credit_amount": 4000}, {}), {5: "held", 7: "held"}
        figures = {"loan_amount": 600 + 4000 + 1200}
    found = sent.deals(*changes).read(lambda page: add_total(page, figures, label, row))
    assert outcomes(found) == expected
    assert len(found.entries) == 3 - sum(line < 7 for line in expected)
    assert found.row_count == 3 + (7 in expected)


def test_d03_subtotals_of_blocks(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        add_total(page, {"registered_amount": 950}, "小计", 6)
        add_total(page, {"registered_amount": 1250.5}, "小计")
        add_total(page, {"registered_amount": 2200.5}, "总计")

    assert outcomes(sent.deals().read(write)) == {}


def test_d03_a_wrong_subtotal_is_asked_about_though_the_grand_total_is_right(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        add_total(page, {"registered_amount": 960}, "小计", 6)
        add_total(page, {"registered_amount": 1250.5}, "小计")
        add_total(page, {"registered_amount": 2200.5}, "总计")

    found = sent.deals().read(write)
    assert outcomes(found) == {6: "held"}
    (issue,) = found.issues
    assert "960" in issue.sentence("zh") and "950" in issue.sentence("zh")


def test_d05_a_single_amount_out_of_all_proportion(sent: Sent) -> None:
    found = sent.deals({"registered_amount": 25000}, {"registered_amount": 2}).read()
    assert outcomes(found) == {4: "held", 5: "held"}


@pytest.mark.parametrize(("stated", "factor", "meant"), [
    ("亿元", 1, "万元"), ("万元", 10_000, "元"), ("元", 1, "万元"),
])  # fmt: skip
def test_d05_a_whole_column_in_another_unit_names_it(sent: Sent, stated: str, factor: int, meant: str) -> None:
    def write(page: Worksheet) -> None:
        page.cell(3, column("registered_amount"), f"登记金额（{stated}）")
        for row in (4, 5, 6):
            page.cell(row, column("registered_amount")).value *= factor

    found = sent.deals().read(write)
    assert outcomes(found) == {4: "held", 5: "held", 6: "held"}
    told = [issue.sentence("zh") for issue in found.issues if issue.outcome == "held"]
    assert all(stated in sentence and f"改为{meant}" in sentence for sentence in told)


def test_d20_a_broken_formula_is_no_empty_cell(sent: Sent) -> None:
    sent.deals({"loan_amount": "#REF!"}).draft.save(sent.path)
    book = load_workbook(sent.path)
    cell = book.worksheets[-1].cell(4, column("loan_amount"))
    assert cell.data_type == "e"
    book.save(sent.path)
    found = read_submission(sent.path, sent.words)
    assert outcomes(found) == {4: "held"}


def test_d21_struck_red_and_commented_rows(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        for cell in page[4]:
            cell.font = Font(strike=True)
        page.cell(5, column("loan_amount")).font = Font(color="FFFF0000")
        page.cell(6, column("pledgor")).comment = Comment("金额待核", "审核人")
        page.row_dimensions[6].hidden = True
        page.column_dimensions["B"].hidden = True

    found = sent.deals().read(write)
    assert outcomes(found) == {0: "noted", 4: "held", 5: "held", 6: "noted"}
    assert [entry.row_no for entry in found.entries] == [6]
    assert found.row_count == 3
    assert any("金额待核" in issue.sentence("zh") for issue in found.issues)


def test_d21_a_table_that_is_red_all_over_is_only_noted(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        for row in page.iter_rows(min_row=4):
            for cell in row:
                cell.font = Font(color="FFFF0000")

    rows = [{**DEAL, "registration_no": f"Y20249800001{n}", "contract_no": f"质{n}", "registered_amount": 600 + 20 * n}
            for n in range(5)]  # fmt: skip
    found = sent.rows("pledge", *rows).read(write)
    assert outcomes(found) == {0: "noted"}


@pytest.mark.parametrize("amount", [600, "600", "1,200", "600万元", "600.5"])
def test_d02_a_number_merged_over_rows_is_asked_about(sent: Sent, amount: object) -> None:
    def write(page: Worksheet) -> None:
        place = column("registered_amount")
        page.cell(4, place, amount)
        page.cell(5, place).value = None
        page.merge_cells(start_row=4, end_row=5, start_column=place, end_column=place)

    found = sent.deals().read(write)
    assert outcomes(found) == {4: "held", 5: "held"}


MONTHS = ("2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06")


def transfers(values: Mapping[str, int], period: str, path: Path, title: str = "") -> Path:
    """Write a county's monthly transfers."""
    draft = Draft(CATALOGUE, "scjg-411525", period).add("transfers", *([on, "转让", n] for on, n in values.items()))
    if title:
        draft.sheets["转让许可"][1] = [title]
    return draft.save(path)


@pytest.mark.parametrize(("values", "title", "held"), [
    ((20, 25, 18, 22, 24, 21), "", 0),
    ((20, 25, 28, 29, 31, 33), "", 0),  # a season that grows is no running total
    ((20, 45, 63, 85, 109, 130), "", 6),
    ((20, 25, 18, 22, 24, 21), "口径：累计", 6),
])  # fmt: skip
def test_d09_running_totals_in_one_workbook(
    values: tuple[int, ...], title: str, held: int, tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    sent = transfers(dict(zip(MONTHS, values, strict=True)), "2024Q2", tmp_path / "a.xlsx", title)
    found = read_submission(sent, words)
    assert list(outcomes(found).values()) == ["held"] * held
    assert len(found.observations) == 6 - held


@pytest.mark.parametrize(("later", "code"), [
    ((70, 85, 110), "basis.follows"), ((21, 85, 30), ""), ((21, 22, 30), ""), ((25000, 22, 30), "basis.jump"),
])  # fmt: skip
def test_d09_values_against_those_reported_before(
    later: tuple[int, ...], code: str, store: Database, tmp_path: Path
) -> None:
    plans = {CATALOGUE.plan.id: CATALOGUE}
    first = transfers(dict(zip(MONTHS, (20, 25, 18), strict=False)), "2024Q1", tmp_path / "a.xlsx")
    load(store, plans, [first])
    second = transfers(dict(zip(MONTHS[3:], later, strict=True)), "2024Q2", tmp_path / "b.xlsx")
    (result,) = load(store, plans, [second])
    assert {issue.code for issue in result.issues} == ({code} if code else set())
    assert result.added == {"": 3, "basis.follows": 0, "basis.jump": 2}[code]


@pytest.mark.parametrize(("change", "double"), [
    ({}, True),
    ({"pledgor": "固始润和农机有限公司"}, True),  # a slip
    ({"pledgor": "固始润禾农机有限责任公司", "registered_amount": 604, "registered_on": date(2024, 9, 10)}, True),
    ({"pledgee": "信阳珠江村镇银行股份有限公司固始支行", "pledge_kind": "商标"}, True),  # one mixed pledge
    ({"registered_amount": 640}, False),
    ({"registered_on": date(2024, 9, 20)}, False),
    ({"pledgor": "固始丰茂食品有限公司"}, False),
])  # fmt: skip
def test_d10_one_deal_under_two_numbers(sent: Sent, change: Mapping[str, object], double: bool) -> None:
    other = {**DEAL, "registration_no": "Y2024980000099", "contract_no": "质2024-99", "lent_on": None, **change}
    found = sent.rows("pledge", DEAL, other).read()
    assert outcomes(found) == ({5: "held"} if double else {})
    if double:
        assert all(part in found.issues[0].sentence("zh") for part in ("第4行", "固始润禾农机有限公司"))


def test_d10_the_credit_code_decides_whatever_the_name(sent: Sent) -> None:
    codes = ("91411502DEM000014M", "91411502DEM000313K")
    deals = [{**DEAL, "registration_no": f"Y202498000000{n}", "contract_no": f"质{n}"} for n in range(1, 4)]
    named = [{**deals[0], "uscc": codes[0]}, {**deals[1], "uscc": codes[1], "pledgor": "固始润禾农机股份有限公司"},
             {**deals[2], "uscc": codes[0], "pledgor": "河南蓼城科技有限公司"}]  # fmt: skip
    assert outcomes(sent.rows("pledge", *named).read()) == {6: "held"}


def test_d10_the_same_deal_from_another_sender(
    store: Database, tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    plans = {CATALOGUE.plan.id: CATALOGUE}
    project = {"project_no": "DH-7", "name": "光电产业规划类专利导航", "nav_kind": "产业规划", "host": "高新区管委会",
               "approve_doc": "立7号"}  # fmt: skip
    zone = Sent(tmp_path / "zone", words, "zone-z01").rows("navigation", project)
    other = {**project, "project_no": "平桥-1"}
    county = Sent(tmp_path / "county", words, "scjg-411503").rows("navigation", other)
    load(store, plans, [zone.draft.save(zone.path)])
    (result,) = load(store, plans, [county.draft.save(county.path)])
    (issue,) = result.issues
    assert (issue.code, issue.outcome, result.rows.held, result.added) == ("double.stored", "held", 1, 0)
    assert all(part in issue.sentence("zh") for part in ("2024Q3", "光电产业规划类专利导航", "DH-7"))


def test_d10_what_county_and_bank_both_report_is_no_double(
    store: Database, tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    plans = {CATALOGUE.plan.id: CATALOGUE}
    files = []
    for sender in ("scjg-411525", "bank-01"):
        sent = Sent(tmp_path / sender, words, sender).rows("pledge", DEAL)
        files.append(sent.draft.save(sent.path))
    assert [result.issues for result in load(store, plans, files)] == [(), ()]


def test_d10_a_hundred_thousand_deals_are_compared_quickly() -> None:
    ledger = LEDGERS["pledge"]
    marks = [
        Mark(f"Y{n}", "", {"pledgor": f"固始第{n % 9000}农机有限公司", "pledgee": f"银行{n % 40}", "uscc": "",
                           "registered_amount": str(10**8 * (1 + n % 60)),
                           "registered_on": f"20{19 + n % 6}-{1 + n % 12:02}-{1 + n % 28:02}"}, "s", n)
        for n in range(100_000)
    ]  # fmt: skip
    start = time.monotonic()
    assert sum(1 for _ in doubles(ledger, marks)) >= 0
    assert time.monotonic() - start < 30  # 4 s when nobody else works


@pytest.mark.parametrize("mark", ["示例", "例：", "（样例）"])
def test_d22_examples_are_dropped(sent: Sent, mark: str) -> None:
    def write(page: Worksheet) -> None:
        page.cell(4, 1, mark)
        page.cell(6, column("pledgor"), "XX科技有限公司")

    found = sent.deals().read(write)
    assert (outcomes(found), found.row_count, len(found.entries)) == ({}, 1, 1)


def test_d24_a_picture_is_no_table(tmp_path: Path, words: dict[str, Vocabulary]) -> None:
    scan = tmp_path / "a.xlsx"
    scan.write_bytes(b"%PDF-1.7\n" + b"0" * 2000)
    with pytest.raises(Refused) as caught:
        read_submission(scan, words)
    assert caught.value.sentence("zh")


@pytest.mark.parametrize(("period", "sent_name", "title", "outcome"), [
    ("2024Q3", "信阳师院", "信阳师范大学", "repaired"),
    ("2022Q4", "信阳师院", "信阳师范学院", "repaired"),
    ("2022Q4", "信阳师范学院", "信阳师范学院", ""),
    ("2024Q3", "信阳 师范大学", "信阳师范大学", "repaired"),
])  # fmt: skip
def test_d23_a_university_is_one_whatever_it_is_called(
    period: str, sent_name: str, title: str, outcome: str, tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    sent = Sent(tmp_path, words, "org_jy")
    sent.draft = Draft(CATALOGUE, "org_jy", period)
    found = sent.rows("universities", {"university": sent_name, "programme": "省级试点"}).read()
    assert [(entry.title, entry.entry_key) for entry in found.entries] == [(title, "信阳师范大学|省级试点")]
    assert outcomes(found) == ({4: outcome} if outcome else {})


def test_d23_brackets_as_they_are_registered(sent: Sent) -> None:
    found = sent.deals({"pledgor": "固始润禾(集团)有限公司"}).read()
    assert (outcomes(found), found.entries[0].title) == ({4: "repaired"}, "固始润禾（集团）有限公司")


@pytest.mark.parametrize(("ledger", "row", "name", "value"), [
    ("pledge", {"pledge_kind": "专利权质押"}, "pledge_kind", "专利"),
    ("pledge", {"pledge_kind": "专利+商标"}, "pledge_kind", "专利商标混合"),
    ("pledge", {"pledge_kind": "注册商标专用权"}, "pledge_kind", "商标"),
    ("pledge", {"term": "三年"}, "term", "36"),
    ("pledge", {"term": "18个月"}, "term", "18"),
])  # fmt: skip
def test_d07_d13_what_can_mean_one_thing_only_is_written_as_the_form_has_it(
    sent: Sent, ledger: str, row: Mapping[str, object], name: str, value: str
) -> None:
    found = sent.rows(ledger, {**DEAL, **row}).read()
    assert outcomes(found) == {4: "repaired"}
    assert json.loads(found.entries[0].attributes)[name] == value


@pytest.mark.parametrize("kind", ["专利（商标）", "混合", "发明专利等"])
def test_d13_a_word_that_may_mean_another_option_is_sent_back(sent: Sent, kind: str) -> None:
    assert outcomes(sent.deals({"pledge_kind": kind}).read()) == {4: "returned"}


@pytest.mark.parametrize("day", ["08/05/24", "12.5.20", "05-08-23"])
def test_d08_a_day_whose_year_may_stand_at_either_end_is_asked_about(sent: Sent, day: str) -> None:
    assert outcomes(sent.deals({"contracted_on": day}).read()) == {4: "held"}


@pytest.mark.parametrize("day", ["2024 8 1", "2024年8月1日（周四）", "24.8.1"])
def test_d08_a_day_with_blanks_or_its_weekday(sent: Sent, day: str) -> None:
    found = sent.deals({"contracted_on": day}).read()
    assert outcomes(found) == {4: "repaired"}
    assert json.loads(found.entries[0].attributes)["contracted_on"] == "2024-08-01"


@pytest.mark.parametrize(("patents", "value"), [
    ("ZL201910380558.X和201910190004.3", "ZL201910380558.X、ZL201910190004.3"),
    ("ZL201910380558.X及ZL201910190004.3。", "ZL201910380558.X、ZL201910190004.3"),
    ("ZL2019 10380558.X", "ZL201910380558.X"),
    ("ＺＬ　201910380558．X", "ZL201910380558.X"),
])  # fmt: skip
def test_d15_d16_patents_joined_by_a_word_or_broken_by_blanks(sent: Sent, patents: str, value: str) -> None:
    found = sent.deals({"patents": patents}).read()
    assert (outcomes(found), json.loads(found.entries[0].attributes)["patents"]) == ({4: "repaired"}, value)


def numbered(page: Worksheet) -> None:
    """Put a column of serial numbers before the table, as a county's own tables have one."""
    page.insert_cols(1)
    page.cell(3, 1, "序号")
    for row in range(4, page.max_row + 1):
        page.cell(row, 1, row - 3)


@pytest.mark.parametrize(("figure", "expected"), [(2200.5, {}), (2300, {7: "held"})])
def test_d03_a_total_may_say_so_where_rows_have_their_number(
    sent: Sent, figure: float, expected: dict[int, str]
) -> None:
    def write(page: Worksheet) -> None:
        numbered(page)
        page.cell(7, 1, "合计")
        page.cell(7, column("registered_amount") + 1, figure)

    found = sent.deals().read(write)
    assert (outcomes(found), len(found.entries)) == (expected, 3)


def test_d22_an_example_may_say_so_where_rows_have_their_number(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        numbered(page)
        page.cell(4, 1, "示例")

    found = sent.deals().read(write)
    assert (outcomes(found), [entry.row_no for entry in found.entries]) == ({}, [5, 6])


@pytest.mark.parametrize("label", ["共3笔", "合计3笔", "本年累计", "1-9月累计", "2024年1—9月合计"])
def test_d03_totals_in_other_words(sent: Sent, label: str) -> None:
    found = sent.deals().read(lambda page: add_total(page, {"registered_amount": 2200.5}, label))
    assert (outcomes(found), len(found.entries)) == ({}, 3)


def test_d03_a_part_of_a_total_is_neither_a_total_nor_data(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        add_total(page, {"registered_amount": 2200.5})
        add_total(page, {"registered_amount": 950}, "其中：专利")

    found = sent.deals().read(write)
    assert (outcomes(found), len(found.entries)) == ({}, 3)


def test_d04_sender_day_and_assurance_alone_below_the_table(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        for text in ("以上数据真实、准确、完整。", "固始县市场监督管理局（盖章）", "二〇二四年十月八日"):
            page.append([text])

    found = sent.deals().read(write)
    assert (outcomes(found), found.row_count) == ({}, 3)


def test_d09_a_cumulative_column_beside_that_of_the_deal_is_left_out_and_told(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        page.cell(3, page.max_column + 1, "累计登记金额（万元）")
        for row in (4, 5, 6):
            page.cell(row, page.max_column, 9000 + row)

    found = sent.deals().read(write)
    assert (outcomes(found), amounts(found)) == ({0: "noted"}, [600, 350, 1250])
    assert "累计登记金额" in found.issues[0].sentence("zh")


def test_d09_a_column_that_is_cumulative_by_its_header_is_asked_about_row_by_row(sent: Sent) -> None:
    found = sent.deals().read(lambda page: page.cell(3, column("loan_amount"), "累计放款金额（万元）") and None)
    assert (outcomes(found), codes(found)) == (dict.fromkeys((4, 5, 6), "held"), {"seen.running"})


@pytest.mark.parametrize(("headers", "values", "held"), [
    (("月份", "类别", "本月数", "累计数"), ("2024-07", "转让", 12, 80), False),
    (("月份", "类别", "数量（件次）", "自年初累计"), ("2024-07", "转让", 12, 80), False),
    (("月份", "类别", "累计数量（次）"), ("2024-07", "转让", 80), True),
    (("月份", "类别", "1-9月累计"), ("2024-07", "转让", 80), True),
])  # fmt: skip
def test_d09_the_headers_of_a_monthly_sheet_say_which_values_are_cumulative(
    headers: tuple[str, ...], values: tuple[object, ...], held: bool, sent: Sent
) -> None:
    found = sent.draft.sheet("转让许可", headers, [values]) and sent.read()
    assert outcomes(found) == ({4: "held"} if held else {0: "noted"})
    assert [row.value for row in found.observations] == ([] if held else [12])


def test_d09_a_title_with_its_last_day_says_that_values_are_cumulative(
    tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    path = transfers({"2024-07": 60}, "2024Q3", tmp_path / "a.xlsx", "截至2024年9月底累计转让许可情况")
    assert outcomes(read_submission(path, words)) == {4: "held"}


def test_d01_a_group_that_names_the_thing_before_its_name(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        place = column("pledgor")
        page.cell(2, place, "出质人情况")
        page.cell(3, place, "名称")
        page.merge_cells(start_row=2, end_row=2, start_column=place, end_column=place + 1)

    assert len(sent.deals().read(write).entries) == 3


def test_d17_one_name_under_two_credit_codes_is_asked_about(sent: Sent) -> None:
    right, wrong = "91411502DEM000014M", "91411502DEM000313K"
    deals = [{**DEAL, "registration_no": f"Y202498000000{n}", "contract_no": f"质{n}", "registered_amount": 100 * n,
              "credit_amount": 900, "loan_amount": 100 * n, "uscc": right} for n in (3, 5, 7)]  # fmt: skip
    assert outcomes(sent.rows("pledge", *deals).read()) == {}
    deals[1]["uscc"] = wrong
    found = Sent(sent.path.parent, sent.words).rows("pledge", *deals).read()
    assert (outcomes(found), codes(found)) == ({5: "held"}, {"double.codes"})
    assert right in found.issues[0].sentence("zh")


def test_d17_two_deals_with_two_codes_are_both_asked_about(sent: Sent) -> None:
    deals = [{**DEAL, "registration_no": f"Y202498000000{n}", "contract_no": f"质{n}", "uscc": code}
             for n, code in enumerate(("91411502DEM000014M", "91411502DEM000313K"))]  # fmt: skip
    assert outcomes(sent.rows("pledge", *deals).read()) == {4: "held", 5: "held"}


@pytest.mark.parametrize(("name", "value", "expected"), [
    ("pledgee", "XX银行", {4: "held"}), ("pledgee", "某某农商银行", {4: "held"}),
    ("pledgor", "某食品有限公司", {4: "held"}), ("pledgor", "固始鑫鑫XX制造有限公司", {4: "held"}),
    ("pledgor", "示例茶业有限公司", {}),
])  # fmt: skip
def test_d22_a_stand_in_in_a_real_row_is_asked_about_and_not_dropped(
    sent: Sent, name: str, value: str, expected: dict[int, str]
) -> None:
    found = sent.deals({name: value}).read()
    assert (outcomes(found), found.row_count) == (expected, 3)


def test_d23_banks_by_their_short_names_are_the_same(sent: Sent) -> None:
    other = {**DEAL, "registration_no": "Y2024980000099", "contract_no": "质2024-99", "lent_on": None}
    deals = ({**DEAL, "pledgee": "固始农村商业银行"}, {**other, "pledgee": "固始县农商行"})
    assert outcomes(sent.rows("pledge", *deals).read()) == {5: "held"}


@pytest.mark.parametrize(("name", "double"), [
    ("信阳银行", True), ("信阳银行股份有限公司", True), ("信阳农业银行", False),
])  # fmt: skip
def test_d23_a_former_name_is_the_present_one(name: str, double: bool, sent: Sent) -> None:
    other = {**DEAL, "registration_no": "Y2024980000099", "contract_no": "质2024-99", "lent_on": None}
    found = sent.rows("pledge", {**DEAL, "pledgee": "中原银行信阳分行"}, {**other, "pledgee": name}).read()
    assert outcomes(found) == ({5: "held"} if double else {})


@pytest.mark.parametrize(("change", "expected"), [
    ({}, {}),
    ({"patent_kind": "实用新型"}, {4: "held"}),
    ({"effective_on": date(2018, 3, 1)}, {4: "held"}),
    ({"patent_kind": "发明"}, {4: "repaired"}),
    ({"event_kind": "转让"}, {4: "returned"}),  # of the patent or of the application
])  # fmt: skip
def test_d16_a_patent_is_of_the_kind_and_time_that_its_number_says(
    change: Mapping[str, object], expected: dict[int, str], tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    row = {"patent_no": "ZL201910380558.X", "event_kind": "专利权转让", "patent_kind": "发明专利",
           "from_org": "信阳农林学院", "to_org": "固始润禾农机有限公司", "effective_on": date(2024, 7, 1)}  # fmt: skip
    found = Sent(tmp_path, words, "org_scjg").rows("transfer_records", {**row, **change}).read()
    assert outcomes(found) == expected


@pytest.mark.parametrize(("flow", "county", "expected"), [
    ("吸纳", "平桥区", {4: "held"}), ("吸纳", None, {}), ("市内", "平桥区", {}),
])  # fmt: skip
def test_d13_a_contract_bought_from_outside_has_no_seller_in_the_city(
    flow: str, county: str | None, expected: dict[int, str], tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    row = {"registration_no": "20244100150001", "name": "茶叶加工", "flow": flow, "region": county, "amount": 20,
           "ip_type": "发明专利", "registered_on": date(2024, 7, 10), "signed_on": date(2024, 7, 1)}  # fmt: skip
    assert outcomes(Sent(tmp_path, words, "org_kj").rows("contracts", row).read()) == expected


@pytest.mark.parametrize(("year", "expected"), [(2024, {}), ("2024年", {4: "repaired"}), (24, {4: "held"}),
                                                (2204, {4: "held"})])  # fmt: skip
def test_d08_the_year_of_a_fund_is_one_of_the_plan(
    year: object, expected: dict[int, str], tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    row = {"year": year, "project": "导航", "recipient": "固始县市场监督管理局", "basis_doc": "信财行〔2024〕12号"}
    assert outcomes(Sent(tmp_path, words, "org_cz").rows("funds", row).read()) == expected


def test_d05_money_without_any_unit_is_asked_about_row_by_row(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        page.cell(2, 1, "")
        page.cell(3, column("loan_amount"), "放款金额")
        page.cell(5, column("loan_amount")).value = None

    found = sent.deals().read(write)
    assert (outcomes(found), codes(found)) == ({4: "held", 6: "held"}, {"seen.no_unit"})
    assert "（万元）" in found.issues[0].sentence("zh")


@pytest.mark.parametrize("other", ["登记金额（万元）", "质押登记金额（万元）"])
def test_d01_a_header_that_every_page_repeats_is_no_row(sent: Sent, other: str) -> None:
    def write(page: Worksheet) -> None:
        page.cell(3, column("registered_amount"), other)
        page.insert_rows(5)
        for cell in page[3]:
            page.cell(5, cell.column, cell.value)

    found = sent.deals().read(write)
    assert (outcomes(found), found.row_count, len(found.entries)) == ({}, 3, 3)


@pytest.mark.parametrize("day", ["2024.8", "202408", "20240801"])
def test_d02_a_day_merged_over_rows_holds_for_each(sent: Sent, day: str) -> None:
    def write(page: Worksheet) -> None:
        place = column("registered_on")
        page.cell(4, place, day)
        page.cell(5, place).value = None
        page.merge_cells(start_row=4, end_row=5, start_column=place, end_column=place)

    found = sent.deals({"contracted_on": None}, {"contracted_on": None}).read(write)
    assert (outcomes(found), len(found.entries)) == ({4: "repaired", 5: "repaired"}, 3)


def read_one(sent: Sent, name: str, value: object) -> tuple[str, str]:
    """Return the outcome of a deal with one cell changed, and what is stored of that cell ("" when nothing is)."""
    found = sent.rows("pledge", {**DEAL, name: value}).read()
    kept = [json.loads(entry.attributes)[name] for entry in found.entries]
    return outcomes(found).get(4, ""), "".join(kept)


ABOVE = (
    ["2024年第三季度固始县知识产权质押融资情况表（演示数据）"],
    ["填报单位：固始县市场监督管理局（盖章）　填报时间：2024.10.8　单位：万元"],
)
OWN = (["Y2024980000001", "固始润禾农机有限公司", "91411502DEM000014M", "固始农商银行", "专利", 2, 600, 700, 600,
        "2024-08-15", "2024-08-20", "否"],)  # fmt: skip


def assert_one_deal(found: Submission) -> None:
    """Hold what was read of a county's own form against its one deal."""
    assert (found.cover.sender, found.cover.period, found.row_count) == ("scjg-411525", "2024Q3", 1)
    assert ([entry.region for entry in found.entries], amounts(found), outcomes(found)) == (["411525"], [600], {})


def test_d01_a_form_of_the_senders_own_with_title_preamble_and_merged_groups(
    tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    book = Workbook()
    page = book.worksheets[0]
    for row in (
        *ABOVE,
        ["序号", "企业", "", "", "质押", "", "", "金额", "", "", "日期", "", "是否续贷"],
        ["", "质押登记号", "出质人", "统一社会信用代码", "质权人", "质押类型", "质押权利（件）",
         "登记金额", "授信金额", "放款金额", "登记生效日期", "放款日期", ""],
        *([1, *row] for row in OWN),
    ):  # fmt: skip
        page.append(row)
    for merge in ("A1:M1", "A2:M2", "A3:A4", "B3:D3", "E3:G3", "H3:J3", "K3:L3", "M3:M4"):
        page.merge_cells(merge)
    book.save(tmp_path / "a.xlsx")
    assert_one_deal(read_submission(tmp_path / "a.xlsx", words))


def test_d04_notes_at_the_end_are_no_rows_and_their_phone_numbers_go_nowhere(sent: Sent) -> None:
    mobile = "13812345678"

    def write(page: Worksheet) -> None:
        for row in (["注：1.金额以登记为准"], ["2.备注栏可不填"], ["说明：续贷单列", "", ""],
                    ["填表人：某某", "", "审核人：某某", "", f"联系电话：{mobile}"]):  # fmt: skip
            page.append(row)

    found = sent.deals().read(write)
    assert (outcomes(found), found.row_count, len(found.entries)) == ({}, 3, 3)
    assert mobile not in repr(found) and not any(mobile in issue.message for issue in found.issues)


@pytest.mark.parametrize(("name", "value", "stored"), [
    ("registered_amount", "６００．５", "600500000"),
    ("registered_amount", "6\u200b00.5", "600500000"), ("contract_no", "质２０２４－１", "质2024-1"),
    ("pledgor", "固始润禾农机\u00a0有限公司", "固始润禾农机有限公司"), ("pledge_kind", "\ufeff专利\u3000", "专利"),
    ("registered_on", "２０２４－０８－１５", "2024-08-15"),
])  # fmt: skip
def test_d06_wide_signs_and_blanks_that_nobody_sees(name: str, value: str, stored: str, sent: Sent) -> None:
    assert read_one(sent, name, value) == ("repaired", stored)


@pytest.mark.parametrize(("name", "value", "stored"), [
    ("registered_amount", "\u3000600.5\u00a0", "600500000"),
    ("renewal", "否\u3000", "0"), ("right_count", " 2 ", "2"),
])  # fmt: skip
def test_d06_blanks_around_a_value_need_no_word(name: str, value: str, stored: str, sent: Sent) -> None:
    assert read_one(sent, name, value) == ("", stored)


@pytest.mark.parametrize("value", ["1,200", "1，200", "1200万元", "一千二百万元", "壹仟贰佰万元整", "0.12亿元"])
def test_d07_an_amount_that_is_exact_in_another_writing(value: str, sent: Sent) -> None:
    change = {"registered_amount": value, "credit_amount": 1300, "loan_amount": 1200}
    found = sent.deals(change).read()
    assert (outcomes(found), amounts(found)[0]) == ({4: "repaired"}, 1200)


@pytest.mark.parametrize("value", ["约500", "500余万元", "500-800", "≥500", "近500万", "500左右", "500万美元", "1,20"])
def test_d07_an_amount_that_nobody_can_know(value: str, sent: Sent) -> None:
    assert read_one(sent, "registered_amount", value) == ("held", "")


@pytest.mark.parametrize(("value", "outcome", "stored"), [
    (date(2024, 8, 15), "", "2024-08-15"), ("2024-08-15", "", "2024-08-15"),
    ("2024年8月15日", "repaired", "2024-08-15"), ("2024/8/15", "repaired", "2024-08-15"),
    ("24.8.15", "repaired", "2024-08-15"), ("20240815", "repaired", "2024-08-15"), (45519, "repaired", "2024-08-15"),
    ("2024年8月", "repaired", "2024-08-31"), ("2024.8", "repaired", "2024-08-31"),
    ("8月", "held", ""), ("2024年上半年", "held", ""), ("2024年第三季度", "held", ""), ("2024-06-31", "held", ""),
])  # fmt: skip
def test_d08_a_day_in_every_writing(value: object, outcome: str, stored: str, sent: Sent) -> None:
    assert read_one(sent, "registered_on", value) == (outcome, stored)


CONTRACT: Mapping[str, object] = {
    "registration_no": "20244100150001", "name": "茶叶加工", "flow": "输出", "region": "固始县", "amount": 20,
    "ip_type": "发明专利", "registered_on": date(2024, 7, 10), "signed_on": date(2024, 7, 1),
}  # fmt: skip


def county_read(sent: Sent, value: object) -> tuple[str, str]:
    """Return the outcome of a contract whose county is written so, and the county that it is counted for."""
    sent.draft = Draft(CATALOGUE, "org_kj", "2024Q3")
    found = sent.rows("contracts", {**CONTRACT, "region": value}).read()
    return outcomes(found).get(4, ""), "".join(entry.region for entry in found.entries)


@pytest.mark.parametrize(("value", "expected"), [
    ("411525", ("repaired", "411525")), (411525.0, ("repaired", "411525")), ("411525.0", ("repaired", "411525")),
    ("413026", ("repaired", "411525")),  # its code before 1998
    ("411500", ("held", "")), ("411501", ("held", "")), ("411571", ("held", "")), ("413023", ("held", "")),
])  # fmt: skip
def test_d11_codes_of_places(value: object, expected: tuple[str, str], sent: Sent) -> None:
    assert county_read(sent, value) == expected


@pytest.mark.parametrize(("value", "expected"), [
    ("固始县", ("", "411525")), ("固始", ("repaired", "411525")), ("固始县局", ("repaired", "411525")),
    ("固 始 县", ("repaired", "411525")), ("新　县", ("repaired", "411523")), ("狮河区", ("repaired", "411502")),
    ("溮河区", ("repaired", "411502")), ("横川县", ("repaired", "411526")), ("璜川县", ("repaired", "411526")),
    ("商丘", ("held", "")), ("新乡", ("held", "")), ("平顶山", ("held", "")), ("固始县、潢川县", ("held", "")),
])  # fmt: skip
def test_d12_names_of_places(value: str, expected: tuple[str, str], sent: Sent) -> None:
    assert county_read(sent, value) == expected


@pytest.mark.parametrize(("name", "header", "read"), [
    ("registered_amount", "质押登记金额（万元）", True), ("credit_amount", "授信额度（万元）", True),
    ("loan_amount", "实际放款金额（万元）", True), ("loan_amount", "贷款发放金额（万元）", True),
    ("loan_amount", "融资金额（万元）", False), ("registered_amount", "金额（万元）", False),
])  # fmt: skip
def test_d13_an_amount_is_known_by_a_word_of_its_own_meaning_only(
    name: str, header: str, read: bool, sent: Sent
) -> None:
    found = sent.deals().read(lambda page: page.cell(3, column(name), header) and None)
    kept = [json.loads(entry.attributes) for entry in found.entries]
    assert [bool(entry[name]) for entry in kept] == ([True] * 3 if read else [])
    assert outcomes(found) == ({} if read else {0: "returned"})


@pytest.mark.parametrize(("value", "outcome", "stored"), [
    ("/", "repaired", ""), ("—", "repaired", ""), ("无", "repaired", ""), ("暂无", "repaired", ""),
    (0, "held", ""),  # a loan of nought is no loan: nobody knows whether it stands for a blank
    ("同上", "repaired", "600000000"), ("〃", "repaired", "600000000"),
])  # fmt: skip
def test_d14_marks_for_nothing_and_for_the_same(value: object, outcome: str, stored: str, sent: Sent) -> None:
    found = sent.deals({}, {"loan_amount": value, "credit_amount": 700, "lent_on": None}).read()
    assert outcomes(found) == {5: outcome}
    kept = [json.loads(entry.attributes)["loan_amount"] for entry in found.entries if entry.row_no == 5]
    assert "".join(kept) == stored


def test_d14_nought_is_no_blank(sent: Sent) -> None:
    found = sent.rows("pledge", {**DEAL, "subsidy": 0}, {**DEAL, **OTHERS[0], "subsidy": "无"}).read()
    assert [json.loads(entry.attributes)["subsidy"] for entry in found.entries] == ["0", ""]


TWO = "ZL201910380558.X、ZL201910190004.3"


@pytest.mark.parametrize(("value", "expected"), [
    (TWO, ("", TWO)), (TWO.replace("、", "；"), ("repaired", TWO)), (TWO.replace("、", "，"), ("repaired", TWO)),
    (TWO.replace("、", "\n"), ("repaired", TWO)), ("ZL201910380558.X等5件", ("held", "")),
])  # fmt: skip
def test_d15_several_patents_in_one_cell(value: str, expected: tuple[str, str], sent: Sent) -> None:
    assert read_one(sent, "patents", value) == expected


@pytest.mark.parametrize(("value", "expected"), [
    ("201910380558.X", ("repaired", "ZL201910380558.X")), ("ZL2O1910380558.X", ("repaired", "ZL201910380558.X")),
    ("ZL201910380558.×", ("repaired", "ZL201910380558.X")), ("201910380558", ("held", "")),
    ("2.0191E+12", ("held", "")), ("201910380558.0", ("held", "")), (201910380558.0, ("held", "")),
    ("ZL201910777777.9", ("held", "")),
])  # fmt: skip
def test_d16_a_patent_number_is_repaired_only_where_its_check_digit_confirms_it(
    value: object, expected: tuple[str, str], sent: Sent
) -> None:
    assert read_one(sent, "patents", value) == expected


@pytest.mark.parametrize(("value", "expected"), [
    ("91411502DEM000014M", ("", "91411502DEM000014M")), ("91411502dem000014m", ("repaired", "91411502DEM000014M")),
    ("411502000012345", ("held", "")), ("9.14115E+17", ("held", "")), (9.14115e17, ("held", "")),
    ("91411502DEM000015M", ("held", "")),
])  # fmt: skip
def test_d17_credit_codes(value: object, expected: tuple[str, str], sent: Sent) -> None:
    assert read_one(sent, "uscc", value) == expected


@pytest.mark.parametrize(("value", "expected"), [
    (4.35, ("", "4.35")), ("4.35%", ("repaired", "4.35")), ("4.35％", ("repaired", "4.35")),
    ("0.0435", ("held", "")), (0.0435, ("held", "")), ("4.35个百分点", ("held", "")), ("约4.35%", ("held", "")),
])  # fmt: skip
def test_d18_percentages_by_the_column(value: object, expected: tuple[str, str], sent: Sent) -> None:
    assert read_one(sent, "rate", value) == expected


def test_d19_hidden_rows_and_sheets_count_and_are_told(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        page.row_dimensions[5].hidden = True
        page.auto_filter.ref = "A3:O6"
        page.sheet_state = "hidden"

    found = sent.deals().read(write)
    assert (len(found.entries), outcomes(found)) == (3, {0: "noted", 5: "noted"})
    assert {issue.code for issue in found.issues} == {"seen.hidden_row", "seen.hidden_sheet", "seen.filter"}


@pytest.mark.parametrize("suffix", [".xls", ".et", ".csv"])
def test_d19_the_same_table_in_the_formats_of_other_programs(
    suffix: str, tmp_path: Path, words: dict[str, Vocabulary]
) -> None:
    header = ["质押登记号", "出质人", "统一社会信用代码", "质权人（银行）", "质押类型", "质押权利（件）",
              "登记金额", "授信金额", "放款金额", "登记生效日期", "放款日期", "是否续贷"]  # fmt: skip
    rows = [*ABOVE, header, *OWN]
    path = tmp_path / f"质押融资{suffix}"
    if suffix == ".csv":
        path.write_bytes("\r\n".join(",".join(map(str, row)) for row in rows).encode("gb18030"))
    else:
        book = xlwt.Workbook()
        page = book.add_sheet("质押融资")
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                page.write(at, place, value)
        book.save(str(path))
    assert_one_deal(read_submission(path, words))


def test_d19_counties_on_sheets_of_their_own(sent: Sent) -> None:
    sent.draft = Draft(CATALOGUE, "org_kj", "2024Q3")
    columns = [found for found in LEDGERS["contracts"].columns if found.name != "region"]
    for number, county in enumerate(("固始县", "新县"), start=1):
        row = {**CONTRACT, "registration_no": f"2024410015000{number}", "name": f"茶叶加工{county}"}
        sent.draft.sheet(county, [found.header for found in columns], [[row.get(found.name) for found in columns]])
    found = sent.read()
    assert [entry.region for entry in found.entries] == ["411525", "411523"]
    assert outcomes(found) == {}


def test_d02_a_bank_merged_over_rows_is_filled_down_inside_the_merge_only(sent: Sent) -> None:
    def write(page: Worksheet) -> None:
        place = column("pledgee")
        for row in (5, 6):
            page.cell(row, place).value = None
        page.merge_cells(start_row=4, end_row=5, start_column=place, end_column=place)

    found = sent.deals().read(write)
    assert [json.loads(entry.attributes)["pledgee"] for entry in found.entries] == [DEAL["pledgee"]] * 2
    assert outcomes(found)[6] == "returned"  # a bank is required, and nobody merged that row


def test_d20_values_of_other_workbooks_are_read_as_they_were_kept_and_told(sent: Sent) -> None:
    sent.deals().draft.save(sent.path)
    with ZipFile(sent.path, "a") as parts:
        parts.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    found = read_submission(sent.path, sent.words)
    assert (amounts(found), codes(found)) == ([600, 350, 1250], {"seen.external_link"})


# The table of patterns: every one with its cases, here as whole workbooks, elsewhere in finer parts.
CASES: Mapping[str, tuple[Callable[..., None], ...]] = {
    "D01": (
        test_d01_a_group_that_names_the_thing_before_its_name,
        test_d01_a_header_that_every_page_repeats_is_no_row,
        test_d01_a_form_of_the_senders_own_with_title_preamble_and_merged_groups,
        test_own_forms.test_a_sheet_named_after_a_county_is_about_it,
    ),
    "D02": (
        test_d02_a_number_merged_over_rows_is_asked_about,
        test_d02_a_day_merged_over_rows_holds_for_each,
        test_d02_a_bank_merged_over_rows_is_filled_down_inside_the_merge_only,
    ),
    "D03": (
        test_d03_totals_are_held_against_their_rows,
        test_d03_subtotals_of_blocks,
        test_d03_a_wrong_subtotal_is_asked_about_though_the_grand_total_is_right,
        test_d03_a_total_may_say_so_where_rows_have_their_number,
        test_d03_totals_in_other_words,
        test_d03_a_part_of_a_total_is_neither_a_total_nor_data,
    ),
    "D04": (
        test_d04_sender_day_and_assurance_alone_below_the_table,
        test_d04_notes_at_the_end_are_no_rows_and_their_phone_numbers_go_nowhere,
        test_reading.test_phone_numbers_never_reach_the_parent,
    ),
    "D05": (
        test_d05_a_single_amount_out_of_all_proportion,
        test_d05_a_whole_column_in_another_unit_names_it,
        test_d05_money_without_any_unit_is_asked_about_row_by_row,
    ),
    "D06": (
        test_d06_wide_signs_and_blanks_that_nobody_sees,
        test_d06_blanks_around_a_value_need_no_word,
    ),
    "D07": (
        test_d07_d13_what_can_mean_one_thing_only_is_written_as_the_form_has_it,
        test_d07_an_amount_that_is_exact_in_another_writing,
        test_d07_an_amount_that_nobody_can_know,
        test_clean.test_numbers,
    ),
    "D08": (
        test_d08_a_day_whose_year_may_stand_at_either_end_is_asked_about,
        test_d08_a_day_with_blanks_or_its_weekday,
        test_d08_the_year_of_a_fund_is_one_of_the_plan,
        test_d08_a_day_in_every_writing,
        test_clean.test_days,
    ),
    "D09": (
        test_d09_running_totals_in_one_workbook,
        test_d09_values_against_those_reported_before,
        test_d09_a_cumulative_column_beside_that_of_the_deal_is_left_out_and_told,
        test_d09_a_column_that_is_cumulative_by_its_header_is_asked_about_row_by_row,
        test_d09_the_headers_of_a_monthly_sheet_say_which_values_are_cumulative,
        test_d09_a_title_with_its_last_day_says_that_values_are_cumulative,
    ),
    "D10": (
        test_d10_one_deal_under_two_numbers,
        test_d10_the_credit_code_decides_whatever_the_name,
        test_d10_the_same_deal_from_another_sender,
        test_d10_what_county_and_bank_both_report_is_no_double,
        test_d10_a_hundred_thousand_deals_are_compared_quickly,
        test_rows.test_the_same_said_twice_counts_once_and_otherwise_not_at_all,
    ),
    "D11": (
        test_d11_codes_of_places,
    ),
    "D12": (
        test_d12_names_of_places,
        test_clean.test_counties,
    ),
    "D13": (
        test_d07_d13_what_can_mean_one_thing_only_is_written_as_the_form_has_it,
        test_d13_a_word_that_may_mean_another_option_is_sent_back,
        test_d13_a_contract_bought_from_outside_has_no_seller_in_the_city,
        test_d13_an_amount_is_known_by_a_word_of_its_own_meaning_only,
        test_own_forms.test_a_column_is_read_set_aside_or_asked_about,
    ),
    "D14": (
        test_d14_marks_for_nothing_and_for_the_same,
        test_d14_nought_is_no_blank,
    ),
    "D15": (
        test_d15_d16_patents_joined_by_a_word_or_broken_by_blanks,
        test_d15_several_patents_in_one_cell,
        test_clean.test_patent_numbers,
    ),
    "D16": (
        test_d15_d16_patents_joined_by_a_word_or_broken_by_blanks,
        test_d16_a_patent_is_of_the_kind_and_time_that_its_number_says,
        test_d16_a_patent_number_is_repaired_only_where_its_check_digit_confirms_it,
    ),
    "D17": (
        test_d17_one_name_under_two_credit_codes_is_asked_about,
        test_d17_two_deals_with_two_codes_are_both_asked_about,
        test_d17_credit_codes,
        test_clean.test_credit_codes,
    ),
    "D18": (
        test_d18_percentages_by_the_column,
    ),
    "D19": (
        test_d19_hidden_rows_and_sheets_count_and_are_told,
        test_d19_the_same_table_in_the_formats_of_other_programs,
        test_d19_counties_on_sheets_of_their_own,
        test_reading.test_text_tables_in_every_encoding,
    ),
    "D20": (
        test_d20_a_broken_formula_is_no_empty_cell,
        test_d20_values_of_other_workbooks_are_read_as_they_were_kept_and_told,
    ),
    "D21": (
        test_d21_struck_red_and_commented_rows,
        test_d21_a_table_that_is_red_all_over_is_only_noted,
        test_reading.test_text_struck_through_in_part_is_told,
    ),
    "D22": (
        test_d22_examples_are_dropped,
        test_d22_an_example_may_say_so_where_rows_have_their_number,
        test_d22_a_stand_in_in_a_real_row_is_asked_about_and_not_dropped,
    ),
    "D23": (
        test_d23_a_university_is_one_whatever_it_is_called,
        test_d23_brackets_as_they_are_registered,
        test_d23_banks_by_their_short_names_are_the_same,
        test_d23_a_former_name_is_the_present_one,
    ),
    "D24": (
        test_d24_a_picture_is_no_table,
        test_hostile.test_a_scan_in_a_workbook_is_no_table,
    ),
}


def test_every_pattern_has_its_case() -> None:
    assert list(CASES) == [f"D{number:02}" for number in range(1, 25)]
    here = {name for name in globals() if re.match(r"test_d\d\d_", name)}
    listed = {case.__name__ for cases in CASES.values() for case in cases}
    assert here <= listed
    for code, cases in CASES.items():
        assert any(case.__module__ == __name__ and code.lower() in case.__name__ for case in cases), code
