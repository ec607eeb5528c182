"""The overview as a value: every target and task is there, every mark stands where its number says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard.figures import marks
from dashboard.figures.facts import Chance, Step
from dashboard.figures.overview import Overview, Row, overview
from dashboard.wording import LANGUAGES, Language
from tests.unit.figures import samples


def made(lang: Language = "zh") -> Overview:
    return overview(samples.state(lang), lang, samples.TODAY, lambda target: f"./target?target={target}")


def rows(lang: Language = "zh") -> dict[str, Row]:
    return {row.href.partition("=")[2]: row for group in made(lang).groups for row in group.rows}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_target_and_task_is_on_it_under_the_plans_own_headings(lang: Language) -> None:
    page = made(lang)
    assert [group.name for group in page.groups] == [
        heading.name if lang == "zh" else heading.name_en for heading in samples.catalogue().headings
    ]
    assert sum(len(group.rows) for group in page.groups) == 14
    assert sum(len(group.chips) for group in page.groups) == 7
    assert (len(page.tasks), len(page.safeguards)) == (14, 4)
    assert all(row.href and row.name and row.mark.word for row in rows(lang).values())


def test_a_row_shows_its_numbers() -> None:
    row = rows()["patent_tech_contract_growth"]
    assert (row.value, row.goal, row.gap) == ("1.76 亿元", "折算目标 4.30", "−34.1")
    assert row.need == ("月均需 0.85 亿元", "历史最高月 0.61 亿元")
    assert row.bullet is not None and row.outlook is not None
    assert row.bullet.fill == pytest.approx(40.9 / 1.4, abs=0.05)
    assert (row.bullet.time, row.bullet.season) == (
        pytest.approx(75 / 1.4, abs=0.01),
        pytest.approx(71 / 1.4, abs=0.01),
    )
    assert row.bullet.target == pytest.approx(100 / 1.4)
    assert (row.outlook.dots, row.outlook.word) == (1, "较小")


def test_the_tooltip_puts_the_numbers_into_the_formula() -> None:
    lines = rows()["patent_tech_contract_growth"].tip.splitlines()
    assert lines[:4] == [
        "折算目标：2.4600 × (1 + 15%)^4 = 4.3026",
        "完成比例：1.7600 ÷ 4.3026 = 40.9%",
        "序时进度：9 ÷ 12 = 75.0%",
        "比较：40.9% − 75.0% = −34.1个百分点",
    ]
    assert lines[-1] == "口径：水平法（2021—2025年）（口径待确认）"


def test_a_bar_beyond_the_axis_says_so() -> None:
    bullet = rows()["ip_custody_smes"].bullet
    assert bullet is not None and (bullet.fill, bullet.over) == (100, True)


def test_an_awaited_target_has_no_bar_and_no_number() -> None:
    row = rows()["patent_intensive_va_growth"]
    assert row.bullet is not None and row.bullet.fill is None
    assert (row.value, row.goal, row.gap, row.outlook) == ("待报", "折算目标 213.0", "", None)
    assert row.need == ("2024年数据未报", "市统计局")


def test_a_closed_year_is_labelled_and_shows_no_time_progress() -> None:
    row = rows()["gi_output_growth"]
    assert row.mark.notes == ("按2024年数", "口径待确认")
    assert row.bullet is not None and row.bullet.time is None and row.gap == ""


def test_few_things_are_stages_not_a_bar() -> None:
    row = rows()["regional_specialty_industries"]
    assert row.bullet is None and [cell.state for cell in row.stages] == ["done", "done", "under_way"]
    late = rows()["industry_ip_operation_centers"]
    assert [cell.state for cell in late.stages] == ["done", "done", "overdue"]
    assert late.need == ("第3家挂牌", "应于2025年8月完成，已逾期")
    assert (
        marks.counted_stages(
            replace(samples.state().items[0], verdict=samples.blank("industry_ip_operation_centers", goal=Decimal(3))),
            "zh",
        )
        == (marks.Cell("not_started", ""),) * 3
    )


def test_a_small_sample_is_hollow() -> None:
    assert rows()["ip_pledge_deal_growth"].mark.shape == "h-on_schedule"
    assert rows()["ip_transfer_license_growth"].mark.shape == "s-on_schedule"


@pytest.mark.parametrize(
    ("p", "dots", "word"),
    [(0.0, 0, "较小"), (0.399, 8, "较小"), (0.4, 8, "不确定"), (0.799, 16, "不确定"), (0.8, 16, "较大")],
)
def test_outlook_in_dots_and_words(p: float, dots: int, word: str) -> None:
    found = marks.outlook(Chance(p, "plan_end"), "zh")
    assert found is not None and (found.dots, found.word) == (dots, word)
    assert "仅供参考" in found.tip


def test_nothing_is_invented_where_an_edition_has_no_outlook() -> None:
    assert marks.outlook(None, "zh") is None
    assert marks.outlook(Chance(None, "plan_end", "too_short"), "zh") is None
    state = samples.state()
    bare = replace(state, items=tuple(replace(item, chance=None) for item in state.items))
    assert not overview(bare, "zh", samples.TODAY, str).with_outlook


def test_milestones_are_counted_done_over_due_and_add_up() -> None:
    measure = samples.measures()[0]
    states = ("done", "done_late", "overdue", "due_soon", "under_way", "not_started", "continuous")
    steps = tuple(
        Step(code, "节点", state, "2025-09", None, recurring="@" in code)  # type: ignore[arg-type]
        for code, state in zip(("1.1", "1.2", "1.7@2023", "1.7@2024", "1.3", "1.4", "1.7@2025"), states, strict=True)
    )
    state = replace(samples.state(), measures=(replace(measure, steps=steps),))
    page = overview(state, "zh", samples.TODAY, str)
    row = page.tasks[0]
    assert (row.done, row.due, row.overdue) == (2, 3, 1)
    assert (page.steps, page.done, page.overdue) == (7, 2, 1)
    assert [[cell.thin for cell in series] for series in row.series] == [[False], [False], [True] * 3, [False], [False]]
