"""Planted questions: the answer is at most three clicks from the overview."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.test_shell import Open

OVERDUE = "逾期最久的是“一站式窗口、平台上线”（任务10 服务业载体建设），已逾期273天，责任单位：羊山新区管委会。"


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
