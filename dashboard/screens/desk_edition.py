"""The edition on the desk: compiled, handed in with its proof, approved or sent back, published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.access import Person
from dashboard.desk import drafts, proof
from dashboard.desk.drafts import Draft, Step
from dashboard.desk.proof import Made
from dashboard.figures import decode
from dashboard.figures import desk_edition as figure
from dashboard.figures.desk_edition import Choice, StepRow
from dashboard.figures.facts import Edition
from dashboard.publishing.freezing import Request, publish
from dashboard.reporting import default
from dashboard.screens import desk_frame, desk_set, desk_signed, desk_texts, frame, intake_reads, reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Refused, edition_words, t

_MADE = "desk-proof"  # the proof that was made last in this session, with what was asked
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(who: Person, chosen: Selection) -> None:
    """Draw the part: how the edition stands, what can be done now, and what was done."""
    lang, found = chosen.lang, _draft(chosen)
    desk_frame.top(chosen, t(f"desk.state_{found.state}", lang), _second(found, chosen))
    with st.container(key="desk-work-edition"):
        if found.submitted is not None:
            _in_review(who, chosen, found, found.submitted)
        elif who.publishes:
            _compiling(who, chosen)
    with st.container(key="desk-work-texts"):
        writing = who.publishes and not found.open
        desk_texts.draw(who, chosen, _on_the_desk(found) or _options(chosen), writing=writing)
        desk_set.draw(who, chosen, writing=writing)
    desk_signed.draw(who, chosen)
    frame.draw("desk_edition", chosen, steps=tuple(_row(step, chosen) for step in reversed(found.steps)))


def _draft(chosen: Selection) -> Draft:
    newest = max((edition.number for edition in _editions(chosen)), default=0)
    return drafts.draft(default().primary, chosen.plan.id, newest + 1)


def _editions(chosen: Selection) -> tuple[Edition, ...]:
    rows = default().primary.rows("edition_list", plan=chosen.plan.id)
    return tuple(map(decode.edition, rows))


def _on_the_desk(found: Draft) -> tuple[Choice, ...]:
    """Return what was handed in."""
    asked = found.submitted.request if found.submitted else None
    return (Choice(asked.through, asked.correct or ""),) if asked else ()


def _options(chosen: Selection) -> tuple[Choice, ...]:
    return figure.choices(chosen.plan, _editions(chosen), settings().now())


def _second(found: Draft, chosen: Selection) -> str:
    handed_in = found.submitted
    if handed_in is None or handed_in.proof is None:
        return t("desk.two_persons" if settings().two_persons else "desk.one_person", chosen.lang)
    return t("desk.handed_in", chosen.lang, edition=edition_words(handed_in.proof.label, chosen.lang),
             person=handed_in.actor, at=_moment(handed_in.at))  # fmt: skip


def _compiling(who: Person, chosen: Selection) -> None:
    """Draw the form of what is to be published, and its proof once it is made."""
    lang = chosen.lang
    options = _options(chosen)
    if not options:
        return frame.note(t("desk.nothing_to_publish", lang), chosen)
    asked = _asked(who, chosen, options)
    if asked is not None:
        _made(chosen, asked)
    held: tuple[Request, Made] | None = st.session_state.get(_MADE)
    if held is None:
        return None
    request, made = held
    _proof(chosen, made)
    with st.container(horizontal=True):
        if st.button(t("desk.submit", lang), type="primary"):
            _do(chosen, lambda: _submit(who, chosen, request, made), "desk.submitted")
        if not settings().two_persons and st.button(t("desk.publish_now", lang)):
            _do(chosen, lambda: _publish(chosen, request), "desk.published")


def _asked(who: Person, chosen: Selection, options: tuple[Choice, ...]) -> Request | None:
    lang = chosen.lang
    with st.form("desk-edition-form", border=False, enter_to_submit=False):
        left, right = st.columns(2)
        with left:
            at = st.selectbox(t("desk.edition", lang), options, format_func=lambda one: one.words(lang),
                              filter_mode=None)  # fmt: skip
        with right:
            doc_no = st.text_input(t("desk.column_doc_no", lang), max_chars=100)
        reason = st.text_input(t("desk.reason_of", lang), max_chars=300, placeholder=t("desk.reason_when", lang))
        incomplete = st.checkbox(t("desk.incomplete", lang))
        if not st.form_submit_button(t("desk.make_proof", lang)):
            return None
    return Request(at.through, incomplete, (reason or "").strip(), at.correct or None, (doc_no or "").strip(),
                   who.actor)  # fmt: skip


def _made(chosen: Selection, asked: Request) -> None:
    st.session_state.pop(_MADE, None)
    try:
        with st.spinner(t("desk.making_proof", chosen.lang)):
            made = proof.make(default().primary, intake_reads.catalogues()[chosen.plan.id], asked)
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(chosen.lang), chosen)
    st.session_state[_MADE] = (asked, made)
    return None


def _proof(chosen: Selection, made: Made) -> None:
    lang = chosen.lang
    desk_frame.part("desk_proof.html", chosen, told=made.told[lang],
                    title=edition_words(made.proof.label, lang))  # fmt: skip
    _download(chosen, made.proof.label, made.content)


def _download(chosen: Selection, label: str, content: bytes) -> None:
    name = t("desk.proof_file", "zh", edition=edition_words(label, "zh"))
    st.download_button(t("desk.proof_download", chosen.lang), content, f"{name}.docx", DOCX, on_click="ignore")


def _submit(who: Person, chosen: Selection, request: Request, made: Made) -> None:
    proof.keep(settings().proofs, made)
    drafts.submit(default().primary, chosen.plan.id, request, made.proof, who)


def _publish(chosen: Selection, request: Request) -> None:
    plan = intake_reads.catalogues()[chosen.plan.id]
    publish(default().primary, plan, request.through, request.incomplete, request.reason, request.correct,
            request.doc_no, request.publisher, request.rules)  # fmt: skip
    reads.editions.clear()


def _in_review(who: Person, chosen: Selection, found: Draft, handed_in: Step) -> None:
    """Draw what was handed in, and what this person may do about it."""
    lang, plan = chosen.lang, chosen.plan.id
    assert handed_in.proof is not None
    desk_frame.part("desk_handed_in.html", chosen, title=edition_words(handed_in.proof.label, lang),
                    told=handed_in.proof.told)  # fmt: skip
    file = proof.kept(settings().proofs, handed_in.proof.file_hash)
    if file.exists():
        _download(chosen, handed_in.proof.label, file.read_bytes())
    note = st.text_input(t("desk.note", lang), max_chars=300, key=f"desk-note-{found.state}") or ""
    with st.container(horizontal=True):
        if found.state == "in_review" and who.reviews and st.button(t("desk.approve", lang), type="primary"):
            _do(chosen, lambda: drafts.approve(default().primary, plan, who, note, apart=settings().two_persons),
                "desk.approved")  # fmt: skip
        if found.state == "approved" and who.publishes and st.button(t("desk.publish", lang), type="primary"):
            _do(chosen, lambda: _release(who, chosen), "desk.published")
        if who.reviews and st.button(t("desk.send_back", lang)):
            _do(chosen, lambda: drafts.send_back(default().primary, plan, who, note), "desk.sent_back")
        if who.actor == handed_in.actor and st.button(t("desk.withdraw", lang)):
            _do(chosen, lambda: drafts.withdraw(default().primary, plan, who, note), "desk.withdrawn")


def _release(who: Person, chosen: Selection) -> None:
    drafts.release(default().primary, intake_reads.catalogues()[chosen.plan.id], who)
    reads.editions.clear()


def _do(chosen: Selection, act: Callable[[], None], told: str) -> None:
    """Do an act and say so, or say why it was not done."""
    try:
        with st.spinner(t("desk.working", chosen.lang)):
            act()
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(chosen.lang), chosen)
    st.session_state.pop(_MADE, None)
    desk_frame.turn(t(told, chosen.lang))


def _row(step: Step, chosen: Selection) -> StepRow:
    return StepRow(_moment(step.at), step.actor, t(f"desk.act_{step.act}", chosen.lang), step.note)


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(ZoneInfo(settings().time_zone)):%Y-%m-%d %H:%M}"
