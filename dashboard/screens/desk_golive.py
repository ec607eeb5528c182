"""Going live: open questions, base values, quotas, days, units and readings, confirmed one by one or by workbook."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard.access import Person
from dashboard.desk.items import Item, items, shown
from dashboard.figures import desk as figure
from dashboard.figures.desk import FactGroup, FactRow
from dashboard.reporting import default, office_facts
from dashboard.screens import desk_fact_form, desk_frame, desk_office_book, frame, intake_reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import day_words, t

FOLDED = ("quota", "owners", "milestone", "due")  # many, and seldom changed


def show(who: Person, chosen: Selection) -> None:
    """Draw the part: how far the office is, the workbook, the form of the fact in the address, and every list."""
    catalogue = intake_reads.files()[chosen.plan.id]
    found = items(catalogue, office_facts(default().primary, chosen.plan.id), chosen.lang, settings().now())
    groups = grouped(found, chosen)
    desk_frame.top(chosen, *figure.headline(groups, chosen.lang))
    asked = next((item for item in found if _place(item) == chosen.chosen("fact")), None)
    if asked is not None:
        desk_fact_form.draw(who, chosen, asked)
    else:
        desk_office_book.draw(who, chosen, found)
    frame.draw("desk_golive", chosen, groups=groups)


def grouped(found: Sequence[Item], chosen: Selection) -> tuple[FactGroup, ...]:
    """Return what can be confirmed as rows, kind by kind."""
    return tuple(
        FactGroup(kind, t(f"desk.kind_{kind}", chosen.lang), tuple(_row(item, chosen) for item in group),
                  kind in FOLDED)
        for kind, group in groupby(found, key=lambda item: item.kind)
    )  # fmt: skip


def _row(item: Item, chosen: Selection) -> FactRow:
    fact, lang = item.fact, chosen.lang
    now = f"{shown(item, item.now, lang)}{item.unit if item.now else ''}"
    return FactRow(
        item.name, item.hint, now, fact.source if fact else item.source, fact.person if fact else "",
        day_words(fact.confirmed_on, lang) if fact else "", fact.doc_no if fact else "", item.confirmed,
        chosen.href("desk", part="golive", fact=_place(item)), _place(item) == chosen.chosen("fact"),
    )  # fmt: skip


def _place(item: Item) -> str:
    return f"{item.kind}:{item.key}"
