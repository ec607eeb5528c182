"""The command line: ``python -m dashboard init | demo | templates | load | publish | override | comment | serve``.

Exit codes: 0 done, 1 refused (one sentence says why), 2 wrong usage. The rooms are imported inside the commands, so
that help and refusals answer at once.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dashboard.settings import ROOT, settings
from dashboard.wording import Language, Refused, t

if TYPE_CHECKING:
    from dashboard.plan.models import Catalogue
    from dashboard.publishing.preview import Preview
    from dashboard.reporting import Database

LANG: Language = "en" if settings().language == "en" else "zh"
INTERRUPTED = 130
Step = Callable[[int, int, str], None]


def said(name: str, **fields: object) -> str:
    """Return a sentence of the command line in the language of the installation."""
    return t(f"cli.{name}", LANG, **fields)


app = typer.Typer(help=said("help"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
out, err = Console(soft_wrap=True, highlight=False), Console(stderr=True, soft_wrap=True, highlight=False)
Json = Annotated[bool, typer.Option("--json", help=said("json"))]
Plan = Annotated[str, typer.Option("--plan", help=said("plan"))]


@contextmanager
def progress() -> Iterator[Step]:
    """A progress bar on stderr, fed with (steps done, steps in all, what is being done)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, what: bar.update(task, completed=done, total=total, description=what)


@contextmanager
def spoken() -> Iterator[Step]:
    """The steps as lines of JSON on stdout, for a program that follows them."""
    yield lambda done, total, what: typer.echo(json.dumps({"step": done, "of": total, "what": what}))


def tell(as_json: bool, data: object, sentence: str) -> None:
    """Print a result: one JSON document for scripts, one sentence for people."""
    typer.echo(json.dumps(data, ensure_ascii=False, default=str) if as_json else sentence)


def catalogues() -> dict[str, Catalogue]:
    """Return every plan of the installation by id."""
    from dashboard.plan import load_catalogues

    return load_catalogues(settings().plan_dir)


def chosen(plan: str) -> Catalogue:
    """Return one plan, or the one readers see first."""
    known, wanted = catalogues(), plan or settings().plan
    if wanted not in known:
        raise Refused("cli.unknown_plan", plan=wanted, known="、".join(known))
    return known[wanted]


def database() -> Database:
    """Return the reporting database of the settings."""
    from dashboard.reporting import Database

    settings().var_dir.mkdir(parents=True, exist_ok=True)
    return Database(settings().url)


@app.command(help=said("init_help"))
def init(as_json: Json = False) -> None:
    """Create or upgrade the reporting database; no row is ever lost."""
    from dashboard.reporting import init as create

    plans = catalogues()
    create(database(), plans)
    tell(as_json, {"plans": list(plans)}, said("init_done", plans="、".join(c.plan.name for c in plans.values())))


@app.command(help=said("demo_help"))
def demo(
    publish: Annotated[bool, typer.Option("--publish", help=said("demo_publish"))] = False, as_json: Json = False
) -> None:
    """Write the demo workbooks; with --publish also load them and publish every edition, as history went."""
    catalogue, folder = chosen(""), settings().var_dir / "demo"
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
    from dashboard.reporting import editions
    from dashboard.reporting import init as create

    found, last = database(), max(child.name for child in folder.iterdir() if child.is_dir())
    create(found, {catalogue.plan.id: catalogue})
    if not any(periods.of_month(e.through, "Q") == last for e in editions(found, catalogue.plan.id)):
        from dashboard.publishing import replay

        replay(found, catalogue, folder, step, settings().originals)
    return [edition.label for edition in editions(found, catalogue.plan.id)]


@app.command(help=said("templates_help"))
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


@app.command(help=said("load_help"))
def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=said("load_files"))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=said("load_dry_run"))] = False,
    reply: Annotated[Path | None, typer.Option("--reply", metavar="DIR", help=said("load_reply"))] = None,
    as_json: Json = False,
) -> None:
    """Read workbooks into the working edition, all or nothing for each."""
    from dashboard.intake import load as read

    if dry_run:
        found, plans = previewed(files)
        results, effects = list(found.results), [effect.sentence(plans[effect.plan], LANG) for effect in found.effects]
        changes = [difference.sentence(LANG) for difference in found.differences]
    else:
        actor, kept = settings().publisher, settings().originals
        results = read(database(), catalogues(), files, actor=actor, originals=kept)
        changes, effects = [], []
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


def previewed(files: list[Path]) -> tuple[Preview, dict[str, Catalogue]]:
    """Return what loading would do, and every plan."""
    from dashboard.publishing.preview import previews

    plans = catalogues()
    return previews(database(), plans, files, settings().now()), plans


