"""Revised rows: reading as of an edition gives what was last given at it, whatever came later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.reporting import Database, Revision, Transaction
from dashboard.reporting.migrating import upgrade
from tests.engines import MariaDB, PostgreSQL
from tests.reporting.conftest import ENGINES

KEYS = ("task", "role", "organisation")
Content = dict[tuple[str, str], int]
_plans = count()

contents = st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), st.integers(0, 2), max_size=6)
steps = st.lists(st.tuples(st.integers(0, 2), contents), min_size=1, max_size=8)


@pytest.fixture(scope="module", params=ENGINES)
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database for all examples, once per engine; every example has a plan of its own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('revise') / 'reporting.db'}"
    else:
        server: PostgreSQL | MariaDB = request.getfixturevalue(request.param)
        url = server.create()
    database = Database(url)
    upgrade(database)
    yield database
    database.close()


def _rows(content: Content) -> list[dict[str, object]]:
    return [{"task": a, "role": b, "organisation": "o", "seq": value} for (a, b), value in content.items()]


def _read(tx: Transaction, plan: str, edition: int) -> Content:
    rows = tx.rows("task_units", plan=plan, edition=edition)
    content = {(str(row["task"]), str(row["role"])): int(str(row["seq"])) for row in rows}
    assert len(content) == len(rows)  # never two versions of a key at once
    return content


@given(steps)
@settings(max_examples=60, deadline=None)
def test_as_of_an_edition_reads_what_was_last_given_at_it(shared: Database, history: list[tuple[int, Content]]) -> None:
    plan, edition = f"p{next(_plans)}", 1
    expected: dict[int, Content] = {0: {}}
    with shared.transaction() as tx:
        for step, content in history:
            edition += step
            before = expected[max(expected)]
            counts = tx.revise("task_unit", KEYS, _rows(content), edition, where={"plan": plan})
            assert counts == _counts(before, content)
            expected[edition] = content
        for wanted in range(edition + 2):
            assert _read(tx, plan, wanted) == expected[max(e for e in expected if e <= wanted)]


def _counts(before: Content, after: Content) -> Revision:
    both = before.keys() & after.keys()
    same = sum(before[key] == after[key] for key in both)
    return Revision(len(after.keys() - both), len(both) - same, len(before.keys() - both), same)


@given(steps)
@settings(max_examples=30, deadline=None)
def test_without_vanishing_rows_are_merged(shared: Database, history: list[tuple[int, Content]]) -> None:
    plan, edition, merged = f"p{next(_plans)}", 1, Content()
    with shared.transaction() as tx:
        for step, content in history:
            edition += step
            tx.revise("task_unit", KEYS, _rows(content), edition, where={"plan": plan}, vanish=False)
            merged = {**merged, **content}
            assert _read(tx, plan, edition) == merged


@given(contents, contents, st.sampled_from("abc"))
@settings(max_examples=30, deadline=None)
def test_nothing_outside_where_is_touched(shared: Database, first: Content, second: Content, task: str) -> None:
    plan = f"p{next(_plans)}"
    inside = {key: value for key, value in second.items() if key[0] == task}
    with shared.transaction() as tx:
        tx.revise("task_unit", KEYS, _rows(first), 1, where={"plan": plan})
        tx.revise("task_unit", KEYS, _rows(inside), 2, where={"plan": plan, "task": [task]})
        outside = {key: value for key, value in first.items() if key[0] != task}
        assert _read(tx, plan, 2) == {**outside, **inside}


def test_a_key_twice_is_refused(database: Database) -> None:
    row = {"task": "a", "role": "b", "organisation": "o", "seq": 1}
    with pytest.raises(ValueError, match="two rows with the key"), database.transaction() as tx:
        tx.revise("task_unit", KEYS, [row, row], 1, where={"plan": "p"})


def test_a_published_row_is_never_closed_backwards(database: Database) -> None:
    with pytest.raises(ValueError, match="begin after edition 4"), database.transaction() as tx:
        tx.revise("task_unit", KEYS, _rows({("a", "x"): 1}), 5, where={"plan": "p"})
        tx.revise("task_unit", KEYS, [], 4, where={"plan": "p"})


def _observation(submission: int, value: int) -> dict[str, object]:
    return {
        "indicator": "i", "region": "r", "period": "2022-01", "breakdown": "", "value": value, "raw_value": str(value),
        "raw_unit": "次", "sender": "s", "submission_id": submission, "sheet": "s", "row_no": submission,
        "row_hash": "",
    }  # fmt: skip


def _submission(tx: Transaction) -> int:
    text = dict.fromkeys(("sender", "period_from", "period", "file_name", "file_hash", "content_hash"), "x")
    others = {"template": "1", "data_kind": "demo", "received_at": "", "version": 1, "from_edition": 1}
    return tx.insert("submission", [{"plan": "p", **text, **others}])[0]


def test_the_same_value_from_another_file_changes_nothing(database: Database) -> None:
    keys, where = ("indicator", "region", "period"), {"plan": "p"}
    with database.transaction() as tx:
        first, second = _submission(tx), _submission(tx)
        tx.revise("observation", keys, [_observation(first, 5)], 1, where)
        assert tx.revise("observation", keys, [_observation(second, 5)], 2, where).same == 1
        assert tx.revise("observation", keys, [_observation(second, 6)], 2, where).changed == 1
        compare = ("value", "submission_id")
        assert tx.revise("observation", keys, [_observation(first, 6)], 3, where, compare=compare).changed == 1


def test_ids_come_in_the_order_of_the_rows(database: Database) -> None:
    rows = [{"plan": "p", "task": f"t{n}", "role": "r", "organisation": "o", "seq": n, "from_edition": 1}
            for n in range(2500, 0, -1)]  # fmt: skip
    with database.transaction() as tx:
        ids = tx.insert("task_unit", rows)
        seqs = {row["id"]: row["seq"] for row in tx.open_rows("task_unit", {"plan": "p"})}
        assert [seqs[found] for found in ids] == list(range(2500, 0, -1))
        assert tx.close("task_unit", ids, 2) == 2500
        assert tx.close("task_unit", ids, 3) == 0  # what is closed stays as it is


def test_unknown_tables_and_columns_are_named(database: Database) -> None:
    with database.transaction() as tx:
        with pytest.raises(LookupError, match="there is no table 'nothing'"):
            tx.insert("nothing", [{}])
        with pytest.raises(TypeError, match="table 'region' has no column colour"):
            tx.insert("region", [{"colour": 1}])
