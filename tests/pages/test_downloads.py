"""Pictures and tables as files: every page's, with what the page shows, refused where there are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from io import BytesIO
from urllib.parse import unquote

import anyio
import httpx
import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from starlette.applications import Starlette

from dashboard import server
from dashboard.figures import glyphs
from dashboard.figures.drawing import Drawing, Text
from dashboard.reporting import Database
from dashboard.screens import files_figures, files_tables
from dashboard.screens.selection import Selection
from tests.pages.conftest import Look, markup, visit

Get = Callable[..., httpx.Response]
STAMP = ("数据截至2025年9月30日", "报告期：2025年三季度", "评价规则（2022年第1版）", "演示数据")
STAMP_EN = ("Data as of 30 September 2025", "Edition: Q3 2025", "Demo data")
PLEDGE, DAY = "ip_pledge_amount_growth", "2025Q3"
PAGES: dict[str, tuple[dict[str, str], int, int]] = {  # page: what is looked at, figures and tables with a line
    "": ({}, 2, 2),
    "growth": ({"target": PLEDGE}, 8, 9),
    "counts": ({"target": "ip_custody_smes"}, 14, 8),
    "outlook": ({"target": PLEDGE}, 2, 2),
    "counties": ({"target": PLEDGE, "region": "411502"}, 1, 3),
    "target": ({"target": PLEDGE, "region": "411502"}, 3, 6),
    "tasks": ({"task": "task-1"}, 1, 2),
    "unit": ({}, 0, 1),
    "funds": ({"year": "2024"}, 6, 7),
    "explore": ({"show": "lines"}, 1, 0),
    "data": ({}, 2, 5),
    "intake": ({"unit": "scjg-411528"}, 0, 1),
    "method": ({"part": "rules"}, 0, 1),
}


@pytest.fixture
def get(look: Look) -> Get:
    """Ask the routes of the server, on the demo history."""

    def asked(path: str, **params: str) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=Starlette(routes=list(server.FILES)))
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.get(path, params=params or None)

        with ThreadPoolExecutor(1) as apart:  # a browser test before this one leaves its event loop running here
            return apart.submit(anyio.run, send).result()

    return asked


def name(answer: httpx.Response) -> str:
    return unquote(answer.headers["content-disposition"].split("''")[1])


def links(html: str, kind: str) -> list[str]:
    return [unescape(link) for link in re.findall(rf'href="\.(/{kind}/[^"]+)"', html)]


def book(answer: httpx.Response) -> Workbook:
    return openpyxl.load_workbook(BytesIO(answer.content))


def column(page: Worksheet, header: str) -> list[object]:
    """Return what stands below a header, its unit first."""
    at = [cell.value for cell in page[4]].index(header)
    return [row[at].value for row in page.iter_rows(min_row=5)]


def cells(found: Workbook) -> Iterator[object]:
    return (cell.value for page in found for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_and_table_of_every_page_has_its_links_and_none_is_missing(get: Get, lang: str) -> None:
    stamp = STAMP if lang == "zh" else STAMP_EN
    for page, (asked, figures, tables) in PAGES.items():
        html = markup(visit(page, lang=lang, edition=DAY, **asked))
        pictures, books = links(html, "figures"), links(html, "tables")
        assert (len(pictures), len(books)) == (figures, tables), page
        named = re.findall(r'href="\./(?:figures|tables|api)/[^"]+" download aria-label="([^"]+)"', html)
        pattern = (
            r"下载(图片 PNG|表格 XLSX|表格 CSV)：.+" if lang == "zh" else r"Download the (picture|table) \(\w+\): .+"
        )
        assert named and all(re.fullmatch(pattern, label) for label in named), (page, named)
        for link in dict.fromkeys(pictures):
            answer = get(link)
            assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png"), link
            image = Image.open(BytesIO(answer.content))
            assert min(image.size) >= 300 and len(image.convert("RGB").getcolors(1 << 24) or ()) > 20, link
        for link in dict.fromkeys(books):
            answer = get(link)
            assert answer.status_code == 200, link
            for sheet in book(answer):
                marked = str(sheet["A2"].value)
                assert sheet["A1"].value and all(part in marked for part in stamp), link


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_picture_carries_title_stamp_and_words_within_its_edges(
    get: Get, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    seen: list[Drawing] = []
    real = files_figures.drawing_of

    def watched(name: str, asked: Selection) -> tuple[str, Drawing]:
        found = real(name, asked)
        seen.append(found[1])
        return found

    monkeypatch.setattr(files_figures, "drawing_of", watched)
    names = (*files_figures.FIGURES, f"{PLEDGE}-years")
    assert all(get(f"/figures/{name}.svg", lang=lang, edition=DAY).status_code == 200 for name in names)
    for figure, made in zip(names, seen, strict=True):
        texts = [shape for shape in made.shapes if isinstance(shape, Text)]
        words = " ".join(text.text for text in texts)
        assert all(part in words for part in (STAMP if lang == "zh" else STAMP_EN)) and made.title, figure
        assert texts[0].weight == 700 and texts[0].text, figure
        assert lang == "zh" or not re.search("[\u4e00-\u9fff]", words), figure
        for text in texts:
            wide = glyphs.width(text.text, text.size, text.weight)
            left = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
            assert left >= -0.5 and left + wide <= made.width + 0.5 and text.y <= made.height, (figure, text)


def test_the_same_address_gives_the_same_bytes_another_edition_others(get: Get) -> None:
    for address in ("/figures/gi_output_growth-years.svg", "/figures/counties-map.png", "/tables/overview.xlsx"):
        first = get(address, lang="en", edition=DAY).content
        assert first == get(address, lang="en", edition=DAY).content != get(address, edition="2024Q2").content


REFUSED = (
    "/figures/nothing-years.png",
    "/figures/gi_output_growth-nothing.png",
    "/figures/gi_output_growth-years.gif",
    "/figures/gi_output_growth-years.png?edition=1999Q1",
    "/figures/gi_output_growth-years.png?plan=nowhere",
    "/figures/university_ip_pilot-years.png",
    "/tables/nothing.xlsx",
    "/tables/growth.xlsx?edition=1999Q1",
    "/figures/growth-waterfall.png?target=nothing",
    "/tables/unit.xlsx?unit=nothing",
    "/figures/counties-map.png?target=ip_pledge_amount_growth&region=999999",
    "/tables/tasks.xlsx?task=nothing",
    "/tables/explore.xlsx?indicator=nothing",
    "/tables/target.xlsx?target=gi_output_growth&reading=nothing",
)


def test_what_is_not_there_is_refused_in_words(get: Get) -> None:
    for path in REFUSED:
        answer = get(path)
        assert (answer.status_code, answer.text) == (404, "没有这幅图或这张表。"), path


def test_files_are_named_after_what_they_hold(get: Get) -> None:
    assert name(get(f"/figures/{PLEDGE}-years.png", edition="2024Q4")) == "知识产权质押融资金额_2024年四季度.png"
    assert name(get("/tables/growth.xlsx", edition="2025Q2")) == "增长目标_2025年二季度.xlsx"


def stored(database: Database, target: str) -> dict[str, object]:
    return next(row for row in database.rows("verdicts", plan="xinyang-2022", edition=16)
                if row["is_default"] and row["target"] == target)  # fmt: skip


def test_the_overview_holds_every_target_with_the_stored_numbers(get: Get, demo_database: Database) -> None:
    label = next(row["label"] for row in demo_database.rows("edition_list", plan="xinyang-2022") if row["number"] == 16)
    page = book(get("/tables/overview.xlsx", edition=str(label))).worksheets[0]
    rows = {row[1].value: row for row in page.iter_rows(min_row=6, max_row=26)}
    headers = [cell.value for cell in page[4]]
    pledge = next(row for text, row in rows.items() if "质押融资" in str(text) and "额" in str(text))
    told = stored(demo_database, PLEDGE)
    assert len(rows) == 21
    assert pledge[headers.index("实际")].value == pytest.approx(float(str(told["level"])), rel=1e-8)
    assert pledge[headers.index("目标值（折算目标）")].value == pytest.approx(float(str(told["path"])), rel=1e-8)
    assert pledge[headers.index("单位")].value == "亿元" and pledge[headers.index("数据来源")].value
    assert page.cell(5, headers.index("完成比例") + 1).value == "%"


def test_the_growth_tables_hold_the_stored_numbers(get: Get, demo_database: Database) -> None:
    told = [float(str(row["level"])) for row in demo_database.rows("verdicts", plan="xinyang-2022", edition=15)
            if row["is_default"] and row["target"] == "ip_transfer_license_growth"]  # fmt: skip
    found = book(get("/tables/growth.xlsx", edition="2025Q2"))
    assert found.sheetnames == ["增长目标", "逐年增幅", "县区拉动", "各图数据"]
    summary = found.worksheets[0]
    assert column(summary, "实际")[1] == told[0] and column(summary, "单位")[1] == "次"
    assert column(summary, "同比（%）")[0] == "%" and column(summary, "数据来源")[1]


def test_the_counties_are_those_of_the_page_and_sum_to_the_city(get: Get) -> None:
    query = {"target": PLEDGE, "edition": DAY}
    html = markup(visit("counties", **query))
    shown = re.findall(r"</i>([^<]+)</a></th>\s*<td class=\"r\">([\d.]+)</td>", html)[:10]
    page = book(get("/tables/counties.xlsx", **query)).worksheets[0]
    values = column(page, "2025年1—9月")
    held = dict(zip(column(page, "县区")[2:12], values[2:12], strict=True))
    assert values[0] == "亿元" and len(shown) == 10
    assert [(place, f"{value:.2f}") for place, value in held.items()] == shown
    assert sum(held.values()) == pytest.approx(values[1])


def test_the_milestones_are_those_that_are_looked_at(get: Get) -> None:
    whole, one = (book(get("/tables/tasks.xlsx", edition=DAY, **keys)) for keys in ({}, {"state": "overdue"}))
    assert len([x for x in column(whole["节点"], "节点")[1:] if x]) == 229
    late = [x for x in column(one["节点"], "逾期天数")[1:] if x is not None]
    assert len(late) == 3 and max(late) == 273
    html = markup(visit("tasks", edition=DAY))
    assert "273" in html


def test_the_funds_hold_every_item_chosen_and_their_sum(get: Get) -> None:
    found = book(get("/tables/funds.xlsx", edition=DAY, year="2024"))
    items = [x for x in column(found["项目台账"], "使用")[1:] if isinstance(x, int | float)]
    sums = dict(zip(column(found["资金流程"], "项目")[1:], column(found["资金流程"], "数值")[1:], strict=True))
    assert sum(items) == pytest.approx(sums["使用"]) and column(found["资金流程"], "数值")[0] == "万元"
    assert f"{sums['使用']:.0f}" in markup(visit("funds", edition=DAY, year="2024"))


def test_the_chances_are_those_of_the_page_with_their_quantiles(get: Get) -> None:
    page = book(get("/tables/outlook.xlsx", edition=DAY)).worksheets[0]
    chances = [x for x in column(page, "达标可能性")[1:] if x]
    html = markup(visit("outlook", edition=DAY))
    assert len(chances) == html.count('class="chance"') and all(str(chance) in html for chance in chances)
    low, middle, high = (column(page, f"{q}%分位")[1:-1] for q in (10, 50, 90))
    assert all(a <= b <= c for a, b, c in zip(low, middle, high, strict=True) if a is not None)


def test_the_register_is_downloaded_as_filtered(get: Get) -> None:
    query = {"target": "ip_custody_smes", "year": "2024", "region": "411502"}
    html = markup(visit("counts", **query))
    register = html[html.index('id="register"') :]
    shown = re.findall(r'<th scope="row"><a class="link" href="[^"]*">([^<]+)</a></th>', register)
    page = book(get("/tables/counts.xlsx", **query)).worksheets[0]
    assert shown and [row[0].value for row in page.iter_rows(min_row=6, max_row=len(shown) + 5)] == shown
    assert page.title == "知识产权托管台账"


def test_a_name_that_looks_like_a_formula_stays_text(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = '=HYPERLINK("http://x","点我")'
    real = files_tables.TABLES["unit"]

    def with_evil(state: object, chosen: Selection) -> object:
        sheet = real(state, chosen)[0]  # type: ignore[arg-type]
        return (type(sheet)(sheet.name, sheet.headers, ((evil, *sheet.rows[0][1:]),), (), sheet.units),)

    monkeypatch.setitem(files_tables.TABLES, "unit", with_evil)  # type: ignore[arg-type]
    cell = book(get("/tables/unit.xlsx")).worksheets[0]["A6"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (evil, "s", True)


def test_the_english_tables_hold_no_chinese_in_their_heads(get: Get) -> None:
    for page in files_tables.TABLES:
        for sheet in book(get(f"/tables/{page}.xlsx", lang="en", edition=DAY)):
            sent = sheet["D4"].value == "As sent"  # whose unit is quoted as the sender wrote it
            heads = " ".join(str(cell.value or "") for row in sheet.iter_rows(max_row=4 if sent else 5) for cell in row)
            assert not re.search("[\u4e00-\u9fff]", f"{sheet.title} {heads}"), (page, sheet.title)
