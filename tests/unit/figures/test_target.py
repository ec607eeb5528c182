"""A target's page, its county table, its charts and the rows behind it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.attainment.verdict import YearMark
from dashboard.figures import counties, definition, evidence, plots, plotting, target
from dashboard.figures.facts import Item
from dashboard.figures.readings import history
from dashboard.figures.series import Series, series
from dashboard.plan.lookup import indicator
from dashboard.plan.lookup import target as find
from dashboard.plan.models import LedgerSource
from dashboard.wording import Language
from tests.unit.figures import samples

D = Decimal
CITY, SHIHE, PINGQIAO = "411500", "411502", "411503"
REGIONS = samples.catalogue().regions


def row(region: str, period: str, value: int | None, missing: tuple[str, ...] = ()) -> dict[str, object]:
    return {"region": region, "period": period, "value": value, "numerator": None, "denominator": None,
            "missing": json.dumps(list(missing)), "breakdown": ""}  # fmt: skip


def monthly(code: str = "ip_transfers", years: range = range(2021, 2026), last: str = "2025-09") -> Series:
    made = indicator(samples.catalogue(), code)
    months = [f"{y}-{m:02d}" for y in years for m in range(1, 13) if f"{y}-{m:02d}" <= last]
    rows = [
        row(region, month, amount) for region, amount in ((CITY, 50), (SHIHE, 30), (PINGQIAO, 20)) for month in months
    ]
    return series(rows, made)


def item(code: str) -> Item:
    return next(found for found in samples.state().items if found.target.id == code)


def test_values_are_read_at_the_indicators_scale() -> None:
    made = indicator(samples.catalogue(), "ip_pledge_amount")
    found = series([row(CITY, "2025-01", 12_345_678_900)], made)
    assert found.at(CITY, "2025-01") == D("1.23456789")
    ratio = indicator(samples.catalogue(), "trademarks_per_10k")
    parts = {**row(CITY, "2024Q4", None), "numerator": 85_321, "denominator": 584_000.0}
    assert series([parts], ratio).at(CITY, "2024Q4") == D(85_321) / 584_000 * 10_000


def test_a_sum_with_a_gap_is_no_sum() -> None:
    made = indicator(samples.catalogue(), "ip_transfers")
    found = series([row(CITY, "2025-01", 5), row(CITY, "2025-02", None, ("scjg-411502",))], made)
    assert found.so_far(CITY, 2025, 1) == 5
    assert found.so_far(CITY, 2025, 2) is None
    assert found.so_far(CITY, 2024, 1) is None
    assert found.owed(CITY, "2025-02") and not found.owed(CITY, "2025-01")


@pytest.mark.parametrize(
    ("lang", "label", "base"),
    [("zh", "2025年1—9月", "2021年同期"), ("en", "January–September 2025", "the same months of 2021")],
)
def test_counties_by_value_share_and_growth(lang: Language, label: str, base: str) -> None:
    table = counties.counties(item("ip_transfer_license_growth"), monthly(), REGIONS, "2025-09", lang, SHIHE, str)
    assert table is not None
    assert (table.label, table.base_label) == (label, base)
    assert [(r.value, r.share, r.growth, r.chosen) for r in table.rows] == [
        ("270", "60.0%", "0.0%", True), ("180", "40.0%", "0.0%", False),
    ]  # fmt: skip
    assert (table.city.value, table.city.share) == ("450", "100.0%")
    assert table.rows[0].width == 100


def test_a_county_that_owes_its_data_is_awaited_not_zero() -> None:
    found = monthly()
    values = {**found.values, SHIHE: {**found.values[SHIHE], "2025-09": None}}
    owing = Series(found.indicator, values, {(SHIHE, "2025-09"): ("scjg-411502",)})
    table = counties.counties(item("ip_transfer_license_growth"), owing, REGIONS, "2025-09", "zh", "", str)
    assert table is not None and (table.rows[0].value, table.rows[0].awaited, table.note) == ("", True, "")


def test_a_distinct_count_says_why_the_counties_do_not_sum() -> None:
    made = indicator(samples.catalogue(), "custody_smes")
    rows = [row(CITY, "2025-09", 23), row(SHIHE, "2025-09", 14), row(PINGQIAO, "2025-09", 10)]
    table = counties.counties(item("ip_custody_smes"), series(rows, made), REGIONS, "2025-09", "zh", "", str)
    assert table is not None and "县区合计24与全市23不等" in table.note
    same = series([*rows[:1], row(SHIHE, "2025-09", 13), rows[2]], made)
    table = counties.counties(item("ip_custody_smes"), same, REGIONS, "2025-09", "zh", "", str)
    assert table is not None and table.note == "注：县区合计等于全市数。"


def subject(code: str, values: Series, region: str = CITY, lang: Language = "zh") -> plots.Subject:
    return plots.Subject(item(code), values, region, "浉河区", region == CITY, "2025-09", lang)


def test_the_year_is_drawn_against_the_path_by_time() -> None:
    year, years = plots.plots(subject("ip_transfer_license_growth", monthly()))
    by_name = {trace.name: trace for trace in year.traces}
    assert year.title == "2025年逐月累计与折算目标（次）"
    assert by_name["实际(AC)"].values[:9] == tuple(50.0 * m for m in range(1, 10))
    assert by_name["实际(AC)"].values[9:] == (None,) * 3
    path = item("ip_transfer_license_growth").verdict.path or D(0)
    assert by_name["序时进度(PL)"].values[-1] == pytest.approx(float(path))
    assert by_name["序时进度(PL)"].values[5] == pytest.approx(float(path) / 2)
    assert by_name["上年(PY)"].values[-1] == 600
    assert years.labels[-1] == "2025<br>1—9月" and years.labels[0] == "2021<br>基期"
    assert {trace.ink for trace in years.traces} == {"solid", "outline"}


def test_a_county_has_no_path() -> None:
    drawn = plots.plots(subject("ip_transfer_license_growth", monthly(), SHIHE))
    assert [plot.title for plot in drawn] == ["2025年逐月累计（浉河区，次）", "各年数（浉河区，次）"]
    assert all(trace.ink != "outline" for plot in drawn for trace in plot.traces)


def test_counts_run_against_time_and_stages_have_no_chart() -> None:
    made = indicator(samples.catalogue(), "custody_smes")
    values = series([row(CITY, f"{y}-{m:02d}", y - 2021) for y in range(2022, 2026) for m in range(1, 13)], made)
    (plot,) = plots.plots(subject("ip_custody_smes", values))
    assert (len(plot.labels), plot.goal, plot.goal_text) == (16, 10, "目标 10 家")
    time = next(trace for trace in plot.traces if trace.ink == "dash")
    assert (time.values[0], time.values[-1]) == (pytest.approx(10 * 3 / 48), pytest.approx(10))
    assert plots.plots(subject("industry_ip_operation_centers", values)) == ()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_charts_take_the_themes_colours_only(theme: str) -> None:
    for plot in plots.plots(subject("ip_transfer_license_growth", monthly())):
        figure = plotting.figure(plot, theme)  # type: ignore[arg-type]
        text = figure.to_json()
        assert "rgb(31" not in text and "#636efa" not in text.lower()
        assert plot.alt and figure.layout.height == plotting.HEIGHT
        assert len([t for t in figure.data if t.type == "bar"]) == sum(
            t.ink in ("solid", "outline") for t in plot.traces
        )


def test_english_yuan_have_one_unit_on_the_axis() -> None:
    made = indicator(samples.catalogue(), "ip_pledge_amount")
    values = series([row(CITY, f"2025-{m:02d}", 2_000_000_000) for m in range(1, 10)], made)
    drawn = plots.plots(subject("ip_pledge_amount_growth", values, lang="en"))
    assert drawn[0].title == "2025 month by month against the implied target, ¥ m"
    actual = next(trace for trace in drawn[0].traces if trace.ink == "solid")
    assert (actual.values[0], actual.said[0]) == (20.0, "¥20.0 m")


PAST = [
    {"label": label, "through": through, "status": status, "revision": revision, "kind": kind, "number": number,
     "level": "480", "path": None, "rule_set": "r1"}
    for number, (label, through, status, revision, kind) in enumerate(
        [("2025Q2", "2025-06", "behind", 1, "quarter"), ("2025-08", "2025-08", "behind", 1, "flash"),
         ("2025Q3", "2025-09", "on_schedule", 1, "quarter"), ("2025Q2-r2", "2025-06", "slightly_behind", 2, "quarter")]
    )
]  # fmt: skip


def test_history_stands_in_the_order_of_months_and_releases() -> None:
    ((year, found),) = history(PAST, "2025Q3", "zh", lambda label: label, samples.state().items[0], {"r1": "规则一"})
    assert year == "2025"
    assert [(p.label, p.href, p.chosen) for p in found] == [
        ("2季", "2025Q2", False), ("2季更正2", "2025Q2-r2", False), ("8月", "2025-08", False), ("3季", "2025Q3", True),
    ]  # fmt: skip
    assert found[1].tip == "2025年二季度更正（第2次发布）：略低于序时进度"
    assert (found[1].edition, found[1].level, found[1].path, found[1].rules) == (
        "2025年二季度更正（第2次发布）", "480 次", "—", "规则一",
    )  # fmt: skip


def test_the_page_says_clause_reading_owners_and_formula() -> None:
    found = target.page(
        samples.state(), "patent_tech_contract_growth", PAST, "zh", samples.TODAY, lambda page, **k: k["target"]
    )
    assert found.headline.startswith("专利技术合同成交额：进度滞后。2025年1—9月完成折算年度目标的40.9%")
    assert found.definition.clause == "信知战联办〔2022〕12号，二（二）"
    assert (found.definition.owners, found.definition.confirmation) == ("责任单位待明确", "口径待确认")
    assert found.previous is not None and found.previous.href == "ip_pledge_deal_growth"
    assert [fact.value for fact in found.facts] == ["1.76 亿元", "4.30 亿元", "−34.1个百分点"]
    assert len(found.choices) == 21 and sum(choice.chosen for choice in found.choices) == 1


def test_owners_have_the_names_of_the_editions_day() -> None:
    early = replace(samples.EDITION, label="2022Q3", through="2022-09", cut_off=date(2022, 9, 30))
    code = "ip_pledge_amount_growth"
    pages = [
        target.page(samples.state("zh", e), code, [], "zh", samples.TODAY, lambda p, **k: "")
        for e in (early, samples.EDITION)
    ]
    assert "银保监" in pages[0].definition.owners + pages[0].definition.partners
    assert "银保监" not in pages[1].definition.owners + pages[1].definition.partners


def test_a_confirmed_reading_names_who_and_when() -> None:
    reading = find(samples.catalogue(), "gi_output_growth").default
    signed = reading.model_copy(
        update={"confirmed_by": "甲", "confirmed_on": date(2023, 1, 5), "doc_no": "信知〔2023〕1号"}
    )
    assert definition.confirmation(signed, "zh") == "已由甲于2023年1月5日确认（信知〔2023〕1号）"


def test_the_every_year_strip() -> None:
    found = samples.state().items[0]
    marked = replace(
        found,
        verdict=replace(found.verdict, every_year=(YearMark(2022, D("0.0705"), False), YearMark(2023, None, None))),
    )
    state = replace(samples.state(), items=(marked,))
    page = target.page(state, found.target.id, [], "zh", samples.TODAY, lambda p, **k: "")
    assert [(y.year, y.state, y.growth, y.word) for y in page.years] == [
        (2022, "missed", "7.1%", "未达到"), (2023, "unknown", "—", "无数据"),
    ]  # fmt: skip


NAMES = evidence.Names({SHIHE: "浉河区"}, {"scjg-411502": "浉河区市场监管局"}, {}, "zh")
ORIGIN: dict[str, object] = {
    "sheet": "质押融资",
    "row_no": 7,
    "file_name": "甲.xlsx",
    "since": "2025Q3",
    "version": 2,
    "sender": "scjg-411502",
    "region": SHIHE,
    "zone": "",
}


def test_rows_carry_file_sheet_row_and_version() -> None:
    sent = {"indicator": "ip_transfers", "breakdown": "transfer", "raw_value": "3", "raw_unit": "次"}
    rows = [{**ORIGIN, **sent, "period": f"2025-{month:02d}"} for month in range(12, 0, -1)] * 2
    feed = next(feed for feed in samples.catalogue().feeds if feed.id == "transfers")
    table = evidence.observations(rows, NAMES, feed.breakdown)
    assert (table.total, len(table.rows), len(table.more)) == (24, evidence.SHOWN, 24 - evidence.SHOWN)
    assert table.rows[0] == (
        "2025年12月",
        "浉河区",
        "转让",
        "3 次",
        "浉河区市场监管局",
        "甲.xlsx，质押融资，第7行",
        "第2版，自2025年三季度起",
    )


def test_entries_that_do_not_count_are_left_out() -> None:
    source = indicator(samples.catalogue(), "navigation_projects").source
    assert isinstance(source, LedgerSource) and source.where
    column, (accepted, *_) = next(iter(source.where.items()))
    rows = [
        {
            **ORIGIN,
            "entry_key": key,
            "title": key,
            "event_date": "2025-09-22",
            "attributes": json.dumps({column: value}),
        }
        for key, value in (("甲项目", accepted), ("乙项目", "其他"))
    ]
    table = evidence.entries(rows, NAMES, [source])
    assert [cells[1] for cells in table.rows] == ["甲项目"] and table.total == 1
