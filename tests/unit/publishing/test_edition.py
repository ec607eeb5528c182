"""What an edition holds: sums, counts, ratios and verdicts against numbers worked out by hand from the workbooks."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from dashboard.reporting import Database, editions
from tests.unit.publishing.lakeside import CITY, EAST, LAKESIDE, WEST
from tests.unit.publishing.reading_back import verdicts

PLAN = LAKESIDE.plan.id


def value(database: Database, indicator: str, region: str, period: str, breakdown: str = "") -> dict[str, object]:
    rows = database.rows(
        "indicator_values", plan=PLAN, edition=5, indicator=indicator, regions=[region], breakdown=breakdown
    )
    return dict(next(row for row in rows if row["period"] == period))


def test_every_quarter_has_its_edition(published: Database) -> None:
    found = editions(published, PLAN)
    assert [e.label for e in found] == ["2021Q4", "2022Q1", "2022Q2", "2022Q3", "2022Q4"]
    assert [e.number for e in found] == [1, 2, 3, 4, 5]
    assert {(e.revision, e.incomplete, e.data_kind, e.rule_set) for e in found} == {(1, 0, "demo", "rules-1")}
    assert found[-1].cut_off == "2022-12-31" and found[-1].catalogue_hash == LAKESIDE.hash


@pytest.mark.parametrize(
    ("region", "breakdown", "expected"),
    [
        (EAST, "transfer", 29), (EAST, "licence", 5), (EAST, "", 34), (WEST, "", 39), (CITY, "", 73),
        (CITY, "transfer", 63), ("Z01", "", 1),
    ],
)  # fmt: skip
def test_flows_are_summed_over_counties_and_never_over_zones(
    published: Database, region: str, breakdown: str, expected: int
) -> None:
    assert value(published, "transfers", region, "2022-05", breakdown)["value"] == expected


def test_a_deal_that_county_and_bank_send_counts_once_with_the_countys_amount(published: Database) -> None:
    assert value(published, "deals", CITY, "2022-05")["value"] == 2
    assert value(published, "deals", EAST, "2022-05")["value"] == 1
    assert value(published, "pledged", CITY, "2022-05")["value"] == 2 * 680 * 10**6  # 万元 in 分


def test_distinct_firms_count_once_in_the_city_and_once_in_each_county(published: Database) -> None:
    counts = {region: value(published, "firms", region, "2022-12")["value"] for region in (CITY, EAST, WEST)}
    assert counts == {CITY: 23, EAST: 12, WEST: 12}  # the firm of January is the same in both
    assert value(published, "firms", CITY, "2022-01")["value"] == 1


def test_stocks_and_ratio(published: Database) -> None:
    assert value(published, "marks", CITY, "2022Q4")["value"] == 26_000
    found = value(published, "density", CITY, "2022Q4")
    assert (found["value"], found["numerator"], found["denominator"]) == (None, 26_000, 18_000)
    assert value(published, "density", EAST, "2022Q4")["numerator"] == 13_000


def test_city_values_are_taken_as_sent_where_only_the_city_reports(published: Database) -> None:
    assert value(published, "added", CITY, "2021", "electronics")["value"] == 12 * 10**10
    assert value(published, "added", CITY, "2021")["value"] == 24 * 10**10


def test_completeness_stands_beside_every_value(published: Database) -> None:
    found = value(published, "pledged", CITY, "2022-05")
    assert (found["expected"], found["received"], found["missing"]) == (3, 3, "[]")


def test_levels_paths_and_status_of_the_year(published: Database) -> None:
    found = verdicts(published, PLAN, 5)
    transfers = found["t_transfers"]
    assert (transfers["level"], transfers["base"], transfers["path"]) == ("876", "804", "884.4")
    assert (transfers["status"], transfers["reason"], transfers["period"]) == ("slightly_behind", "closed_year", "2022")
    assert found["t_pledged"]["level"] == "1.632" and found["t_pledged"]["unit"] == "亿元"
    assert Decimal(str(found["t_density"]["level"])) == Decimal(260_000_000) / 18_000
    assert found["t_firms"]["status"] == "completed" and found["t_firms/later"]["level"] == "10"
    assert found["t_released"]["status"] == "on_stages" and found["t_released"]["level"] == "1"
    assert found["q_paper"]["status"] == "completed"
    assert found["t_added"]["status"] == "not_assessed" and found["t_added"]["reason"] == "no_complete_year"


def test_every_number_of_a_verdict_is_kept(published: Database) -> None:
    details = json.loads(str(verdicts(published, PLAN, 4)["t_transfers"]["details"]))
    assert details["required_month"] == "75.8" and details["months_left"] == 3
    assert details["best_month"] == "73" and details["best_month_period"] == "2022-01"
    assert details["seasonal_progress"] == "0.75"


def test_an_edition_keeps_what_it_said(published: Database) -> None:
    before = verdicts(published, PLAN, 1)
    assert {(v["status"], v["reason"]) for v in before.values()} == {("not_assessed", "not_started")}
    assert verdicts(published, PLAN, 2)["t_transfers"]["level"] == "219"


def test_milestones_as_they_stood(published: Database) -> None:
    def states(number: int) -> dict[object, object]:
        return {r["milestone"]: r["state"] for r in published.rows("milestone_states", plan=PLAN, edition=number)}

    assert states(2)["1.1"] == "under_way"
    assert states(5) == {"1.1": "done", "1.2@2023": "continuous", "1.2@2024": "continuous", "1.2@2025": "continuous"}


def test_outlooks_for_what_is_open_and_a_reason_where_there_is_none(published: Database) -> None:
    rows = published.rows("edition_outlooks", plan=PLAN, edition=4)
    found = {(r["target"], r["horizon"]): r for r in rows if (r["region"], r["reading"]) == (CITY, "default")}
    assert found["t_transfers", "year"]["goal"] == "884.4"
    year = found["t_density", "year"]
    assert year["p_attain"] is not None and 0 <= float(str(year["p_attain"])) <= 1
    assert set(json.loads(str(year["quantiles"]))) >= {"0.05", "0.5", "0.95"}
    assert (found["t_added", "plan_end"]["p_attain"], found["t_added", "plan_end"]["reason"]) == (None, "not_assessed")
    assert not {key for key in found if key[0] == "t_firms"}  # completed: nothing is open
