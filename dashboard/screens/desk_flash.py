"""Monthly flash editions on the desk: a list of them apart, and a button that publishes the next one."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.access import Person
from dashboard.plan import periods
from dashboard.plan.models import Catalogue
from dashboard.publishing import publish
from dashboard.reporting import Edition, default, editions
from dashboard.screens import desk_frame, frame, reads
from dashboard.screens.audit import moment
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Refused, edition_words, period_words, t

OFFERED = 4  # months that can be published


@dataclass(frozen=True)
class FlashRow:
    """A flash edition in the list."""

    name: str
    href: str
    cut_off: str
    at: str
    publisher: str


def draw(who: Person, chosen: Selection, catalogue: Catalogue) -> None:
    """Draw the list and the form; a flash edition is never the default and in no history."""
    lang = chosen.lang
    known = editions(default().primary, catalogue.plan.id)
    rows = tuple(_row(one, chosen) for one in reversed(known) if one.kind == "flash")
    desk_frame.part("desk_flash.html", chosen, rows=rows)
    months = open_months(catalogue, known)
    if not months:
        return
    if settings().two_persons:
        return frame.note(t("desk.flash_reviewed", lang), chosen)
    with st.container(key="desk-work-flash"), st.form(f"due-flash-{lang}", border=False, enter_to_submit=False):
        left, right = st.columns([1, 3])
        with left:
            month = st.selectbox(t("due.flash_month", lang), months, filter_mode=None,
                                 format_func=lambda month: period_words(month, lang)) or months[0]  # fmt: skip
        with right:
            reason = st.text_input(t("due.flash_reason", lang), max_chars=200)
        if st.form_submit_button(t("due.flash_do", lang), type="primary"):
            _publish(who, chosen, catalogue, month, reason or "")


def open_months(catalogue: Catalogue, known: list[Edition]) -> tuple[str, ...]:
    """Return the last months within a quarter that have ended and have no flash edition, the newest first."""
    plan, today = catalogue.plan, settings().now()
    last = min(periods.shift(f"{today:%Y-%m}", -1), plan.settled_by)
    done = {one.through for one in known if one.kind == "flash"}
    months = [month for month in periods.span(plan.data_from, last, "M")
              if periods.parse(month)[1] % 3 and month not in done]  # fmt: skip
    return tuple(reversed(months[-OFFERED:]))


def _row(one: Edition, chosen: Selection) -> FlashRow:
    return FlashRow(edition_words(one.label, chosen.lang), chosen.href(edition=one.label), one.cut_off,
                    moment(one.published_at), one.publisher)  # fmt: skip


def _publish(who: Person, chosen: Selection, catalogue: Catalogue, month: str, reason: str) -> None:
    """Publish as the command line does; gaps in the data need a reason."""
    try:
        with st.spinner(t("due.flash_publish", chosen.lang, month=period_words(month, chosen.lang))):
            publish(default().primary, catalogue, month, incomplete=bool(reason.strip()), reason=reason,
                    publisher=who.actor)  # fmt: skip
    except Refused as refusal:
        desk_frame.turn(refusal.sentence(chosen.lang))
    reads.editions.clear()
    desk_frame.turn(t("due.flash_published", chosen.lang, month=period_words(month, chosen.lang)))
