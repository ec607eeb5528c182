"""The forms that change due days: more time for whom, for what and why; the notice of a year's holidays."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dashboard.access import Person
from dashboard.desk import extending, holidays
from dashboard.figures.due_board import Known
from dashboard.plan.models import Catalogue
from dashboard.reporting import default
from dashboard.screens import desk_frame, intake_reads
from dashboard.screens.selection import Selection
from dashboard.wording import Refused, day_words, t


def draw(who: Person, chosen: Selection, known: Known, catalogue: Catalogue) -> None:
    """Draw the form for the report period shown; granting takes effect at once."""
    lang = chosen.lang
    senders = list(dict.fromkeys(duty.report.sender for duty in known.duties))
    if not senders:
        return
    with st.container(key="desk-work-extend"), st.expander(t("due.extend", lang)):
        st.caption(t("due.extend_note", lang))
        with st.form(f"due-extend-{known.period}-{lang}", border=False, enter_to_submit=False):
            left, middle, right = st.columns(3)
            with left:
                unit = st.selectbox(t("due.extend_unit", lang), ["", *senders], filter_mode=None,
                                    format_func=lambda code: known.named(code) if code else
                                    t("due.extend_every_unit", lang))  # fmt: skip
                sheet = st.selectbox(t("due.extend_sheet", lang), ["", *known.sheets], filter_mode=None,
                                     format_func=lambda code: known.sheets.get(code) or
                                     t("due.extend_every_sheet", lang))  # fmt: skip
            with middle:
                until = st.date_input(t("due.extend_until", lang), known.today + timedelta(days=7), format="YYYY-MM-DD")
                reason = st.text_input(t("due.extend_reason", lang), max_chars=200)
            with right:
                doc_no = st.text_input(t("due.extend_doc_no", lang), max_chars=60)
                person = st.text_input(t("due.extend_person", lang), who.name, max_chars=60)
            pressed = st.form_submit_button(t("due.extend", lang), type="primary")
        if pressed and until is not None:
            asked = extending.Asked(unit or "", sheet or "", known.period, until, reason or "", doc_no or "",
                                    person or "")  # fmt: skip
            _grant(who, chosen, known, asked)


def _grant(who: Person, chosen: Selection, known: Known, asked: extending.Asked) -> None:
    try:
        files = intake_reads.files()[chosen.plan.id]
        day = extending.extend(default().primary, files, asked, who.actor, known.today)
    except Refused as refusal:
        desk_frame.turn(refusal.sentence(chosen.lang))
    desk_frame.turn(t("due.extended", chosen.lang, day=day_words(day, chosen.lang)))


def announce(who: Person, chosen: Selection, known: Known, years: tuple[int, ...]) -> None:
    """Draw the form of a notice of holidays, for years that are shown and not announced; nothing without any."""
    lang = chosen.lang
    if not years:
        return
    with st.container(key="desk-work-notice"), st.expander(t("due.notice", lang)):
        with st.form(f"due-notice-{lang}", border=False, enter_to_submit=False):
            left, right = st.columns([1, 3])
            with left:
                year = st.selectbox(t("due.notice_year", lang), years, filter_mode=None) or years[0]
                doc_no = st.text_input(t("due.extend_doc_no", lang), max_chars=60, key=f"due-notice-no-{lang}")
                person = st.text_input(t("due.notice_person", lang), who.name, max_chars=60)
            with right:
                off = st.text_area(t("due.notice_off", lang), max_chars=2000)
                worked = st.text_area(t("due.notice_worked", lang), max_chars=1000)
            pressed = st.form_submit_button(t("due.notice_do", lang), type="primary")
        if pressed:
            given = holidays.Announced(year, off or "", worked or "", doc_no or "", person or "")
            _announce(who, chosen, known, given)


def _announce(who: Person, chosen: Selection, known: Known, given: holidays.Announced) -> None:
    try:
        files = intake_reads.files()[chosen.plan.id]
        holidays.announce(default().primary, files, given, who.actor, known.today)
    except Refused as refusal:
        desk_frame.turn(refusal.sentence(chosen.lang))
    desk_frame.turn(t("due.notice_done", chosen.lang, year=given.year))
