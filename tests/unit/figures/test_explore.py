"""The explore page: what may be asked, how periods add up, changes, pivots, and what is written beside a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.figures import asking, explore_choices, explore_plot
from dashboard.figures.asking import Source, question
from dashboard.figures.explore_answer import answer
from dashboard.figures.explore_asked import Asked, call_of, caption, parameters
from dashboard.figures.explore_page import handout
from dashboard.figures.facts import Edition
from dashboard.figures.series import Series, series
from dashboard.plan.lookup import indicator
from dashboard.wording import Language
from tests.unit.figures import samples

D = Decimal
CITY, SHIHE = "411500", "411502"
EDITION = replace(samples.EDITION, through="2025-09")
REGIONS = tuple(r for r in samples.catalogue().regions if r.code in (CITY, SHIHE, "411503", "Z01"))
KINDS = next(feed for feed in samples.catalogue().feeds if feed.id == "transfers").breakdown


def values(code: str, told: dict[str, dict[str, int | None]], missing: tuple[str, ...] = ()) -> Series:
    made = indicator(samples.catalogue(), code)
    rows: list[dict[str, object]] = [
        {"region": region, "period": period, "value": value, "numerator": None, "denominator": None,
         "missing": '["a"]' if period in missing else "[]"}
        for region, found in told.items() for period, value in found.items()
    ]  # fmt: skip
    return series(rows, made)


def months(first: int = 2021, value: int = 1, step: int = 10) -> dict[str, int | None]:
    """Values that grow by ``step`` a year, the same in each month of it."""
    return {f"{y}-{m:02d}": value + step * (y - first) for y in range(first, 2026) for m in range(1, 13)
            if f"{y}-{m:02d}" <= "2025-09"}  # fmt: skip


def transfers(kinds: bool = False) -> Source:
    total = values("ip_transfers", {CITY: months(value=30), SHIHE: months(value=20), "411503": months(value=10),
                                    "Z01": months(value=1)})  # fmt: skip
    found = {"": total}
    if kinds:
        found |= {"transfer": values("ip_transfers", {CITY: months(value=20)}),
                  "licence": values("ip_transfers", {CITY: months(value=10)})}  # fmt: skip
    return Source(indicator(samples.catalogue(), "ip_transfers"), found, REGIONS, KINDS if kinds else None)


def ask(source: Source, lang: Language = "zh", edition: Edition = EDITION, **keys: str) -> Asked:
    told = {("from" if key == "first" else "to" if key == "last" else key): value for key, value in keys.items()}
    return Asked(source, question(told, source, edition.through), edition, "xinyang-2022", 2021, lang)


def texts(asked: Asked) -> dict[str, tuple[str, ...]]:
    return {line.label: tuple(cell.text for cell in line.cells) for line in asked.pivot.grid().lines}


def test_an_empty_address_asks_for_two_years_of_the_city() -> None:
    found = ask(transfers()).question
    assert (found.region, found.kind, found.step, found.first, found.last) == (CITY, "", "M", "2024-01", "2025-09")
    assert (found.rows, found.columns, found.measure, found.show) == ("period", "measures", "value", "table")


def test_what_does_not_fit_falls_back() -> None:
    found = ask(transfers(), step="X", rows="kind", columns="year", region="nowhere", first="soon", last="2099",
                measure="odd", show="pie").question  # fmt: skip
    assert (found.step, found.rows, found.columns, found.region) == ("M", "period", "measures", CITY)
    assert (found.first, found.last, found.show) == ("2024-01", "2025-09", "table")
    assert ask(transfers(), first="2025Q2", last="2025Q2").question.first == "2025-04"
    assert ask(transfers(), first="2025-08", last="2025-02").question.first == "2025-02"


def test_the_same_axis_never_stands_in_rows_and_columns() -> None:
    for step in asking.STEPS:
        for rows, columns in asking.layouts(transfers(kinds=True), step):
            assert rows != columns and (rows == "part") == (columns == "year")
    assert ("kind", "measures") not in asking.layouts(transfers(), "M")
    assert ("part", "year") not in asking.layouts(transfers(), "A")


def test_flows_add_up_and_a_running_year_is_compared_with_the_same_months() -> None:
    found = texts(ask(transfers(), step="A"))
    assert found["2024年"] == ("720", "600", "+20.0%", "+100.0%")
    assert found["2025年1—9月"] == ("630", "540", "+16.7%", "+133.3%")
    assert found["2021年"] == ("360", "—", "—", "—")
    assert texts(ask(transfers(), step="C"))["2025年1—9月"] == found["2025年1—9月"]
    assert texts(ask(transfers(), step="Q"))["2025年三季度"][0] == "210"


def test_a_quarter_cut_by_the_window_is_left_out() -> None:
    assert list(texts(ask(transfers(), step="Q", first="2025-02", last="2025-08"))) == ["2025年二季度"]
    assert texts(ask(transfers(), step="Q", first="2025-02", last="2025-04")) == {}
    assert answer(ask(transfers(), step="Q", first="2025-02", last="2025-04").pivot, "全市").endswith("没有数据。")


def test_a_short_sum_is_awaited_and_makes_no_change() -> None:
    told = {**months(value=30), "2025-09": None}
    found = values("ip_transfers", {CITY: told, SHIHE: months()}, missing=("2025-09",))
    whole = replace(transfers(), values={"": found})
    asked = ask(whole, last="2025-09")
    last = asked.pivot.grid().lines[-1]
    assert (last.cells[0].text, last.cells[0].awaited, last.cells[0].number) == ("待报", True, None)
    assert last.cells[2].text == "—"
    assert answer(asked.pivot, "全市") == "2025年9月，全市专利转让、许可次数数据未报齐，暂不合计。"
    assert texts(ask(whole, step="Q"))["2025年三季度"][0] == "待报"


def test_stocks_take_the_newest_closing_value_and_counts_change_in_things() -> None:
    stock = values("valid_trademarks", {CITY: {"2023Q4": 100, "2024Q3": 110, "2024Q4": 120}})
    source = Source(indicator(samples.catalogue(), "valid_trademarks"), {"": stock}, REGIONS[:1])
    assert texts(ask(source, step="A"))["2024年"] == ("120", "100", "+20.0%", "—")
    assert asking.steps(source.indicator) == ("Q", "A")
    count = values("custody_smes", {CITY: {"2024-09": 4, "2025-09": 9}})
    source = Source(indicator(samples.catalogue(), "custody_smes"), {"": count}, REGIONS[:1])
    asked = ask(source)
    assert texts(asked)["2025年9月"] == ("9", "4", "+5", "—")
    assert answer(asked.pivot, "全市") == "2025年9月，全市托管服务累计覆盖中小企业9家，比上年同期增加5家。"


def test_pivots_by_region_kind_and_year() -> None:
    regions = texts(ask(transfers(), rows="region", columns="measures"))
    assert list(regions) == ["信阳市", "浉河区", "平桥区"] and regions["浉河区"][0] == "60"  # zones lie inside counties
    kinds = ask(transfers(kinds=True), rows="kind", columns="period", first="2025-08")
    assert kinds.pivot.grid().columns == ("2025年8月", "2025年9月")
    assert texts(kinds)["转让"] == ("60", "60") and texts(kinds)["合计"] == ("70", "70")
    years = ask(transfers(), rows="part", columns="year", step="Q", first="2024-01")
    assert years.pivot.grid().columns == ("2024", "2025")
    assert texts(years)["四季度"] == ("180", "")
    same = ask(transfers(), rows="region", columns="period", measure="same", first="2025-09")
    assert texts(same)["信阳市"] == ("+16.7%",)


def test_the_answer_in_both_languages() -> None:
    assert answer(ask(transfers(), step="C").pivot, "全市") == (
        "2025年1—9月，全市专利转让、许可次数630次，比上年同期增长16.7%，比2021年同期增长133.3%。"
    )
    level = {CITY: {"2024-09": 5, "2025-09": 5}}
    source = replace(transfers(), values={"": values("ip_transfers", level)})
    assert answer(ask(source).pivot, "全市") == "2025年9月，全市专利转让、许可次数5次，与上年同期持平。"
    source = replace(transfers(), values={"": values("ip_transfers", {CITY: {"2024-09": 5, "2025-09": 4}})})
    told = answer(ask(source, "en").pivot, "the whole city")
    assert told == "September 2025: Patent transfers and licences, the whole city, 4 events, down 20.0% on the same time last year."  # noqa: E501  # fmt: skip


def test_the_call_and_the_parameters_name_what_the_table_shows() -> None:
    asked = ask(transfers(kinds=True), region=SHIHE, first="2025-01")
    assert parameters(asked) == {"plan": "xinyang-2022", "edition": 16, "indicator": "ip_transfers", "regions": [SHIHE],
                                 "breakdowns": [""], "first": "2025-01", "last": "2025-09"}  # fmt: skip
    assert ("region", SHIHE) in call_of(asked) and "breakdown" not in dict(call_of(asked))
    crossed = ask(transfers(kinds=True), rows="region", columns="kind")
    assert parameters(crossed)["regions"] == [CITY, SHIHE, "411503"]
    assert dict(call_of(crossed))["breakdown"] == "*"


def test_what_is_handed_out_carries_unit_source_cut_off_rules_and_the_demo_mark() -> None:
    made = handout(ask(transfers(), step="A"))
    notes = dict(made.notes)
    assert notes["单位"] == "次" and notes["数据截至"] == "2025年9月30日" and notes["数据性质"] == "演示数据"
    assert notes["评价规则"] == "评价规则（2022年第1版）" and notes["报告期"] == "2025年三季度" and notes["数据来源"]
    assert made.rows[-1][:2] == ("2025年1—9月", (D(630), False))
    real = handout(ask(transfers(), edition=replace(EDITION, data_kind="real", cut_off=date(2025, 9, 30))))
    assert "数据性质" not in dict(real.notes)


def test_choices_are_links_that_change_one_thing() -> None:
    def link(**changes: str) -> str:
        return ",".join(f"{key}={value}" for key, value in changes.items())

    asked = ask(transfers(kinds=True), step="Q")
    steps = next(choice for choice in explore_choices.shape(asked, link) if choice.label == "周期")
    assert [(o.name, o.href, o.chosen) for o in steps.options][:2] == [
        ("按月", "step=M", False), ("按季", "step=Q", True),
    ]  # fmt: skip
    calendar = explore_choices.calendar(asked, "to", link)
    assert calendar.years[-1][0] == "2025" and [entry.name for entry in calendar.years[-1][1]] == ["1季", "2季", "3季"]
    assert [entry.href for entry in calendar.years[-1][1] if entry.chosen] == ["to=2025-09"]
    every = (*samples.catalogue().indicators,)
    choice = explore_choices.indicators(asked, every, {"custody_smes"}, link)
    assert choice.options[0].href.startswith("indicator=custody_smes") and len(choice.options) == len(every)
    assert [o.name for o in choice.options if o.chosen] == ["专利转让、许可次数"]


def test_a_chart_leaves_totals_and_changes_out() -> None:
    grid = ask(transfers(), rows="period", columns="region").pivot.grid()
    assert [trace.name for trace in explore_plot.figure(grid, "line", "light").data] == ["浉河区", "平桥区"]
    grid = ask(transfers()).pivot.grid()
    drawn = explore_plot.figure(grid, "columns", "dark")
    assert [trace.name for trace in drawn.data] == ["数值", "上年同期"] and drawn.data[0].y[-1] == 70
    assert drawn.layout.xaxis.ticktext[0] == "1月<br>2024"
    assert explore_plot.alt(grid, "表", "zh") == "表：2024年1月为60，2025年9月为70。"


def test_money_is_drawn_in_the_unit_of_its_language() -> None:
    amounts = values("ip_pledge_amount", {CITY: {"2024-09": 2_000_000_000, "2025-09": 2_116_000_000}})
    source = Source(indicator(samples.catalogue(), "ip_pledge_amount"), {"": amounts}, REGIONS[:1])
    zh, en = (ask(source, lang) for lang in ("zh", "en"))
    assert texts(zh)["2025年9月"][0] == "0.2116" and caption(zh).endswith("（亿元）")
    assert texts(en)["September 2025"][0] == "¥21.2 m" and caption(en).endswith("(¥ m)")
    assert explore_plot.figure(en.pivot.grid(), "line", "light").data[0].y[-1] == pytest.approx(21.16)
    assert caption(en, shown=False).endswith("(CNY 100 m)")
