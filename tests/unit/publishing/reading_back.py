"""What a database holds: its content without clocks and surrogate ids, and the verdicts of an edition."""

from __future__ import annotations

from sqlalchemy import select

from dashboard.reporting import Database
from dashboard.reporting.schema import metadata

OUTSIDE = {"id", "received_at", "published_at", "at", "hash", "previous_hash"}  # clocks and what hangs on them


def content(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table in a fixed order; a submission is named by the hash of its file.

    Without the records of files that were sent again and held nothing new: a run that is repeated has them.
    """
    with database.engine.connect() as connection:
        submissions = metadata.tables["submission"]
        rows = connection.execute(select(submissions.c.id, submissions.c.file_hash)).all()
        files = {row[0]: row[1] for row in rows}
        found = {}
        for table in metadata.sorted_tables:
            names = [column.name for column in table.columns if column.name not in OUTSIDE]
            rows = connection.execute(select(*(table.c[name] for name in names))).all()
            shown = (
                tuple(files[v] if n == "submission_id" else v for n, v in zip(names, row, strict=True)) for row in rows
                if '"outcome":"unchanged"' not in str(row)
            )
            found[table.name] = sorted(shown, key=repr)
    return found


def verdicts(database: Database, plan: str, number: int) -> dict[str, dict[str, object]]:
    """Return the verdicts of an edition by target, or target/reading for the readings beside the default."""
    rows = database.rows("verdicts", plan=plan, edition=number)
    return {str(r["target"]) + ("" if r["is_default"] else f"/{r['reading']}"): dict(r) for r in rows}
