"""A published edition is hashed again from what is stored: every change shows."""

from __future__ import annotations

import pytest

from dashboard.publishing.verifying import verify
from dashboard.reporting import Database, editions
from tests.unit.publishing.lakeside import LAKESIDE

PLAN = LAKESIDE.plan.id


def failing(database: Database) -> list[str]:
    """Return the labels of the editions that are no longer what was published."""
    with database.snapshot() as reader:
        return [found.edition.label for found in verify(reader, PLAN) if not found.holds]


def test_every_edition_holds_as_published(published: Database) -> None:
    assert len(editions(published, PLAN)) >= 4 and failing(published) == []


@pytest.mark.parametrize(
    "change",
    [
        "update indicator_value set value = value + 1 where id = (select max(id) from indicator_value where value > 0)",
        "update verdict set status = 'final_missed' where id = (select max(id) from verdict)",
        "update verdict set details = replace(details, '\"reason\":\"', '\"reason\":\"x')"
        " where id = (select max(id) from verdict)",
        "update verdict set details = '' where id = (select max(id) from verdict)",
        "delete from verdict where id = (select max(id) from verdict)",
        "update county_verdict set level = '1' where id = (select max(id) from county_verdict)",
        "update outlook set p_attain = 0.123 where id = (select max(id) from outlook)",
        "update outlook set fan = '[1]' where id = (select max(id) from outlook)",
        "update milestone_state set verified = 1 - verified where to_edition is null",
    ],
)
def test_a_changed_result_shows_in_its_edition_only(copied: Database, change: str) -> None:
    newest = editions(copied, PLAN)[-1].label
    with copied.writing() as connection:
        assert connection.exec_driver_sql(change).rowcount >= 1
    assert newest in failing(copied)
