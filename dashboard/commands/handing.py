"""Handing the desk over: ``handover``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dashboard.commands.console import LANG, Json, Plan, said, tell
from dashboard.commands.installation import chosen, database
from dashboard.settings import settings
from dashboard.wording import t

if TYPE_CHECKING:
    from dashboard.figures.handover import Handover


def handover(
    file: Annotated[Path | None, typer.Option("--out", help=said("handover_out"))] = None,
    plan: Plan = "",
    as_json: Json = False,
) -> None:
    """Tell what is open for whoever takes the desk over; with a file, as a document to be signed."""
    from dashboard.desk.handover import handed_over
    from dashboard.reporting import require_tables

    catalogue, place = chosen(plan), database()
    require_tables(place)
    found = handed_over(place, catalogue, settings().now(), LANG)
    if file is not None:
        from dashboard.review.docx_file import docx
        from dashboard.review.handover_paper import handover_paper
        from dashboard.writing import write_whole

        write_whole(file, docx(handover_paper(found, catalogue.plan, LANG)))
    if as_json:
        return tell(True, asdict(found), "")
    return _drawn(found)


def _drawn(found: Handover) -> None:
    """Draw the list as tables, as wide as the terminal."""
    out = Console(highlight=False)
    for line in (found.title, *found.marks, found.second, found.headline):
        out.print(line, markup=False)
    for part in found.parts:
        title = t("handover.part", LANG, title=part.title, count=len(part.rows))
        table = Table(title=Text(title), title_justify="left", caption=Text(part.note), caption_justify="left")
        for name in part.columns:
            table.add_column(name, overflow="fold")
        for row in part.rows:
            table.add_row(*map(Text, row))  # as it is: what people wrote is no markup
        out.print(table)
