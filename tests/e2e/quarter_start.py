"""The first half of a quarter, act by act on the pages: going live, templates, three senders, the chase."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.quarter import EAST, OWN, TRADE, WEST, System
from tests.e2e.quarter_books import Make, Row, answered, filled, red, text
from tests.e2e.seat import Seat

TOLD = {"来源": "任务分解表", "确认人": "李四", "确认日期": "2026-10-09", "文号": "云知办〔2026〕31号"}
PREFILLED = "下载预填报送表"
WRONG = {("2026-07", "发明"): "约20", ("2026-08", "发明"): -3, ("2026-09", "发明"): 90}
RIGHT = {("2026-07", "发明"): 20, ("2026-08", "发明"): 3}
OPEN = """() => [...document.querySelectorAll('input:not([type=file]), select, textarea, [contenteditable=true]')]
  .filter(e => e.checkVisibility() && !e.disabled).length"""


def go_live(office: System) -> None:
    """The office confirms what its plan leaves open: one thing on the page, the others by its workbook."""
    li = office.seat("li").open("/").reads("尚未发布任何报告期", where="main.empty")
    li.open("/desk").reads("方案没有需要答复的上线问题", "基期值已确认1个（共1个）")
    li.open("/desk", part="golive", fact="base_value:licences/2025")
    li.fill(**{"确认值（件）": "251", "文号": TOLD["文号"]}).press("确认").told("已确认：基期值")
    book = li.fetch(li.page.get_by_role("link", name="下载确认表"))
    for sheet, row, value in (("县区指标", 4, "300"), ("责任单位", 5, "市工商局"), ("节点期限", 4, "2026-09")):
        book = answered(book, sheet, row, TOLD | {"确认值": value})
    li.upload(("办公室确认表.xlsx", book)).reads("3项有变化").press("确认这3项").told("已确认3项")


def bring_in(office: System) -> None:
    """The office hands out the first workbooks, which ask for all there was, and brings them in together."""
    li, files = office.seat("li"), []
    for unit in (OWN, TRADE, EAST, WEST):
        li.open("/intake", unit=unit, period="2026Q2")
        book = li.fetch(li.page.get_by_role("link", name=PREFILLED))
        files.append((f"{unit}.xlsx", filled(book, **_history(unit))))
    li.upload(*files).press("确认全部无问题的报送表（4个）").told(*(f"{name}：已加载" for name, _ in files))


def _history(unit: str) -> dict[str, Make]:
    if unit == TRADE:
        return {"企业与商标": _stocks(300)}
    return {} if unit == OWN else {"专利许可": lambda row: [*row[:2], 6] if row[0] else None}


def _stocks(trademarks: int) -> Make:
    return lambda row: [*row[:2], trademarks, None, 50] if row[0] else None


def report_nothing(office: System) -> int:
    """A unit with nothing new reports so; return what it had to type or choose, and to press."""
    xi = office.seat("xi").open("/intake").reads("西泽区局2026年三季度应报2张，已报0张")
    fields = int(xi.page.evaluate(OPEN))
    xi.press("本期各表均无发生，全部零报告").told("零报告_2026Q3.xlsx：已加载").reads("已报2张（其中零报告2张）")
    office.seat("li").open("/intake", unit=OWN).press("本期各表均无发生，全部零报告").told("已加载")
    return fields + 1


def send_dirt(office: System) -> None:
    """A unit sends a workbook with faults, reads the reply, corrects that and sends it again; one cell stays open."""
    dong = office.seat("dong").open("/intake").reads("东泽县局2026年三季度应报2张，已报0张")
    new: list[Row] = [["东泽光电实验室", "东泽学院", "签约", "2026-08-20", None, 120]]
    made = filled(dong.fetch(dong.page.get_by_role("link", name=PREFILLED)),
                  专利许可=lambda row: [*row[:2], WRONG.get((row[0], row[1]), "７ 件")] if row[0] else None,
                  联合实验室=lambda row: new.pop() if new else None)  # fmt: skip
    dong.upload(("东泽三季度.xlsx", made)).reads("东泽三季度.xlsx", "“-3”为负数", "“约20”不是确数", where=".draft")
    dong.press("确认报送").told("待核实1行，退回1行")
    reply = dong.fetch(dong.page.locator(".versions a[download]").first)
    assert "【退回】" in text(reply) and "【待核实】" in text(reply)
    again = filled(reply, 专利许可=lambda row: [*row[:2], RIGHT.get((row[0], row[1]), row[2])] if row[0] else None)
    dong.upload(("东泽三季度更正.xlsx", red(again, "专利许可", "C10"))).reads("东泽三季度更正.xlsx", where=".draft")
    dong.press("确认报送").told("第2版", "待核实1行，退回0行")


def chase(office: System) -> None:
    """The office sees who is late and what is open, notes that both were reminded; the late one sends."""
    li = office.seat("li").open("/desk", part="calendar")
    li.reads("2026年三季度4家单位应报7张，实报4张，其中零报告3张，有待核实1张，逾期未报2张", "逾期未报：市工商局")
    expect(li.page.locator(".duelist table").first).to_contain_text("企业与商标、任务节点")
    assert li.fetch(li.button("下载催报清单（DOCX）"))[:2] == b"PK"
    li.press("登记已催报2家").told("已登记催报2家").reads("已催1次，最近2026年10月21日")
    shi = office.seat("shi").open("/intake").reads("市局已催报")
    book = shi.fetch(shi.page.get_by_role("link", name=PREFILLED))
    shi.upload(("市工商局.xlsx", filled(book, 企业与商标=_stocks(330)))).reads("市工商局.xlsx", where=".draft")
    shi.press("确认报送").told("市工商局.xlsx：已加载")


def confirm_row(office: System) -> None:
    """The unit says that its open row is right; then everything has come, and nobody is left to chase."""
    dong = office.seat("dong").open("/intake").reads("市局已催报")
    dong.page.get_by_role("link", name=re.compile("^确认“专利许可”")).click()
    dong.fill(确认理由="已核对备案证明").press("确认无误").told("已确认无误并计入")
    office.seat("li").open("/desk", part="calendar").reads("应报7张", "没有需要催报的单位")


def keep_out(seat: Seat) -> None:
    """A reporter sees neither another unit nor the desk, by no address."""
    seat.open("/intake", unit=WEST).reads("只能办理本单位的报送，已显示东泽县局")
    expect(seat.page.locator(".xy", has_text="西泽")).to_have_count(0)
    seat.open("/unit", unit=WEST).reads("只能查看本单位")
    for part in ("edition", "calendar", "slips", "golive"):
        seat.open("/desk", part=part).reads("工作台只对市局发布人员开放")
        expect(seat.page.locator("[data-testid=stButton], [data-testid=stFormSubmitButton]")).to_have_count(0)
