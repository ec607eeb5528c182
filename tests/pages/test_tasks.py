"""The supervision of tasks as the app serves it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.reporting import Database, init
from tests.pages.conftest import Look, markup, visit

CHINESE = re.compile(r"[\u4e00-\u9fff]")
MARK = re.compile(r'<i class="cell (\w+)(?: beside)?" style="left:')
WORST = "逾期最久的是“一站式窗口、平台上线”（任务10 服务业载体建设），已逾期273天，责任单位：羊山新区管委会。"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_tasks_stand_on_one_axis_without_a_chart(look: Look, lang: str, theme: str) -> None:
    seen = look("tasks", theme=theme, lang=lang)
    html = markup(seen)
    assert not seen.exception and len(seen.get("plotly_chart")) == 0
    assert f'class="xy page {theme}"' in html and 'data-charts="0"' in html
    assert html.count('class="track') - html.count('class="tracks"') == 18
    assert len(MARK.findall(html)) == 229
    if lang == "en":
        assert not CHINESE.search(re.sub(r'<details>.*?</details>|title="[^"]*"', "", html, flags=re.S))


def test_the_frozen_states_are_those_of_the_edition(look: Look, demo_database: Database) -> None:
    for label, number in (("2025Q3", 16), ("2022Q4", 5)):
        frozen = demo_database.rows("milestone_states", plan="xinyang-2022", edition=number)
        shown = MARK.findall(markup(look("tasks", edition=label)))
        assert sorted(shown) == sorted(str(row["state"]) for row in frozen)


def test_it_says_which_task_is_longest_overdue_and_whose_one_click_from_the_overview(look: Look) -> None:
    overview = markup(look())
    assert './tasks?plan=xinyang-2022&amp;edition=2025Q3&amp;lang=zh">任务督办' in overview
    assert len(re.findall(r'class="name"><a href="\./tasks\?[^"]*task=(?:task|safeguard)-\d+"', overview)) == 18
    html = markup(look("tasks"))
    assert WORST in html and "应完成节点200项，已完成197项（其中逾期完成22项，提前完成1项），逾期3项" in html


def test_a_task_unfolds_into_its_milestones_with_evidence(look: Look) -> None:
    html = markup(look("tasks", task="task-10"))
    assert "加强知识产权服务业载体建设" in html and len(MARK.findall(html)) == 5
    assert html.count("已核验</span>") == 4 and "已逾期273天" in html


def test_filters_stay_when_language_or_edition_change(look: Look) -> None:
    html = markup(look("tasks", unit="org_jr", state="done_late"))
    assert re.search(r'href="\./tasks\?[^"]*lang=en&amp;unit=org_jr&amp;state=done_late"', html)
    assert re.search(r'href="\./tasks\?[^"]*edition=2024Q2[^"]*unit=org_jr', html)
    assert set(MARK.findall(html)) == {"done_late"}


def test_what_is_not_known_is_left_out_with_a_notice(look: Look) -> None:
    html = markup(look("tasks", task="task-99", unit="<b>x", state="y"))
    assert "没有任务“task-99”" in html and "&lt;b&gt;x" in html and "没有状态“y”" in html
    assert len(MARK.findall(html)) == 229


def test_an_edition_before_anything_was_due(look: Look) -> None:
    html = markup(look("tasks", edition="2021Q4"))
    assert "共有节点229项，尚无到期或已完成的节点" in html and "没有逾期节点。" in html


def test_an_empty_database_says_what_to_do(configured: Callable[[str], None], tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    init(database, {})
    configured(database.url)
    for page in ("tasks", "unit", "data", "intake"):
        seen = visit(page)
        assert not seen.exception and "尚未发布任何报告期" in markup(seen)
