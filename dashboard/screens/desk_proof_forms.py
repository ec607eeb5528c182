"""The forms of evidence: a file attached to what it proves; one file verified, returned or withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.desk import evidence as acts
from dashboard.desk import paper_files
from dashboard.desk.evidence import Given
from dashboard.figures import markup, proof_page
from dashboard.figures.filed import FOLLOWS, Filed, Place, State
from dashboard.reporting import default
from dashboard.screens import desk_frame
from dashboard.settings import settings
from dashboard.wording import Refused, t

if TYPE_CHECKING:
    from dashboard.screens.desk_proof import Desk

_TURN = "desk-proof-turn"  # an uploader with a new key is an empty one
_ORDER = ("returned", "none", "submitted", "verified")


def most() -> int:
    """Return the largest file that is taken, in MB: as set, and never more than the server takes."""
    return min(settings().evidence_mb, int(st.get_option("server.maxUploadSize")))


def attach(desk: Desk) -> None:
    """Draw the form that attaches a file to what it proves."""
    lang, turn = desk.lang, int(st.session_state.get(_TURN, 0))
    desk_frame.part("desk_proof_attach.html", desk.chosen, most=most())
    st.html(f"<style>{markup.render('intake_uploader.j2', lang, most=most())}</style>")
    with st.form(f"desk-proof-{turn}-{lang}", border=False, enter_to_submit=False):
        file = st.file_uploader(t("proof.file", lang), type=[one[1:] for one in paper_files.EXTENSIONS],
                                label_visibility="collapsed", max_upload_size=most())  # fmt: skip
        places = st.multiselect(t("proof.subjects", lang), _places(desk), format_func=_labels(desk).__getitem__,
                                placeholder=t("proof.choose", lang), filter_mode="contains")  # fmt: skip
        left, right = st.columns(2)
        with left:
            doc_no = st.text_input(t("proof.doc_no", lang), max_chars=100)
        with right:
            day = st.date_input(t("proof.doc_date", lang), None, max_value=desk.today, format="YYYY-MM-DD")
        pressed = st.form_submit_button(t("proof.attach", lang), type="primary")
    if not pressed:
        return None
    if file is None:
        return desk_frame.refused(t("proof.no_file", lang), desk.chosen)
    try:
        taken = paper_files.taken(file.name, file.getvalue(), most())
        told = _attach(desk, Given(taken, tuple(places), doc_no or "", day))
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(lang), desk.chosen)
    st.session_state[_TURN] = turn + 1
    desk_frame.turn(*told)


def _attach(desk: Desk, given: Given) -> tuple[str, ...]:
    """Keep a file and attach it; return what is to be said."""
    lang = desk.lang
    paper_files.keep(settings().papers, given.file)
    made = acts.attach(default().primary, desk.catalogue, given, desk.who, desk.today)
    told = t("proof.done_attached", lang, file=given.file.name, count=made.count)
    return (told, t("proof.known_before", lang, file=made.before)) if made.before else (told,)


def _places(desk: Desk) -> list[Place]:
    """Return what a file can prove, that first which has nothing yet."""
    found = desk.known.subjects
    return sorted(found, key=lambda place: (_ORDER.index(desk.known.standing(place)), place))


def _labels(desk: Desk) -> dict[Place, str]:
    namer, lang = desk.namer, desk.lang
    return {place: t("proof.option", lang, group=namer.group(place[0]), name=namer.subject(place, one.title),
                     unit=namer.unit(one.sender), state=t(f"tasks.proof_{desk.known.standing(place)}", lang))
            for place, one in desk.known.subjects.items()}  # fmt: skip


def one(desk: Desk, group: Sequence[Filed]) -> None:
    """Draw one file: what it proves, what was done, and what this person may do about it."""
    digest = group[0].file_hash
    told = proof_page.opened(group, desk.known.subjects, desk.namer, desk.chosen.href(f"papers/{digest}"))
    desk_frame.part("desk_proof_file.html", desk.chosen, file=told, back=desk.href(paper=""))
    with st.container(key="desk-work-proof"):
        if desk.who.reviews:
            _step(desk, group, "verified")
            _step(desk, group, "returned")
        if desk.who.sends:
            _step(desk, group, "withdrawn")


def _step(desk: Desk, group: Sequence[Filed], state: State) -> None:
    """Draw the form of one step; nothing where it cannot follow."""
    lang = desk.lang
    places = [one.place for one in group if state in FOLLOWS[one.state]]
    if not places:
        return None
    key = f"desk-proof-{state}-{group[0].file_hash[:12]}-{sum(len(one.steps) for one in group)}-{lang}"
    with (
        st.expander(t(f"proof.do_{state}", lang), expanded=state == "verified", key=key),
        st.form(f"{key}-form", border=False, enter_to_submit=False),
    ):
        names = {one.place: _named(desk, one.place) for one in group}
        chosen = places
        if len(places) > 1:
            chosen = st.multiselect(t("proof.subjects", lang), places, places, format_func=names.__getitem__,
                                    filter_mode="contains")  # fmt: skip
        note = st.text_input(t(f"proof.note_{state}", lang), max_chars=200)
        pressed = st.form_submit_button(t(f"proof.do_{state}", lang), type="primary")
    return _take(desk, [one for one in group if one.place in chosen], state, note or "") if pressed else None


def _named(desk: Desk, place: Place) -> str:
    known = desk.known.subjects.get(place)
    return desk.namer.subject(place, known.title if known else "")


def _take(desk: Desk, found: Sequence[Filed], state: State, note: str) -> None:
    try:
        count = acts.step(default().primary, desk.catalogue, found, acts.act(state, desk.who, desk.today, note),
                          desk.who, apart=settings().two_persons)  # fmt: skip
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(desk.lang), desk.chosen)
    desk_frame.turn(t(f"proof.done_{state}", desk.lang, file=found[0].file_name, count=count))
