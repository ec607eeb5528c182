"""The draft evaluation of units: ``appraisal``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.commands.console import LANG, Json, Plan, said, tell
from dashboard.commands.installation import chosen, database
from dashboard.settings import settings


def appraisal(
    label: Annotated[str, typer.Option("--edition", help=said("review_edition"))],
    folder: Annotated[Path, typer.Option("--out", help=said("appraisal_out"))],
    unit: Annotated[str, typer.Option("--unit", help=said("appraisal_unit"))] = "",
    plan: Plan = "",
    as_json: Json = False,
) -> None:
    """Write the draft evaluation of each unit, or of one, as a workbook."""
    from dashboard.access import Person
    from dashboard.desk import appraisal as drafts
    from dashboard.reporting import require_tables
    from dashboard.writing import write_whole

    place, options = database(), settings()
    require_tables(place)
    who = Person(options.publisher, "publisher")
    found = drafts.files(place, chosen(plan).plan.id, label, unit, who, options, LANG)
    folder.mkdir(parents=True, exist_ok=True)
    for file in found:
        write_whole(folder / file.name, file.content)
    facts: dict[str, Any] = {"folder": str(folder), "edition": label, "files": [file.name for file in found]}
    tell(as_json, facts, said("appraisal_done", count=len(found), folder=folder))
