"""The desk's part of supervision slips as the app serves it: one press from an offer, refused with a sentence."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import Demo
from tests.pages.conftest import markup, press, visit
from tests.pages.sending import answers

Open = Callable[..., AppTest]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def desk(demo_copy: Demo, configured: Callable[[str], None]) -> Open:
    """Open the part on a database whose newest edition is 2025Q4: milestones are overdue in it."""
    with sqlite3.connect(demo_copy.database) as held:
        held.execute("delete from edition where number > 18")
    held.close()
    configured(demo_copy.url)
    return lambda **query: visit("desk", part="slips", **query)


def test_one_press_makes_a_slip_from_an_offer_and_it_stands_on_the_tasks_page(desk: Open, demo_copy: Demo) -> None:
    seen = desk()
    offered = len([button for button in seen.button if button.label == "制单"])
    assert offered and "可开单事项（2025年四季度）" in markup(seen)
    made = press(seen, "制单")
    html = markup(made)
    assert "已制督办单信知督〔2026〕4号" in html and "登记下发" in [button.label for button in made.button]
    assert len([button for button in desk().button if button.label == "制单"]) == offered - 1
    press(desk(slip="2026-4"), "登记下发")
    (row,) = answers(demo_copy.database, "select matter, unit from slip where code = '2026-4'")
    told = markup(visit("tasks", edition="2025Q4"))
    assert told.count("信知督〔2026〕") == 4 and "slip=2026-4" in told and "督办单办理情况截至2026年11月23日" in told
    assert row[1] in {"org_scjg"}


def test_a_closed_slip_shows_its_whole_life_and_no_form(desk: Open) -> None:
    seen = desk(slip="2025-2")
    html = markup(seen)
    assert "本单已办结" in html and "办结时限由2025年3月31日延至2025年8月29日" in html and not seen.text_input
    english = markup(desk(slip="2025-2", lang="en"))
    assert "Signed for" in english and "Slip 2025-2" in english


def test_what_is_missing_is_said_and_nothing_is_written(desk: Open, demo_copy: Demo) -> None:
    before = answers(demo_copy.database, "select count(*) from slip_event")
    seen = desk(slip="2026-3")
    assert "须写明签收人" in markup(press(seen, "登记签收"))
    assert answers(demo_copy.database, "select count(*) from slip_event") == before


def test_a_branch_office_asks_for_who_decided_it(desk: Open, demo_copy: Demo) -> None:
    seen = desk()
    seen.selectbox[0].set_value("org_ybj").run()
    next(field for field in seen.text_area if field.label == "督办事项").set_value("核对保险数据")
    next(field for field in seen.text_input if field.label == "文件名称或文号").set_value("纪要〔2026〕1号")
    button = [one for one in seen.button if one.label == "制单"][-1]
    button.click().run()
    assert "不自动发送督办单" in markup(seen)
    next(field for field in seen.text_input if field.label.startswith("决定人")).set_value("联席会议2026年第2次会议")
    seen.checkbox[0].check()
    [one for one in seen.button if one.label == "制单"][-1].click().run()
    assert "已制督办单" in markup(seen)
    ((who,),) = answers(demo_copy.database, "select decided_by from slip where code = '2026-4'")
    assert who == "联席会议2026年第2次会议"
