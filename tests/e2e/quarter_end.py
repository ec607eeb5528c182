"""The second half of a quarter, act by act on the pages: proof, review, edition, pack, slip, correction."""

from __future__ import annotations

import hashlib
import json
import re
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from playwright.sync_api import Page, expect

from tests.e2e.quarter import System
from tests.e2e.quarter_books import filled
from tests.e2e.seat import WAITS
from tests.e2e.test_slips import step

DOC_NO = "云知通〔2026〕3号"
CHANGED = "专利许可"


def compile_and_approve(office: System) -> None:
    """The proof is made and handed in; its compiler cannot approve it, another person does; it is published so."""
    li = office.seat("li").open("/desk", part="edition").reads("报告期编制中", "送审后由另一人审核")
    li.fill(文号=DOC_NO).press("生成送审稿").reads("2026年三季度", "3项目标中", "尚未解决的事项", where=".draft-proof")
    proof = li.fetch(li.button("下载送审稿 DOCX"))
    with ZipFile(BytesIO(proof)) as parts:
        assert any("送审稿" in parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    expect(li.button("直接发布")).to_have_count(0)
    li.press("送审").told("已送审").press("审核同意").reads("不能审核自己编制的报告期，请由另一人审核")
    expect(li.button("发布")).to_have_count(0)
    wang = office.seat("wang").open("/desk").reads("送审稿待审核", "李四 (li)").press("审核同意").told("已审核同意")
    expect(wang.button("发布")).to_have_count(0)
    li.open("/desk", part="edition").reads("送审稿已审核同意，待发布").press("发布").told("已发布")


def build(office: System) -> None:
    """The circular's page begins to build the pack."""
    li = office.seat("li").open("/review").reads("2026年三季度通报", "成套材料尚未生成")
    li.press("生成成套材料")
    li.page.get_by_text("正在生成").wait_for(timeout=WAITS)


def take_pack(office: System) -> None:
    """The pack is there as one file which holds what its list says; the edition's plain pages open."""
    li = office.seat("li").open("/review")
    link = li.page.get_by_role("link", name="下载全部")
    link.wait_for(timeout=3 * WAITS)
    with ZipFile(BytesIO(li.fetch(link))) as pack:
        listed = {one["name"]: one["sha256"] for one in json.loads(pack.read("manifest.json"))["files"]}
        assert {name: hashlib.sha256(pack.read(name)).hexdigest() for name in listed} == listed
        assert {"季度通报.docx", "领导专报.pdf", "附表.xlsx", "site/index.html"} <= {*listed}
        assert {*pack.namelist()} == {*listed, "manifest.json"}
        told = "\n".join(one.text for one in Document(BytesIO(pack.read("季度通报.docx"))).paragraphs)
        assert "演示" not in told and "云泽市知识产权办公室" in told
    _plain(li.page, office.origin, "2026Q3", "278 件")


def follow_up(office: System) -> None:
    """A slip is made of the overdue milestone, and taken from step to step until it is closed."""
    li = office.seat("li").open("/desk", part="slips").reads("还没有督办单", "可开单事项（2026年三季度）")
    offers = li.page.locator(".st-key-desk-work-offers [data-testid=stHorizontalBlock]")
    offers.filter(has_text="管理办法").get_by_role("button", name="制单").click()
    li.told("已制督办单").reads("市工商局", "拟发")
    letter = Document(BytesIO(li.fetch(li.button("下载督办单（DOCX）"))))
    assert "管理办法" in "\n".join(one.text for one in letter.paragraphs)
    for act, told, fields in (
        ("登记下发", "已登记下发", {}), ("登记签收", "已登记签收", {"签收人": "施某"}),
        ("登记回复", "已登记回复", {"办理情况": "管理办法已印发"}), ("销号", "已销号", {"销号依据": "已收到印发件"}),
    ):  # fmt: skip
        step(li.page, act, **fields)
        li.told(told)
    office.seat("shi").open("/tasks").reads("管理办法")


def correct(office: System) -> None:
    """The next day a mistake is found: the workbook is sent again, the edition corrected; both can be read."""
    dong = office.seat("dong").open("/intake", period="2026Q3").reads("已全部报齐")
    book = dong.fetch(dong.page.get_by_role("link", name="下载预填报送表"))
    made = filled(book, 专利许可=lambda row: [*row[:2], 9] if row[:2] == ["2026-09", "发明"] else None)
    dong.upload(("东泽再更正.xlsx", made)).reads("东泽再更正.xlsx", "变更", "90", where=".draft")
    dong.press("确认报送").told("已加载，新增0行，变更1行")
    li = office.seat("li").open("/desk", part="edition")
    li.choose("报告期", "更正：2026年三季度").fill(文号=DOC_NO, 说明="东泽县9月许可数多录一位")
    li.press("生成送审稿").reads("2026年三季度", where=".draft-proof").press("送审").told("已送审")
    office.seat("wang").open("/desk").press("审核同意").told("已审核同意")
    li.open("/desk", part="edition").press("发布").told("已发布")
    li.page.goto(f"{office.origin}/editions/")
    expect(li.page.locator("body")).to_contain_text("云泽市专利转化进展监测")
    for label, value in (("2026Q3", "278 件"), ("2026Q3-r2", "197 件")):
        _plain(li.page, office.origin, label, value)


def _plain(page: Page, origin: str, label: str, value: str) -> None:
    answer = page.goto(f"{origin}/editions/{label}/")
    assert answer is not None and answer.ok
    expect(page.locator("body")).to_contain_text(re.compile(value.replace(" ", r"\s")), timeout=WAITS)
    assert "演示" not in page.locator("body").inner_text()
