"""The big screen: every scene at every size, the clock, keys, editions that follow, servers that go and come."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from dashboard.figures.palette import DARK
from dashboard.figures.scenes import SCENES
from tests.conftest import ROOT, Demo
from tests.e2e.conftest import TODAY, await_answer, free_port
from tests.e2e.screens import SIZES, SMALLEST, Screen, colours, emptiest_third, screen

GROUND = tuple(int(DARK["ground"][at : at + 2], 16) for at in (1, 3, 5))
LEAST = 1.0  # percent of a third that must be painted
# a machine whose clock is an hour and half a round of six scenes of three seconds fast
AHEAD = "Date.now = (real => () => real() + 3609000)(Date.now);"


def flawless(seen: Screen) -> None:
    """Check everything that holds for every scene at every size."""
    found, picture = seen.measure(), seen.picture()
    assert found["outside"] == [] and found["wide"] == [] and not found["scrolls"], seen.scene
    assert found["small"] >= SMALLEST - 0.05, seen.scene
    for shown in found["scenes"]:
        assert len(shown["charts"]) == shown["declared"], shown["key"]
        assert all(chart["done"] and colours(picture, chart["box"]) > 8 for chart in shown["charts"]), shown["key"]
        assert emptiest_third(picture, shown["box"], GROUND) >= LEAST, shown["key"]  # type: ignore[arg-type]
    assert seen.complaints == [] and seen.foreign() == []


LATE = [pytest.param("2026Q3", name, marks=() if name == "1080p" else pytest.mark.large) for name in SIZES]


@pytest.mark.parametrize(("edition", "name"), [*(("2025Q3", name) for name in SIZES), *LATE])
def test_every_scene_fits_at_every_size(browser: Browser, server: str, name: str, edition: str) -> None:
    with screen(browser, server, size=SIZES[name], scene="all", edition=edition) as seen:
        for scene in SCENES:
            seen.page.goto(f"{server}/screen?scene={scene}&edition={edition}")
            assert seen.scene == scene
            beside = [shown["key"] for shown in seen.measure()["scenes"]][1:]
            assert len(beside) == (1 if name == "wall" else 0)
            flawless(seen)


@pytest.mark.large
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("edition", ["2021Q4", "2022Q1", "2022Q4", "2023Q2", "2024Q4", "2025Q4"])
def test_every_scene_fits_in_any_edition_and_language(browser: Browser, server: str, edition: str, lang: str) -> None:
    for scene in SCENES:
        with screen(browser, server, scene=scene, edition=edition, lang=lang) as seen:
            found = seen.measure()
            assert found["outside"] == [] and found["wide"] == [] and found["small"] >= SMALLEST - 0.05, scene


@pytest.mark.parametrize("name", ["1080p", *(pytest.param(name, marks=pytest.mark.large) for name in ("4K", "wall"))])
def test_every_scene_is_drawn_by_a_browser_of_2021(old_browser: Browser, server: str, name: str) -> None:
    with screen(old_browser, server, size=SIZES[name], scene="all") as seen:
        assert "Chrome/90." in seen.page.evaluate("navigator.userAgent")
        for scene in SCENES:
            seen.page.goto(f"{server}/screen?scene={scene}")
            assert seen.scene == scene
            flawless(seen)


def test_a_browser_of_2021_rotates_and_obeys_keys(old_browser: Browser, server: str) -> None:
    with screen(old_browser, server, rotate="1") as seen:
        first = seen.scene
        seen.page.wait_for_function("first => document.body.dataset.scene !== first", arg=first)
        seen.page.keyboard.press("Space")
        seen.page.wait_for_function("!document.querySelector('[data-paused]').hidden")
        assert seen.complaints == []


def test_a_screen_is_letter_boxed_and_never_stretched(browser: Browser, server: str) -> None:
    with screen(browser, server, size=(1600, 1200)) as seen:
        box = seen.page.locator("#stage").bounding_box()
        assert box and round(box["width"] / box["height"], 3) == round(16 / 9, 3)
        assert (round(box["x"]), round(box["y"]), round(box["width"])) == (0, 150, 1600)


def test_all_screens_show_the_same_scene_whatever_their_clock(browser: Browser, server: str) -> None:
    with screen(browser, server, rotate="3") as one, screen(browser, server, rotate="3", setup=AHEAD) as other:
        for seen in (one, other):
            seen.page.wait_for_event("response", lambda answer: "/screen/state" in answer.url)  # has heard the clock
        for _ in range(2):
            before = one.scene
            one.page.wait_for_function("first => document.body.dataset.scene !== first", arg=before)
            now = one.scene
            other.page.wait_for_function("now => document.body.dataset.scene === now", arg=now, timeout=5000)
        shown = [seen.page.locator("[data-clock]").inner_text() for seen in (one, other)]
        assert all(text.startswith("2026年11月20日 星期五 ") for text in shown)
        times = [datetime.strptime(text[-8:], "%H:%M:%S") for text in shown]
        assert abs(times[1] - times[0]) < timedelta(minutes=1)  # a machine's clock is out by an hour and more


def test_keys_step_and_pause_and_let_the_clock_go_on(browser: Browser, server: str) -> None:
    with screen(browser, server, rotate="1", scenes="all,growth,map") as seen:
        page, order = seen.page, ["all", "growth", "map"]
        page.keyboard.press("Space")
        first = seen.scene
        expect(page.locator("[data-paused]")).to_be_visible()
        page.keyboard.press("ArrowRight")
        assert seen.scene == order[(order.index(first) + 1) % 3]
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        assert seen.scene == order[order.index(first) - 1]
        page.keyboard.press("Space")
        expect(page.locator("[data-paused]")).to_be_hidden()
        shown = page.evaluate("""() => new Promise(done => {
          const seen = new Set([document.body.dataset.scene]);
          new MutationObserver(() => { seen.add(document.body.dataset.scene); if (seen.size === 3) done([...seen]); })
            .observe(document.body, {attributes: true});
        })""")
        assert sorted(shown) == sorted(order)


@pytest.mark.parametrize(
    ("query", "kept"),
    [({"scene": "map"}, "1 / 1"), ({"scenes": "tasks,nothing,all"}, "/ 2"), ({"scene": "nothing"}, "/ 6"),
     ({"rotate": "0"}, "/ 6"), ({"rotate": "-3"}, "/ 6"), ({"rotate": "x"}, "/ 6"), ({"edition": "1999Q1"}, "/ 6"),
     ({"lang": "fr", "plan": "nothing"}, "/ 6")],
)  # fmt: skip
def test_an_address_that_makes_no_sense_falls_back(
    browser: Browser, server: str, query: dict[str, str], kept: str
) -> None:
    with screen(browser, server, **query) as seen:
        expect(seen.page.locator("[data-place]")).to_contain_text(kept)
        assert seen.complaints == []


def test_there_is_no_motion_where_none_is_wanted(browser: Browser, server: str) -> None:
    with screen(browser, server, scene="all") as seen:
        assert seen.page.evaluate("getComputedStyle(document.querySelector('.scene.on')).transitionDuration") == "0s"


def test_a_state_that_has_not_changed_costs_nothing(server: str) -> None:
    first = httpx.get(f"{server}/screen/state", timeout=60)
    assert set(first.json()) == {"edition", "version", "program"}
    again = httpx.get(f"{server}/screen/state", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b"" and int(again.headers["x-now"]) > 0
    assert httpx.get(f"{server}/screen/nothing").status_code == 404
    assert httpx.get(f"{server}/screen/state?edition=2026Q3", timeout=60).json()["edition"] == "2026Q3"


@contextmanager
def serving(demo: Demo, port: int, log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server of one's own on a copy of the demo."""
    own = {"DASHBOARD_DATABASE_URL": demo.url, "DASHBOARD_TODAY": TODAY, **environment}
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stdout=output, stderr=output)
        try:
            await_answer(process, f"http://127.0.0.1:{port}/readyz")
            yield process
        finally:
            process.kill()
            process.wait(20)


