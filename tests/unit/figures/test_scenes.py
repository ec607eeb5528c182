"""The scenes of the big screen: what they say, what they keep quiet, how much fits."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.attainment.verdict import Verdict
from dashboard.attainment.verdict import replace as changed
from dashboard.figures import scene_all, scene_counts, scene_growth, scene_next, scene_tasks, scenes, wall
from dashboard.figures.charts import Plot, Trace
from dashboard.figures.facts import Chance, Item, State
from dashboard.figures.palette import PALETTES
from dashboard.figures.scenes import ROWS, SCENES, Told, Wall
from dashboard.figures.shell import footer_words
from dashboard.wording import LANGUAGES, Language
from tests.unit.figures import samples

QUIET, LOUD = Told(), Told(ranks=True, units=True, chances=True)


def made(state: State, lang: Language = "zh", told: Told = QUIET) -> str:
    """Return every scene that needs nothing but an edition, as markup."""
    shown = (
        scene_all.scene(state, lang, samples.TODAY, told),
        scene_growth.scene(state, {}, (), lang),
        scene_counts.scene(state, {}, {}, lang),
        scene_tasks.scene(state, lang, told),
        scene_next.scene(state, lang, samples.TODAY, told),
    )
    cut_off, edition, rules = footer_words(state.edition, lang)
    return wall.shown(Wall("信阳", shown, cut_off, edition, rules, True, ()), "2025Q3", lang).html


def with_status(item: Item, **numbers: object) -> Item:
    verdict: Verdict = changed(item.verdict, **numbers)
    return replace(item, verdict=verdict)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_target_stands_in_the_first_scene_with_its_status(lang: Language) -> None:
    state = samples.state(lang)
    content = scene_all.scene(state, lang, samples.TODAY, QUIET).content
    assert isinstance(content, scene_all.Content)
    assert [line.row.name for line in content.rows] == [item.name(lang) for item in state.numeric]
    assert sum(one.count for one in content.counts) == content.total == len(state.numeric) == 14
    assert sum(one.count for one in content.qualitative) == content.qualitative_total == 7


@pytest.mark.parametrize(
    ("day", "days", "which"),
    [
        (date(2025, 10, 16), 76, "to_plan_end"),
        (date(2025, 12, 31), 0, "to_plan_end"),
        (date(2026, 1, 1), 364, "to_settlement"),
        (date(2026, 12, 31), 0, "to_settlement"),
        (date(2027, 5, 1), 0, "to_settlement"),
    ],
)
def test_days_are_counted_to_the_end_of_the_plan_then_of_the_settlement(day: date, days: int, which: str) -> None:
    assert scene_all.left(samples.catalogue().plan, day) == (days, which)


def test_a_headline_names_what_fails_and_says_so_when_nothing_does() -> None:
    items = samples.state().items
    failing = [item for item in items if item.verdict.status == "behind"]
    text = "".join(piece.text for piece in scenes.failing(items, "zh"))
    assert f"{len(failing)}项进度滞后：" in text and failing[0].name("zh") in text and text.endswith("。")
    fine = [item for item in items if item.verdict.status in ("completed", "on_schedule")]
    assert [piece.tone for piece in scenes.failing(fine, "zh")] == ["good"]


def test_probabilities_are_words_until_an_office_wants_numbers() -> None:
    state = samples.state()
    doubtful = replace(state, items=tuple(replace(i, chance=Chance(0.3, "2025")) for i in state.items))
    quiet, loud = made(doubtful), made(doubtful, told=LOUD)
    assert "较小" in quiet and not re.search(r"[一二三四五六七八九]成|成以上", quiet)
    assert "较小 约三成" in loud


def test_no_unit_is_named_beside_what_fails_until_an_office_wants_it() -> None:
    state = samples.state()
    owing = replace(state, items=tuple(
        with_status(i, status="awaited", reason="overdue", missing=tuple(state.organisations)[:1]) for i in state.items
    ))  # fmt: skip
    names = [name for name in state.organisations.values() if name]
    assert names and not [name for name in names if name in made(owing)]
    assert [name for name in names if name in made(owing, told=LOUD)]
    assert not re.search(r"\b(?:unit|org)-?\d+\b", made(owing))


def test_no_column_has_more_rows_than_can_be_read_from_afar() -> None:
    state = samples.state()
    many = replace(state, items=tuple(
        replace(item, target=item.target.model_copy(update={"id": f"{item.target.id}_{n}"}),
                verdict=changed(item.verdict, target=f"{item.target.id}_{n}"))
        for n in range(2) for item in state.items
    ))  # fmt: skip
    content = scene_all.scene(many, "zh", samples.TODAY, QUIET).content
    assert isinstance(content, scene_all.Content)
    assert len(content.rows) + 1 <= ROWS and content.more == 28 - len(content.rows)
    assert len(scene_growth.shown(many)) <= 8 and len(scene_counts.shown(many)) <= 8
    tasks = scene_tasks.scene(state, "zh", QUIET).content
    assert isinstance(tasks, scene_tasks.Content)
    assert len(tasks.tasks) + 1 <= ROWS
    assert len(tasks.safeguards) + sum(len(found.lines) for found in tasks.lists) <= ROWS


def test_where_not_all_fit_the_worst_are_kept_in_plan_order() -> None:
    items = samples.state().numeric
    kept = scenes.fitting(items, 4)
    assert list(kept) == [item for item in items if item in scenes.worst_first(items)[:4]]


def test_what_must_happen_next_begins_with_the_worst_and_has_a_date_each() -> None:
    state = samples.state()
    content = scene_next.scene(state, "zh", samples.TODAY, QUIET).content
    assert isinstance(content, scene_next.Content)
    assert content.lines[0].name == scenes.worst_first(state.items)[0].name("zh")
    assert 0 < len(content.lines) <= 6
    assert all(re.fullmatch(r"\d{4}年\d+月\d+日", line.day) for line in content.lines)
    assert all(line.late == line.left.startswith("已过") for line in content.lines)
    assert all(line.required for line in content.lines if line.mark.status in ("behind", "slightly_behind"))


def test_a_missed_target_says_by_how_much_and_looks_to_the_settlement() -> None:
    state = samples.state()
    item = next(i for i in state.numeric if i.verdict.reason == "year_to_date")
    missed = with_status(item, status="final_missed", final=True, level=Decimal(1), goal=Decimal(3), path=Decimal(3))
    assert scene_next.required(missed, None, "zh").startswith("距目标还差2")
    assert scene_next.due(missed, state.plan) == date(2026, 12, 31)


def test_a_small_chart_writes_its_last_actual_value_alone() -> None:
    plot = Plot("x", "x", ("1", "2", "3"), (
        Trace("ac", "solid", (1.0, 2.0, None), ("1", "2", "")), Trace("pl", "outline", (1.0, 2.0, 3.0), ("", "", "3")),
    ), "x")  # fmt: skip
    assert [trace.texts for trace in scene_growth.thinned(plot).traces] == [("", "2", ""), ()]


def test_a_chart_of_years_ends_with_the_target() -> None:
    trace = Trace("ac", "solid", (1.0, 2.0, 3.0), ("1", "2", "3"), ("1", "2", "3"))
    plot = Plot("years", "x", ("2024", "2025", "2026<br>1—9月"), (trace,), "x")
    cut = scene_growth.until(plot, 2025)
    assert cut.labels == ("2024", "2025") and cut.traces[0].values == (1.0, 2.0)
    assert scene_growth.until(replace(plot, key="stock"), 2025).labels == plot.labels


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_holds_no_script_of_its_own_and_no_foreign_address(lang: Language) -> None:
    shown = wall.Shown(made(samples.state(lang), lang), "2025Q3", "1")
    page = wall.page(shown, lang, 0)
    assert re.findall(r"<script[^>]*>", page) == [f'<script src="./screen/screen.js?v={wall.program()}" defer>']
    assert not re.search(r"\son[a-z]+=", page.partition("<body")[2])
    assert (
        PALETTES["dark"]["ground"] in page.partition("html:root{font-size:min(")[2][:90]
    )  # letter-box and stage agree


def test_the_version_changes_with_what_is_shown() -> None:
    state = samples.state()
    html = [wall.shown(Wall("信阳", (scene_tasks.scene(state, "zh", QUIET),), day, "", "", True, ()), "", "zh")
            for day in ("1", "2", "1")]  # fmt: skip
    assert html[0].version == html[2].version != html[1].version


def test_the_script_is_short_and_of_its_time() -> None:
    script = wall.SCRIPT.read_text("utf-8")
    assert len(script.splitlines()) <= 150
    newer = r"\?\.|\?\?|\|\|=|&&=|\.at\(|\.replaceAll\(|structuredClone|Array\.fromAsync|\bimport\b|#\w+ ="
    assert not re.search(newer, script)


def test_the_style_sheet_asks_for_nothing_newer_than_chromium_90() -> None:
    css = (wall.SCRIPT.parent.parent / "figures" / "templates" / "70-screen.css").read_text("utf-8")
    assert not re.search(r":has\(|@container|color-mix|\d(?:dvh|svh|lvh|cq[wh])|@layer|inset-inline|\n\s+&", css)


def test_scenes_have_a_name_for_the_address() -> None:
    assert SCENES == ("all", "growth", "counts", "map", "tasks", "next")
