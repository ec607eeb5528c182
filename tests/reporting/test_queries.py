"""Every query: written portably, tried on SQLite, PostgreSQL and MariaDB, with equal answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from dashboard.reporting import Database
from dashboard.settings import ROOT
from tests.engines import MariaDB, PostgreSQL, copy_database
from tests.reporting.parameters import ACCESS, PARAMETERS, Params, small
from tests.reporting.seed import seed

Server = PostgreSQL | MariaDB
Triplets = tuple[Database, Database, Database]
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


def assert_same(name: str, params: Params, first: Database, *others: Database) -> pd.DataFrame:
    """Every database gives the same rows, in the same order, with the same types; return them."""
    answer = first.query(name, **params)
    for other in others:
        pd.testing.assert_frame_equal(answer, other.query(name, **params), check_exact=True, obj=other.engine.name)
    return answer


def _triplets(source: Database, *servers: Server) -> Iterator[Triplets]:
    postgresql, mariadb = (Database(server.create()) for server in servers)
    for target in (postgresql, mariadb):
        copy_database(source, target)
    yield source, postgresql, mariadb
    for target in (postgresql, mariadb):
        target.close()


@pytest.fixture(scope="module")
def small_triplets(
    tmp_path_factory: pytest.TempPathFactory, postgresql: PostgreSQL, mariadb: MariaDB
) -> Iterator[Triplets]:
    """The small history on every engine."""
    source = Database(f"sqlite:///{tmp_path_factory.mktemp('small') / 'reporting.db'}")
    seed(source)
    yield from _triplets(source, postgresql, mariadb)
    source.close()


@pytest.fixture(scope="module")
def demo_triplets(demo_database: Database, postgresql: PostgreSQL, mariadb: MariaDB) -> Iterator[Triplets]:
    """The demo history on every engine."""
    yield from _triplets(demo_database, postgresql, mariadb)


@pytest.mark.parametrize("name", NAMES)
def test_small_history_reads_the_same(name: str, small_triplets: Triplets) -> None:
    answers = [assert_same(name, small(params), *small_triplets) for params in PARAMETERS[name]]
    assert name not in ACCESS or any(len(answer) > 0 for answer in answers)


WALKS = {
    "ledger_page": (("entry_key", "sender"), {"ledger": "pledge", "region": "", "sender": "", "scope": ""}),
    "observation_page": (("region", "breakdown", "period"), {
        "indicator": "transfers", "every": 1, "regions": [""], "breakdowns": ["", "licence"], "first": "0", "last": "9",
    }),
}  # fmt: skip


@pytest.mark.parametrize("name", WALKS)
def test_page_after_page_every_row_comes_once_on_every_engine(name: str, small_triplets: Triplets) -> None:
    names, asked = WALKS[name]
    for database in small_triplets:
        for edition in (1, 2):
            at = {"plan": "lakeside-2022", "edition": edition, **asked}
            start = {f"after_{key}": "" for key in names}
            whole = database.rows(name, **at, **start, most=1000, skipped=0)
            told, key = [], start
            while page := database.rows(name, **at, **key, most=2, skipped=0):
                told += page
                key = {f"after_{key}": str(page[-1][key]) for key in names}
            assert told == whole and len({tuple(row[key] for key in names) for row in told}) == len(told) > 2
            assert database.rows(name, **at, **start, most=2, skipped=1) == whole[1:3]


def test_a_query_of_entries_is_told_whose() -> None:
    """Who may see only the own ledgers is served by SQL: none may forget it but publishing, sending, auditing."""
    inner = {"blank_entries", "entry_events_as_of", "evidence_ledger", "intake_known_entries", "intake_ledger_entry",
             "intake_questions", "ledger_entries_as_of", "publishing_entries", "publishing_ledger", "publishing_names",
             "publishing_part", "publishing_spoken", "publishing_frozen", "sender_sheets", "audit_entries",
             "audit_set_aside"}  # fmt: skip
    found = {file.stem: file.read_text("utf-8") for file in FILES}
    read = {name for name, text in found.items() if re.search("ledger_entry|entry_event|submission_issue", text)}
    assert {name for name in read if ":scope = ''" not in found[name] and ":sender" not in found[name]} <= inner
    used = [path.read_text("utf-8") for room in ("screens", "review", "api", "figures")
            for path in (ROOT / "dashboard" / room).rglob("*.py")]  # fmt: skip
    assert not [name for name in inner - {"sender_sheets"} if any(f'"{name}"' in text for text in used)]


@pytest.mark.parametrize("name", NAMES)
def test_demo_history_reads_the_same(name: str, demo_triplets: Triplets) -> None:
    answers = [assert_same(name, params, *demo_triplets) for params in PARAMETERS[name]]
    found = any(len(answer) > 0 for answer in answers)
    assert found or name in ACCESS, "no parameters find anything: the comparison proves nothing"
