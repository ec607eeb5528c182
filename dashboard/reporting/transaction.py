"""Writing: rows that are revised and never lost, the working edition, locks and the audit log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice

from sqlalchemy import ColumnElement, Table, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from dashboard.reporting import audit, bulk
from dashboard.reporting.reader import Reader
from dashboard.reporting.revising import Revision, difference
from dashboard.reporting.schema import edition as edition_table
from dashboard.reporting.schema import meta, metadata

_CHUNK = 1000
_AMENDED = frozenset({"account", "token", "login", "contact"})  # as things stand; nothing of an edition is amended
_NOT_COMPARED = frozenset(
    {"id", "from_edition", "to_edition", "submission_id", "sheet", "row_no", "row_hash"}
)  # a value sent again from another file is still the same value


def _table(name: str) -> Table:
    if name not in metadata.tables:
        raise LookupError(f"there is no table {name!r}")
    return metadata.tables[name]


def _matches(table: Table, where: Mapping[str, object]) -> list[ColumnElement[bool]]:
    return [
        table.c[name].in_(list(value)) if isinstance(value, (list, tuple, set, frozenset)) else table.c[name] == value
        for name, value in where.items()
    ]


@cache
def _empty(table: Table) -> dict[str, object]:
    """Return a row of NULLs: every column but the id."""
    return {column.name: None for column in table.columns if column.name != "id"}


def _complete(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    """Return a row with every column but the id; a column left out is NULL."""
    empty = _empty(table)
    if unknown := row.keys() - empty.keys():
        raise TypeError(f"table {table.name!r} has no column {', '.join(sorted(unknown))}")
    return {**empty, **row}


class Transaction(Reader):
    """One write transaction; see ``Database.transaction``."""

    def insert(self, table: str, rows: Iterable[Mapping[str, object]]) -> list[int]:
        """Insert rows and return their ids in the order given (none for a table without ids)."""
        target, ids, waiting = _table(table), list[int](), iter(rows)
        while chunk := [_complete(target, row) for row in islice(waiting, _CHUNK)]:  # large loads stay small in memory
            self._keep_published(target, chunk)
            if "id" not in target.c:
                self._connection.execute(insert(target), chunk)
                continue
            statement = insert(target).returning(target.c.id, sort_by_parameter_order=True)
            ids += self._connection.execute(statement, chunk).scalars()
        return ids

    def close(self, table: str, ids: Collection[int], edition: int) -> int:
        """End open rows with an edition, which no longer reads them; return how many were open."""
        target, wanted, closed = _table(table), list(ids), 0
        for start in range(0, len(wanted), _CHUNK):
            chosen = target.c.id.in_(wanted[start : start + _CHUNK])
            plans = self._connection.execute(select(target.c.plan).where(chosen).distinct()).scalars()
            self._keep_published(target, [{"plan": plan, "from_edition": edition} for plan in plans])
            statement = update(target).where(chosen, target.c.to_edition.is_(None)).values(to_edition=edition)
            closed += self._connection.execute(statement).rowcount
        return closed

    def amend(self, table: str, ids: Collection[int], **values: object) -> None:
        """Set columns of rows that say how things stand now; ValueError for a table whose rows are revised instead."""
        if table not in _AMENDED:
            raise ValueError(f"rows of {table!r} are never changed")
        target = _table(table)
        self._connection.execute(update(target).where(target.c.id.in_(list(ids))).values(**values))

    def open_rows(self, table: str, where: Mapping[str, object]) -> list[dict[str, object]]:
        """Return the rows that no edition has closed, by id; a sequence in ``where`` stands for any of its values."""
        target = _table(table)
        statement = select(target).where(target.c.to_edition.is_(None), *_matches(target, where)).order_by(target.c.id)
        names = [column.name for column in target.columns]
        return [dict(zip(names, row, strict=True)) for row in self._connection.execute(statement)]

    def revise(
        self,
        table: str,
        keys: Sequence[str],
        rows: Iterable[Mapping[str, object]],
        edition: int,
        where: Mapping[str, object],
        *,
        compare: Sequence[str] | None = None,
        vanish: bool = True,
    ) -> Revision:
        """Make the open rows within ``where`` equal to the given ones from an edition on; return counts.

        Rows that differ are closed and inserted anew, rows that are not given are closed (kept when ``vanish`` is
        false). ``compare`` names the columns that make a difference: all but id, editions and provenance when absent.
        The columns of ``where`` with one value are filled in. ValueError: a key twice, a row of a later edition, or
        an edition that is published.
        """
        target = _table(table)
        same = {name: value for name, value in where.items() if isinstance(value, (str, int))}
        given = [_complete(target, {**same, **row, "from_edition": edition}) for row in rows]
        stored = self.open_rows(table, where)
        if late := [row["id"] for row in stored if int(str(row["from_edition"])) > edition]:
            raise ValueError(f"rows {late[:3]} of {table!r} begin after edition {edition}")
        compared = compare or [column.name for column in target.columns if column.name not in _NOT_COMPARED]
        found = difference(stored, given, keys, compared, vanish=vanish)
        self.close(table, found.close, edition)
        if found.insert:
            self._keep_published(target, found.insert)
            bulk.write(self._connection, target, found.insert)
        return found.counts

    def append(
        self, table: str, same: Mapping[str, object], columns: Sequence[str], rows: Sequence[bulk.Plain] | bytes
    ) -> None:
        """Insert rows of cells by column, beside columns that say the same in all; bytes: from ``bulk.laid_out``."""
        self._keep_published(_table(table), [same])
        bulk.append(self._connection, _table(table), same, columns, rows)

    def _keep_published(self, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
        """ValueError when rows would change what an edition says that is already published."""
        number = next((name for name in ("from_edition", "edition") if name in table.c and "plan" in table.c), None)
        if number is None:
            return
        for plan, edition in {(str(row["plan"]), int(str(row[number]))) for row in rows}:
            if edition < self.working_edition(plan):
                raise ValueError(f"edition {edition} of {plan!r} is published; {table.name!r} stays as it is")

    def shared(self) -> str:
        """Return the server's name of what this transaction sees, for ``Database.joined``; empty: it has none.

        Good until the transaction ends.
        """
        if self._connection.dialect.name != "postgresql":
            return ""
        return str(self._connection.execute(select(func.pg_export_snapshot())).scalar_one())

    def lock(self, plan: str) -> None:
        """Wait for every other writer of a plan; the lock ends with the transaction."""
        self._hold(f"lock:{plan}")

    def working_edition(self, plan: str) -> int:
        """Return the number of the edition that loads write into: last published number + 1."""
        last = select(func.max(edition_table.c.number)).where(edition_table.c.plan == plan)
        return (self._connection.execute(last).scalar() or 0) + 1

    def audit(self, actor: str, action: str, subject: str, detail: Mapping[str, object]) -> str:
        """Add a record to the audit log and return its hash."""
        self._hold("lock:audit")
        return audit.append(self._connection, actor, action, subject, detail)

    def get_meta(self, name: str) -> str | None:
        """Return a fact about the whole database; None when it was never set."""
        return self._connection.execute(select(meta.c.content).where(meta.c.name == name)).scalar()

    def set_meta(self, name: str, content: str) -> None:
        """Set a fact about the whole database; other transactions that set it wait."""
        change = update(meta).where(meta.c.name == name).values(content=content)
        if self._connection.execute(change).rowcount:
            return
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(meta).values(name=name, content=content))
        except IntegrityError:  # another transaction was first to set it
            self._connection.execute(change)

    def _hold(self, name: str) -> None:
        """Lock one row of ``meta`` by writing it: works on every engine."""
        self.set_meta(name, "1")
