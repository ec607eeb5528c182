"""An edition published part by part is the edition made from everything at once, to the byte."""

from __future__ import annotations

from dashboard.publishing.edition import build
from dashboard.publishing.facts import gather
from dashboard.publishing.parts import divide
from dashboard.publishing.supply import Supply
from dashboard.publishing.writing import Writing
from dashboard.reporting import Database, editions
from tests.unit.publishing.lakeside import LAKESIDE


def test_every_indicator_and_target_is_in_one_part() -> None:
    found = divide(LAKESIDE)
    assert len(found) > 1
    assert sorted(i.id for part in found for i in part.indicators) == sorted(i.id for i in LAKESIDE.indicators)
    assert sorted(t.id for part in found for t in part.targets) == sorted(t.id for t in LAKESIDE.targets)


def test_published_in_parts_is_made_at_once(copied: Database) -> None:
    """Both hashes of an edition as it was written are those of the same facts in memory."""
    with copied.snapshot() as reader:
        for edition in editions(reader, LAKESIDE.plan.id)[:2]:
            made = build(gather(reader, LAKESIDE, edition.number, edition.through), edition.rule_set)
            assert (made.result_hash, made.input_hash) == (edition.result_hash, edition.input_hash)


def test_what_no_part_asks_for_is_hashed_too(copied: Database) -> None:
    """An edition of which no part is made reads everything for the hash of what went in."""
    with copied.transaction() as tx:
        edition = editions(tx, LAKESIDE.plan.id)[0]
        supply = Supply(tx, LAKESIDE, edition.number, edition.through)
        written = Writing(tx, LAKESIDE, edition.number, edition.rule_set, supply)
        written.parts(())
        assert written.input_hash == edition.input_hash
        assert written.result_hash != edition.result_hash
