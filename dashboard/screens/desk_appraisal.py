"""绩效考核底稿 on the desk: made for one unit on request, as a workbook to take away; nothing of it is shown."""

from __future__ import annotations

import streamlit as st

from dashboard.access import Person
from dashboard.desk import appraisal
from dashboard.figures import decode
from dashboard.plan.models import Organisation
from dashboard.reporting import default
from dashboard.review.files import File
from dashboard.screens import desk_frame, reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Refused, edition_words, t

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MADE = "desk-appraisal"  # in the session: for whom, and the workbook


def draw(who: Person, chosen: Selection) -> None:
    """Draw the button, or in one sentence why there is none."""
    lang = chosen.lang
    desk_frame.part("desk_slip_offers.html", chosen, title=t("appraisal.title", lang), note=t("appraisal.desk", lang))
    with st.container(key="desk-work-appraisal"):
        try:
            appraisal.allowed(settings(), chosen.plan.id, who)
        except Refused as refusal:
            return desk_frame.part("desk_note.html", chosen, text=refusal.sentence(lang))
        if chosen.published:
            _making(who, chosen)
    return None


def _making(who: Person, chosen: Selection) -> None:
    lang, edition = chosen.lang, chosen.edition
    opened = reads.book(chosen.plan.id, edition.number, lang, "")
    known = decode.definitions(opened.rows("organisations"), Organisation)
    names = opened.state.organisations
    with st.form(f"appraisal-{lang}", border=False, enter_to_submit=False):
        unit = st.selectbox(t("contacts.unit", lang), appraisal.evaluated(opened, known), filter_mode=None,
                            format_func=lambda code: names[code])  # fmt: skip
        label = t("appraisal.make", lang, edition=edition_words(edition.label, lang))
        pressed = st.form_submit_button(label)
    if pressed and unit:
        st.session_state.pop(_MADE, None)
        try:
            made = appraisal.files(default(), chosen.plan.id, edition.label, unit, who, settings(), lang)
        except Refused as refusal:
            return desk_frame.refused(refusal.sentence(lang), chosen)
        st.session_state[_MADE] = made[0]
    file: File | None = st.session_state.get(_MADE)
    if file is not None:
        st.download_button(t("appraisal.take", lang, name=file.name), file.content, file.name, _XLSX, on_click="ignore")
    return None
