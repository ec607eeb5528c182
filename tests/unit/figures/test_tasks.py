"""The supervision of tasks as a value: counts, filters, lists, headline."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.figures.board import Board, first
from dashboard.figures.steps import DONE, ORDER, Asked, Proofs
from dashboard.figures.tasks import TasksPage, page
from dashboard.wording import LANGUAGES, Language
from tests.unit.figures import samples


def href(page: str = "", **keys: str) -> str:
    return f"./{page}?" + "&".join(f"{key}={value}" for key, value in keys.items() if value)


def board(lang: Language = "zh", **asked: str) -> Board:
    return Board(samples.state(lang), Asked(**asked), Proofs(), lang, href)


def made(lang: Language = "zh", **asked: str) -> TasksPage:
    return page(board(lang, **asked))


def test_the_headline_counts_what_is_due_done_and_overdue() -> None:
    states = [one.step.state for one in board().found()]
    done, overdue = sum(state in DONE for state in states), states.count("overdue")
    text = made().headline
    assert f"截至2025年9月30日，应完成节点{done + overdue}项，已完成{done}项" in text
    assert f"逾期完成{states.count('done_late')}项" in text and text.endswith(f"逾期{overdue}项。")
    assert overdue > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_second_line_names_the_longest_overdue_and_its_unit(lang: Language) -> None:
    found = made(lang)
    row = found.overdue.rows[0]
    assert all(words in found.worst for words in (row.name, row.unit, row.task))
    assert row.days == max(other.days for other in found.overdue.rows)


def test_the_second_line_counts_the_days() -> None:
    state = samples.state()
    ten = next(m for m in state.measures if m.task.id == "task-10")
    late = replace(ten, steps=(*ten.steps[:-1], replace(ten.steps[-1], state="overdue", due="2024-12")))
    found = page(replace(board(), state=replace(state, measures=(late,))))
    assert found.worst == (
        "逾期最久的是“一站式窗口、平台上线”（任务10 服务业载体建设），已逾期273天，责任单位：羊山新区管委会。"
    )
    assert found.overdue.rows[0].days == 273
    today = replace(late, steps=(replace(late.steps[-1], due="2025-09"),))
    assert "已到期未完成，责任单位" in page(replace(board(), state=replace(state, measures=(today,)))).worst


def test_without_anything_overdue_it_says_so_and_leads_nowhere() -> None:
    found = made(task="task-8")
    assert (found.worst, found.worst_href, found.overdue.rows) == ("没有逾期节点。", "", ())


def test_a_state_filters_the_rows_but_not_the_counts_of_the_headline() -> None:
    found = made(state="done_late")
    assert found.headline == made().headline and found.worst == made().worst
    assert found.listed is not None and all(row.cell.state == "done_late" for row in found.listed.rows)
    assert {point.state for track in found.tracks for point in track.points} == {"done_late"}


def test_the_states_carry_their_counts_and_a_chosen_one_is_left_by_its_own_link() -> None:
    links = made(state="overdue").states
    assert sum(link.count for link in links) == len(board().found())
    assert [link.state for link in links] == [state for state in ORDER if state in {link.state for link in links}]
    chosen = next(link for link in links if link.chosen)
    assert (chosen.state, chosen.href) == ("overdue", "./tasks?")
    other = next(link for link in links if link.state == "done")
    assert parse_qs(urlsplit(other.href).query) == {"state": ["done"]}


def test_every_task_has_a_row_with_all_its_milestones() -> None:
    found = made()
    assert len(found.tracks) == 18 and sum(track.safeguard for track in found.tracks) == 4
    assert sum(len(track.points) for track in found.tracks) == len(board().found())
    assert found.listed is None and found.about is None and found.everything == ""


def test_of_one_task_every_series_has_a_row_with_the_unit_that_answers_for_it() -> None:
    found = made(task="task-1")
    assert [track.code for track in found.tracks] == [f"1.{n}" for n in range(1, 10)]
    assert found.tracks[2].unit == "信阳高新区管委会"
    assert found.about is not None and found.about.name == "1 开展专利导航示范项目"
    assert found.about.supporting.endswith("等") and found.headline.startswith("任务1 专利导航示范项目：")


def test_a_unit_sees_its_own_milestones_only() -> None:
    found = made(unit="org_jr")
    assert found.listed is not None and {row.unit for row in (*found.listed.rows, *found.listed.more)} == {
        "市金融工作办公室"
    }
    assert found.headline.startswith("市金融工作办公室：")
    assert found.by_unit == "./unit?unit=org_jr"


def test_what_is_due_within_thirty_days_is_listed_else_what_is_due_next() -> None:
    soon = made().soon
    assert soon.title == "30天内没有到期节点；下一批到期：2025年12月" and len(soon.rows) == 4 and soon.more
    measures = tuple(
        replace(m, steps=tuple(replace(s, due="2025-10") if s.code == "1.9" else s for s in m.steps))
        for m in samples.state().measures
    )
    near = replace(
        samples.state(),
        edition=replace(samples.EDITION, cut_off=samples.EDITION.cut_off.replace(month=10, day=5)),
        measures=measures,
    )
    found = page(replace(board(), state=near)).soon
    assert found.title == "30天内到期" and [row.code for row in found.rows] == ["1.9"]


def test_an_edition_before_anything_was_due_says_so() -> None:
    state = samples.state()
    blank = tuple(replace(m, steps=tuple(replace(s, state="not_started") for s in m.steps)) for m in state.measures)
    text = page(replace(board(), state=replace(state, measures=blank))).headline
    assert re.search(r"共有节点\d+项，尚无到期或已完成的节点", text)


def test_the_first_of_several_units_is_named_with_their_number() -> None:
    assert first(["甲", "乙", "丙"], "zh") == "甲等3家" and first(["A", "B"], "en") == "A and 1 more"
    assert first([], "zh") == "责任单位待明确" and first(["甲"], "zh") == "甲"
