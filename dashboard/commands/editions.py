"""An edition and what is said beside it: ``publish``, ``override``, ``comment``, ``review``."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.commands.console import LANG, Json, Plan, progress, said, spoken, tell
from dashboard.commands.installation import chosen, database
from dashboard.settings import settings
from dashboard.wording import Refused


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
    if settings().two_persons:
        raise Refused("publish.two_persons")
    from dashboard.publishing import publish as freeze

    edition = freeze(
        database(), chosen(plan), through=through, incomplete=incomplete, reason=reason, correct=correct,
        doc_no=doc_no, publisher=settings().publisher, rules=rules,
    )  # fmt: skip
    facts: dict[str, Any] = {"label": edition.label, "inputs": edition.input_hash, "results": edition.result_hash}
    tell(as_json, facts, said("publish_done", **facts))


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


def comment(
    target: Annotated[str, typer.Option(help=said("override_target"))],
    period: Annotated[str, typer.Option(help=said("comment_period"))],
    problem: Annotated[str, typer.Option(help=said("comment_problem"))],
    cause: Annotated[str, typer.Option(help=said("comment_cause"))] = "",
    next_step: Annotated[str, typer.Option("--next", help=said("comment_next"))] = "",
    author: Annotated[str, typer.Option(help=said("comment_author"))] = settings().publisher,
    correct: Annotated[bool, typer.Option("--correct", help=said("comment_correct"))] = False,
    plan: Plan = "",
    as_json: Json = False,
) -> None:
    """Write what a reader is to know about a target in a report period."""
    from dashboard.publishing import commenting

    found = commenting.Comment(target, period, author, problem, cause, next_step)
    commenting.comment(database(), chosen(plan), found, settings().now(), correct=correct)
    facts: dict[str, Any] = {"target": target, "period": period}
    tell(as_json, facts, said("comment_done", **facts))


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
    from dashboard.publishing.verifying import UNREADABLE
    from dashboard.review import book, pack

    found = book.opened(database().rows, chosen(plan).plan.id, label, "en" if lang == "en" else "zh")
    try:
        with spoken() if steps else progress() as step:
            made = pack.build(found, step) if rebuild else pack.kept(found, settings().archive, step)
    except UNREADABLE as error:
        logging.exception("the pack could not be made")
        raise Refused("cli.unreadable", edition=label) from error
    if folder is not None:
        pack.write(made, folder)
    facts: dict[str, Any] = {"folder": str(folder or settings().archive), "files": len(made.files), "edition": label}
    sentence = "\n".join([said("review_done", **facts), *made.told])
    tell(as_json, {**facts, "files": [file.name for file in made.files], "told": made.told}, sentence)
