"""What is in a database: as a reader sees it, and all of it."""

from __future__ import annotations

from dashboard.reporting import Database, Edition, add_edition, working

Row = dict[str, object]


def select(database: Database, sql: str) -> list[Row]:
    """Return the rows of a statement."""
    with database.engine.connect() as connection:
        return [dict(row) for row in connection.exec_driver_sql(sql).mappings()]


def seen(database: Database, table: str, edition: int = 1_000) -> list[Row]:
    """Return the rows of a table as read in an edition (the newest when absent), with the file they came from."""
    traced = table not in ("submission", "entry_event")
    join = "join submission s on s.id = x.submission_id" if traced else ""
    extra = ", s.file_name, s.period as report_period" if traced else ""
    when = f"x.from_edition <= {edition} and (x.to_edition is null or x.to_edition > {edition})"
    return select(database, f"select x.*{extra} from {table} x {join} where {when} order by x.id")


def values(database: Database, edition: int = 1_000) -> dict[tuple[object, ...], object]:
    """Return observations as read in an edition: (indicator, region, period, breakdown) -> value."""
    keys = ("indicator", "region", "period", "breakdown")
    rows = seen(database, "observation", edition)
    found = {tuple(row[key] for key in keys): row["value"] for row in rows}
    assert len(found) == len(rows), "two rows in force for one key"
    return found


def dump(database: Database) -> dict[str, list[Row]]:
    """Return every row of every table."""
    tables = [str(row["name"]) for row in select(database, "select name from sqlite_master where type = 'table'")]
    return {table: select(database, f'select * from "{table}" order by rowid') for table in sorted(tables)}


def freeze(database: Database, plan: str, label: str) -> int:
    """Publish an edition without computing anything; return its number."""
    with database.transaction() as tx:
        number = working(tx, plan)
        add_edition(
            tx,
            Edition(
                plan=plan,
                number=number,
                label=label,
                through="2024-09",
                cut_off="2024-09-30",
                kind="quarter",
                revision=1,
                corrects=None,
                incomplete=0,
                reason="",
                doc_no="",
                publisher="",
                published_at="",
                catalogue_hash="",
                rule_set="",
                data_kind="demo",
                input_hash="",
                result_hash="",
            ),
        )
    return number
