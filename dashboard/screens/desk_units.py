"""The desk's part of the units: whom to speak to at each, for publishers alone, and what the desk hands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.access import Person
from dashboard.desk import contacts as acts
from dashboard.figures import contacts
from dashboard.figures.contacts import Contact
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue, Organisation
from dashboard.reporting import default
from dashboard.screens import desk_appraisal, desk_frame, desk_handover, frame, intake_reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, Refused, t

GAPS = 40  # units without a contact that are named


@dataclass(frozen=True)
class Units:
    """Who works at it, for which plan, with which contacts, on which day."""

    who: Person
    chosen: Selection
    catalogue: Catalogue
    found: tuple[Contact, ...]
    today: date

    @property
    def lang(self) -> Language:
        """The language of the page."""
        return self.chosen.lang

    @property
    def names(self) -> dict[str, str]:
        """The units that owe something or have a contact, in the order of the catalogue."""
        kept = {unit.id for unit in lookup.every_sender(self.catalogue)} | {one.unit for one in self.found}
        return {unit.id: self.named(unit) for unit in self.catalogue.organisations if unit.id in kept}

    def named(self, unit: Organisation) -> str:
        """Return a unit by its name today."""
        return intake_reads.name(unit, self.today, self.lang)

    def gaps(self) -> tuple[str, ...]:
        """Return the units that owe something and have nobody in charge."""
        units = [unit.id for unit in lookup.every_sender(self.catalogue)]
        return tuple(self.names[code] for code in contacts.gaps(units, self.found, self.today))


def show(who: Person, chosen: Selection) -> None:
    """Draw the part: contacts and their gaps, the forms that change them, the list that is handed over."""
    catalogue = intake_reads.catalogues()[chosen.plan.id]
    units = Units(who, chosen, catalogue, acts.known(default(), chosen.plan.id, who), settings().now())
    missing, all_ = units.gaps(), len(lookup.every_sender(catalogue))
    key = "contacts.headline" if missing else "contacts.headline_all"
    desk_frame.top(chosen, t(key, units.lang, served=all_ - len(missing), all=all_, missing=len(missing)),
                   t("contacts.second", units.lang))  # fmt: skip
    shown = contacts.rows(units.found, units.names, units.today, units.lang)
    rows = [row for row in shown if row.mark.status != "ended"]
    desk_frame.part("desk_contacts.html", chosen, rows=rows, ended=[row for row in shown if row not in rows],
                    gaps=missing[:GAPS], more=max(len(missing) - GAPS, 0))  # fmt: skip
    with st.container(key="desk-work-contacts"):
        _enter(units)
        _end(units, list(dict.fromkeys(row.key for row in rows)))
    desk_handover.draw(chosen, catalogue, units.today)
    desk_appraisal.draw(who, chosen)
    frame.draw("desk_end", chosen)


def _enter(units: Units) -> None:
    """Draw the form of a new contact; the one before it of the same post ends by itself."""
    lang = units.lang
    with st.expander(t("contacts.enter", lang)), st.form(f"contact-{lang}", border=False, enter_to_submit=False):
        left, middle, right = st.columns(3)
        with left:
            codes = [unit.id for unit in units.catalogue.organisations if unit.kind != "class"]
            named = {unit.id: units.named(unit) for unit in units.catalogue.organisations}
            unit = st.selectbox(t("contacts.unit", lang), codes, None, format_func=lambda code: named[code],
                                filter_mode=None, placeholder=t("slips.field_choose", lang))  # fmt: skip
            begins = st.date_input(t("contacts.from", lang), units.today, format="YYYY-MM-DD")
        with middle:
            post = st.text_input(t("contacts.post", lang), max_chars=40)
            line = st.text_input(t("contacts.line", lang), max_chars=30, placeholder="0376-6XXXXXX")
        with right:
            name = st.text_input(t("contacts.name", lang), max_chars=40)
            ends = st.date_input(t("contacts.to", lang), None, format="YYYY-MM-DD")
        pressed = st.form_submit_button(t("contacts.enter_do", lang), type="primary")
    if pressed:
        one = Contact(unit or "", post or "", begins or units.today, ends, name or "", line or "")
        _do(units, one, None)


def _end(units: Units, keys: Sequence[str]) -> None:
    """Draw the form that ends a contact with nobody to follow."""
    lang = units.lang
    if not keys:
        return
    with st.expander(t("contacts.end", lang)), st.form(f"contact-end-{lang}", border=False, enter_to_submit=False):
        left, right = st.columns(2)
        with left:
            key = st.selectbox(t("contacts.which", lang), keys, filter_mode=None,
                               format_func=lambda key: " ".join((units.names[key.partition("/")[0]],
                                                                 key.partition("/")[2])))  # fmt: skip
        with right:
            last = st.date_input(t("contacts.last", lang), units.today, format="YYYY-MM-DD")
        pressed = st.form_submit_button(t("contacts.end_do", lang))
    if pressed and key:
        _do(units, None, (key, last or units.today))


def _do(units: Units, one: Contact | None, ended: tuple[str, date] | None) -> None:
    """Change a contact and say so; say why where it is refused."""
    try:
        if one is not None:
            acts.enter(default().primary, units.catalogue, one, units.who)
        elif ended is not None:
            unit, _, post = ended[0].partition("/")
            acts.end(default().primary, units.catalogue, (unit, post), ended[1], units.who)
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(units.lang), units.chosen)
    desk_frame.turn(t("contacts.entered" if one is not None else "contacts.ended", units.lang))
