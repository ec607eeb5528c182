"""docs/go-live.md tried step by step on an empty system with a small plan: every command, page and word it names."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from streamlit.testing.v1 import AppTest

from dashboard.plan import load_catalogue
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, editions, office_facts
from dashboard.screens import downloads
from dashboard.settings import Settings
from dashboard.wording import LANGUAGES, Language
from tests.conftest import ROOT
from tests.e2e.conftest import await_answer, free_port
from tests.pages.conftest import markup, press, visit
from tests.reporting.yunze import BASE, PLAN, drafts
from tests.unit.intake.drafting import Draft

DOCUMENTS: dict[Language, str] = {"zh": "go-live.zh-CN.md", "en": "go-live.md"}
STEP = re.compile(r"^(\d+)\. (.*(?:\n {3}.*)*)", re.M)
CODE, QUOTED = re.compile(r"`([^`]+)`"), re.compile(r"“([^”]+)”")
QUESTION = """questions:
  - {code: "1", name: 基期数据, name_en: Base values, question: 基期值是多少, question_en: What the base values are}
"""
NEXT = "2026Q1"  # the report period that the command line publishes


def steps(lang: Language) -> dict[int, str]:
    """Return the numbered steps of the document in a language."""
    text = (ROOT / "docs" / DOCUMENTS[lang]).read_text("utf-8")
    return {int(number): " ".join(told.split()) for number, told in STEP.findall(text)}


@dataclass
class Office:
    """An office that goes live: its plan and folder; ``ran``, ``typed``, ``seen``: what was done, written, shown."""

    plan: Catalogue
    folder: Path
    ran: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)
    seen: dict[str, str] = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))

    @property
    def database(self) -> Database:
        """Its database, where the settings put it."""
        return Database(f"sqlite:///{self.folder / 'var' / 'reporting.db'}")

    def run(self, command: str) -> str:
        """Run a command as the document has it, in a process of its own; return what it said."""
        self.ran.add(command)
        words = [sys.executable, *command.split()[1:]]
        done = subprocess.run(words, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def serve(self, command: str) -> None:
        """Start the server as the document has it, and end it once it answers."""
        self.ran.add(command)
        port = free_port()
        process = subprocess.Popen([sys.executable, *command.split()[1:], "--port", str(port)], cwd=ROOT,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        try:
            await_answer(process, f"http://127.0.0.1:{port}/livez")
        finally:
            process.terminate()
            process.wait(20)

    def open(self, address: str, **query: str) -> AppTest:
        """Open a page in Chinese, having looked at it in English; what both show is kept."""
        self.ran.add(address)
        pages = {lang: visit(address.removeprefix("/"), lang=lang, **query) for lang in reversed(LANGUAGES)}
        for lang, page in pages.items():
            self.look(page, lang)
        return pages["zh"]

    def look(self, page: AppTest, lang: Language = "zh") -> AppTest:
        """Keep what a page shows and return it."""
        assert not page.exception
        self.seen[lang] += markup(page) + "\n".join(button.label for button in page.button)
        return page


def begin(office: Office) -> None:
    office.run("python -m dashboard init --empty")
    office.serve("python -m dashboard serve")
    assert "尚未发布任何报告期" in markup(office.open("/"))


def see_what_is_open(office: Office) -> None:
    shown = markup(office.open("/desk", part="golive"))
    assert "基期数据" in shown and "240" in shown
    assert "基期数据" in office.run("python -m dashboard check")


def take_the_book(office: Office) -> None:
    found = downloads.handed("office", {"lang": "zh"})
    assert found is not None
    assert openpyxl.load_workbook(BytesIO(found.content))["基期值"]["C4"].value == "240"
    for name, base in (("wrong", "约二百"), ("right", "250")):
        (office.folder / f"{name}.xlsx").write_bytes(filled(office, found.content, base))


def filled(office: Office, content: bytes, base: str) -> bytes:
    """Return the office workbook with the question answered and the first base value as typed."""
    book = openpyxl.load_workbook(BytesIO(content))
    for sheet, value, doc_no in (("上线问题", "按统计年鉴", "无"), ("基期值", base, "none")):
        office.typed.add(doc_no)
        for place, text in enumerate((value, "会议纪要", "王五", "2026-06-20", doc_no), 4):
            book[sheet].cell(4, place).value = text
    return saved(book)


def bring_the_book_back(office: Office) -> None:
    assert re.search(r"基期值.*4.*D", markup(brought(office, "wrong"))) and office_facts(office.database, PLAN) == []
    assert "已确认2项" in markup(press(office.look(brought(office, "right")), "确认这2项"))
    one = office.open("/desk", part="golive", fact="base_value:licences/2025")
    fields = {box.label: box for box in one.text_input}
    fields["确认值（件）"].set_value("240")
    assert "已确认" in markup(press(one, "确认"))
    again = visit("desk", part="golive", fact="answer:1", lang="zh")
    next(box for box in again.text_input if box.label == "撤回理由").set_value("另行确认")
    assert "已撤回" in markup(press(again, "撤回确认"))
    assert [fact.text for fact in office_facts(office.database, PLAN)] == ["240"]


def brought(office: Office, name: str) -> AppTest:
    """Upload the office workbook on the page."""
    page = visit("desk", part="golive", lang="zh")
    page.file_uploader[0].upload("确认表.xlsx", (office.folder / f"{name}.xlsx").read_bytes())
    return page.run()


def saved(book: openpyxl.Workbook) -> bytes:
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def hand_out(office: Office) -> None:
    office.open("/intake", unit="ip-980101", period=BASE)
    for draft in owing(office.plan, BASE):
        found = downloads.handed("intake-template", {"lang": "zh", "unit": draft.sender, "period": BASE})
        assert found is not None and "填报说明" in openpyxl.load_workbook(BytesIO(found.content)).sheetnames


def owing(plan: Catalogue, quarter: str) -> Iterator[Draft]:
    """Yield the workbooks of those who owe any: milestones only since the plan was issued."""
    yield from (draft for draft in drafts(plan, quarter) if quarter != BASE or draft.sender != "org_ip")


def take_in(office: Office, quarter: str = BASE) -> None:
    for number, draft in enumerate(owing(office.plan, quarter)):
        draft.cover["数据性质"] = "正式数据"
        book = openpyxl.load_workbook(draft.save(office.folder / f"{quarter}-{draft.sender}.xlsx"))
        if number == 0:  # in red: still to be confirmed
            book["专利许可"]["C5"].font = Font(color="FFFF0000")
        page = visit("intake", unit=draft.sender, period=quarter, lang="zh")
        page.file_uploader[0].upload(f"{draft.sender}.xlsx", saved(book))
        assert "第1版" in markup(press(page.run(), "确认报送"))
        if number == 0:
            office.look(page)
            asked = visit("intake", unit=draft.sender, period=quarter, confirm="5:专利许可", lang="zh")
            next(box for box in asked.text_input if box.label == "确认理由").set_value("已核对")
            assert "已确认无误并计入" in markup(press(asked, "确认无误"))
    office.open("/intake", unit="ip-980101", period=quarter)


def publish(office: Office) -> None:
    page = office.open("/desk", part="edition")
    page.selectbox[0].select("2025年四季度")
    assert "送审稿" in markup(press(page, "生成送审稿"))
    press(page, "送审")
    press(office.look(visit("desk", part="edition", lang="zh")), "退回修改")  # refused: no reason is given
    press(visit("desk", part="edition", lang="zh"), "审核同意")
    press(visit("desk", part="edition", lang="zh"), "发布")
    take_in(office, NEXT)
    office.run("python -m dashboard publish --through 2026-03")
    with office.database.transaction() as tx:
        assert [one.label for one in editions(tx, PLAN)] == [BASE, NEXT]


ACTS: dict[int, Callable[[Office], None]] = {
    1: begin, 2: see_what_is_open, 3: take_the_book, 4: bring_the_book_back, 5: hand_out, 6: take_in, 7: publish,
}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, configured: Callable[[str], None]) -> Office:
    """The second plan with a question of its own, and nothing else."""
    shutil.copytree(ROOT / "tests" / "plans" / PLAN, tmp_path / "plans" / PLAN)
    (tmp_path / "plans" / PLAN / "questions.yaml").write_text(QUESTION, "utf-8")
    for name, value in {"PLAN_DIR": tmp_path / "plans", "PLAN": PLAN, "VAR_DIR": tmp_path / "var",
                        "PUBLISHER": "云泽市知识产权局", "WARM": "false"}.items():  # fmt: skip
        monkeypatch.setenv(f"DASHBOARD_{name}", str(value))
    configured(f"sqlite:///{tmp_path / 'var' / 'reporting.db'}")
    return Office(load_catalogue(tmp_path / "plans" / PLAN), tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_of_the_document_has_an_act_and_every_setting_exists(lang: Language) -> None:
    told = steps(lang)
    assert list(told) == list(ACTS) == list(range(1, len(ACTS) + 1))
    known = {f"DASHBOARD_{name.upper()}" for name in Settings.model_fields}
    assert {code.partition("=")[0] for text in told.values() for code in CODE.findall(text)
            if code.startswith("DASHBOARD_")} <= known  # fmt: skip


@pytest.mark.large
def test_the_document_is_true_step_by_step(office: Office) -> None:
    for number, act in ACTS.items():
        act(office)
        for lang in LANGUAGES:
            text = steps(lang)[number]
            told = {code for code in CODE.findall(text) if not code.startswith("DASHBOARD_")}
            assert told <= office.ran, (number, lang, told - office.ran)
            named = {word.casefold() for word in QUOTED.findall(text)}
            shown = office.seen[lang].casefold()
            assert {word for word in named - office.typed if word not in shown} == set(), (number, lang)
