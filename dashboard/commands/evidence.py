"""The audit bundle of a target: ``evidence``."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.commands.console import Json, Plan, said, tell
from dashboard.commands.installation import chosen, database
from dashboard.settings import settings


def evidence(
    label: Annotated[str, typer.Option("--edition", help=said("review_edition"))],
    target: Annotated[str, typer.Option("--target", help=said("evidence_target"))],
    folder: Annotated[Path, typer.Option("--out", help=said("evidence_out"))] = Path(),
    reading: Annotated[str, typer.Option("--reading", help=said("evidence_reading"))] = "",
    plan: Plan = "",
    as_json: Json = False,
) -> None:
    """Write the audit bundle of one target, which recomputes its verdict without the system."""
    from dashboard.desk import bundle
    from dashboard.writing import write_whole

    kept = bundle.Kept(settings().originals, settings().papers)
    made = bundle.make(database(), chosen(plan).plan.id, label, target, kept, reading)
    content, file = made.packed(), folder / f"{made.name}.zip"
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(file, content)
    digest = hashlib.sha256(content).hexdigest()
    facts: dict[str, Any] = {"file": str(file), "files": len(made.files), "sha256": digest, "demo": made.demo}
    tell(as_json, facts, said("evidence_done", **facts))
