"""Whether what the pages read can be reached, may not be written, and is not behind what was published."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.reporting import Database, editions
from dashboard.reporting.rights import changeable, unreadable
from dashboard.upkeep.finding import Finding, fail, ok, warn
from dashboard.wording import Language, Refused


def reading(database: Database, read_url: str, lang: Language) -> Iterator[Finding]:
    """Yield what is found at ``read_url`` beside the database that is written.

    A file has no accounts; a server that is read and written by one account is told of.
    """
    if read_url == database.url:
        if not read_url.startswith("sqlite"):
            yield warn("reader_none")
        return
    read = Database(read_url)
    try:
        changed, unseen = changeable(read), unreadable(read)
        yield warn("reader_writes", **_tables(changed)) if changed else ok("reader")
        if unseen:
            yield fail("reader_blind", **_tables(unseen))
            return
        yield from _behind(database, read)
    except Refused as refused:
        yield fail("reader_away", reason=refused.sentence(lang))
    finally:
        read.close()


def _tables(names: list[str]) -> dict[str, object]:
    return {"tables": "、".join(names[:3]), "count": len(names)}


def _behind(database: Database, read: Database) -> Iterator[Finding]:
    """Yield how far each plan's editions have come; what is away itself is told elsewhere."""
    for plan in (str(row["code"]) for row in database.rows("plans")):
        published, shown = editions(database, plan), editions(read, plan)
        missing = [one.label for one in published if one.number > len(shown)]
        newest = shown[-1].label if shown else "-"
        fields = {"plan": plan, "shown": newest, "count": len(missing), "labels": "、".join(missing)}
        yield warn("reader_behind", **fields) if missing else ok("reader_level", **fields)
