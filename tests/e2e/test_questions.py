"""Planted questions: the answer is at most three clicks from the overview."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.browsing import Visit
from tests.e2e.test_shell import Open

OVERDUE = "逾期最久的是“一站式窗口、平台上线”（任务10 服务业载体建设），已逾期273天，责任单位：羊山新区管委会。"
MOST = 3  # clicks


def test_which_task_is_longest_overdue_and_whose(opened: Open) -> None:
    with opened("/", query={"lang": "zh"}) as seen:
        page = seen.page
        page.get_by_role("link", name="任务督办", exact=True).click()
        expect(page.locator(".headline p")).to_have_text(OVERDUE, timeout=30_000)
        page.locator(".headline p a").click()
        expect(page.locator(".about h2")).to_contain_text("加强知识产权服务业载体建设", timeout=30_000)
        expect(page.locator(".listed b.bad")).to_have_text("已逾期273天")
        page.locator(".listed tr", has=page.locator("b.bad")).get_by_role("link", name="羊山新区管委会").click()
        expect(page.locator(".headline h1")).to_contain_text(
            "羊山新区管委会：截至2025年9月30日，有1项节点逾期", timeout=30_000
        )


def click(seen: Visit, name: str) -> None:
    """Follow a link by its words and wait for the page it leads to."""
    seen.page.get_by_role("link", name=name, exact=True).first.click()
    seen.settle()


def test_what_does_reading_2_of_the_gi_target_say(opened: Open) -> None:
    path = ("口径与方法", "8 地理标志产品产值 8")
    assert len(path) <= MOST
    with opened("/", query={"lang": "zh"}) as seen:
        for name in path:
            click(seen, name)
        row = seen.page.locator("#reading-2, [id$='reading-2']")
        expect(row).to_contain_text("用标企业产值，2025年比2021年")
        expect(row).to_contain_text("总增幅不低于15%，2021年至2025年")
        expect(row).to_contain_text("国家知识产权局统计用标企业直接产值")
        expect(row.locator(".verdict")).not_to_be_empty()


def test_which_county_fell_most_in_pledge_amount(opened: Open) -> None:
    path = ("县区情况", "知识产权质押融资金额")
    assert len(path) <= MOST
    with opened("/", query={"lang": "zh"}) as seen:
        for name in path:
            click(seen, name)
        expect(seen.page.locator(".headline h1")).to_contain_text("同比下降最多的是浉河区", timeout=30_000)
