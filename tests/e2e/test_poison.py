"""Pages and downloads of a database in which every text wants to be run: nothing is, and all reads as it stands."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from dashboard.figures.workbook import risky
from tests.e2e.browsing import WATCH
from tests.e2e.office import UNIT, Office, cookies, enter
from tests.poison import MARKUP

HARM = """() => [String(window.harmed || ''), document.body.innerText.includes('😄') ? ':smile:' : '',
  ...window.breaches, ...[...document.querySelectorAll('*')].filter(e =>
  [...e.attributes].some(a => /^on(error|load)/.test(a.name)) || e.getAttribute('src') === 'x' ||
  ['href', 'src', 'xlink:href'].some(name => /^\\s*(javascript:|mailto:|https?:)/i.test(e.getAttribute(name) || '')
    && !(e.getAttribute(name) || '').startsWith(location.origin)) ||
  (e.matches('[data-testid=stIconMaterial]') && e.textContent.includes('skull')) ||
  (e.matches('code, strong, em, .katex') && e.closest('[data-testid=stMarkdownContainer]')))
  .map(e => e.outerHTML.slice(0, 300))].filter(Boolean)"""
LABELLED = "/target?charts=live&target=patent_intensive_products&edition=2025Q3"  # entries stand in its labels
PAGES = ("/", "/growth", "/counts", "/outlook", "/counties", "/counties?form=tiles", "/tasks", "/funds", "/explore",
         "/explore?show=columns&rows=region", "/review", "/data", "/intake", "/method", "/method?part=bases",
         LABELLED, "/unit", "/audit", "/screen", "/editions/", "/editions/2025Q3/")  # fmt: skip
TABLES = ("overview", "target", "growth", "counts", "outlook", "counties", "tasks", "unit", "funds", "explore", "data",
          "intake", "method")  # fmt: skip
CALLS = ("editions", "targets?edition=2025Q3", "verdicts?edition=2025Q3", "tasks?edition=2025Q3",
         "milestones?edition=2025Q3", "ledgers?edition=2025Q3", "ledger?edition=2025Q3&ledger=funds",
         "ledger?edition=2025Q3&ledger=pledge", "outlooks?edition=2025Q3", "counties?edition=2025Q3",
         "observations?edition=2025Q3&indicator=ip_transfers", "rollups?edition=2025Q3")  # fmt: skip


def harmless(page: Page, office: Office, path: str) -> None:
    """Open a page, wait for all of it, and fail when a text of the data has become anything but text."""
    page.goto(office.origin + path)
    if path.startswith(("/screen", "/editions")):
        page.wait_for_load_state("load")
    else:
        page.locator(".xy footer, .xy .foot").first.wait_for()
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        for opener in page.locator("[data-testid=stExpander] summary").all():
            opener.click()
        if path == LABELLED:
            page.locator("[data-testid=stCheckbox]").first.wait_for()
        if "live" in path or "explore" in path:
            page.locator(".js-plotly-plot .legendtext, .js-plotly-plot .xtick").first.wait_for()
    assert page.evaluate(HARM) == [], path
    if not path.startswith(("/audit", "/screen", "/editions/?")):  # no text of the data stands there for sure
        shown = page.evaluate("document.body.innerText")
        assert MARKUP.partition(" ")[0] in shown and "暂时无法显示" not in shown, path


def as_zhao(browser: Browser, office: Office) -> tuple[Page, dict[str, str]]:
    """Return a tab in which a publisher has logged in, and the cookies of it."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    return enter(context, office, "zhao"), cookies(context)


def test_no_text_of_the_data_becomes_more_than_text(office: Office, browser: Browser) -> None:
    page, _ = as_zhao(browser, office)
    harmless(page, office, LABELLED)
    page.context.close()


@pytest.mark.large
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_no_page(office: Office, browser: Browser, lang: str) -> None:
    page, _ = as_zhao(browser, office)
    codes = [str(row["code"]) for row in office.database.rows("targets", plan="xinyang-2022", edition=18)]
    for path in (*PAGES, *(f"/target?target={code}" for code in codes), f"/unit?unit={UNIT}", f"/intake?unit={UNIT}"):
        harmless(page, office, path + ("&" if "?" in path else "?") + f"lang={lang}")
    page.context.close()


