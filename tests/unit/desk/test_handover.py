"""What is handed over: everything open once, drawn three ways from one value, and no person or number named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.styles import Font
from typer.testing import CliRunner

from dashboard.access import Person
from dashboard.commands import app
from dashboard.desk import contacts, drafts, slips
from dashboard.desk.drafts import Proof
from dashboard.desk.handover import handed_over
from dashboard.desk.handover_parts import Seen, from_outside, proofs
from dashboard.desk.slip_decisions import decided
from dashboard.figures import handover
from dashboard.figures.contacts import Contact
from dashboard.figures.filed import Filed, Step
from dashboard.figures.findings import Finding
from dashboard.figures.findings import Step as Close
from dashboard.figures.handover import Handover
from dashboard.figures.slips import Event
from dashboard.intake import load
from dashboard.plan.models import Extension, Question
from dashboard.publishing.freezing import Request
from dashboard.reporting import Database, init
from dashboard.review.docx_file import docx
from dashboard.review.handover_paper import handover_paper
from dashboard.settings import settings
from tests.unit.intake.drafting import Draft
from tests.unit.intake.invented import CATALOGUE

ASKED = Question(code="1", name="基期数据", name_en="Base values", question="基期值是多少", question_en="Which?")
MORE = tuple(
    Extension(sender="west", subject="transfers", period=period, until=until, reason=reason, source=reason,
              doc_no="试函〔2024〕3号")
    for period, until, reason in (("2024Q3", date(2024, 11, 8), "系统切换"), ("2024Q4", date(2025, 1, 28), "换岗"))
)  # fmt: skip
PLAN = CATALOGUE.model_copy(update={"questions": (ASKED,), "extensions": MORE})
CODE = PLAN.plan.id
DAY = date(2024, 10, 25)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Database]:
    """A database with the invented plan."""
    made = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(made, {CODE: PLAN})
    yield made
    made.close()


def parts(found: Handover) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {part.key: part.rows for part in found.parts}


def seen(database: Database) -> Handover:
    return handed_over(database, PLAN, DAY, "zh")


def held(database: Database, folder: Path) -> None:
    """Load a workbook of one unit with a row that is held."""
    path = Draft(PLAN, "east", "2024Q3").add("transfers", ["2024-07", "转让", 3], ["2024-08", "许可", 2]).save(
        folder / "a.xlsx")  # fmt: skip
    book = load_workbook(path)
    book.worksheets[-1].cell(5, 3).font = Font(color="FFFF0000")
    book.save(path)
    load(database, {CODE: PLAN}, [path], originals=folder / "originals")


def test_every_open_matter_is_in_it(office: Database, tmp_path: Path) -> None:
    held(office, tmp_path)
    task = decided("west", "核对转让数据", "纪要〔2024〕1号", date(2024, 10, 8), date(2024, 10, 20))
    made = slips.make(office, PLAN, task, "甲", date(2024, 10, 9))
    slips.act(office, PLAN, made.code, Event("issue", date(2024, 10, 10), "甲"), "甲", DAY)
    drafts.submit(office, CODE, Request("2024-09", publisher="甲"), Proof("2024Q3", ""), Person("甲", "publisher"))
    post = Contact("east", "综合科", date(2024, 1, 1), date(2024, 12, 31), "乙某某", "0999-6001234")
    contacts.enter(office, PLAN, post, Person("甲", "publisher"))
    shown = seen(office)
    found = parts(shown)
    ((label, matter, unit, due, standing, days),) = found["slips"]
    assert (matter, unit, due, days) == ("核对转让数据", "西县局", "2024年10月20日", "超期5天") and made.label == label
    assert standing == "待签收" and found["drafts"][0][:2] == ("2024年三季度", "已送审，待审核")
    assert [row[:2] + row[3:] for row in found["held"]] == [("东县局", "2024年三季度", "待核实", "1")]
    assert found["confirmations"] == (("东县局", "2024年三季度", "1"),)
    assert found["questions"] == (("1", "基期数据", "基期值是多少"),)
    assert found["extensions"][0][3:] == ("2024年11月8日", "系统切换", "试函〔2024〕3号")
    owing = {row[0]: row[1:3] for row in found["missing"]}
    assert "1行" in owing["东县局"][1] and owing["西县局"][0] and not owing["西县局"][1]
    assert "西" in found["contacts"][0][1] and found["contacts"][1][0].startswith("2024年12月31日到期")
    assert "督办单1项" in shown.headline and not shown.empty


def test_the_days_to_come_are_told_by_unit_with_the_holidays_between(office: Database) -> None:
    (part,) = (part for part in seen(office).parts if part.key == "calendar")
    assert part.title == "至2025年3月31日应报时间" and not part.counted
    assert any(row[0].startswith("2025年2月5日 周三") and "换岗" in row[0] and row[2] == "西县局" for row in part.rows)
    assert "春节（2025年1月29日至2025年2月4日）" in part.note and "调休上班：" in part.note
    assert [row[2] for row in part.rows if row[0].startswith("2024年11月8日")] == ["西县局"]
    assert {row[1] for row in part.rows if row[0].startswith("2025年1月15日")} == {"2024年四季度", "2024年"}


def test_three_drawings_say_the_same_and_name_no_person(office: Database, tmp_path: Path) -> None:
    held(office, tmp_path)
    post = Contact("east", "[b]综合科", date(2024, 1, 1), date(2024, 12, 31), "乙某某", "0999-6001234")
    contacts.enter(office, PLAN, post, Person("甲", "publisher"))
    shown = seen(office)
    text = handover.text(shown, "zh")
    paper = Document(BytesIO(docx(handover_paper(shown, PLAN.plan, "zh"))))
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    for part in shown.parts:
        for cell in {cell for row in part.rows for cell in row} - {""}:
            assert cell in text and cell in cells, cell
    printed = f"{text}{cells}{[line.text for line in paper.paragraphs]}"
    assert "[b]综合科" in printed and "乙某某" not in printed and "6001234" not in printed
    assert docx(handover_paper(shown, PLAN.plan, "zh")) == docx(handover_paper(shown, PLAN.plan, "zh"))


def test_evidence_waits_file_by_file_until_it_is_verified() -> None:
    sent = Step("submitted", "乙", "2024-10-08")
    first = Filed("a" * 64, "pdf", "名单.pdf", "", "", ("entry", "1"), "east", "乙", (sent,))
    back = replace(first, file_name="合同.pdf", steps=(*first.steps, Step("returned", "甲", "2024-10-09", "缺章")))
    done = replace(first, file_name="证书.pdf", steps=(*first.steps, Step("verified", "甲", "2024-10-09")))
    found = proofs((first, replace(first, place=("entry", "2")), back, done), Seen(PLAN, DAY, "zh"))
    assert found.rows == (("东县局", "名单.pdf", "2", "待核验", "2024年10月8日"),
                          ("东县局", "合同.pdf", "1", "已退回，待单位重报", "2024年10月9日"))  # fmt: skip


def test_findings_from_outside_are_handed_over_until_they_are_closed() -> None:
    late = Finding("2024-1-1", "2024-1", "台账与凭证不符", "east", date(2024, 10, 1))
    ahead = replace(late, code="2024-1-2", first_due=date(2024, 12, 1))
    done = Close("close", date(2024, 10, 8), "甲", "已核对", "试函〔2024〕9号")
    closed = replace(late, code="2024-1-3", steps=(done,))
    found = from_outside((ahead, closed, late), Seen(PLAN, DAY, "zh"))
    assert [row[0] for row in found.rows] == ["2024-1-1", "2024-1-2"]
    assert found.rows[0][1:] == ("台账与凭证不符", "东县局", "2024年10月1日", "逾期未整改")


def test_where_nothing_waits_it_says_so() -> None:
    shown = handover.handover(iter(()), DAY, "试验方案", (), "zh")
    assert shown.empty and shown.headline == "没有待交接的事项" and "没有待交接的事项" in handover.text(shown, "zh")
    assert docx(handover_paper(shown, PLAN.plan, "zh"))


def test_the_command_draws_it_speaks_json_and_writes_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", f"sqlite:///{tmp_path / 'reporting.db'}")
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-20")
    monkeypatch.setenv("COLUMNS", "140")
    settings.cache_clear()
    assert CliRunner().invoke(app, ["init"]).exit_code == 0
    with sqlite3.connect(tmp_path / "reporting.db") as held_open:
        held_open.execute("insert into contact (plan, unit, post, name, line, valid_from) values "
                          "('xinyang-2022', 'org_tj', '综合科', '乙某某', '0376-0001234', '2026-01-01')")  # fmt: skip
    held_open.close()
    said = CliRunner().invoke(app, ["handover", "--out", str(tmp_path / "a.docx")])
    assert said.exit_code == 0 and "工作交接清单" in said.stdout and "30家单位无在任联系人" in said.stdout
    told = json.loads(CliRunner().invoke(app, ["handover", "--json"]).stdout)
    assert {part["key"] for part in told["parts"]} >= {"questions", "missing", "contacts", "calendar"}
    assert "乙某某" not in said.stdout + json.dumps(told, ensure_ascii=False)
    assert Document(str(tmp_path / "a.docx")).tables
    settings.cache_clear()
