"""A clock that is wrong: nothing is written whose time would run backwards, and it can be put right on record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.publishing import publish
from dashboard.reporting import Database, init
from dashboard.reporting import audit as log
from dashboard.reporting.guard import SLACK, require_clock
from dashboard.wording import Refused
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE

CATALOGUES = {CATALOGUE.plan.id: CATALOGUE}


def ahead(database: Database, monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Write a record as a machine does whose clock is ahead."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + by

    with monkeypatch.context() as within:
        within.setattr(log, "datetime", Clock)
        with database.transaction() as tx:
            tx.audit("test", "load", "x", {})


def test_a_clock_behind_the_last_record_loads_and_publishes_nothing_until_it_is_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, CATALOGUES)
    ahead(database, monkeypatch, SLACK / 2)
    with database.snapshot() as reader:
        require_clock(reader)  # so far two machines may differ
    ahead(database, monkeypatch, timedelta(days=400))
    book = Draft(CATALOGUE, "east", "2024Q3", filled_on=date(2024, 10, 1)).add("pledge", pledge()).save(
        tmp_path / "east.xlsx")  # fmt: skip
    for act in (lambda: load(database, CATALOGUES, [book]), lambda: publish(database, CATALOGUE, "2024-09")):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.key == "reporting.clock_behind"
    with database.transaction() as tx:
        tx.audit("test", "clock", "", {"reason": "the clock was a year ahead"})
    assert [result.outcome for result in load(database, CATALOGUES, [book])] == ["loaded"]
    with database.snapshot() as reader:
        assert reader.audit_chain().wrong is None
    database.close()
