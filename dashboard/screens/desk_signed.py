"""Signed copies of circulars: the form on the desk, and every copy with the numbers that differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.access import Person
from dashboard.desk import paper_files, signed
from dashboard.desk.signed import Signed
from dashboard.figures import markup
from dashboard.figures.signed_words import SignedRow, row
from dashboard.reporting import default
from dashboard.screens import desk_frame, desk_proof_forms, frame, reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Refused, edition_words, t

_TURN = "desk-signed-turn"  # an uploader with a new key is an empty one


def draw(who: Person, chosen: Selection) -> None:
    """Draw every signed copy, and for publishers the form for another; nothing before the first edition."""
    if not chosen.published:
        return
    found = signed.copies(default().primary, chosen.plan.id)
    desk_frame.part("desk_signed.html", chosen, rows=tuple(_row(one, chosen) for one in reversed(found)))
    if who.publishes:
        with st.container(key="desk-work-signed"):
            _form(who, chosen, found)


def shown(who: Person, chosen: Selection) -> None:
    """Draw the signed copies of the edition chosen, for those who may take what is handed round."""
    if not who.takes_packs:
        return
    found = signed.copies(default().primary, chosen.plan.id, chosen.edition.label)
    if found:
        st.html(frame.part("desk_signed.html", chosen, "review",
                           rows=tuple(_row(one, chosen) for one in reversed(found))))  # fmt: skip


def _row(one: Signed, chosen: Selection) -> SignedRow:
    return row(one.label, one.file_name, one.doc_no, one.doc_date, one.person, one.kept_on,
               (one.compared.outcome, one.compared.count, one.compared.absent),
               [(found.edition, found.copy, found.words) for found in one.compared.differences],
               chosen.href(f"papers/{one.file_hash}"), chosen.lang)  # fmt: skip


def _form(who: Person, chosen: Selection, found: Sequence[Signed]) -> None:
    lang, turn, today = chosen.lang, int(st.session_state.get(_TURN, 0)), settings().now()
    labels = _labels(chosen, found)
    known = next((one.doc_no for one in chosen.editions if labels and one.label == labels[0]), "")
    st.html(f"<style>{markup.render('intake_uploader.j2', lang, most=desk_proof_forms.most())}</style>")
    with st.form(f"desk-signed-{turn}-{lang}", border=False, enter_to_submit=False):
        left, middle, right = st.columns(3)
        with left:
            label = st.selectbox(t("signed.edition", lang), labels, format_func=lambda one: edition_words(one, lang),
                                 filter_mode=None)  # fmt: skip
        with middle:
            doc_no = st.text_input(t("signed.doc_no", lang), known, max_chars=80, placeholder=t("signed.example", lang))
        with right:
            day = st.date_input(t("signed.doc_date", lang), today, max_value=today, format="YYYY-MM-DD")
        file = st.file_uploader(t("signed.file", lang), type=["pdf"], max_upload_size=desk_proof_forms.most(),
                                label_visibility="collapsed")  # fmt: skip
        if not st.form_submit_button(t("signed.keep", lang), type="primary"):
            return None
    if file is None or label is None:
        return desk_frame.refused(t("signed.no_file", lang), chosen)
    try:
        with st.spinner(t("signed.comparing", lang)):
            made = _keep(who, chosen, label, file.name, file.getvalue(), doc_no or "", day)
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(lang), chosen)
    st.session_state[_TURN] = turn + 1
    desk_frame.turn(t("signed.done", lang, edition=edition_words(label, lang), number=made.doc_no),
                    _row(made, chosen).result)  # fmt: skip


def _labels(chosen: Selection, found: Sequence[Signed]) -> list[str]:
    """Return the editions, those without a signed copy first, the newest before older ones."""
    has = {one.label for one in found}
    ordered = sorted(chosen.editions, key=lambda one: -one.number)
    return [one.label for one in sorted(ordered, key=lambda one: one.label in has)]


def _keep(
    who: Person, chosen: Selection, label: str, name: str, content: bytes, doc_no: str, day: date | None
) -> Signed:
    file = paper_files.taken(name, content, desk_proof_forms.most(), ("pdf",))
    edition = next(one for one in chosen.editions if one.label == label)
    book = reads.book(chosen.plan.id, edition.number, "zh", "")
    signed.number(doc_no)
    paper_files.keep(settings().papers, file)
    return signed.keep(default().primary, book, file, doc_no, day, who, settings().now())
