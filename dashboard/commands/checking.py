"""The doctor: ``check``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.commands.console import LANG, Json, said, tell
from dashboard.commands.installation import database
from dashboard.settings import settings

if TYPE_CHECKING:
    from dashboard.upkeep.finding import Finding


def check(
    deep: Annotated[bool, typer.Option("--deep", help=said("check_deep"))] = False, as_json: Json = False
) -> None:
    """Tell what is wrong with this installation, and what to do; exit code 1 when something must be done."""
    from dashboard.upkeep.doctor import examine

    found = list(examine(settings(), database(), LANG, deep=deep))
    facts: list[dict[str, Any]] = [
        {"name": f.key, "state": f.state, "fact": f.fact(LANG), "remedy": f.remedy(LANG)} for f in found
    ]
    failed, warned = (sum(one.state == state for one in found) for state in ("fail", "warn"))
    lines = [line(one) for one in found] + [said("check_sum", all=len(found), warned=warned, failed=failed)]
    tell(as_json, {"ok": not failed, "findings": facts}, "\n".join(lines))
    if failed:
        raise typer.Exit(1)


def line(found: Finding) -> str:
    """Return a finding in one line: how it stands, and what to do."""
    remedy = found.remedy(LANG)
    return said(f"check_{found.state}", fact=found.fact(LANG)) + (said("check_remedy", remedy=remedy) if remedy else "")
