"""What the judge may ask beside levels: the chance in a sum of deals, and the two parts of a ratio."""

from __future__ import annotations

from decimal import Decimal

from dashboard.plan.lookup import indicator
from dashboard.publishing.cells import Cell, Measures
from dashboard.publishing.measures import Measuring
from dashboard.publishing.values import noise, parts
from tests.unit.publishing.by_hand import deal, facts
from tests.unit.publishing.lakeside import CITY, LAKESIDE

DEALS = [
    deal("1", "2021-02-01", amount=3 * 10**10), deal("2", "2021-12-31", amount=4 * 10**10),
    deal("3", "2022-01-01", amount=9 * 10**10), deal("4", "2020-12-31", amount=9 * 10**10), deal("5", "", amount=7),
]  # fmt: skip


def test_noise_of_a_sum_is_the_root_of_its_squared_amounts() -> None:
    measuring = Measuring(facts(LAKESIDE, "2022-12", entries=DEALS))
    assert noise(measuring, indicator(LAKESIDE, "pledged"), 2021) == Decimal(5)  # 3 and 4 亿元
    assert noise(measuring, indicator(LAKESIDE, "pledged"), 2019) == 0


def test_noise_stops_at_the_cut_off_and_a_deal_of_two_senders_is_one() -> None:
    twice = [*DEALS, deal("1", "2021-02-01", amount=8 * 10**10)]
    assert noise(Measuring(facts(LAKESIDE, "2021-06", entries=twice)), indicator(LAKESIDE, "pledged"), 2021) == 3


def test_counts_and_feeds_have_no_such_noise() -> None:
    measuring = Measuring(facts(LAKESIDE, "2022-12", entries=DEALS))
    for code in ("deals", "firms", "transfers", "density"):
        assert noise(measuring, indicator(LAKESIDE, code), 2021) is None


def test_parts_of_a_ratio_in_their_own_units() -> None:
    measuring = Measuring(facts(LAKESIDE, "2022-12"))
    series = {"2021Q4": Cell(None, 1, (), 26_000, 18_000), "2022Q1": Cell(None, 1, ("org_city",))}
    measures: Measures = {("density", CITY, ""): series, ("deals", CITY, ""): {"2021-01": Cell(1, 1, ())}}
    found = parts(measuring, measures, indicator(LAKESIDE, "density"))
    assert found == {"2021Q4": (Decimal(26_000), Decimal(18_000))}
    assert parts(measuring, measures, indicator(LAKESIDE, "deals")) == {}
