"""Columns that older workbooks do not have, and steps before the data window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.plan.models import Catalogue, FeedSource, FeedValue, Indicator, LedgerSource
from dashboard.reporting import Database, init
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import dump, seen, values


def _indicator(code: str, source: object, aggregation: str = "flow") -> Indicator:
    names = {"id": code, "name": code, "name_en": code, "unit": "次", "unit_en": "次", "frequency": "M"}
    return Indicator.model_validate({**names, "aggregation": aggregation, "source": source})


def _catalogue() -> Catalogue:
    extra = FeedValue(header="合同（次）", indicator="contracts", unit="次", required=False)
    feeds = tuple(
        feed.model_copy(update={"values": (*feed.values, extra)}) if feed.id == "transfers" else feed
        for feed in CATALOGUE.feeds
    )
    released = LedgerSource(ledger="pledge", date="released_on")
    added = (_indicator("contracts", FeedSource(feed="transfers")), _indicator("ended", released, "cumulative_count"))
    return CATALOGUE.model_copy(update={"feeds": feeds, "indicators": (*CATALOGUE.indicators, *added)})


WIDER = _catalogue()
CATALOGUES = {WIDER.plan.id: WIDER}
HEADERS = ["月份", "类型", "次数"]


@pytest.fixture
def wider(tmp_path: Path) -> Iterator[Database]:
    """A new database of the plan with one more column."""
    database = Database(f"sqlite:///{tmp_path / 'wider.db'}")
    init(database, CATALOGUES)
    yield database
    database.close()


@pytest.mark.parametrize(("headers", "row", "told"), [
    (HEADERS, ["2024-07", "转让", 3], {"transfers": 3}),
    ([*HEADERS, "合同（次）"], ["2024-07", "转让", 3, None], {"transfers": 3}),
    ([*HEADERS, "合同（次）"], ["2024-07", "转让", 3, 0], {"transfers": 3, "contracts": 0}),
])  # fmt: skip
def test_a_column_that_is_not_required_may_be_left_out_or_empty(
    wider: Database, tmp_path: Path, headers: list[str], row: list[object], told: dict[str, int]
) -> None:
    book = Draft(WIDER, "east", "2024Q3").sheet("专利运用", headers, [row])
    (result,) = load(wider, CATALOGUES, [book.save(tmp_path / "a.xlsx")])
    assert result.outcome == "loaded"
    assert {key[0]: value for key, value in values(wider).items()} == told


def _deal(registered: date, released: date | None) -> Draft:
    return Draft(WIDER, "east", "2024Q3").add("pledge", pledge(registered_on=registered, released_on=released))


def test_an_entry_of_which_one_counting_date_lies_inside_the_window_is_loaded(wider: Database, tmp_path: Path) -> None:
    load(wider, CATALOGUES, [_deal(date(2018, 12, 20), date(2024, 7, 1)).save(tmp_path / "a.xlsx")])
    assert len(seen(wider, "ledger_entry")) == 1


@pytest.mark.parametrize(("registered", "released", "key"), [
    (date(2018, 12, 20), date(2018, 12, 28), "load.row_outside_window"),
    (date(2018, 12, 20), None, "load.row_outside_window"),
    (date(2024, 7, 1), date(2024, 10, 1), "load.row_later"),
])  # fmt: skip
def test_an_entry_whose_every_counting_date_is_too_early_or_one_too_late_is_refused(
    wider: Database, tmp_path: Path, registered: date, released: date | None, key: str
) -> None:
    (result,) = load(wider, CATALOGUES, [_deal(registered, released).save(tmp_path / "a.xlsx")])
    assert [row["code"] for row in dump(wider)["submission_issue"]] == [key]
    assert (result.rows.returned, seen(wider, "ledger_entry")) == (1, [])
