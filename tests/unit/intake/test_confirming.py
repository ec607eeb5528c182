"""A held row that is right as it is: confirmed with a reason, it counts from its original, and is not asked again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.intake import LoadResult, load
from dashboard.intake.blanks import entering
from dashboard.intake.confirming import HeldRow, Word, confirm
from dashboard.reporting import Database, init
from dashboard.wording import Refused
from tests.unit.intake.drafting import Draft
from tests.unit.intake.looking import Row, dump, freeze, seen, select
from tests.unit.intake.test_patterns import CATALOGUE, DEAL, LEDGERS, OTHERS, column

PLAN, UNIT, PERIOD = CATALOGUE.plan.id, "scjg-411525", "2024Q3"
PLANS = {PLAN: CATALOGUE}
SHEET = LEDGERS["pledge"].sheet
Deal = Mapping[str, object]
Spoil = Callable[[Worksheet], None]


class Office:
    """A county that sends its deals, and the person who confirms rows of them; row 4 is the first."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder, self.originals, self.sent = database, folder, folder / "originals", 0

    def workbook(self, *changes: Deal, spoil: Spoil | None = None, above: int = 0) -> Path:
        """Return a workbook of three deals; ``above``: ordinary deals put before them."""
        self.sent += 1
        pairs = zip(({}, *OTHERS), (*changes, {}, {}, {}), strict=False)
        told = [{**DEAL, **other, **change} for other, change in pairs]
        small = {"pledgor": "固始新源电器有限公司", "registered_amount": 90, "loan_amount": 90, "credit_amount": 90}
        more = [{**DEAL, **small, "registration_no": f"Y202498000010{n}", "contract_no": f"质{n}",
                 "registered_on": date(2024, 8, 20)} for n in range(above)]  # fmt: skip
        names = [found.name for found in LEDGERS["pledge"].columns]
        draft = Draft(CATALOGUE, UNIT, PERIOD, filled_on=date(2024, 10, self.sent))
        draft.add("pledge", *([row.get(name) for name in names] for row in (*more, *told)))
        path = draft.save(self.folder / f"{self.sent}.xlsx")
        if spoil is not None:
            book = load_workbook(path)
            spoil(book[SHEET])
            book.save(path)
        return path

    def send(self, path: Path) -> LoadResult:
        (result,) = load(self.database, PLANS, [path], actor="某人", originals=self.originals)
        return result

    def confirm(self, row_no: int = 4, reason: str = "已核对登记证") -> LoadResult:
        row, word = HeldRow(PLAN, UNIT, PERIOD, SHEET, row_no), Word(reason, "审核人", date(2024, 10, 20))
        return confirm(self.database, PLANS, row, word, self.originals)

    def loans(self, edition: int = 1_000) -> list[int]:
        """Return the loans in force, in 万元."""
        rows = seen(self.database, "ledger_entry", edition)
        return sorted(int(json.loads(str(row["attributes"]))["loan_amount"]) // 10**6 for row in rows)

    def issues(self) -> list[Row]:
        """Return the issues of the workbook in force."""
        return select(self.database, "select i.* from submission_issue i join submission s on s.id = i.submission_id "
                                     "where s.to_edition is null order by i.id")  # fmt: skip

    def waiting(self) -> int:
        (row,) = select(self.database, "select sum(waiting) as n from receipt where to_edition is null")
        return int(str(row["n"]))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "reporting.db"
    database = Database(f"sqlite:///{file}")
    init(database, PLANS)
    database.close()
    return file


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "r.db").write_bytes(made.read_bytes())
    database = Database(f"sqlite:///{tmp_path / 'r.db'}")
    yield Office(database, tmp_path)
    database.close()


HUGE: Deal = {"loan_amount": 25000, "credit_amount": 26000, "registered_amount": 25000}
LARGER: Deal = {"loan_amount": 30000, "credit_amount": 30000, "registered_amount": 30000}
ALIKE: Deal = {**DEAL, "registration_no": "Y2024980000009", "contract_no": "质2024-9"}


def struck(page: Worksheet) -> None:
    for cell in page[4]:
        cell.font = Font(strike=True)


def red(page: Worksheet) -> None:
    page.cell(4, column("loan_amount")).font = Font(color="FFFF0000")


def total(page: Worksheet) -> None:
    page.cell(7, 1, "合计")
    page.cell(7, column("loan_amount"), 2151)


@pytest.mark.parametrize(("changes", "spoil", "row", "before", "after"), [
    ((HUGE,), None, 4, [350, 1200], [350, 1200, 25000]),
    ((), struck, 4, [350, 1200], [350, 600, 1200]),
    ((), red, 4, [350, 1200], [350, 600, 1200]),
    ((), total, 7, [350, 600, 1200], [350, 600, 1200]),
    (({}, ALIKE), None, 5, [600, 1200], [600, 600, 1200]),
], ids=["large", "struck", "red", "total", "alike"])  # fmt: skip
def test_a_confirmed_row_counts_and_its_question_stays_as_a_note(
    changes: tuple[Deal, ...], spoil: Spoil | None, row: int, before: list[int], after: list[int], office: Office
) -> None:
    office.send(office.workbook(*changes, spoil=spoil))
    assert (office.loans(), office.waiting() > 0) == (before, True)
    edition = freeze(office.database, PLAN, PERIOD)
    result = office.confirm(row)
    assert (office.loans(), office.waiting(), result.rows.held) == (after, 0, 0)
    told = [issue for issue in office.issues() if issue["row_no"] == row]
    assert told and {issue["outcome"] for issue in told} == {"noted"}
    assert "已确认：已核对登记证" in str(told[0]["message"]) and "Confirmed: 已核对登记证" in str(told[0]["message"])
    assert office.loans(edition) == before  # what was published stays as it was


