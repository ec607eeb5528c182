"""A workbook's way in through a real browser: read, asked about, taken, answered, withdrawn; nobody sees another's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Demo
from tests.e2e.browsing import Visit, visit
from tests.e2e.conftest import serving
from tests.e2e.test_comfort import GRAVE
from tests.pages.sending import FLOWS, OTHER, PERIOD, UNIT, answers, dirty, flows, workbook

WAITS = 60_000  # ms
ENGLISH = re.compile(r"[A-Za-z]{3,}")
KNOWN = {"xlsx", "XLSX", "xls", "csv"}  # words of the Chinese page that are no leak
Serve = Callable[..., str]
# What a reader sees or hears inside the parts that Streamlit draws, with what the style sheet writes into them.
HEARD = """() => [...document.querySelectorAll('.st-key-intake-work *')].filter(e => e.checkVisibility()).flatMap(e => [
  ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent),
  e.getAttribute('aria-label') || '', e.getAttribute('placeholder') || '', e.getAttribute('title') || '',
  getComputedStyle(e, '::after').content.replace(/^(none|normal)$/, '')])"""


@pytest.fixture
def serve(demo_copy: Demo, tmp_path: Path) -> Iterator[Serve]:
    """Start servers on one copy of the demo database, as whoever the settings name."""
    with ExitStack() as opened:
        own = {"DASHBOARD_DATABASE_URL": demo_copy.url, "DASHBOARD_VAR_DIR": str(tmp_path)}
        yield lambda **further: opened.enter_context(serving(tmp_path, **own, **further))


def send(page: Page, content: bytes, name: str) -> None:
    """Choose a file and wait for its preview."""
    chosen = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(chosen)  # type: ignore[arg-type]
    expect(page.locator(".draft h2")).to_have_text(name, timeout=WAITS)


def told(page: Page, words: str) -> None:
    expect(page.locator(".told")).to_contain_text(words, timeout=WAITS)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def leaks(page: Page) -> list[str]:
    """Return the English that Streamlit says on the Chinese page."""
    texts = [text for text in page.evaluate(HEARD) if text.strip() and ".xlsx" not in text]
    return [text for text in texts if set(ENGLISH.findall(text)) - KNOWN and "_" not in text]


def check_whole(seen: Visit) -> None:
    """No grave barrier, no breach, no English of the framework, no sideways scroll."""
    assert [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(seen.page).response["violations"]
            if v["impact"] in GRAVE] == []  # fmt: skip
    assert (seen.errors, leaks(seen.page)) == ([], [])
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_a_dirty_workbook_to_a_withdrawal(browser: Browser, serve: Serve, demo_copy: Demo) -> None:
    query = {"lang": "zh", "unit": UNIT, "period": PERIOD}
    with visit(browser, serve(), "/intake", query=query, bypass_csp=True, accept_downloads=True) as seen:
        page = seen.page
        send(page, dirty(demo_copy), "息县更正.xlsx")
        expect(page.locator(".draft .outcomes")).to_have_text(re.compile(r"通过10.*自动规范1.*待核实1.*退回1"))
        check_whole(seen.settle())
        assert flows(demo_copy.database)["2026-08 transfer"] == 2

        press(page, "确认报送")
        told(page, "第2版")
        expect(page.locator(".headline h1")).to_contain_text("待核实1行，退回1行")
        assert flows(demo_copy.database)["2026-08 transfer"] == 41
        with page.expect_download() as held:
            page.locator(".versions a[download]").first.click()
        reply = openpyxl.load_workbook(BytesIO(Path(held.value.path()).read_bytes()))
        assert any("待核实" in str(cell.value) for row in reply[FLOWS].iter_rows() for cell in row)

        page.locator(".asked a.link").first.click()
        expect(page.locator(".answers")).to_contain_text("约20", timeout=WAITS)
        page.get_by_label("数量（次） *").fill("6")
        press(page, "预览")
        expect(page.locator(".draft .outcomes")).to_have_text(re.compile(r"待核实0.*退回1"), timeout=WAITS)
        check_whole(seen.settle())
        press(page, "确认报送")
        told(page, "第3版")
        assert flows(demo_copy.database)["2026-07 licence"] == 6

        page.locator(".versions a", has_text="撤回").first.click()
        expect(page.locator(".st-key-intake-withdraw")).to_be_visible(timeout=WAITS)
        page.get_by_label("撤回理由").fill("拿错了文件")
        press(page, "确认撤回")
        told(page, "已撤回")
        expect(page.locator(".headline h1")).to_contain_text("已报0张")
        assert flows(demo_copy.database) == {}
    acts = answers(demo_copy.database, "select action, detail from audit_log order by id desc limit 3")
    assert [action for action, _ in acts] == ["withdraw", "load", "load"] and "拿错了文件" in str(acts[0][1])


def test_a_reporter_reports_nothing_online_and_reaches_no_other_unit(
    browser: Browser, serve: Serve, demo_copy: Demo
) -> None:
    origin = serve(DASHBOARD_ROLE="reporter", DASHBOARD_UNIT=UNIT)
    query = {"lang": "zh", "unit": OTHER, "period": PERIOD}
    with visit(browser, origin, "/intake", query=query, scheme="dark", bypass_csp=True) as seen:
        page = seen.page
        expect(page.locator(".headline h1")).to_contain_text("息县")
        expect(page.locator(".notice").first).to_contain_text("只能办理本单位的报送")
        expect(page.locator(".xy", has_text="浉河")).to_have_count(0)
        send(page, workbook(demo_copy, OTHER).read_bytes(), "浉河.xlsx")
        expect(page.locator(".draft.refused")).to_contain_text(f"报送单位是{OTHER}")
        expect(page.get_by_role("button", name="确认报送")).to_have_count(0)
        press(page, "放弃")
        told(page, "没有入库")
        large = {"name": "大.xlsx", "mimeType": "application/octet-stream", "buffer": b"x" * ((10 << 20) + 1)}
        page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(large)  # type: ignore[arg-type]
        expect(page.locator("[data-testid=stFileChip]")).to_be_visible()
        assert "超过10 MB" in "".join(page.evaluate(HEARD)) and leaks(page) == []
        page.get_by_role("link", name="在线填报：产业知识产权运营中心台账").click()
        press(page, "本表零报告")
        expect(page.locator(".draft")).to_contain_text("与上一版相比", timeout=WAITS)
        check_whole(seen.settle())
        press(page, "确认报送")
        told(page, "第2版")
    rows = answers(demo_copy.database, "select count(*) from receipt where sender = ? and period = ? and subject = "
                                       "'centers' and to_edition is null and waiting = 0", UNIT, PERIOD)  # fmt: skip
    assert rows == [(1,)]
    ((actor, action),) = answers(demo_copy.database, "select actor, action from audit_log order by id desc limit 1")
    assert (actor, action) == (UNIT, "load")
