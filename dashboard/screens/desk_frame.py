"""What every part of the office's desk shares: its head, the way to the other parts, and what the last act said."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from dashboard.access import Person
from dashboard.figures.desk import DeskPage
from dashboard.figures.shell import Entry
from dashboard.screens import frame, person
from dashboard.screens.selection import Selection
from dashboard.wording import t

PARTS = ("edition", "calendar", "evidence", "slips", "units", "auditor", "golive")
_SAID = "desk-said"


def may(who: Person, part: str) -> bool:
    """Return whether somebody may work at a part: publishers at each, others where they have something to do."""
    own = {"edition": who.reviews, "evidence": who.reviews or who.sends, "auditor": who.role == "auditor"}
    return who.publishes or own.get(part, False)


def part_of(who: Person, chosen: Selection) -> str:
    """Return the part of the desk in the address; without one going live before the first edition, then the edition.

    Who may not work there begins at the first part that is open to this person.
    """
    asked = chosen.chosen("part")
    if asked in PARTS:
        return asked
    first = PARTS[0] if chosen.published else "golive"
    return first if may(who, first) else next((name for name in PARTS if may(who, name)), first)


def top(chosen: Selection, headline: str, second: str = "") -> None:
    """Draw the head of a part."""
    who = person.current()
    now = part_of(who, chosen)
    parts = tuple(Entry(t(f"desk.part_{name}", chosen.lang), chosen.href("desk", part=name), name == now)
                  for name in PARTS if may(who, name))  # fmt: skip
    frame.draw("desk_top", chosen, page=DeskPage(headline, second, parts), said=said())


def part(template: str, chosen: Selection, **values: object) -> None:
    """Draw a template that shares the page with others."""
    st.html(frame.part(template, chosen, "desk", **values))


def refused(sentence: str, chosen: Selection) -> None:
    """Draw why something was not done."""
    part("desk_refused.html", chosen, text=sentence)


def said() -> tuple[str, ...]:
    """Return what the last act had to say, until another address is opened."""
    sentences, address = st.session_state.get(_SAID, ((), {}))
    return tuple(sentences) if address == st.query_params.to_dict() else ()


def turn(*sentences: str) -> NoReturn:
    """Keep what is to be said and draw the page anew."""
    st.session_state[_SAID] = (tuple(filter(None, sentences)), st.query_params.to_dict())
    st.rerun()
