"""Workbooks out and in: ``templates``, ``load``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.commands.console import LANG, Json, Plan, said, tell
from dashboard.commands.installation import catalogues, chosen, database
from dashboard.settings import settings

if TYPE_CHECKING:
    from dashboard.intake import LoadResult
    from dashboard.plan.models import Catalogue
    from dashboard.publishing.preview import Preview


def templates(
    folder: Annotated[Path | None, typer.Option("--out", help=said("templates_out"))] = None,
    sender: Annotated[str, typer.Option(help=said("templates_sender"))] = "",
    period: Annotated[str, typer.Option(help=said("templates_period"))] = "",
    plan: Plan = "",
    as_json: Json = False,
) -> None:
    """Write the workbooks that units fill in, prefilled with what each sent last."""
    from dashboard.intake.blanks.issuing import current, issue

    catalogue = chosen(plan)
    wanted, place = period or current(catalogue, settings().now()), folder or settings().var_dir / "templates"
    files = issue(database(), catalogue, place, wanted, sender)
    facts: dict[str, Any] = {"period": wanted, "folder": str(place), "files": [str(file) for file in files]}
    tell(as_json, facts, said("templates_done", number=len(files), folder=place, period=wanted))


def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=said("load_files"))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=said("load_dry_run"))] = False,
    reply: Annotated[Path | None, typer.Option("--reply", metavar="DIR", help=said("load_reply"))] = None,
    as_json: Json = False,
) -> None:
    """Read workbooks into the working edition, all or nothing for each."""
    if dry_run:
        found, plans = previewed(files)
        results, effects = list(found.results), [effect.sentence(plans[effect.plan], LANG) for effect in found.effects]
        changes = [difference.sentence(LANG) for difference in found.differences]
    else:
        results, changes, effects = taken(files), [], []
    replies = [r.reply(reply) if reply else None for r in results]
    facts = [
        {"file": str(r.path), "outcome": r.outcome, "added": r.added, "changed": r.changed, "closed": r.closed,
         "sentence": r.sentence(LANG), **({"reply": str(answer)} if answer else {})}
        for r, answer in zip(results, replies, strict=True)
    ]  # fmt: skip
    lines = [*(str(fact["sentence"]) for fact in facts), *changes, *effects, *([said("load_dry")] if dry_run else [])]
    rehearsed = {"differences": changes, "effects": effects} if dry_run else {}
    tell(as_json, {"dry_run": dry_run, "files": facts, **rehearsed}, "\n".join(lines))
    if any(r.outcome == "refused" for r in results):
        raise typer.Exit(1)


def taken(files: list[Path]) -> list[LoadResult]:
    """Load workbooks, and note those that are refused."""
    from dashboard.intake import load as read
    from dashboard.intake import refusals

    place, actor, heard = database(), settings().publisher, list["LoadResult"]()
    try:
        return read(place, catalogues(), files, actor, progress=heard.append, originals=settings().originals)
    finally:
        refusals.note(place, actor, heard)


def previewed(files: list[Path]) -> tuple[Preview, dict[str, Catalogue]]:
    """Return what loading would do, and every plan."""
    from dashboard.publishing.preview import previews

    plans = catalogues()
    return previews(database(), plans, files, settings().now()), plans
