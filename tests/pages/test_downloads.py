"""Pictures and tables as files: those of the edition asked for, refused where there are none."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from io import BytesIO
from urllib.parse import unquote

import anyio
import httpx
import openpyxl
import pytest
from starlette.applications import Starlette

from dashboard import server
from dashboard.figures.drawing import Drawing, Text
from dashboard.reporting import Database
from dashboard.screens import downloads
from tests.pages.conftest import Look, markup, visit

Get = Callable[..., httpx.Response]


@pytest.fixture
def get(look: Look) -> Get:
    """Ask the routes of the server, on the demo history."""

    def asked(path: str, **params: str) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=Starlette(routes=list(server.FILES)))
            async with httpx.AsyncClient(transport=transport, base_url="http://files.test") as client:
                return await client.get(path, params=params or None)

        with ThreadPoolExecutor(1) as apart:  # a browser test before this one leaves its event loop running here
            return apart.submit(anyio.run, send).result()

    return asked


def name(answer: httpx.Response) -> str:
    return unquote(answer.headers["content-disposition"].split("''")[1])


def test_every_link_of_the_pages_leads_to_a_file(get: Get) -> None:
    for page, kinds in (("growth", {"image/png": 7}), ("counts", {"image/png": 7})):
        html = markup(visit(page))
        links = {unescape(link) for link in re.findall(r'href="\.(/(?:figures|tables)/[^"]+)"', html)}
        answers = [get(link) for link in links]
        assert {answer.status_code for answer in answers} == {200}
        found = [answer.headers["content-type"] for answer in answers]
        assert found.count("image/png") == kinds["image/png"] and len(found) == 8


def test_a_picture_carries_edition_rules_and_demo_mark(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Drawing] = []
    real = downloads.picture.picture
    monkeypatch.setattr(downloads.picture, "picture", lambda *a: seen.append(real(*a)) or seen[-1])
    answer = get("/figures/ip_pledge_amount_growth-years.png?edition=2024Q4")
    assert answer.content.startswith(b"\x89PNG") and name(answer) == "知识产权质押融资金额_2024年四季度.png"
    words = " ".join(shape.text for shape in seen[0].shapes if isinstance(shape, Text))
    carried = ("数据截至2024年12月31日", "报告期：2024年四季度", "评价规则（2022年第1版）", "演示数据")
    for part in (*carried, "知识产权质押融资金额："):
        assert part in words


def test_the_same_address_gives_the_same_bytes_another_edition_others(get: Get) -> None:
    address = "/figures/gi_output_growth-years.svg?lang=en&edition="
    first = get(address + "2025Q3").content
    assert first == get(address + "2025Q3").content != get(address + "2024Q2").content


@pytest.mark.parametrize(
    "path",
    [
        "/figures/nothing-years.png", "/figures/gi_output_growth-nothing.png", "/figures/gi_output_growth-years.gif",
        "/figures/gi_output_growth-years.png?edition=1999Q1", "/figures/gi_output_growth-years.png?plan=nowhere",
        "/figures/university_ip_pilot-years.png", "/tables/nothing.xlsx", "/tables/growth.xlsx?edition=1999Q1",
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_in_words(get: Get, path: str) -> None:
    answer = get(path)
    assert (answer.status_code, answer.text) == (404, "没有这幅图或这张表。")


def test_the_growth_tables_hold_the_stored_numbers(get: Get, demo_database: Database) -> None:
    stored = [float(str(row["level"])) for row in demo_database.rows("verdicts", plan="xinyang-2022", edition=15)
              if row["is_default"] and row["target"] == "ip_transfer_license_growth"]  # fmt: skip
    answer = get("/tables/growth.xlsx?edition=2025Q2")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    summary, values = book.worksheets
    assert name(answer) == "增长目标_2025年二季度.xlsx" and book.sheetnames == ["增长目标", "各图数据"]
    headers = [cell.value for cell in summary[1]]
    assert summary[2][headers.index("实际")].value == stored[0] and summary[2][headers.index("单位")].value == "次"
    assert summary[2][headers.index("数据来源")].value
    for page in (summary, values):
        notes = [row[0].value for row in page.iter_rows(min_row=page.max_row - 3)]
        assert notes == ["数据截至2025年6月30日", "报告期：2025年二季度", "评价规则（2022年第1版）", "演示数据"]


def test_the_register_is_downloaded_as_filtered(get: Get) -> None:
    query = {"target": "ip_custody_smes", "year": "2024", "region": "411502"}
    html = markup(visit("counts", **query))
    register = html[html.index('id="register"') :]
    shown = re.findall(r'<th scope="row"><a class="link" href="[^"]*">([^<]+)</a></th>', register)
    page = openpyxl.load_workbook(BytesIO(get("/tables/counts.xlsx", **query).content)).worksheets[0]
    held = [row[0].value for row in page.iter_rows(min_row=2, max_row=len(shown) + 1)]
    assert shown and held == shown and page.title == "知识产权托管台账"
