"""Parts of a feed, sums, indices, what is in force, distinct firms of a year: by hand, and whole or not at all."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.plan import periods
from dashboard.plan.models import LedgerSource, Reading
from dashboard.publishing import cells, ledgers
from dashboard.publishing.cells import Cell, Series
from dashboard.publishing.facts import Entry, Observation
from dashboard.publishing.measures import Measuring
from dashboard.publishing.values import counted_from
from tests.unit.publishing.by_hand import day, deal, facts, indicator, whole_year, with_indicators
from tests.unit.publishing.lakeside import CITY, EAST, WEST

SOLD = indicator("sold", {"feed": "transfers", "of": "transfers", "only": ["transfer"]})
UNSOLD = indicator("unsold", {"plus": ["transfers"], "minus": ["sold"]})
FIRMS = indicator("yearly", {"ledger": "pledge", "date": "registered_on", "distinct": "pledgor",
                             "distinct_within": "year"}, "家")  # fmt: skip
HELD = indicator("held", {"ledger": "pledge", "date": "registered_on", "until": "released_on", "distinct": "pledgor"},
                 "家", aggregation="stock")  # fmt: skip
OWED = indicator("owed", {"ledger": "pledge", "date": "registered_on", "until": "released_on", "value": "amount"},
                 "亿元", aggregation="stock", scale=10)  # fmt: skip
EITHER = indicator("either", {"ledger": "pledge", "date": "registered_on", "also": ["released_on"]}, "项",
                   aggregation="cumulative_count")  # fmt: skip
INDEX = indicator("index", {"parts": ["transfers", "sold"], "base_year": 2021}, "点", scale=8)
CATALOGUE = with_indicators(SOLD, UNSOLD, FIRMS, HELD, OWED, EITHER, INDEX)
EVENTS = [row for year in (2021, 2022) for region, base in ((EAST, 6), (WEST, 3))
          for row in whole_year(year, region, base + year - 2021, 2)]  # fmt: skip


def measured(code: str, through: str = "2022-12", **changes: object) -> Series:
    found = facts(CATALOGUE, through, **{"observations": EVENTS, **changes})  # type: ignore[arg-type]
    return Measuring(found).all().get((code, CITY, ""), {})


def test_part_of_a_feed_and_what_is_left_of_it() -> None:
    assert [measured(code)["2022-05"].value for code in ("transfers", "sold", "unsold")] == [15, 11, 4]
    keys = {key for key in Measuring(facts(CATALOGUE, "2022-12")).all() if key[0] == "sold"}
    assert keys == {("sold", CITY, "")}


def test_a_part_that_a_county_owes_has_no_value_and_names_it() -> None:
    for code in ("sold", "unsold", "index"):
        found = measured(code, absent=[("west", "2022Q2")])
        assert (found["2022-05"].value, found["2022-05"].missing, found["2022-05"].expected) == (None, ("west",), 2)
        assert found["2022-07"].value is not None


def test_a_month_without_the_chosen_kind_is_nought_and_a_month_left_out_is_not() -> None:
    rest = [row for row in EVENTS if (row.region, row.period) != (WEST, "2022-05")]
    licences = [row for row in EVENTS if (row.region, row.period, row.breakdown) == (WEST, "2022-05", "licence")]
    assert measured("sold", observations=[*rest, *licences])["2022-05"].value == 7
    assert measured("sold", observations=rest)["2022-05"].missing == ("west",)


def test_a_column_that_older_sheets_do_not_have_is_not_known_and_an_empty_sheet_is_nought() -> None:
    contracts = indicator("contracts", {"feed": "transfers"})
    told = [Observation("contracts", EAST, "2022-07", "transfer", "east", 4),
            Observation("contracts", WEST, "2022-07", "transfer", "west", 1)]  # fmt: skip
    found = Measuring(facts(with_indicators(contracts), "2022-12", [*EVENTS, *told])).all()["contracts", CITY, ""]
    assert (found["2022-05"].value, found["2022-05"].missing) == (None, ("east", "west"))
    assert found["2022-07"].value == 5
    assert found["2019-05"].value == 0  # whole sheets without a row: nothing happened


def test_what_was_not_asked_for_yet_is_left_out_and_what_is_owed_since_is_named() -> None:
    feeds = [feed.model_copy(update={"since": "2022-04"} if feed.id == "transfers" else {}) for feed in CATALOGUE.feeds]
    later = CATALOGUE.model_copy(update={"feeds": tuple(feeds)})
    absent = [("west", quarter) for quarter in ("2021Q4", "2022Q1", "2022Q2")]
    found = Measuring(facts(later, "2022-12", EVENTS, absent=absent)).all()["transfers", CITY, ""]
    assert not {"2021-11", "2022-02"} & found.keys()
    assert (found["2022-05"].missing, found["2021-08"].value) == (("west",), 12 + 1)


def test_an_index_is_100_in_its_base_year_and_the_mean_of_its_parts_later() -> None:
    found = measured("index")
    base = sum(found[month].value or 0 for month in periods.span("2021-01", "2021-12", "M"))
    assert abs(Decimal(base).scaleb(-8) - 100) < Decimal("0.000001")
    share = (Fraction(15, 13 * 12) + Fraction(11, 9 * 12)) / 2 * 100
    assert found["2022-03"].value == round(share * 10**8)


def test_no_index_without_its_base_year() -> None:
    owed = measured("index", absent=[("west", "2021Q3")])
    assert {cell.value for cell in owed.values()} == {None}
    assert owed["2022-03"].missing == ("west",)
    assert measured("index", observations=[]) == {}  # reported as nought: nothing to divide by


def test_a_firm_counts_once_a_year_at_its_first_deal() -> None:
    deals = [deal("1", "2022-03-01"), deal("2", "2022-02-01"), deal("3", "2022-05-01", firm="乙"),
             deal("4", "2021-12-31"), deal("5", "2022-02-20", firm="")]  # fmt: skip
    found = measured("yearly", entries=deals)
    told = {month: cell.value for month, cell in found.items() if cell.value}
    assert told == {"2021-12": 1, "2022-02": 2, "2022-05": 1}  # a deal without a name is a firm of its own


def test_of_two_dates_the_first_that_has_come_decides() -> None:
    deals = [deal("1", "2022-04-01", "2022-02-01"), deal("2", "", "2022-03-01"), deal("3", "2022-05-01"),
             deal("4", "2021-12-01", "2022-06-01"), deal("5", "2022-06-02", "2023-01-01")]  # fmt: skip
    found = measured("either", entries=deals)
    assert [found[f"2022-0{month}"].value for month in (1, 2, 3, 4, 5, 6)] == [0, 1, 2, 2, 3, 4]


def test_in_force_on_the_last_day_of_each_month() -> None:
    deals = [deal("1", "2022-01-10", "2022-03-30"), deal("2", "2022-02-01", "2022-02-28", firm="乙", amount=70),
             deal("3", "2022-03-31", "2022-05-01"), deal("4", "2021-01-01", "", firm="丙", amount=5),
             deal("5", "2022-06-01", "2022-05-01", firm="丁")]  # fmt: skip
    firms, amounts = (measured(code, "2022-06", entries=deals) for code in ("held", "owed"))
    assert [firms[f"2022-0{month}"].value for month in (1, 2, 3, 4, 5, 6)] == [2, 3, 2, 2, 1, 1]
    assert [amounts[f"2022-0{month}"].value for month in (1, 2, 3, 4, 5, 6)] == [105, 175, 105, 105, 5, 5]


def test_what_is_in_force_rests_on_every_quarter_before() -> None:
    found = measured("held", "2022-06", absent=[("west", "2021Q4")])
    assert found["2021-09"].value == 0
    assert (found["2022-06"].value, found["2022-06"].missing) == (None, ("west",))


def test_a_reading_counts_from_its_day() -> None:
    names = {"id": "a", "name": "a", "name_en": "a", "method": "count", "end_year": 2025, "source": "方案"}
    exact = Reading.model_validate({**names, "count_from": "2022-08", "count_from_day": "2022-08-15"})
    month = Reading.model_validate({**names, "count_from": "2022-08"})
    assert (counted_from(exact), counted_from(month)) == (date(2022, 8, 15), date(2022, 8, 1))
    assert counted_from(Reading.model_validate(names)) is None
    deals = [deal("1", "2022-08-14", "2022-08-14"), deal("2", "2022-08-15", "2022-08-15")]
    measuring = Measuring(facts(CATALOGUE, "2022-12", entries=deals))
    source = LedgerSource(ledger="pledge", date="registered_on", also=("released_on",))
    assert measuring.since(EITHER, source, date(2022, 8, 15), measuring.city)["2022-08"].value == 1
    assert measuring.since(EITHER, source, date(2022, 8, 1), measuring.city)["2022-12"].value == 2


# --- properties -------------------------------------------------------------------------------------------------

DAYS = st.dates(date(2021, 1, 1), date(2022, 12, 31))
SPANS = st.lists(st.tuples(DAYS, st.none() | DAYS, st.sampled_from("甲乙丙"), st.integers(0, 50)), max_size=8)


def _deals(spans: list[tuple[date, date | None, str, int]]) -> list[Entry]:
    numbered = enumerate(spans)
    return [deal(str(n), str(start), str(end or ""), firm, amount) for n, (start, end, firm, amount) in numbered]


@given(SPANS, st.lists(DAYS, min_size=1, max_size=6).map(sorted))
def test_standing_is_what_a_look_at_every_day_finds(
    spans: list[tuple[date, date | None, str, int]], days: list[date]
) -> None:
    first, last = date(2021, 1, 1), date(2022, 12, 31)
    firms = LedgerSource(ledger="pledge", date="registered_on", until="released_on", distinct="pledgor")
    money = LedgerSource(ledger="pledge", date="registered_on", until="released_on", value="amount")

    def held(when: date) -> list[tuple[date, date | None, str, int]]:
        return [span for span in spans if span[0] <= when and (span[1] is None or span[1] >= when)]

    found = ledgers.standing(_deals(spans), firms, first, last, days)
    assert found == [len({span[2] for span in held(when)}) for when in days]
    found = ledgers.standing(_deals(spans), money, first, last, days)
    assert found == [sum(span[3] for span in held(when)) for when in days]


@given(SPANS, DAYS)
def test_distinct_within_a_year_adds_up_to_the_firms_of_each_year(
    spans: list[tuple[date, date | None, str, int]], first: date
) -> None:
    source = LedgerSource(ledger="pledge", date="registered_on", distinct="pledgor", distinct_within="year")
    found = ledgers.counted(_deals(spans), source, first, date(2022, 12, 31))
    for year in (2021, 2022):
        firms = {firm for start, _, firm, _ in spans if start.year == year and start >= first}
        assert sum(item.value for item in found if item.month.startswith(str(year))) == len(firms)


NUMBERS = st.lists(st.none() | st.integers(0, 999), min_size=12, max_size=12)


def _series(numbers: list[int | None]) -> Series:
    months = periods.span("2021-01", "2021-12", "M")
    owing = {None: ("east",)}
    return {month: Cell(n, 2, owing.get(n, ())) for month, n in zip(months, numbers, strict=True)}


@given(NUMBERS, NUMBERS)
def test_a_sum_is_whole_or_not_at_all(one: list[int | None], two: list[int | None]) -> None:
    found = cells.added([_series(one), _series(two)], [_series(two)])
    for cell, a, b in zip(found.values(), one, two, strict=True):
        assert cell.value == (None if a is None or b is None else a)
        assert (cell.value is None) == bool(cell.missing)


@given(NUMBERS, NUMBERS)
def test_an_index_of_the_base_year_is_100_or_is_not(one: list[int | None], two: list[int | None]) -> None:
    found = cells.indexed([_series(one), _series(two)], 2021, 8)
    if None in one or None in two:
        assert all(cell.value is None and cell.missing for cell in found.values())
    elif not sum(n or 0 for n in one) or not sum(n or 0 for n in two):
        assert found == {}
    else:
        assert abs(sum(cell.value or 0 for cell in found.values()) - 100 * 10**8) <= 6


@pytest.mark.parametrize("gap", [0, 3])
def test_running_totals_and_stocks_end_where_a_period_is_owed(gap: int) -> None:
    numbers: list[int | None] = [1] * 12
    numbers[gap] = None
    for found in (cells.running(_series(numbers)), cells.carried(_series(numbers))):
        values = [cell.value for cell in found.values()]
        assert None not in values[:gap]
        assert set(values[gap:]) == {None}


def test_an_interval_is_its_first_and_last_day_included() -> None:
    source = LedgerSource(ledger="pledge", date="registered_on", until="released_on")
    around = [day("2022-03-01") + timedelta(days=step) for step in (-1, 0, 1, 2, 3)]
    found = ledgers.standing([deal("1", "2022-03-01", "2022-03-03")], source, day("2022-01-01"), around[-1], around)
    assert found == [0, 1, 1, 1, 0]
