"""The desk's part of supervision slips: every slip, what one could be made from, and one slip with its next steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.access import Person
from dashboard.desk import slip_letter
from dashboard.desk import slips as acts
from dashboard.desk.contacts import known as known_contacts
from dashboard.figures import contacts, slip_words
from dashboard.figures.contacts import Contact
from dashboard.figures.slip_words import SlipRow
from dashboard.figures.slips import Slip, urgent
from dashboard.plan.models import Catalogue
from dashboard.reporting import default
from dashboard.screens import desk_frame, desk_slip_making, desk_slip_steps, frame, intake_reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, day_words, t

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Desk:
    """Who works at it, on what, with which slips, on which day."""

    who: Person
    chosen: Selection
    catalogue: Catalogue
    slips: tuple[Slip, ...]
    today: date

    @property
    def lang(self) -> Language:
        """The language of the page."""
        return self.chosen.lang

    def href(self, **changes: str) -> str:
        """Return an address of this part."""
        return self.chosen.href("desk", part="slips", **changes)

    def rows(self, found: Sequence[Slip]) -> tuple[SlipRow, ...]:
        """Return slips as rows of a table, each with the way to it."""
        units = {unit.id: intake_reads.name(unit, self.today, self.lang) for unit in self.catalogue.organisations}
        return tuple(slip_words.row(slip, units, self.today, self.lang, self.href(slip=slip.code)) for slip in found)


def show(who: Person, chosen: Selection) -> None:
    """Draw the part: the slip in the address, or every slip with what more could be made."""
    catalogue = intake_reads.catalogues()[chosen.plan.id]
    desk = Desk(who, chosen, catalogue, acts.known(default().primary, chosen.plan.id), settings().now())
    desk_frame.top(chosen, *_headline(desk))
    one = next((slip for slip in desk.slips if slip.code == chosen.chosen("slip")), None)
    if one is not None:
        return _one(desk, one)
    return _all(desk)


def _headline(desk: Desk) -> tuple[str, str]:
    """Return how many slips are open, late, to be closed and closed, and as of which day."""
    if not desk.slips:
        return t("slips.headline_none", desk.lang), ""
    still = [slip for slip in desk.slips if slip.open]
    counts = {"open": len(still), "late": sum(slip.late(desk.today) > 0 for slip in still),
              "answered": sum(slip.standing == "answered" for slip in still),
              "closed": sum(slip.standing == "closed" for slip in desk.slips)}  # fmt: skip
    day = day_words(desk.today, desk.lang)
    return t("slips.headline", desk.lang, **counts), t("slips.as_of", desk.lang, day=day)


def _all(desk: Desk) -> None:
    drafts = [slip for slip in desk.slips if slip.standing == "drafted"]
    told = [*drafts, *urgent(desk.slips, desk.today)]
    late = [slip for slip in told if slip.late(desk.today)]
    lists = [(t("slips.list_late", desk.lang), desk.rows(late)),
             (t("slips.list_open", desk.lang), desk.rows([slip for slip in told if slip not in late]))]  # fmt: skip
    desk_frame.part("desk_slip_lists.html", desk.chosen, lists=lists)
    if desk.chosen.published:
        desk_slip_making.draw(desk.who, desk.chosen, desk.catalogue, desk.slips, desk.today)
    ended = desk.rows([slip for slip in reversed(desk.slips) if not slip.open])
    frame.draw("desk_slips", desk.chosen, title=t("slips.list_ended", desk.lang), ended=ended)


def _contact(desk: Desk, slip: Slip) -> tuple[Contact, ...]:
    """Return whom to speak to about a slip."""
    found = known_contacts(default(), desk.chosen.plan.id, desk.who)
    return contacts.current(found, desk.today).get(slip.unit, ())


def _one(desk: Desk, slip: Slip) -> None:
    """Draw a slip: what it is about, its letter, what was done, and its next steps."""
    desk_frame.part("desk_slip.html", desk.chosen, row=desk.rows([slip])[0], slip=slip, back=desk.href(),
                    contact=_contact(desk, slip),
                    document_day=day_words(slip.document_day, desk.lang) if slip.document_day else "",
                    steps=slip_words.steps(slip, desk.lang))  # fmt: skip
    with st.container(key="desk-work-slip"):
        letter = slip_letter.letter(slip, desk.catalogue, demo=desk.chosen.edition.data_kind == "demo")
        st.download_button(t("slips.download", desk.lang), letter, slip_letter.name(slip), _DOCX, on_click="ignore",
                           key=f"slip-letter-{slip.code}-{len(slip.events)}")  # fmt: skip
        desk_slip_steps.draw(desk.who, desk.chosen, desk.catalogue, slip, desk.today)
    frame.draw("desk_end", desk.chosen)
