"""Every query: written portably, tried on SQLite and PostgreSQL, with equal answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from dashboard.reporting import Database
from dashboard.settings import ROOT
from tests.engines import PostgreSQL, copy_database
from tests.reporting.parameters import PARAMETERS, Params, small
from tests.reporting.seed import seed

Twins = tuple[Database, Database]
FILES = sorted((ROOT / "queries").glob("*.sql"))
NAMES = [file.stem for file in FILES]
FORBIDDEN = {
    r"\|\|": "concatenate in Python: MariaDB reads || as OR",
    r"\bilike\b": "PostgreSQL only",
    r"::": "PostgreSQL only, and a bind parameter follows a colon",
    r"\bfilter\s*\(": "not in MariaDB: use case when",
    r"\bnulls\s+(first|last)\b": "not in MariaDB: order by coalesce(...)",
    r"\bfull\s+(outer\s+)?join\b": "not in MariaDB",
    r"\breturning\b": "queries only read",
    r"\bon\s+conflict\b": "queries only read",
    r"\b(insert|update|delete|create|drop|alter)\b": "queries only read",
    r"\b(strftime|date_trunc|extract|julianday|date_format|to_char)\b": "periods are text",
    r"\b(now|current_date|current_timestamp)\b": "the clock is a parameter",
    r"\b(date|datetime|year|month|quarter)\s*\(": "periods are text",
    r"\b(group_concat|string_agg|json_\w+|concat|ifnull|nvl|iif|glob|regexp)\b": "one engine only",
    r'"': "double-quoted identifiers are strings in MariaDB",
    r"`": "backticks are MariaDB only",
    r"/(?!\*)": "integer division differs: divide in Python",
    r"\bin\s*\(\s*:": "a list parameter brings its own parentheses",
    r"\bselect\s+(\w+\.)?\*": "name the columns",
    r";": "one statement, without a semicolon",
}  # fmt: skip


def _split(sql: str) -> tuple[str, str]:
    """Return the comments and the rest of a statement."""
    comments = re.findall(r"--[^\n]*", sql)
    return "\n".join(comments), re.sub(r"--[^\n]*", "", sql)


def _order_by(statement: str) -> list[str]:
    """Return what the outermost, last ORDER BY sorts by."""
    found = re.search(r"\border\s+by\s+((?:(?!\border\s+by\b).)*)$", statement.strip(), re.S | re.I)
    return re.split(r",(?![^(]*\))", found.group(1)) if found else []


def findings(sql: str) -> list[str]:
    """Return what is not portable in a query, in words."""
    comments, statement = _split(sql)
    found = [f"{pattern}: {why}" for pattern, why in FORBIDDEN.items() if re.search(pattern, statement, re.I)]
    if not re.match(r"-- \S.*", sql) or "parameters:" not in comments:
        found.append("the first line says the grain and the parameters")
    if re.search(r":\w", comments):
        found.append("a word after a colon in a comment becomes a parameter")
    if not _order_by(statement):
        found.append("end with ORDER BY")
    if re.search(r"\border\s+by\b[^)]*\bname\b", statement, re.I):
        found.append("order by codes, never by Chinese text")
    return found


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_query_is_portable(file: Path) -> None:
    assert findings(file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "sql",
    [
        "-- grain; parameters: plan\nselect a || b from t order by a",
        "-- grain; parameters: plan\nselect a from t where a ilike 'x' order by a",
        "-- grain; parameters: plan\nselect a::int from t order by a",
        "-- grain; parameters: plan\nselect sum(a) filter (where b) from t order by a",
        "-- grain; parameters: plan\nselect a from t order by a nulls last",
        "-- grain; parameters: plan\nselect a from t full join u on t.a = u.a order by a",
        '-- grain; parameters: plan\nselect "a" from t order by a',
        "-- grain; parameters: plan\nselect `a` from t order by a",
        "-- grain; parameters: plan\nselect a / 2 from t order by a",
        "-- grain; parameters: plan\nselect a from t where a in (:b) order by a",
        "-- grain; parameters: :plan\nselect a from t order by a",
        "-- grain; parameters: plan\nselect a from t",
        "-- grain; parameters: plan\nselect a from t order by name",
        "-- grain; parameters: plan\nselect strftime('%Y', a) from t order by a",
        "select a from t order by a",
    ],
)
def test_lint_finds(sql: str) -> None:
    assert len(findings(sql)) == 1


def test_every_query_has_parameters() -> None:
    assert sorted(PARAMETERS) == NAMES, "add or remove the entry in tests/reporting/parameters.py"


def assert_same(name: str, params: Params, left: Database, right: Database) -> pd.DataFrame:
    """Both databases give the same rows, in the same order, with the same types; return them."""
    answer = left.query(name, **params)
    pd.testing.assert_frame_equal(answer, right.query(name, **params), check_exact=True)
    return answer


def _twin(source: Database, postgresql: PostgreSQL) -> Iterator[Twins]:
    target = Database(postgresql.create())
    copy_database(source, target)
    yield source, target
    target.close()


@pytest.fixture(scope="module")
def small_twins(tmp_path_factory: pytest.TempPathFactory, postgresql: PostgreSQL) -> Iterator[Twins]:
    """The small history on SQLite and on PostgreSQL."""
    source = Database(f"sqlite:///{tmp_path_factory.mktemp('small') / 'reporting.db'}")
    seed(source)
    yield from _twin(source, postgresql)
    source.close()


@pytest.fixture(scope="module")
def demo_twins(demo_database: Database, postgresql: PostgreSQL) -> Iterator[Twins]:
    """The demo history on SQLite and on PostgreSQL."""
    yield from _twin(demo_database, postgresql)


@pytest.mark.parametrize("name", NAMES)
def test_small_history_reads_the_same(name: str, small_twins: Twins) -> None:
    for params in PARAMETERS[name]:
        assert_same(name, small(params), *small_twins)


@pytest.mark.parametrize("name", NAMES)
def test_demo_history_reads_the_same(name: str, demo_twins: Twins) -> None:
    answers = [assert_same(name, params, *demo_twins) for params in PARAMETERS[name]]
    assert any(len(answer) > 0 for answer in answers), "no parameters find anything: the comparison proves nothing"
