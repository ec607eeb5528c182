"""Everything in one file, and back: ``backup``, ``restore``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.commands.console import Json, said, tell
from dashboard.commands.installation import database
from dashboard.settings import settings
from dashboard.wording import Refused


def backup(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=said("backup_out"))], as_json: Json = False
) -> None:
    """Write database and kept files into one file, as of one moment, while everything goes on."""
    from dashboard.upkeep.backup import backup as write

    facts = write(database(), settings().var_dir, out)
    told: dict[str, Any] = {"file": str(out), "bytes": out.stat().st_size, **asdict(facts)}
    already = said("backup_wrong", wrong="、".join(facts.wrong)) if facts.wrong else ""
    tell(as_json, told, said("backup_done", **told, megabytes=round(told["bytes"] / 1e6, 1)) + already)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=said("restore_file"))],
    into: Annotated[str, typer.Option("--into", metavar="URL", help=said("restore_into"))] = "",
    replace: Annotated[bool, typer.Option("--replace", help=said("restore_replace"))] = False,
    as_json: Json = False,
) -> None:
    """Put a backup back and verify it: every hash, every edition, the audit log."""
    from dashboard.reporting import Database
    from dashboard.upkeep.backup_file import opened
    from dashboard.upkeep.restore import restore as put

    if not file.is_file():
        raise Refused("backup.no_file", file=file)
    target = Database(into) if into else database()
    found = put(opened(file), target, settings().var_dir, settings().publisher, replace=replace)
    facts: dict[str, Any] = {"file": str(file), **asdict(found)}
    tell(as_json, facts, said("restore_done", **facts))