@app.command(help=said("publish_help"))
def publish(
    through: Annotated[str, typer.Option(help=said("through"))],
    incomplete: Annotated[bool, typer.Option("--incomplete", help=said("incomplete"))] = False,
    correct: Annotated[str | None, typer.Option(help=said("correct"))] = None,
    reason: Annotated[str, typer.Option(help=said("reason"))] = "",
    doc_no: Annotated[str, typer.Option("--doc-no", help=said("doc_no"))] = "",
    rules: Annotated[str | None, typer.Option(help=said("rules"))] = None,
    plan: Plan = "",
    as_json: Json = False,
) -> None:
    """Freeze the working edition: values, verdicts, outlooks and both hashes."""
    if (incomplete or correct) and not reason:
        raise typer.BadParameter(said("reason_missing"))
    from dashboard.publishing import publish as freeze

    edition = freeze(
        database(), chosen(plan), through=through, incomplete=incomplete, reason=reason, correct=correct,
        doc_no=doc_no, publisher=settings().publisher, rules=rules,
    )  # fmt: skip
    facts: dict[str, Any] = {"label": edition.label, "inputs": edition.input_hash, "results": edition.result_hash}
    tell(as_json, facts, said("publish_done", **facts))


@app.command(help=said("override_help"))
def override(
    target: Annotated[str, typer.Option(help=said("override_target"))],
    status: Annotated[str, typer.Option(help=said("override_status"))] = "",
    reason: Annotated[str, typer.Option(help=said("reason"))] = "",
    doc_no: Annotated[str, typer.Option("--doc-no", help=said("doc_no"))] = "",
    until: Annotated[str, typer.Option(help=said("override_until"))] = "",
    author: Annotated[str, typer.Option(help=said("override_author"))] = settings().publisher,
    withdraw: Annotated[bool, typer.Option("--withdraw", help=said("override_withdraw"))] = False,
    plan: Plan = "",
    as_json: Json = False,
) -> None:
    """Set a target's status by hand, or take it back."""
    from dashboard.publishing import overriding

    facts: dict[str, Any] = {"target": target, "until": until}
    if withdraw:
        overriding.withdraw_override(database(), chosen(plan), target, author, reason)
        return tell(as_json, facts, said("override_withdrawn", **facts))
    made = overriding.made(status, author, reason, doc_no, settings().now(), until)
    overriding.set_override(database(), chosen(plan), target, made)
    return tell(as_json, facts, said("override_done", **facts))


@app.command(help=said("comment_help"))
def comment(
    target: Annotated[str, typer.Option(help=said("override_target"))],
    period: Annotated[str, typer.Option(help=said("comment_period"))],
    problem: Annotated[str, typer.Option(help=said("comment_problem"))],
    cause: Annotated[str, typer.Option(help=said("comment_cause"))] = "",
    next_step: Annotated[str, typer.Option("--next", help=said("comment_next"))] = "",
    author: Annotated[str, typer.Option(help=said("comment_author"))] = settings().publisher,
    plan: Plan = "",
    as_json: Json = False,
) -> None:
    """Write what a reader is to know about a target in a report period."""
    from dashboard.publishing import commenting

    found = commenting.Comment(target, period, author, problem, cause, next_step)
    commenting.comment(database(), chosen(plan), found, settings().now())
    facts: dict[str, Any] = {"target": target, "period": period}
    tell(as_json, facts, said("comment_done", **facts))


@app.command(help=said("review_help"))
def review(
    label: Annotated[str, typer.Option("--edition", help=said("review_edition"))],
    folder: Annotated[Path | None, typer.Option("--out", help=said("review_out"))] = None,
    lang: Annotated[str, typer.Option("--lang", help=said("review_lang"))] = LANG,
    rebuild: Annotated[bool, typer.Option("--rebuild", help=said("review_rebuild"))] = False,
    steps: Annotated[bool, typer.Option("--steps", help=said("review_steps"))] = False,
    plan: Plan = "",
    as_json: Json = False,
) -> None:
    """Write everything that is handed round of an edition: as it is kept, else built now and kept."""
    if lang not in ("zh", "en"):
        raise typer.BadParameter(said("review_lang"))
    from dashboard.review import book, pack

    found = book.opened(database().rows, chosen(plan).plan.id, label, "en" if lang == "en" else "zh")
    with spoken() if steps else progress() as step:
        made = pack.build(found, step) if rebuild else pack.kept(found, settings().archive, step)
    if folder is not None:
        pack.write(made, folder)
    facts: dict[str, Any] = {"folder": str(folder or settings().archive), "files": len(made.files), "edition": label}
    sentence = "\n".join([said("review_done", **facts), *made.told])
    tell(as_json, {**facts, "files": [file.name for file in made.files], "told": made.told}, sentence)


@app.command(help=said("serve_help"))
def serve(
    host: Annotated[str, typer.Option(help=said("host"))] = settings().host,
    port: Annotated[int, typer.Option(help=said("port"))] = settings().port,
) -> None:
    """Serve the dashboard until Ctrl-C; this process becomes the server."""
    with socket.socket() as probe:  # tell now: the server itself would take the next free port
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused("cli.port_taken", host=host, port=port, reason=error.strerror) from error
    os.chdir(ROOT)  # .streamlit/config.toml is read from here
    typer.echo(said("serving", host=host, port=port))
    sys.stdout.flush()
    address = {"DASHBOARD_HOST": host, "DASHBOARD_PORT": str(port)}
    os.execve(sys.executable, [sys.executable, "-m", "dashboard.server"], os.environ | address)


def main() -> int:
    """Run a command and return its exit code."""
    try:
        app(standalone_mode=True)
    except Refused as refused:
        err.print(refused.sentence(LANG), markup=False)
        return 1
    except OSError as error:
        err.print(said("system", reason=error), markup=False)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
