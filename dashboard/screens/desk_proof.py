"""The desk's part of evidence: what is proved, what is not, files and their steps; a unit sees its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.access import Person
from dashboard.desk.evidence_known import Known, known
from dashboard.figures import proof_page
from dashboard.figures.proof_page import Namer
from dashboard.figures.shell import Entry
from dashboard.plan.models import Catalogue
from dashboard.reporting import default
from dashboard.screens import desk_frame, desk_proof_forms, frame, intake_reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, t


@dataclass(frozen=True)
class Desk:
    """Who works at it, on what, with what is known of the units that this person may see."""

    who: Person
    chosen: Selection
    catalogue: Catalogue
    known: Known
    today: date

    @property
    def lang(self) -> Language:
        """The language of the page."""
        return self.chosen.lang

    @property
    def namer(self) -> Namer:
        """What names subjects and units."""
        return Namer(self.catalogue, self.today, self.lang, self.href)

    def href(self, **changes: str) -> str:
        """Return an address of this part; the unit looked at stays."""
        return self.chosen.href("desk", **{"part": "evidence", "unit": self.chosen.chosen("unit"), **changes})


def show(who: Person, chosen: Selection) -> None:
    """Draw the part: the file in the address, or every list with the form to attach one."""
    catalogue, today = intake_reads.catalogues()[chosen.plan.id], settings().now()
    scope = who.rows_of(chosen.plan.id) or _unit(catalogue, chosen)
    with default().primary.snapshot() as reader:
        desk = Desk(who, chosen, catalogue, known(reader, catalogue, today, scope), today)
    whose = desk.namer.unit(scope) if scope else ""
    page = proof_page.page(desk.known.subjects.values(), desk.known.standing, desk.known.filed, _units(desk),
                           desk.namer, whose)  # fmt: skip
    desk_frame.top(chosen, page.headline, page.second)
    group = [one for one in desk.known.filed if one.file_hash == chosen.chosen("paper")]
    if group:
        desk_proof_forms.one(desk, group)
        return frame.draw("desk_end", chosen)
    if who.reviews or page.waiting:
        desk_frame.part("desk_proof_waiting.html", chosen, page=page, reviews=who.reviews)
    if who.sends:
        with st.container(key="desk-work-attach"):
            desk_proof_forms.attach(desk)
    return frame.draw("desk_proof_lists", chosen, page=page)


def _unit(catalogue: Catalogue, chosen: Selection) -> str:
    asked = chosen.chosen("unit")
    return asked if any(unit.id == asked for unit in catalogue.organisations) else ""


def _units(desk: Desk) -> tuple[Entry, ...]:
    """Return the units to choose from; nobody who sees one unit only has a choice."""
    if desk.who.rows_of(desk.chosen.plan.id):
        return ()
    asked = _unit(desk.catalogue, desk.chosen)
    every = Entry(t("proof.every_unit", desk.lang), desk.href(unit="", paper=""), not asked)
    return (every, *(Entry(desk.namer.unit(unit.id), desk.href(unit=unit.id, paper=""), unit.id == asked)
                     for unit in intake_reads.senders(desk.catalogue)))  # fmt: skip
