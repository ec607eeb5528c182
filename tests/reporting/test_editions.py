"""Editions by label, their revisions, and demo data apart from real data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.reporting import (
    Database,
    Edition,
    add_edition,
    edition,
    editions,
    newest_revision,
    next_label,
    require_kind,
    working,
)
from dashboard.wording import Refused

FIRST = Edition(
    plan="p", number=1, label="2025Q3", through="2025-09", cut_off="2025-10-10", kind="quarter", revision=1,
    corrects=None, incomplete=0, reason="", doc_no="", publisher="张某", published_at="2025-10-12T09:00:00+00:00",
    catalogue_hash="c", rule_set="rules-1", data_kind="demo", input_hash="i", result_hash="r",
)  # fmt: skip
FLASH = replace(FIRST, number=2, label="2025-10", through="2025-10", kind="flash")
SECOND = replace(FIRST, number=3, label="2025Q3-r2", revision=2, corrects="2025Q3", reason="县区更正", doc_no="1号")


@pytest.fixture
def published(database: Database) -> Database:
    """A quarter, a flash edition and a correction; another plan beside them."""
    with database.transaction() as tx:
        for new in (FIRST, FLASH, SECOND, replace(FIRST, plan="q")):
            add_edition(tx, new)
    return database


def test_editions_come_in_the_order_of_publication(published: Database) -> None:
    assert editions(published, "p") == [FIRST, FLASH, SECOND]


def test_a_bare_label_means_the_first_as_published(published: Database) -> None:
    assert edition(published, "p", "2025Q3") == FIRST
    assert edition(published, "p", "2025Q3-r2") == SECOND
    assert newest_revision(published, "p", "2025Q3") == SECOND
    assert newest_revision(published, "p", "2025-10") == FLASH


def test_an_unknown_label_is_refused_with_the_known_ones(published: Database) -> None:
    with pytest.raises(Refused, match="没有报告期 2024Q1；已发布的报告期：2025Q3、2025-10、2025Q3-r2。"):
        edition(published, "p", "2024Q1")
    with pytest.raises(Refused, match="尚未发布任何报告期"):
        edition(published, "nowhere", "2025Q3")


def test_labels_of_the_next_edition(published: Database) -> None:
    assert next_label(published, "p", "2025-12") == "2025Q4"
    assert next_label(published, "p", "2025-11", "flash") == "2025-11"
    assert next_label(published, "p", "2025-09", corrects="2025Q3") == "2025Q3-r3"
    assert next_label(published, "q", "2025-09", corrects="2025Q3") == "2025Q3-r2"


def test_publishing_again_needs_a_correction(published: Database) -> None:
    with pytest.raises(Refused, match="2025Q3 已发布"):
        next_label(published, "p", "2025-09")
    with pytest.raises(Refused, match="2025Q4 尚未发布，无从更正"):
        next_label(published, "p", "2025-12", corrects="2025Q4")


def test_the_working_edition_follows_the_last_published(published: Database) -> None:
    with published.transaction() as tx:
        assert (working(tx, "p"), working(tx, "q"), working(tx, "new")) == (4, 2, 1)


def test_an_edition_takes_the_working_number(published: Database) -> None:
    with pytest.raises(ValueError, match="has number 9, not 4"), published.transaction() as tx:
        add_edition(tx, replace(FIRST, number=9, label="x"))


def test_what_is_published_is_never_changed(published: Database) -> None:
    row = {"task": "a", "role": "b", "organisation": "o", "seq": 1}
    with published.transaction() as tx:
        (kept,) = tx.insert("task_unit", [{"plan": "p", **row, "from_edition": 4}])
        for change in (
            lambda: tx.insert("task_unit", [{"plan": "p", **row, "from_edition": 3}]),
            lambda: tx.insert("verdict", [{"plan": "p", "edition": 1}]),
            lambda: tx.revise("task_unit", ("task",), [row | {"task": "c"}], 3, where={"plan": "p", "role": "x"}),
            lambda: tx.close("task_unit", [kept], 3),
        ):
            with pytest.raises(ValueError, match="of 'p' is published"):
                change()
        tx.insert("task_unit", [{"plan": "q", **row, "from_edition": 3}])  # another plan has its own numbers


def test_demo_and_real_data_never_share_a_database(database: Database) -> None:
    with database.transaction() as tx:
        require_kind(tx, "demo")
    with database.transaction() as tx:
        require_kind(tx, "demo")
        with pytest.raises(Refused, match="已有演示数据，不能再导入正式数据") as refusal:
            require_kind(tx, "real")
    assert "holds demo data" in refusal.value.sentence("en")
