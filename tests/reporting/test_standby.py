"""A replica by PostgreSQL's streaming replication: whole while it lags, whole again when it follows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from dashboard.reporting import Database, Unanswered, editions
from dashboard.upkeep.finding import Finding
from dashboard.upkeep.reading import reading
from tests.accounts import NAME, READER, accounts
from tests.engines import PostgreSQL, start_postgresql
from tests.reporting.seed import publish, seed
from tests.reporting.small_plan import PLAN
from tests.standby import Standby, standby

pytestmark = pytest.mark.large
Pair = tuple[PostgreSQL, Standby, Database]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Two servers, the second following the first, and the database as the pages of a server see it."""
    first = start_postgresql()
    try:
        primary = Database(accounts(first).owner)
        seed(primary)
        with standby(first) as second, closing(Database(second.url(NAME, READER), 6.0, primary)) as read:
            second.catch_up(first)
            yield first, second, read
    finally:
        first.stop()


def told(read: Database) -> dict[str, Finding]:
    """Return what the doctor finds of what is read."""
    return {one.key: one for one in reading(read.primary, read.url, "zh")}


def test_a_standby_that_lags_shows_the_last_edition_whole_and_the_doctor_says_how_far_it_is(pair: Pair) -> None:
    first, second, read = pair
    before = read.rows("verdicts", plan=PLAN, edition=2)
    assert len(before) == 2 and {*told(read)} == {"reader", "reader_level"}
    second.pause()
    with read.transaction() as tx:  # written where it can be: at the primary
        publish(tx, 3, "2022Q3", "2022-09")
    assert [one.label for one in editions(read.primary, PLAN)] == ["2022Q1", "2022Q2", "2022Q3"]
    assert [one.label for one in editions(read, PLAN)] == ["2022Q1", "2022Q2"]
    assert read.rows("verdicts", plan=PLAN, edition=2) == before
    behind = told(read)["reader_behind"]
    assert (behind.state, behind.fields["shown"], behind.fields["labels"]) == ("warn", "2022Q2", "2022Q3")
    assert "pg_is_wal_replay_paused" in behind.remedy("zh")
    second.resume()
    second.catch_up(first)
    assert editions(read, PLAN) == editions(read.primary, PLAN) and {*told(read)} == {"reader", "reader_level"}


def test_a_standby_that_stops_is_missed_and_told_while_the_primary_goes_on(pair: Pair) -> None:
    _, second, read = pair
    second.halt()
    with pytest.raises(Unanswered):
        read.rows("plans")
    assert read.away is not None and read.primary.away is None
    with read.transaction() as tx:
        tx.audit("市局", "load", "x", {})
    assert told(read)["reader_away"].state == "fail"
    second.begin()
    with closing(Database(read.url)) as again:
        assert again.rows("plans") == read.primary.rows("plans")


@pytest.mark.parametrize("question", ["select pg_sleep(20)", "select 1"])
def test_a_question_that_is_in_the_way_of_what_the_standby_takes_in_is_no_error_of_the_page(
    pair: Pair, question: str
) -> None:
    """The second one is asked before; its connection is ended while nothing is asked."""
    first, second, read = pair
    second.ask("alter system set max_standby_streaming_delay = 0")
    second.ask("select pg_reload_conf()")
    with pytest.raises(Unanswered) as refused, read.snapshot() as reader:
        reader.rows("plans")
        first.ask("vacuum full plan", NAME)  # takes away what the snapshot may still have to see
        if question == "select 1":
            second.catch_up(first)
        reader._connection.exec_driver_sql(question)
    assert refused.value.key == "reporting.interrupted"
    assert read.away is None and read.rows("plans") != []
