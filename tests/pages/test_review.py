"""The page of the quarterly circular as the app serves it, and the kept pack over HTTP."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import anyio
import httpx
import pytest
from starlette.applications import Starlette

from dashboard import server
from dashboard.reporting import Database
from dashboard.review import archive, book
from dashboard.review.files import File
from dashboard.settings import settings
from tests.pages.conftest import Look, forget, markup, visit

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def shelf(
    look: Look, demo_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[archive.Shelf]:
    """The place of the pack of 2025Q3, still empty, in an archive of its own."""
    url = settings().url
    monkeypatch.setenv("DASHBOARD_VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", url)
    forget()
    yield archive.shelf(settings().archive, book.opened(demo_database.rows, "xinyang-2022", "2025Q3", "zh"))
    forget()


def get(path: str, **headers: str) -> httpx.Response:
    """Ask the routes of the server that hand out files."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=Starlette(routes=list(server.FILES)))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path, headers=headers)

    with ThreadPoolExecutor(1) as apart:  # a browser test before this one leaves its event loop running here
        return apart.submit(anyio.run, send).result()


def test_it_says_what_changed_since_the_edition_before(look: Look) -> None:
    html = markup(look("review", edition="2025Q3"))
    assert "2025年三季度通报：与2025年二季度相比，2项目标完成情况有变化，2个以前时期的数据有修订" in html
    turns = html[html.index("完成情况有变化的目标") : html.index("以前时期的数据修订")]
    assert re.findall(r'<th scope="row"><a[^>]*>([^<]+)', turns) == ["专利密集型产业增加值", "产业知识产权运营中心"]
    assert re.findall(r'class="word">([^<]+)', turns) == ["略低于序时进度", "待报", "按节点推进", "已完成"]


def test_a_target_that_is_missed_in_the_end_has_turned_for_the_worse(look: Look) -> None:
    html = markup(look("review", edition="2025Q4"))
    row = r'<th scope="row"><a[^>]*>([^<]+)</a></th><td>.*?</td><td>.*?word">([^<]+).*?<td class="nowrap">([^<]+)'
    rows = re.findall(row, html, re.DOTALL)
    told = {name: (word, turn) for name, word, turn in rows}
    assert told["专利技术合同成交额"] == ("未完成", "转差") and told["知识产权质押融资金额"] == ("完成", "好转")


def test_another_edition_can_be_compared_with_and_an_unknown_one_is_told(look: Look) -> None:
    look()
    assert "与2024年四季度相比" in markup(visit("review", edition="2025Q3", compare="2024Q4"))
    told = markup(visit("review", edition="2025Q3", compare="2031Q1"))
    assert "没有早于本期的报告期“2031Q1”" in told and "与2025年二季度相比" in told
    assert "此前没有可比的报告期" in markup(visit("review", edition="2021Q4"))


def test_the_preview_is_the_circular_as_it_is_written(look: Look, demo_database: Database) -> None:
    html = markup(look("review", edition="2025Q3"))
    assert "关于2025年三季度知识产权运营服务体系建设工作进展情况的通报" in html
    parts = ("总体情况", "目标任务完成情况", "政策措施落实情况", "县区情况", "存在问题", "下一步工作")
    assert [name for number, name in zip("一二三四五六", parts, strict=True) if f"{number}、{name}" not in html] == []
    assert html.count("附件") >= 5 and "总览图" in html and "手机长图" in html


def test_english_has_no_chinese_in_it(look: Look) -> None:
    """But for the circular, which quotes the plan's number and what the office wrote, and for people's names."""
    html = markup(look("review", edition="2025Q3", lang="en"))
    hidden = (r'<details>.*?</details>|<article.*?</article>|title="[^"]*"|lang="zh-CN">[^<]*|src="[^"]*"|'
              r'<p class="note signed">.*?</p>')
    told = re.sub(hidden, "", html, flags=re.S)
    assert not CHINESE.search(told)


def test_a_publisher_may_build_and_a_reader_is_told_who_does(
    shelf: archive.Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_ROLE", "publisher")
    forget()
    seen = visit("review", edition="2025Q3")
    assert [button.label for button in seen.button] == ["生成成套材料"]
    monkeypatch.setenv("DASHBOARD_ROLE", "viewer")
    forget()
    seen = visit("review", edition="2025Q3")
    assert not seen.button and "成套材料由发布人员生成" in markup(seen)


def test_what_is_kept_is_listed_and_handed_out_as_it_was_built(shelf: archive.Shelf) -> None:
    assert get("/packs/2025Q3.zip").status_code == 404
    picture = File("pictures/screen-1-all-1920x1080.png", b"x")
    shelf.keep({"edition": "2025Q3"}, [File("季度通报.docx", b"a circular"), picture])
    html = markup(visit("review", edition="2025Q3"))
    assert "季度通报.docx" in html and hashlib.sha256(b"a circular").hexdigest()[:12] in html
    address = re.search(r'href="\./(packs/2025Q3\.zip\?[^"]+)"', html)
    assert address is not None
    answer = get("/" + address[1].replace("&amp;", "&"))
    with ZipFile(BytesIO(answer.content)) as pack:
        listed = {entry["name"]: entry["sha256"] for entry in json.loads(pack.read("manifest.json"))["files"]}
        assert {name: hashlib.sha256(pack.read(name)).hexdigest() for name in listed} == listed
    one = get("/packs/2025Q3/季度通报.docx")
    assert one.content == b"a circular" and "attachment" in one.headers["content-disposition"]
    again = get("/packs/2025Q3/季度通报.docx", **{"If-None-Match": one.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/packs/2025Q3/..%2f..%2fsecret", "/packs/..%2f..%2fx.zip", "/packs/2031Q1.zip",
                                  "/packs/2025Q3/manifest.json%00"])  # fmt: skip
def test_nothing_else_is_handed_out(shelf: archive.Shelf, path: str) -> None:
    shelf.keep({"edition": "2025Q3"}, [File("a.txt", b"a")])
    answer = get(path)
    assert answer.status_code == 404 and "Traceback" not in answer.text


def test_a_damaged_file_is_refused_in_one_sentence(shelf: archive.Shelf) -> None:
    shelf.keep({"edition": "2025Q3"}, [File("a.txt", b"a")])
    (shelf.folder / "a.txt").write_bytes(b"b")
    answer = get("/packs/2025Q3.zip")
    assert answer.status_code == 404 and "校验值不符" in answer.text
