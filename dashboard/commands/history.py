"""The database and the demo history in it: ``init``, ``demo``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dashboard.commands.console import Json, Step, progress, said, tell
from dashboard.commands.installation import chosen, database, files
from dashboard.settings import settings

if TYPE_CHECKING:
    from dashboard.plan.models import Catalogue
    from dashboard.reporting import Database


def init(
    empty: Annotated[bool, typer.Option("--empty", help=said("init_empty"))] = False, as_json: Json = False
) -> None:
    """Create or upgrade the reporting database; no row is ever lost. With --empty for the office's own data only."""
    from dashboard.reporting import init as create

    plans, kept = files(), database()
    if empty and kept.has_tables():
        _hold(kept, "real")  # before anything is changed
    create(kept, plans)
    if empty:
        _hold(kept, "real")
    tell(as_json, {"plans": list(plans)}, said("init_done", plans="、".join(c.plan.name for c in plans.values())))


def _hold(kept: Database, kind: Literal["demo", "real"]) -> None:
    """Say what a database holds; Refused when it holds the other kind already."""
    from dashboard.reporting import require_kind

    with kept.transaction() as tx:
        require_kind(tx, kind)


def demo(
    publish: Annotated[bool, typer.Option("--publish", help=said("demo_publish"))] = False, as_json: Json = False
) -> None:
    """Write the demo workbooks; with --publish also load them and publish every edition, as history went."""
    catalogue, folder = chosen("", files()), settings().var_dir / "demo"
    with progress() as step:
        count = written(catalogue, folder, step, again=not publish)
        labels = replayed(catalogue, folder, step) if publish else []
    facts: dict[str, Any] = {"folder": str(folder), "workbooks": count, "editions": labels}
    newest = labels[-1] if labels else ""
    tell(as_json, facts, said("demo_published" if publish else "demo_done", **facts, number=len(labels), newest=newest))


def written(catalogue: Catalogue, folder: Path, step: Step, *, again: bool) -> int:
    """Write the demo workbooks, or keep those that a finished earlier run wrote; return how many there are."""
    finished = folder / "finished"
    if again or not finished.exists():
        from dashboard.demo import write

        finished.unlink(missing_ok=True)
        finished.parent.mkdir(parents=True, exist_ok=True)
        finished.write_text(str(len(write(catalogue, folder, step))))
    return int(finished.read_text())


def replayed(catalogue: Catalogue, folder: Path, step: Step) -> list[str]:
    """Publish the history that the workbooks tell, from where an earlier run stopped; return every edition's label.

    A finished history is recognised without importing the publishing room: a second `make run` is to start at once.
    """
    from dashboard.plan import periods
    from dashboard.reporting import editions, in_force
    from dashboard.reporting import init as create

    found, last = database(), max(child.name for child in folder.iterdir() if child.is_dir())
    create(found, {catalogue.plan.id: catalogue})
    _hold(found, "demo")
    if not any(periods.of_month(e.through, "Q") == last for e in editions(found, catalogue.plan.id)):
        from dashboard.desk.story import teller
        from dashboard.publishing import replay

        with found.snapshot() as reader:
            now = in_force(reader, catalogue)
        replay(found, now, folder, step, settings().originals, teller(found, catalogue, settings().papers))
    return [edition.label for edition in editions(found, catalogue.plan.id)]
