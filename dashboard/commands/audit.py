"""The audit log: ``audit``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.commands.console import LANG, Json, err, said, tell
from dashboard.commands.installation import database
from dashboard.settings import settings
from dashboard.wording import t

if TYPE_CHECKING:
    from dashboard.reporting.audit import Chain


def audit(
    verify: Annotated[bool, typer.Option("--verify", help=said("audit_verify"))] = False,
    noted: Annotated[str, typer.Option("--noted", metavar="HASH", help=said("audit_noted"))] = "",
    last: Annotated[int, typer.Option("--last", min=1, help=said("audit_last"))] = 20,
    clock: Annotated[str, typer.Option("--clock", metavar="REASON", help=said("audit_clock"))] = "",
    as_json: Json = False,
) -> None:
    """List the last records of the audit log, or hash the whole log again and tell where it was changed."""
    from dashboard.reporting import require_tables

    require_tables(database())
    if clock:
        with database().transaction() as tx:
            mark = tx.audit(settings().publisher, "clock", "", {"reason": clock})
        return tell(as_json, {"hash": mark}, said("audit_clock_told", hash=mark))
    if not (verify or noted):
        rows = database().rows("audit_last", limit=last)[::-1]
        lines = [said("audit_line", **row) for row in rows] or [said("audit_empty")]
        return tell(as_json, {"records": rows}, "\n".join(lines))
    with database().snapshot() as reader:
        found = reader.audit_chain(noted)
    reason = broken(found)
    facts: dict[str, Any] = {"ok": not reason, **asdict(found), "reason": reason}
    if as_json or not reason:
        tell(as_json, facts, said("audit_whole", count=found.count, last=found.last))
    else:
        err.print(reason, markup=False)
    if reason:
        raise typer.Exit(1)


def broken(chain: Chain) -> str:
    """Return in one sentence where the log was changed and what to do; empty when it is whole."""
    if chain.wrong is not None:
        return t(f"cli.audit_{chain.wrong.how}", LANG, id=chain.wrong.id, place=chain.wrong.place, at=chain.wrong.at)
    return "" if chain.noted else said("audit_cut", count=chain.count)
