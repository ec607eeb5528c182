"""SQL files under ``queries/`` with named parameters, and their answers in plain Python types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import BigInteger, BindParameter, CursorResult, Double, String, TextClause, bindparam, text
from sqlalchemy.types import TypeEngine

from dashboard.settings import ROOT

FOLDER = ROOT / "queries"
Value = int | float | str | None
_PLAIN = frozenset({int, float, str, type(None)})


@cache
def _read(path: Path) -> TextClause:
    return text(path.read_text("utf-8"))


@cache
def parameters(statement: TextClause) -> frozenset[str]:
    """Return the names of the parameters of a statement."""
    return frozenset(statement.compile().params)


def _type(value: object) -> TypeEngine[Any]:
    """Name the type of every parameter: PostgreSQL cannot guess that of a NULL."""
    if isinstance(value, int):
        return BigInteger()
    return Double() if isinstance(value, float) else String()


def _bind(name: str, value: object) -> BindParameter[object]:
    if isinstance(value, (list, tuple, set, frozenset)):
        members = list(value)
        return bindparam(name, members, type_=_type(members[0] if members else ""), expanding=True)
    return bindparam(name, value, type_=_type(value))


def statement(name: str, params: Mapping[str, object], folder: Path = FOLDER) -> TextClause:
    """Return ``queries/<name>.sql`` with its parameters bound; a sequence fills an IN list.

    LookupError when there is no such file, TypeError when a parameter is missing or not used.
    """
    path = folder / f"{name}.sql"
    if not path.is_file():
        raise LookupError(f"there is no query {name!r} in {folder.name}/")
    found = _read(path)
    wanted = parameters(found)
    if wanted != set(params):
        raise TypeError(f"query {name!r} takes ({', '.join(sorted(wanted))}), not ({', '.join(sorted(params))})")
    return found.bindparams(*(_bind(key, value) for key, value in params.items()))


def plain(value: object) -> Value:
    """Return a cell as int, float, text or None; TypeError for anything else."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return int(value) if isinstance(exponent, int) and exponent >= 0 else float(value)
    if value is None or isinstance(value, (int, float, str)):
        return value
    raise TypeError(f"a query may answer with numbers and text only, not {type(value).__name__} {value!r}")


def _columns(result: CursorResult[tuple[object, ...]]) -> list[Sequence[Value]]:
    """Return an answer by columns; a column that is plain already, as nearly all are, is not looked at cell by cell."""
    columns: list[Sequence[Any]] = list(zip(*result.all(), strict=True)) or [()] * len(result.keys())
    return [column if _PLAIN.issuperset(map(type, column)) else [*map(plain, column)] for column in columns]


def records(result: CursorResult[tuple[object, ...]]) -> list[dict[str, Value]]:
    """Return the rows of an answer as dictionaries of int, float, str and None."""
    names = list(result.keys())
    return [dict(zip(names, row, strict=True)) for row in zip(*_columns(result), strict=True)]


def levelled(rows: list[dict[str, Value]]) -> list[dict[str, Value]]:
    """Return rows in which a column that holds whole and broken numbers holds broken ones only, as a table's does."""
    for name in rows[0] if rows else ():
        if {type(row[name]) for row in rows} == {int, float}:
            for row in rows:
                row[name] = float(row[name] or 0)
    return rows


def _column(values: Sequence[Value]) -> pd.Series:
    """Return int64 or float64 for numbers without a gap, else objects, in which NULL stays None."""
    kinds = set(map(type, values))
    if kinds == {int}:
        return pd.Series(values, dtype="int64")
    if kinds and kinds <= {int, float}:
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype=object)


def frame(result: CursorResult[tuple[object, ...]]) -> pd.DataFrame:
    """Return an answer as a table; every engine gives the same types."""
    names = list(result.keys())
    columns = dict(zip(names, map(_column, _columns(result)), strict=True))
    return pd.DataFrame(columns, columns=names)
