"""An outlook in words: chances, dates, methods, records and piles of dots."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.figures import outlooks
from dashboard.figures.facts import Item
from dashboard.figures.outlook_facts import Forecast, PastRecord, TargetOutlook, outlook
from dashboard.forecasting import ForecastRefused
from dashboard.plan.lookup import indicator, target
from dashboard.wording import LANGUAGES, Language, t
from tests.unit.figures.samples import blank, catalogue

CODE = "ip_transfer_license_growth"
ITEM = Item(target(catalogue(), CODE), blank(CODE), indicator(catalogue(), "ip_transfers"))
QUANTILES = {"0.05": 850.0, "0.1": 880.0, "0.25": 920.0, "0.5": 950.0, "0.75": 980.0, "0.9": 1010.0, "0.95": 1040.0}
MAIN = Forecast("default", "411500", "year", "2025-12", "2025-09", True, 914.0, 0.72, "blend+reconciled", "", QUANTILES,
                tuple(870.0 + 10 * place for place in range(20)), 950.0, "2025-12", "2025-11", "")  # fmt: skip
RECORD = PastRecord("vintages", 12, 0.75, 0.2317, 0.3333, "")


def shown(main: Forecast = MAIN, record: PastRecord | None = RECORD, lang: Language = "zh") -> outlooks.Panel:
    found = outlooks.panel(ITEM, TargetOutlook("default", (main,), record), {}, lang)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("p", "zh", "en"),
    [
        (None, "—", "—"),
        (0.0, "不足1%", "under 1%"),
        (0.4, "40%", "40%"),
        (0.985, "99%", "99%"),
        (1.0, "超过99%", "over 99%"),
    ],
)
def test_no_chance_is_told_as_certain(p: float | None, zh: str, en: str) -> None:
    assert (outlooks.share(p, "zh"), outlooks.share(p, "en")) == (zh, en)


@pytest.mark.parametrize(("p", "word"), [(0.8, "可能性较大"), (0.79, "不确定"), (0.4, "不确定"), (0.39, "可能性较小")])
def test_the_word_follows_the_chance(p: float, word: str) -> None:
    found = shown(replace(MAIN, p=p))
    assert found.word == word and found.chance.endswith("（模拟测算，仅供参考）")


@pytest.mark.parametrize(
    ("expected", "early", "late", "words"),
    [
        ("2025-11", "2025-10", "2025-12", "2025年11月（80%区间：2025年10月至2025年12月）"),
        ("2025-12", "2025-11", "", "2025年12月（最早2025年11月；80%区间上限在2025年12月之后）"),
        ("2025-12", "2025-12", "", "2025年12月（80%区间上限在2025年12月之后）"),
        ("2025-11", "2025-11", "2025-11", "2025年11月"),
        ("", "2025-12", "", "2025年12月前达到的可能性不足一半，最早2025年12月"),
        ("", "", "", "2025年12月前达到的可能性不足一成"),
    ],
)
def test_the_date_in_words(expected: str, early: str, late: str, words: str) -> None:
    found = shown(replace(MAIN, expected=expected, earliest=early, latest=late))
    assert dict(found.lines)["预计达到时间"] == words


def test_every_line_stands_beside_the_chance() -> None:
    lines = dict(shown().lines)
    assert lines["80%区间"] == "880至1010 次" and lines["50%区间"] == "920至980 次"
    assert lines["测算方法"] == "以往季节规律与多种趋势平滑综合测算；县区与全市相衔接"
    assert lines["所用数据截至"] == "2025年9月"
    assert lines["过去预测检验"].startswith(
        "过去12次预测中，80%区间命中9次；布赖尔得分0.232，与“维持上期状态”的0.333相比"
    )
    assert "Of 12 past forecasts, the 80% range held 9 times" in dict(shown(lang="en").lines)["Past forecasts"]


@pytest.mark.parametrize("record", [replace(RECORD, origins=4, reason="too_few"), replace(RECORD, held=None)])
def test_a_short_record_says_so(record: PastRecord) -> None:
    assert dict(shown(record=record).lines)["过去预测检验"].startswith("样本不足")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", [*ForecastRefused.REASONS, "interval", "brier", "awaited", "not_assessed"])
def test_every_reason_has_words(reason: str, lang: Language) -> None:
    found = shown(replace(MAIN, p=None, reason=reason, quantiles={}, dots=()), lang=lang)
    assert found.reason == t(f"outlook.why_{reason}", lang) and found.plot is None and found.number == "—"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "method", ["blend", "blend-small+filled", "rare events+reconciled", "damped walk+late", "gamma-poisson+pipeline",
               "gamma-poisson", "observed"],
)  # fmt: skip
def test_every_method_has_words(method: str, lang: Language) -> None:
    assert shown(replace(MAIN, method=method), lang=lang).lines


def test_tall_piles_are_several_dots_wide() -> None:
    plot = shown(replace(MAIN, dots=(8.0,) * 14 + (9.0,) * 4 + (10.0,) * 2, goal=10.0)).plot
    assert plot is not None and len(plot.dots) == 20
    assert max(dot.up for dot in plot.dots) < 6
    assert sum(dot.reached for dot in plot.dots) == 2 and "其中2种达到目标" in plot.alt
    assert len({(dot.left, dot.up) for dot in plot.dots}) == 20


def test_an_edition_of_before_has_none() -> None:
    row = {"target": CODE, "reading": "default", "is_main": None}
    assert outlook(CODE, "default", [row], [], []).main is None
    assert outlooks.panel(ITEM, TargetOutlook("default"), {}, "zh") is None
    final = replace(ITEM, verdict=replace(ITEM.verdict, final=True))
    assert outlooks.panel(final, TargetOutlook("default", (MAIN,)), {}, "zh") is None