def require_texts(content: bytes, where: str) -> int:
    """Fail when a workbook holds a formula or a link of somebody's; return how many texts in it wanted to be one."""
    with ZipFile(BytesIO(content)) as held:
        for name in held.namelist():
            assert b"<f>" not in held.read(name) and b"hyperlink" not in held.read(name), (where, name)
    cells = [cell for page in openpyxl.load_workbook(BytesIO(content)) for row in page.iter_rows() for cell in row]
    wanted = [cell for cell in cells if isinstance(cell.value, str) and risky(cell.value)]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in wanted), where
    assert any(cell.data_type == "n" and cell.value is not None for cell in cells) or where == "method", where
    return len(wanted)


def require_plain(content: str, where: str) -> int:
    """Fail when a cell of a CSV could be run, or a number is none; return how many texts wanted to be run."""
    cells = [cell for row in csv.reader(StringIO(content.removeprefix("\ufeff"))) for cell in row]
    run = [cell for cell in cells if risky(cell) and not re.fullmatch(r"-\d+(\.\d+)?", cell)]
    assert not run, (where, run[:3])
    return sum(cell.startswith("'") for cell in cells)


def test_what_is_taken_away_holds_no_formula(office: Office) -> None:
    by = {"Authorization": f"Bearer {office.token('taker', 'analyst')}"}
    with httpx.Client(base_url=office.origin, headers=by, timeout=60) as taker:
        assert require_texts(taker.get("/tables/outlook.xlsx?edition=2025Q3").content, "outlook") > 5
        made = taker.get("/api/v1/ledger?edition=2025Q3&ledger=funds&format=csv").text
        assert require_plain(made, "ledger") > 50


@pytest.mark.large
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_that_is_handed_out_holds_a_formula(office: Office, browser: Browser, lang: str) -> None:
    page, jar = as_zhao(browser, office)
    page.context.close()
    found = 0
    with httpx.Client(base_url=office.origin, cookies=jar, timeout=120) as taker:
        for name in TABLES:
            asked = f"/tables/{name}.xlsx?edition=2025Q3&lang={lang}" + (f"&unit={UNIT}" if name == "intake" else "")
            answer = taker.get(asked)
            assert answer.status_code == 200, (name, answer.text[:200])
            require_name(answer)
            found += require_texts(answer.content, name)
        for call in CALLS:
            answer = taker.get(f"/api/v1/{call}{'&' if '?' in call else '?'}format=csv&limit=5000")
            assert answer.status_code == 200, (call, answer.text[:200])
            found += require_plain(answer.text, call)
        for kind in ("csv", "xlsx"):
            answer = taker.get(f"/api/v1/observations.{kind}?edition=2025Q3&lang={lang}&indicator=ip_transfers")
            assert answer.status_code == 200
            found += require_plain(answer.text, kind) if kind == "csv" else require_texts(answer.content, kind)
        answer = taker.get(f"/workbooks/intake-template.xlsx?unit={UNIT}&period=2026Q3&lang={lang}")
        require_name(answer)
        with ZipFile(BytesIO(answer.content)) as held:
            assert not any(b"<f>" in held.read(name) for name in held.namelist())
        answer = taker.get(f"/figures/funds-flow.svg?edition=2025Q3&lang={lang}")
        require_name(answer)
        assert "<script" not in answer.text and "onerror=" not in re.sub(r"<title>.*?</title>", "", answer.text)
    assert found > 500


def require_name(answer: httpx.Response) -> None:
    """Fail unless a file goes to the browser's downloads under a name of harmless signs."""
    assert re.fullmatch(r"attachment; filename\*=UTF-8''[A-Za-z0-9%._~-]+", answer.headers["content-disposition"])
    assert answer.headers["x-content-type-options"] == "nosniff"
