"""What is told of the quarter: by the audit log of each act, by every page of the editions."""

from __future__ import annotations

import re

from dashboard.screens import menu
from tests.e2e.quarter import System
from tests.e2e.seat import CODES, ENGLISH, KNOWN
from tests.e2e.speaking import opened, run_page

TAGS = re.compile(r"<(style|script|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)
CODED = ("explore", "audit")  # pages that show what a machine is asked, or what it keeps
TIME = re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d")
ROWS = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
ACTS = (  # who, what, about what, and words of the detail
    ("李四 (li)", "确认事项", "基期值 licences/2025", ("内容 240）；变更后 （", "内容 251", "云知办〔2026〕31号")),
    ("李四 (li)", "确认事项", "县区指标 licence_growth/980101/2026", ("内容 200）；变更后 （", "内容 300")),
    ("李四 (li)", "确认事项", "责任单位 trademark_density", ("内容 org_market",)),
    ("李四 (li)", "确认事项", "节点期限 2.1", ("变更前 （内容 2026-09", "变更后 （")),
    ("李四 (li)", "入库", "yunze-2026/ip-980101/2026Q2", ("新增 60", "版次 1")),
    ("席某 (xi)", "入库", "yunze-2026/ip-980102/2026Q3", ("新增 0", "零报告_2026Q3.xlsx", "版次 1")),
    ("董某 (dong)", "入库", "yunze-2026/ip-980101/2026Q3", ("已替换上一版", "东泽三季度更正.xlsx", "版次 2")),
    ("李四 (li)", "催报", "yunze-2026/org_market/2026Q3", ("变更前 （数量 0）", "变更后 （数量 1", "微信、短信")),
    ("施某 (shi)", "入库", "yunze-2026/org_market/2026Q3", ("市工商局.xlsx", "版次 1")),
    ("董某 (dong)", "确认", "yunze-2026/ip-980101/2026Q3", ("已核对备案证明", "行 10", "表 专利许可")),
    ("李四 (li)", "送审", "yunze-2026/1", ("变更前 编制中", "变更后 待审核", "报告期 2026Q3")),
    ("王五 (wang)", "审核同意", "yunze-2026/1", ("变更前 待审核", "变更后 已审核同意")),
    ("李四 (li)", "发布", "2026Q3", ("变更后 2026Q3", "数据校验值", "结果校验值")),
    ("李四 (li)", "督办单制单", "督〔2026〕1号", ("变更后 （", "管理办法")),
    ("李四 (li)", "督办单下发", "督〔2026〕1号", ("办理情况 拟发）；变更后", "办理情况 待签收")),
    ("李四 (li)", "督办单签收", "督〔2026〕1号", ("办理情况 待签收）；变更后", "办理情况 办理中", "施某")),
    ("李四 (li)", "督办单回复", "督〔2026〕1号", ("办理情况 办理中）；变更后", "管理办法已印发")),
    ("李四 (li)", "督办单销号", "督〔2026〕1号", ("办理情况 待销号）；变更后", "办理情况 已销号", "已收到印发件")),
    ("董某 (dong)", "拒绝", "/packs/2026Q3.zip", ()),
    ("董某 (dong)", "入库", "yunze-2026/ip-980101/2026Q3", ("改动 1", "东泽再更正.xlsx", "版次 4")),
    ("王五 (wang)", "审核同意", "yunze-2026/2", ("变更前 待审核",)),
    ("李四 (li)", "发布", "2026Q3-r2", ("变更前 2026Q3；变更后 2026Q3-r2",)),
)  # fmt: skip


def logged(office: System) -> list[str]:
    """Return the acts that the log does not tell as it should; an auditor reads it page by page."""
    rows: list[list[str]] = []
    an = office.seat("an")
    for skip in ("0", "50"):
        an.open("/audit", skip=skip).reads("链条完整")
        rows += an.page.locator("table.log tbody tr").evaluate_all(ROWS)
    return [f"{who} {act} {about}" for who, act, about, words in ACTS
            if not any(TIME.fullmatch(row[0]) and row[1:4] == [who, act, about] and all(one in row[4] for one in words)
                       for row in rows)]  # fmt: skip


def leaks(office: System) -> list[str]:
    """Return the pages, as its publisher gets them, that call real data a demonstration or speak English in Chinese."""
    jar = {one["name"]: one["value"] for one in office.seat("li").cookies}
    found = []
    with opened(office.origin, jar) as socket:
        for name in (*menu.MENU, *menu.BESIDE):
            text = TAGS.sub(" ", run_page(socket, menu.address(name), "lang=zh"))
            assert "请先登录" not in text
            english = {*ENGLISH.findall(CODES.sub("", text))} - KNOWN - {"English"}  # a language is named in its own
            found += [f"{name}: {word}" for word in sorted(english) if name not in CODED]
            found += [f"{name}: 演示"] if "演示" in text else []
    return found