def restarts(browser: Browser, demo: Demo, folder: Path, times: int) -> None:
    """Stop and start the server so often; each time the last picture stays, is labelled, and recovers by itself."""
    port, log = free_port(), folder / "log.txt"
    with serving(demo, port, log):
        opened = screen(browser, f"http://127.0.0.1:{port}", rotate="1")
        seen = opened.__enter__()
    try:
        for _ in range(times):
            expect(seen.page.locator("[data-lost]")).to_be_visible(timeout=30_000)
            expect(seen.page.locator("[data-lost]")).to_have_text("连接中断，显示截至2025年9月30日的数据")
            before = seen.scene  # the rotation goes on
            seen.page.wait_for_function("first => document.body.dataset.scene !== first", arg=before)
            with serving(demo, port, log):
                expect(seen.page.locator("[data-lost]")).to_be_hidden(timeout=15_000)
    finally:
        opened.__exit__(None, None, None)


def test_a_server_that_goes_leaves_the_last_picture_and_one_that_comes_back_is_found(
    browser: Browser, demo_copy: Demo, tmp_path: Path
) -> None:
    restarts(browser, demo_copy, tmp_path, 1)


@pytest.mark.large
def test_twenty_restarts_need_nobody(browser: Browser, demo_copy: Demo, tmp_path: Path) -> None:
    restarts(browser, demo_copy, tmp_path, 20)


@contextmanager
def renamed(database: Path, table: str) -> Iterator[None]:
    """Make a database unusable: a table that every question needs is gone for a while."""
    with closing(sqlite3.connect(database, timeout=30)) as session:
        session.execute("pragma legacy_alter_table = on")
        session.execute(f"alter table {table} rename to gone")
        yield
        session.execute(f"alter table gone rename to {table}")


def test_what_is_published_is_shown_without_a_reload_and_a_lost_database_is_said(
    browser: Browser, demo_copy: Demo, tmp_path: Path
) -> None:
    port, wanted = free_port(), {"DASHBOARD_EDITION": "2025Q3-r2"}  # not published yet: the plan's own opening edition
    with (
        serving(demo_copy, port, tmp_path / "log.txt", **wanted),
        screen(browser, f"http://127.0.0.1:{port}", rotate="2") as seen,
    ):
        page = seen.page
        assert page.evaluate("document.body.dataset.edition") == "2025Q3"
        page.evaluate("window.sameDocument = true")
        command = ["publish", "--through", "2025-09", "--correct", "2025Q3", "--rules", "tolerant-2"]
        command += ["--reason", "测试", "--doc-no", "1号"]
        own = os.environ | {"DASHBOARD_DATABASE_URL": demo_copy.url}
        subprocess.run(
            [sys.executable, "-m", "dashboard", *command], cwd=ROOT, env=own, check=True, capture_output=True
        )
        expect(page.locator("[data-fresh]")).to_be_visible(timeout=12_000)  # within one rotation of six scenes
        expect(page.locator("[data-fresh]")).to_contain_text("更正（第2次发布）")
        expect(page.locator(".w-foot")).to_contain_text("报告期：2025年三季度更正（第2次发布）")
        assert page.evaluate("window.sameDocument")
        assert seen.complaints == []
        with renamed(demo_copy.database, "edition"):
            expect(page.locator("[data-lost]")).to_be_visible(timeout=30_000)
        expect(page.locator("[data-lost]")).to_be_hidden(timeout=15_000)
