"""The page of readings and methods: every reading, every band, every base value, every open question."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.figures import glossary, method, method_words, rulebook, scores
from dashboard.figures.facts import Edition, Item, State
from dashboard.wording import LANGUAGES, Language
from tests.conftest import ROOT
from tests.unit.figures import samples

REGISTER = samples.catalogue().ambiguities
CONTENT = json.loads((ROOT / "data" / "forecast" / "scores.json").read_text("utf-8"))
D = Decimal


def href(page: str, **keys: str) -> str:
    return f"{page}?" + "&".join(f"{key}={value}" for key, value in keys.items() if value)


def judged(item: Item) -> Item:
    """Give every reading of a target a verdict: those beside the one used are behind."""
    others = tuple(
        (reading, replace(item.verdict, reading=reading.id, status="behind", indicator=reading.indicator))
        for reading in item.target.readings[1:]
    )
    known = {made.id: made for made in samples.catalogue().indicators}
    quantities = {r.indicator: known[r.indicator] for r in item.target.readings if r.indicator}
    return replace(item, others=others, quantities=quantities)


def state() -> State:
    found = samples.state()
    catalogue = samples.catalogue()
    return replace(found, items=tuple(map(judged, found.items)), rule_sets=catalogue.rules, bases=catalogue.base_values)


def gi(lang: Language) -> method.Definition:
    return method.definition(state(), "gi_output_growth", lang, href, REGISTER)


def test_the_second_reading_of_the_gi_target() -> None:
    row = gi("zh").rows[1]
    assert (row.number, row.row.name, row.row.used) == (2, "用标企业产值，2025年比2021年", False)
    assert (row.method, row.demand) == ("总增幅", "总增幅不低于15%，2021年至2025年")
    assert row.quantity == "信阳毛尖用标企业产值（亿元）"
    assert row.row.why == "国家知识产权局统计用标企业直接产值"
    assert (row.row.mark.word, row.row.differs) == ("进度滞后", True)
    assert row.confirmation == "口径待确认" and row.source == "方案文字的本室解释"
    assert row.question is not None and (row.question.name, row.question.note) == ("A04", "地理标志产值的口径")
    assert row.row.href == "target?target=gi_output_growth&reading=user_output"
    assert gi("en").rows[1].demand == "15% or more in total, 2021 to 2025"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reading_of_every_target_is_listed_in_order(lang: Language) -> None:
    for item in state().items:
        found = method.definition(state(), item.target.id, lang, href, REGISTER)
        wanted = [reading.name if lang == "zh" else reading.name_en for reading in item.target.readings]
        assert [entry.row.name for entry in found.rows] == wanted
        assert [entry.number for entry in found.rows] == list(range(1, len(wanted) + 1))
        assert all(entry.demand for entry in found.rows)
        assert len(found.formulas) == len({reading.method for reading in item.target.readings})


@pytest.mark.parametrize(
    ("code", "reading", "words"),
    [
        ("trademarks_per_10k_entities_growth", "four_years", "总增幅不低于27.5%，2021年至2025年"),
        ("trademarks_per_10k_entities_growth", "window_mid", "总增幅不低于20%，2022年6月至2025年6月"),
        ("ip_custody_smes", "default", "自2022年1月起累计不少于10家，至2025年"),
        ("ip_custody_smes", "from_issue", "自2022年8月15日起累计不少于10家，至2025年"),
        ("ip_custody_smes", "earlier", "自2019年1月起累计不少于10家，至2025年"),
        ("ip_transfer_license_growth", "every_year", "每一年增幅都不低于10%，2021年至2025年"),
        ("university_ip_pilot", "default", "至2025年"),
    ],
)
def test_what_a_reading_asks_for(code: str, reading: str, words: str) -> None:
    item = next(found for found in state().items if found.target.id == code)
    assert method_words.demand(item.under(reading), "zh") == words


def test_the_answer_counts_readings_confirmations_and_changed_verdicts() -> None:
    head = method.head(state(), "rules", "zh", href)
    total = sum(len(target.readings) for target in samples.catalogue().targets)
    several = sum(any(found.status != item.verdict.status for _, found in item.others) for item in state().items)
    assert f"共有{total}种口径，均待确认" in head.answer and f"，{several}项目标的结论会改变" in head.answer
    assert [part.chosen for part in head.parts] == [part == "rules" for part in method.PARTS]
    same = method.head(samples.state(), "rules", "zh", href)
    assert "结论都不变" in same.answer
    signed = replace(samples.state().items[0], verdict=replace(samples.state().items[0].verdict, confirmed=True))
    assert "其中1种已确认" in method.head(replace(state(), items=(signed,)), "rules", "zh", href).answer


def test_every_target_can_be_chosen_under_its_heading() -> None:
    groups = method.groups(state(), "gi_output_growth", "zh", href)
    entries = [entry for group in groups for entry in group.entries]
    assert sorted(entry.code for entry in entries) == sorted(t.code for t in samples.catalogue().targets)
    assert [entry.count for entry in entries if entry.chosen] == [8]


def test_formulas_have_lowered_and_raised_parts() -> None:
    assert method_words.pieces("T = y_0 × (1 + g)^{k/n}；y_{i−1}^2") == (
        ("T = y", ""), ("0", "sub"), (" × (1 + g)", ""), ("k/n", "sup"), ("；y", ""), ("i−1", "sub"), ("2", "sup"),
    )  # fmt: skip
    assert method_words.pieces("plain") == (("plain", ""),)


def test_rule_sets_say_their_bands_limits_and_editions() -> None:
    items = tuple(replace(item, verdict=replace(item.verdict, rules="rules-2022-1")) for item in state().items)
    judged_by = [("rules-2022-1", "2025Q2"), ("five-lights", "2025Q3"), ("rules-2022-1", "2024Q4")]
    editions = [Edition(n, label, f"{label[:4]}-{int(label[-1]) * 3:02d}", date(2025, 1, 1), rules)
                for n, (rules, label) in enumerate(judged_by, 1)]  # fmt: skip
    first, *others = rulebook.rule_sets(replace(state(), items=items), editions, "zh", href)
    assert (first.name, first.used, first.lights) == ("评价规则（2022年第1版）", True, False)
    assert first.valid == "2022年1月1日起施行"
    assert [(b.word, b.condition) for b in first.progress] == [
        ("达到序时进度", "与序时进度之差≥0个百分点"), ("略低于序时进度", "与序时进度之差＞−20个百分点"),
        ("进度滞后", "其余情形"),
    ]  # fmt: skip
    assert first.growth[3].condition == "实际增速≥要求增速的60%"
    assert [entry.name for entry in first.editions] == ["2024年四季度", "2025年二季度"]
    assert any("不足100、完整年度不足2年或结论把握不足70%" in line for line in first.limits)
    lights = next(rules for rules in others if rules.name == "五色亮灯规则")
    assert lights.lights and [entry.name for entry in lights.editions] == ["2025年三季度"]
    assert not any(rules.used for rules in others)


def test_base_values_name_source_and_confirmation() -> None:
    found = rulebook.bases(state(), "zh", href)
    first = next(base for base in found if base.name == "专利转让、许可次数")
    assert (first.year, first.value, first.listed) == ("2021年", "624 次", True)
    assert first.source.startswith("各县区市场监管局基期报送") and first.confirmation == "待确认"
    assert any(not base.listed and base.source == "各报送单位报送数" for base in found)
    signed = tuple(base.model_copy(update={"confirmed_by": "甲", "confirmed_on": date(2023, 1, 5)})
                   for base in samples.catalogue().base_values)  # fmt: skip
    told = rulebook.bases(replace(state(), bases=signed), "zh", href)
    assert next(base for base in told if base.listed).confirmation == "已由甲于2023年1月5日确认"


def test_every_question_that_a_reading_names_is_in_the_register() -> None:
    named = {reading.ambiguity for target in samples.catalogue().targets for reading in target.readings}
    assert named - {None} <= {found.code for found in REGISTER}
    fourth = next(q for q in rulebook.questions(state(), REGISTER, "zh", href) if q.code == "A04")
    assert [(entry.name, entry.note) for entry in fourth.targets] == [("地理标志产品产值", "6")]
    assert rulebook.questions(state(), (), "zh", href) == ()


def test_the_scores_are_those_of_the_documentation() -> None:
    told = (ROOT / "docs" / "forecast.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in told.splitlines() if line[:1] == "|"]
    names = {"monthly": "monthly", "quarterly": "quarterly", "small": "small counts"}
    for row in CONTENT["held_out"]:
        printed = next(cells for cells in rows if cells[0] == names[row["panel"]])
        numbers = [float(re.sub(r"[^\d.]", "", cell)) for cell in printed[1:]]
        assert numbers == [row[key] for key in ("crps", "relative", "in_80", "in_90", "brier", "gap")]
    models = {"ours": "outlook (this project)", "pace": "pace", "ratio": "same-period ratio",
              "ets": "statsmodels ETS (AICc)", "theta": "statsmodels Theta",
              "components": "statsmodels unobserved components"}  # fmt: skip
    for row in CONTENT["compared"]:
        printed = next(cells for cells in rows if cells[0] == models[row["model"]])
        assert float(printed[1]) == row["relative"]
        panels = [re.findall(r"[\d.]+", cell) for cell in printed[2:5]]
        assert [float(panel[0]) for panel in panels] == [row[key] for key in scores.PANELS]
        assert [int(panel[1]) for panel in panels] == row["in_80"]
    plain = " ".join(told.split())
    assert f"Geometric mean {CONTENT['mean']}" in plain
    assert "between {:.3f} and {:.3f} in nine of ten".format(*CONTENT["range"]) in plain
    on_demo = "outlook 0.708 of pace, Theta 0.654, ETS 0.841, unobserved components 1.205, same-period ratio 1.215"
    assert on_demo in plain
    assert [row["relative"] for row in CONTENT["demo"]] == [0.708, 0.654, 0.841, 1.205, 1.215]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_scores_and_glossary_speak_the_language(lang: Language) -> None:
    found = scores.method(CONTENT, lang)
    texts = [text for step in found.steps for text in step] + list(found.limits)
    texts += [text for table in (*found.tables, found.demo) for text in (table.title, table.note, *table.headers)]
    texts += [term.meaning for _, terms in glossary.glossary(lang) for term in terms]
    chinese = [bool(re.search(r"[\u4e00-\u9fff]", text)) for text in texts]
    assert all(chinese) if lang == "zh" else not any(chinese)
    assert lang == "en" or not re.search(r"[A-Za-z]{3,}", "".join(texts))
    assert all(len(row) == len(table.headers) for table in found.tables for row in table.rows)
