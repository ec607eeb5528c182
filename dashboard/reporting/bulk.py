"""Many rows at once, as plain tuples: read in blocks, compared with what is stored, streamed into PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Executable, Table, insert, select

MANY = 5_000  # fewer rows are not worth a stream
_CHUNK = 5_000
_BLOCK = 20_000  # rows of a long answer that are held at a time
_NULL = "\0"  # stands for no value while rows are laid out: no text of PostgreSQL may hold it
_MARKS = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
Plain = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of stored rows to close, and rows to insert."""

    close: list[int]
    insert: Sequence[Plain]


def read(connection: Connection, asked: Executable) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a long answer as the driver gives them, block by block."""
    answer = connection.execute(asked, execution_options={"stream_results": True})
    # rows of the driver: SQLAlchemy would wrap each one, which costs more than to read it
    try:
        while block := answer.cursor_strategy.fetchmany(answer, answer.cursor, _BLOCK):
            yield from block
    finally:
        answer.close()  # also when not all of it was wanted


def changes(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Plain], where: Mapping[str, object],
    edition: int,
) -> Changes:  # fmt: skip
    """Return what turns the open rows within ``where`` into the given ones; ValueError for rows of a later edition."""
    asked = (
        table.c[name].in_(list(value)) if isinstance(value, (list, tuple, set, frozenset)) else table.c[name] == value
        for name, value in where.items()
    )
    every = select(table.c.id, table.c.from_edition, *(table.c[name] for name in columns))
    stored: dict[Plain, int] = {}
    for number, since, *cells in read(connection, every.where(table.c.to_edition.is_(None), *asked)):
        if since > edition:
            raise ValueError(f"row {number} of {table.name!r} begins after edition {edition}")
        stored[tuple(cells)] = number
    if not stored:
        return Changes([], rows)
    kept = set(rows)
    return Changes(
        [number for cells, number in stored.items() if cells not in kept], [row for row in rows if row not in stored]
    )


def write(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert whole rows (every column but the id) in their order."""
    if connection.dialect.name == "postgresql" and len(rows) >= MANY:
        stream(connection, table.name, list(rows[0]), map(itemgetter(*rows[0]), rows))
        return
    waiting = iter(rows)
    while chunk := [dict(row) for row in islice(waiting, _CHUNK)]:
        connection.execute(insert(table), chunk)


def append(
    connection: Connection, table: Table, same: Mapping[str, object], columns: Sequence[str],
    rows: Sequence[Plain] | bytes,
) -> None:  # fmt: skip
    """Insert rows that are cells by column, beside columns that say the same in all; bytes: rows laid out already."""
    if isinstance(rows, bytes):
        copied(connection, table.name, [*same, *columns], rows)
        return
    if connection.dialect.name == "postgresql" and len(rows) >= MANY:
        for start in range(0, len(rows), _BLOCK):
            copied(connection, table.name, [*same, *columns], laid_out(rows[start : start + _BLOCK], same))
        return
    waiting = iter(rows)
    while chunk := [{**same, **dict(zip(columns, row, strict=True))} for row in islice(waiting, _CHUNK)]:
        connection.execute(insert(table), chunk)


def laid_out(rows: Sequence[Plain], same: Mapping[str, object]) -> bytes:
    """Return rows as PostgreSQL's ``copy`` takes them: a line each, behind what is the same in all."""
    head = [_NULL if value is None else str(value) for value in same.values()]
    table = [[*head, *[_NULL if cell is None else str(cell) for cell in row]] for row in rows]
    text = _joined(table)
    wide = len(table[0]) - 1 if table else 0
    if "\\" in text or "\r" in text or text.count("\n") != len(table) or text.count("\t") != len(table) * wide:
        text = _joined([[cell.translate(_MARKS) for cell in row] for row in table])
    return text.replace(_NULL, r"\N").encode()


def _joined(table: Sequence[Sequence[str]]) -> str:
    return "".join(["\t".join(row) + "\n" for row in table])


def copied(connection: Connection, table: str, columns: Sequence[str], lines: bytes) -> None:
    """Copy rows that are laid out into a table of PostgreSQL."""
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
            copy.write(lines)
    finally:
        cursor.close()


def stream(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Copy rows into a table of PostgreSQL; they are never all in memory."""
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)
    finally:
        cursor.close()
