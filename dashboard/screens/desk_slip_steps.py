"""The forms of a slip's next steps: only those that may follow, filled in with what is known."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from dashboard.access import Person
from dashboard.desk import slips as acts
from dashboard.desk.slip_offers import settled
from dashboard.figures.shell import place
from dashboard.figures.slips import STEPS, Act, Event, Slip
from dashboard.plan.models import Catalogue
from dashboard.reporting import default
from dashboard.review.book import Book
from dashboard.screens import desk_frame, reads
from dashboard.screens.selection import Selection
from dashboard.wording import Refused, t

_LONGEST = 500  # characters of a text


def draw(who: Person, chosen: Selection, catalogue: Catalogue, slip: Slip, today: date) -> None:
    """Draw a form for each step that may follow; none for a slip that has ended."""
    allowed = list(STEPS[slip.standing])
    if not allowed:
        return desk_frame.part("desk_note.html", chosen, text=t("slips.ended", chosen.lang))
    for act in allowed:
        key = f"slip-step-{act}-{slip.code}-{len(slip.events)}"
        with st.expander(t(f"slips.do_{act}", chosen.lang), expanded=act == allowed[0], key=key):
            event = _form(who, chosen, slip, act, today)
        if event is not None:
            _take(who, chosen, catalogue, slip, event, today)
    return None


def _form(who: Person, chosen: Selection, slip: Slip, act: Act, today: date) -> Event | None:
    """Return the step when its button was pressed."""
    lang, last = chosen.lang, slip.events[-1].day
    with st.form(f"slip-{act}-{slip.code}-{len(slip.events)}-{lang}", border=False, enter_to_submit=False):
        left, right = st.columns(2)
        with left:
            person = st.text_input(t(f"slips.person_{act}", lang), _person(who, slip, act), max_chars=60)
        with right:
            day = st.date_input(t("slips.col_day", lang), max(today, last), last, max(today, last), format="YYYY-MM-DD")
        note = ""
        if act in ("answer", "extend", "close", "withdraw"):
            known = settled(slip, _book(chosen)) if act == "close" else ""
            note = st.text_area(t(f"slips.note_{act}", lang), known, max_chars=_LONGEST, height=80)
        reference = st.text_input(t("slips.reference", lang), max_chars=200) if act == "answer" else ""
        due = _new_due(slip, today, chosen) if act == "extend" else None
        if not st.form_submit_button(t(f"slips.do_{act}", lang), type="primary"):
            return None
    return Event(act, day or today, person or "", note or "", reference or "", due)


def _new_due(slip: Slip, today: date, chosen: Selection) -> date | None:
    now = max(slip.due, today)
    longer, first = now + timedelta(days=chosen.plan.slips.days), now + timedelta(days=1)
    found: date | None = st.date_input(t("slips.new_due", chosen.lang), longer, first, format="YYYY-MM-DD")
    return found


def _person(who: Person, slip: Slip, act: Act) -> str:
    """Return who probably does it: the office's own steps whoever is at work, an answer whoever signed."""
    if act in ("sign", "answer"):
        return next((event.person for event in reversed(slip.events) if event.act in ("sign", "answer")), "")
    return who.name


def _book(chosen: Selection) -> Book:
    newest = max(chosen.editions, key=place)
    return reads.book(chosen.plan.id, newest.number, chosen.lang, "")


def _take(who: Person, chosen: Selection, catalogue: Catalogue, slip: Slip, event: Event, today: date) -> None:
    try:
        acts.act(default().primary, catalogue, slip.code, event, who.actor, today)
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(chosen.lang), chosen)
    desk_frame.turn(t(f"slips.done_{event.act}", chosen.lang, number=slip.label))
