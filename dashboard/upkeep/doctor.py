"""Everything that can be wrong with an installation, looked at one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from dashboard.reporting import Database
from dashboard.settings import Settings
from dashboard.upkeep import kept_files
from dashboard.upkeep.configuration import configuration, openness
from dashboard.upkeep.finding import Finding, warn
from dashboard.upkeep.machine import machine
from dashboard.upkeep.reading import reading
from dashboard.upkeep.stored import stored
from dashboard.wording import Language, Refused


def examine(settings: Settings, database: Database, lang: Language, *, deep: bool) -> Iterator[Finding]:
    """Yield every finding; ``deep`` hashes every edition again instead of the newest only."""
    yield from configuration(os.environ, Path(".env"))
    yield openness(settings)
    if settings.today is not None:
        yield warn("today_fixed", day=settings.today)
    yield from stored(database, lang, settings.now(), settings.edition_days, deep=deep)
    yield from reading(database, settings.read_url, lang)
    yield from machine(settings.var_dir, settings.originals)
    yield from kept_files.originals(settings.originals, taken(database))
    yield from kept_files.papers(settings.papers, named(database))
    yield kept_files.packs(settings.archive)
    yield kept_files.begun(settings.var_dir)


def taken(database: Database) -> list[str]:
    """Return the hash of every workbook ever taken in; none of a database that cannot be asked."""
    try:
        return [str(row["file_hash"]) for row in database.rows("submission_files")] if database.has_tables() else []
    except Refused:  # told already
        return []


def named(database: Database) -> list[str]:
    """Return the hash of every file of evidence and signed copy; none of a database that cannot be asked."""
    try:
        known = database.rows("paper_files") if database.has_tables("signed_copy") else []
        return [str(row["file_hash"]) for row in known]
    except Refused:  # told already
        return []
