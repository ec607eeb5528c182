"""The edition on the desk from its proof to its correction, by two persons, on the pages alone; what is on record."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard.access import Person
from dashboard.commands import app
from dashboard.desk import drafts, proof
from dashboard.desk.extending import Asked, extend
from dashboard.intake import load
from dashboard.plan import load_catalogues
from dashboard.plan.models import Catalogue
from dashboard.publishing import commenting, publish
from dashboard.publishing.freezing import Request
from dashboard.reporting import Database, Edition, editions, in_force, init
from dashboard.review import circular, edition_json
from dashboard.review.book import Book, opened
from dashboard.settings import settings
from dashboard.wording import Refused
from tests.conftest import ROOT
from tests.pages.conftest import markup, press, release, visit
from tests.reporting.yunze import BASE, PLAN, files
from tests.reporting.yunze import drafts as workbooks

NOTE = "意见（退回、撤回须写明理由）"
PLANS = load_catalogues(ROOT / "tests" / "plans")
Desk = Callable[[str], AppTest]


@pytest.fixture
def office(configured: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The second plan with its base period loaded and nothing published, in an office of two persons."""
    for name, value in {"PLAN_DIR": ROOT / "tests" / "plans", "PLAN": PLAN, "VAR_DIR": tmp_path / "var",
                        "TWO_PERSONS": "true"}.items():  # fmt: skip
        monkeypatch.setenv(f"DASHBOARD_{name}", str(value))
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, PLANS)
    load(database, PLANS, files(PLANS[PLAN], BASE, tmp_path))
    configured(database.url)
    return database


