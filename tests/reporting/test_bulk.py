"""Rows in bulk: what is appended is read back cell by cell, and told apart from what is to be changed."""

from __future__ import annotations

import pytest

from dashboard.publishing.rows import VALUE_COLUMNS
from dashboard.reporting import Database
from dashboard.reporting.bulk import MANY, laid_out

SAME = {"plan": "p", "from_edition": 1}
WHERE = {"plan": "p", "indicator": ["sold"]}
ODD = ["[]", '["东部"]', "a\\b", "a\tb", "a\nb", "a\rb", "\\N", "", "'--"]  # what a text may hold
Rows = list[tuple[object, ...]]


def rows(count: int) -> Rows:
    return [("sold", f"{place:06d}", "2024-09", "", place or None, None, place, 1, 0, ODD[place % len(ODD)])
            for place in range(count)]  # fmt: skip


@pytest.mark.parametrize("count", [len(ODD), MANY])
def test_rows_are_read_back_as_they_were_appended(database: Database, count: int) -> None:
    given = rows(count)
    with database.transaction() as tx:
        tx.append("indicator_value", SAME, VALUE_COLUMNS, given)
        assert tx.changes("indicator_value", VALUE_COLUMNS, given, WHERE, 1).insert == []
        assert sorted(tx.tuples("edition_values", plan="p", edition=1)) == sorted(given)


def test_what_differs_is_closed_and_inserted(database: Database) -> None:
    first, second, *others = rows(5)
    changed, new = (*second[:4], 7, *second[5:]), ("sold", "999999", *second[2:])
    with database.transaction() as tx:
        tx.append("indicator_value", SAME, VALUE_COLUMNS, [first, second, *others])
        found = tx.changes("indicator_value", VALUE_COLUMNS, [changed, *others, new], WHERE, 2)
        assert found.insert == [changed, new]
        assert tx.close("indicator_value", found.close, 2) == 2
        tx.append("indicator_value", {**SAME, "from_edition": 2}, VALUE_COLUMNS, found.insert)
        assert sorted(tx.tuples("edition_values", plan="p", edition=2)) == sorted([changed, *others, new])
        assert sorted(tx.tuples("edition_values", plan="p", edition=1)) == sorted(rows(5))


def test_rows_of_a_later_edition_are_refused(database: Database) -> None:
    with database.transaction() as tx:
        tx.append("indicator_value", {**SAME, "from_edition": 3}, VALUE_COLUMNS, rows(2))
        with pytest.raises(ValueError, match="begins after edition 2"):
            tx.changes("indicator_value", VALUE_COLUMNS, [], WHERE, 2)


def test_plain_rows_are_laid_out_without_looking_at_every_cell_twice() -> None:
    """A line a row, behind what is the same in all; nothing is marked where nothing must be."""
    assert laid_out([("a", None, 1)], {"plan": "p"}) == b"p\ta\t\\N\t1\n"
    assert laid_out([("a\tb", None, 1)], {"plan": "p"}) == b"p\ta\\tb\t\\N\t1\n"
