"""Compare rows as stored with rows as they should be: what to close and what to insert."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Revision:
    """Counts of one revision: new keys, keys with other values, keys that are gone, keys as they were."""

    added: int
    changed: int
    closed: int
    same: int

    def __add__(self, other: Revision) -> Revision:
        return Revision(
            self.added + other.added,
            self.changed + other.changed,
            self.closed + other.closed,
            self.same + other.same,
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of stored rows to close, rows to insert, and the counts."""

    close: list[int]
    insert: list[Row]
    counts: Revision


def _reader(names: Sequence[str]) -> Callable[[Row], tuple[object, ...]]:
    """Return what reads the named columns of a row as one tuple."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: tuple(row[name] for name in names)


def _by_key(rows: Iterable[Row], keys: Sequence[str]) -> dict[tuple[object, ...], Row]:
    found: dict[tuple[object, ...], Row] = {}
    read = _reader(keys)
    for row in rows:
        key = read(row)
        if key in found:
            raise ValueError(f"two rows with the key {dict(zip(keys, key, strict=True))}")
        found[key] = row
    return found


def difference(
    stored: Iterable[Row], given: Iterable[Row], keys: Sequence[str], compare: Sequence[str], *, vanish: bool
) -> Difference:
    """Return what turns the stored rows into the given ones; ValueError for a key twice.

    Rows are the same when they agree in ``compare``; with ``vanish`` a stored row that is not given is closed.
    """
    before, after = _by_key(stored, keys), _by_key(given, keys)
    read = _reader(compare)
    same = {key for key in before.keys() & after.keys() if read(before[key]) == read(after[key])}
    gone = before.keys() - after.keys() if vanish else set()
    changed = (before.keys() & after.keys()) - same
    insert = [row for key, row in after.items() if key not in same]
    return Difference(
        [int(str(row["id"])) for key, row in before.items() if key in changed or key in gone],
        insert,
        Revision(len(insert) - len(changed), len(changed), len(gone), len(same)),
    )