def test_the_same_row_sent_again_is_not_asked_again_and_a_changed_one_is(office: Office) -> None:
    office.send(office.workbook(HUGE))
    office.confirm()
    moved = office.send(office.workbook(HUGE, above=1))
    assert (moved.outcome, moved.rows.held) == ("replaced", 0)
    assert office.loans() == [90, 350, 1200, 25000]
    changed = office.send(office.workbook({**HUGE, "loan_amount": 24000}))
    assert (changed.outcome, changed.rows.held) == ("replaced", 1)


def test_the_file_itself_is_unchanged_until_another_row_is_confirmed(office: Office) -> None:
    path = office.workbook(HUGE, LARGER)
    office.send(path)
    assert office.confirm(4).version == 2 and office.loans() == [1200, 25000]
    again = office.send(path)
    assert (again.outcome, again.version) == ("unchanged", 2) and office.loans() == [1200, 25000]
    assert office.confirm(5).version == 3 and office.loans() == [1200, 25000, 30000]


def test_confirming_is_on_record_and_part_of_the_working_edition(office: Office) -> None:
    office.send(office.workbook(HUGE))
    before = len(dump(office.database)["audit_log"])
    office.confirm(reason="  已核对登记证 ")
    rows = select(office.database, "select * from confirmation order by id")
    names = ("sender", "sheet", "row_no", "reason", "person", "confirmed_on", "from_edition", "to_edition")
    told = (UNIT, SHEET, 4, "已核对登记证", "审核人", "2024-10-20", 1, None)
    assert {tuple(row[name] for name in names) for row in rows} == {told}
    acts = dump(office.database)["audit_log"][before:]
    about = f"{PLAN}/{UNIT}/{PERIOD}"
    assert [(act["action"], act["object"], act["actor"]) for act in acts] == [
        ("confirm", about, "审核人"), ("load", about, "审核人"),
    ]  # fmt: skip


@pytest.mark.parametrize(("change", "row", "reason", "key"), [
    (HUGE, 4, " ", "intake.reason_missing"),
    (HUGE, 5, "对", "intake.confirm_gone"),
    ({"loan_amount": "约600"}, 4, "对", "intake.confirm_unreadable"),
    ({"pledge_kind": "版权2"}, 4, "对", "intake.confirm_unreadable"),  # sent back
])  # fmt: skip
def test_what_cannot_be_confirmed_is_refused_and_nothing_is_stored(
    change: Deal, row: int, reason: str, key: str, office: Office
) -> None:
    office.send(office.workbook(change))
    before = dump(office.database)
    with pytest.raises(Refused) as refused:
        office.confirm(row, reason)
    assert refused.value.key == key and refused.value.sentence("zh") and refused.value.sentence("en")
    assert dump(office.database) == before


def test_without_its_original_a_row_cannot_be_confirmed(office: Office) -> None:
    office.send(office.workbook(HUGE))
    for kept in office.originals.iterdir():
        kept.unlink()
    before = dump(office.database)
    with pytest.raises(Refused) as refused:
        office.confirm()
    assert "未存原件" in refused.value.sentence("zh") and dump(office.database) == before


def test_a_deal_confirmed_beside_one_is_asked_again_beside_another(office: Office) -> None:
    office.send(office.workbook({}, ALIKE))
    office.confirm(5)
    assert office.loans() == [600, 600, 1200]
    other = {"pledgor": "固始润和农机有限公司", "registration_no": "Y2024980000012", "contract_no": "质2024-12"}
    result = office.send(office.workbook(other, ALIKE))
    assert {issue.row_no for issue in result.issues if issue.outcome == "held"} == {5}


def test_a_form_filled_in_for_another_row_does_not_ask_again(office: Office) -> None:
    office.send(office.workbook(HUGE))
    office.confirm()
    filled = {found.header: str({**DEAL, **OTHERS[0], "loan_amount": 351}.get(found.name) or "")
              for found in LEDGERS["pledge"].columns}  # fmt: skip
    entering.enter(office.database, CATALOGUE, UNIT, PERIOD, entering.Entry("pledge", filled), office.folder / "f.xlsx",
                   date(2024, 10, 25), office.originals)  # fmt: skip
    result = office.send(office.folder / "f.xlsx")
    assert (result.rows.held, result.rows.returned) == (0, 0) and office.loans() == [351, 1200, 25000]


def test_a_row_is_confirmed_from_its_own_workbook_and_takes_nothing_back_that_came_later(office: Office) -> None:
    def transfers(page: Worksheet) -> None:
        other = page.parent.create_sheet("转让许可")
        for line in (["转让许可"], [], ["月份", "类别", "数量（次）"], ["2024-07", "转让", 2]):
            other.append(line)

    office.send(office.workbook(HUGE, spoil=transfers))
    assert [row["value"] for row in seen(office.database, "observation")] == [2]
    for day, number in ((21, 3), (22, 4)):
        draft = Draft(CATALOGUE, UNIT, PERIOD, filled_on=date(2024, 10, day))
        office.send(draft.add("transfers", ["2024-07", "转让", number]).save(office.folder / f"part{day}.xlsx"))
    assert (office.loans(), office.waiting()) == ([350, 1200], 1)
    office.confirm(4)
    assert (office.loans(), office.waiting()) == ([350, 1200, 25000], 0)
    assert [row["value"] for row in seen(office.database, "observation")] == [4]