@pytest.fixture
def desk(office: Database, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Open the edition's part as one of the publishers."""

    def sit(name: str) -> AppTest:
        monkeypatch.setenv("DASHBOARD_PUBLISHER", name)
        release()
        return visit("desk", part="edition", lang="zh")

    return sit


def fill(seen: AppTest, **fields: str) -> None:
    for label, text in fields.items():
        next(field for field in (*seen.text_input, *seen.text_area) if field.label == label).set_value(text)


def buttons(seen: AppTest) -> set[str]:
    return {button.label for button in seen.button}


def compiled(seen: AppTest, choice: str, **fields: str) -> AppTest:
    """Make the proof of a choice and hand it in."""
    seen.selectbox[0].select(choice)
    fill(seen, **fields)
    assert "送审稿" in markup(press(seen, "生成送审稿"))
    return press(seen, "送审")


def known(database: Database) -> list[Edition]:
    with database.transaction() as tx:
        return editions(tx, PLAN)


def acts(database: Database) -> list[tuple[str, str]]:
    rows = database.rows("audit_page", actor="", action="", first="", last="9", most=99, skipped=0)
    return [(str(row["actor"]), str(row["action"])) for row in reversed(rows) if row["action"] != "load"]


def test_from_the_proof_to_a_correction_by_two_persons(office: Database, desk: Desk, tmp_path: Path) -> None:
    seen = desk("李四")
    assert "直接发布" not in "".join(buttons(seen))
    assert "已送审" in markup(compiled(seen, "2025年四季度"))
    assert "不能审核自己编制" in markup(press(desk("李四"), "审核同意"))  # on the page ...
    with pytest.raises(Refused) as refusal:  # ... and in the function behind it
        drafts.approve(office, PLAN, Person("李四", "publisher"), "", apart=True)
    assert refusal.value.key == "desk.own_draft" and known(office) == []
    other = desk("王五")
    assert "须写明" in markup(press(other, "退回修改"))
    fill(other, **{NOTE: "请补充说明"})
    assert "已退回" in markup(press(other, "退回修改"))
    assert "发布" not in buttons(desk("李四"))
    compiled(desk("李四"), "2025年四季度")
    assert "已审核同意" in markup(press(desk("王五"), "审核同意"))
    assert "已发布" in markup(press(desk("赵六"), "发布"))
    (first,) = known(office)
    assert (first.label, first.publisher, first.revision) == ("2025Q4", "赵六", 1)
    draft = next(iter(workbooks(PLANS[PLAN], BASE)))
    draft.sheets["专利许可"][-1][-1] = 7
    load(office, PLANS, [draft.save(tmp_path / "again.xlsx")])
    compiled(desk("李四"), "更正：2025年四季度", 说明="许可量更正", 文号="云知函〔2026〕5号")
    press(desk("王五"), "审核同意")
    press(desk("李四"), "发布")
    assert [one.label for one in known(office)] == ["2025Q4", "2025Q4-r2"]
    assert acts(office) == [
        ("李四", "draft_submitted"), ("王五", "draft_returned"),
        ("李四", "draft_submitted"), ("王五", "draft_approved"), ("赵六", "publish"),
        ("李四", "draft_submitted"), ("王五", "draft_approved"), ("李四", "publish"),
    ]  # fmt: skip
    _documents_tell_who(office)


def _documents_tell_who(office: Database) -> None:
    first, second = (opened(office.rows, PLAN, label, "zh") for label in ("2025Q4", "2025Q4-r2"))
    assert _closing(first).startswith("编制：李四（") and "审核：王五（" in _closing(first)
    assert _closing(first).endswith("签发：赵六") and _closing(second).endswith("签发：李四　文号：云知函〔2026〕5号")
    told = json.loads(edition_json.edition_json(second))["edition"]
    assert (told["compiled"]["by"], told["reviewed"]["by"], told["publisher"]) == ("李四", "王五", "李四")
    assert date.fromisoformat(told["compiled"]["on"]) and told["doc_no"] == "云知函〔2026〕5号"
    assert edition_json.edition_json(second) == edition_json.edition_json(opened(office.rows, PLAN, "2025Q4-r2", "zh"))
    assert _closing(first) in markup(visit("review", edition="2025Q4", lang="zh"))


def _closing(book: Book) -> str:
    blocks = circular.paper(book).blocks
    return str(getattr(blocks[-1], "text", ""))


def test_the_proof_is_kept_as_it_was_handed_in(office: Database, desk: Desk) -> None:
    compiled(desk("李四"), "2025年四季度")
    (kept,) = settings().proofs.iterdir()
    before = (kept.read_bytes(), kept.stat().st_mtime_ns)
    text = "\n".join(line.text for line in Document(BytesIO(before[0])).paragraphs)
    assert "2025年四季度" in text and "编制：" not in text  # nobody has signed it yet
    other = desk("王五")
    assert [one.proto.label for one in other.get("download_button")] == ["下载送审稿 DOCX"]
    fill(other, **{NOTE: "再核对"})
    press(other, "退回修改")
    compiled(desk("李四"), "2025年四季度")
    assert [*settings().proofs.iterdir()] == [kept] and (kept.read_bytes(), kept.stat().st_mtime_ns) == before


def test_commentary_and_statuses_are_entered_until_the_edition_is_published(office: Database, desk: Desk) -> None:
    plan: Catalogue = PLANS[PLAN]
    seen = desk("李四")
    _select(seen, "说明所属报告期", "2025年四季度")
    assert "须写明撰写人和存在问题" in markup(press(seen, "保存情况说明"))
    fill(seen, 存在问题="许可量偏少", 原因="备案较晚", 下一步措施="逐家对接")
    assert "已保存" in markup(press(seen, "保存情况说明"))
    again = desk("王五")
    _select(again, "说明所属报告期", "2025年四季度")
    assert [field.value for field in again.text_area] == ["许可量偏少", "备案较晚", "逐家对接"]
    assert "许可量偏少" in markup(again) and "李四" in markup(again)
    assert "理由和文号" in markup(press(again, "登记人工认定"))
    _select(again, "认定为", "进度滞后")
    fill(again, 认定理由="口径待核", 认定文号="云知函〔2026〕6号")
    assert "已登记" in markup(press(again, "登记人工认定"))
    compiled(desk("李四"), "2025年四季度")
    reading = markup(desk("王五"))
    assert "许可量偏少" in reading and "口径待核" in reading and "保存情况说明" not in buttons(desk("王五"))
    press(desk("王五"), "审核同意")
    press(desk("李四"), "发布")
    note = commenting.Comment("licence_growth", "2025Q4", "李四", "改写")
    with pytest.raises(Refused, match="已随报告期 2025Q4 发布并锁定"):
        commenting.comment(office, plan, note, settings().now())
    book = opened(office.rows, PLAN, "2025Q4", "zh")
    item = next(item for item in book.state.items if item.target.id == "licence_growth")
    assert item.verdict.override is not None and item.verdict.override.reason == "口径待核"
    assert dict(book.comments(item).current.parts)["存在问题"] == "许可量偏少"  # type: ignore[union-attr]
    seen = desk("李四")
    _select(seen, "说明所属报告期", "更正：2025年四季度")
    fill(seen, 存在问题="许可量偏少（更正）")
    assert "已保存" in markup(press(seen, "保存情况说明"))
    fill(seen := desk("李四"), 撤回理由="误设")
    assert "已撤回" in markup(press(seen, "撤回人工认定"))
    assert dict(book.comments(item).current.parts)["存在问题"] == "许可量偏少"  # type: ignore[union-attr]
    assert [act for _, act in acts(office) if act[:2] in ("co", "ov")] == [
        "comment", "override", "comment", "override_withdrawn"]  # fmt: skip


def _select(seen: AppTest, label: str, option: str) -> None:
    next(box for box in seen.selectbox if box.label == label).select(option)
    seen.run()


def test_a_reviewer_reads_and_writes_nothing(office: Database, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_ROLE", "reviewer")
    seen = desk("李四")
    assert "情况说明" in markup(seen) and not buttons(seen) and not seen.text_area and not seen.text_input


def test_nothing_is_published_past_the_second_person(office: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = visit("desk", part="calendar", lang="zh")
    assert "快报在“编制与发布”中选择月份" in markup(seen) and "发布快报" not in "".join(buttons(seen))
    told = CliRunner().invoke(app, ["publish", "--through", "2025-12"])
    assert isinstance(told.exception, Refused) and told.exception.key == "publish.two_persons" and known(office) == []


def test_the_proof_names_what_is_missing_and_what_is_behind_without_words(office: Database, tmp_path: Path) -> None:
    plan = PLANS[PLAN]
    publish(office, plan, "2025-12")
    sent = {draft.sender: draft for draft in workbooks(plan, "2026Q1")}
    for draft in (sent["ip-980101"], sent["ip-980102"]):
        for row in draft.sheets["专利许可"][3:]:
            row[-1] = 1
        load(office, PLANS, [draft.save(tmp_path / f"{draft.sender}.xlsx")])
    asked = Request("2026-03", incomplete=True, reason="试验")
    before = proof.make(office, plan, asked).told["zh"].open
    assert any("缺：" in line and "市工商局（2026年一季度全部报表）" in line for line in before)
    assert any("没有填写问题" in line and "专利许可量" in line for line in before)
    day, until = date(2026, 4, 8), date(2026, 12, 1)  # a day to come: on the desk it is November
    commenting.comment(office, plan, commenting.Comment("licence_growth", "2026Q1", "李四", "许可量少"), day)
    extend(office, plan, Asked("org_market", "", "2026Q1", until, "系统升级", "函", "王五"), "李四", day)
    after = proof.make(office, in_force(office, plan), asked).told["zh"].open
    assert not any("没有填写问题" in line and "专利许可量" in line for line in after)
    assert any("已延期未到期：市工商局（2026年一季度全部报表，已延期至2026年12月1日）" in line for line in after)
    assert [one.label for one in known(office)] == [BASE]
