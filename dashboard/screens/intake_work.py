"""What is done on the page of sending: upload, confirm, send back, withdraw; nothing is kept but in the session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from dashboard.access import Person
from dashboard.figures import intake_draft, markup
from dashboard.figures.intake_values import DraftCard, IntakePage
from dashboard.plan import lookup
from dashboard.screens import frame, intake_confirming, intake_drafts, intake_form, intake_reads
from dashboard.screens.intake import Place
from dashboard.screens.intake_drafts import Draft
from dashboard.screens.literal import literal
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, Refused, period_words, t

_DRAFTS, _SAID, _TURN = "intake-drafts", "intake-said", "intake-turn"
_BEGUN = 0.1  # of the bar for a file that is being read
_MOST, _SEVERAL = 20, 2  # drafts at a time; of which several can be taken together
Item = TypeVar("Item")


@dataclass(frozen=True)
class Desk:
    """One run of the page: who works, what is looked at, what it shows."""

    person: Person
    chosen: Selection
    at: Place
    page: IntakePage

    @property
    def lang(self) -> Language:
        """The reader's language."""
        return self.chosen.lang

    @property
    def unit(self) -> str:
        """The name of the unit."""
        return intake_reads.name(self.at.unit, settings().now(), self.lang)


def said() -> tuple[str, ...]:
    """Return what the last act had to say, for the head of the page, until another address is opened."""
    sentences, address = st.session_state.get(_SAID, ((), {}))
    return tuple(sentences) if address == st.query_params.to_dict() else ()


def drafts() -> tuple[Draft, ...]:
    """Return the workbooks that are on their way in, the newest first."""
    return tuple(st.session_state.get(_DRAFTS, ()))


def draw(desk: Desk) -> None:
    """Draw the drafts, the form or the question of withdrawing, and the place to upload beside what is owed."""
    with st.container(key="intake-work"):
        if desk.chosen.chosen("withdraw") == desk.at.period:
            _withdrawing(desk)
        intake_confirming.draw(desk.at, desk.person, desk.chosen, desk.page, lambda told: _turn(drafts(), told))
        _together(desk)
        for draft in drafts():
            _draft(desk, draft)
        if desk.chosen.chosen("sheet"):
            intake_form.draw(desk.at, desk.person, desk.chosen, desk.page.questions, _keep)
        left, right = st.columns([2, 3], gap="large")
        with left:
            _uploading(desk)
        with right:
            _part("intake_owed.html", desk, page=desk.page)


def _uploading(desk: Desk) -> None:
    _part("intake_upload.html", desk, page=desk.page, most=intake_drafts.LARGEST)
    st.html(f"<style>{markup.render('intake_uploader.j2', desk.lang, most=intake_drafts.LARGEST)}</style>")
    turn = int(st.session_state.get(_TURN, 0))
    files = st.file_uploader(
        t("intake.upload_label", desk.lang),
        accept_multiple_files=True,
        key=f"intake-files-{turn}-{desk.lang}",
        label_visibility="collapsed",
        max_upload_size=intake_drafts.LARGEST,
    )
    if desk.page.untouched:
        _nothing(desk)
    if not files:
        return
    made = drafts()
    taken = files[: max(_MOST - len(made), 0)]
    for file in _each(desk, "intake.reading", taken, [file.name for file in taken]):
        made = intake_drafts.added(made, intake_drafts.read(file.name, file.getvalue(), desk.person))
    st.session_state[_TURN] = turn + 1  # an uploader with a new key is an empty one
    left = len(files) - len(taken)
    _turn(made, t("intake.too_many", desk.lang, most=_MOST, count=left) if left else "")


def _nothing(desk: Desk) -> None:
    """Draw the button that reports nothing in any sheet: taken at once, as there is nothing to look over."""
    with st.container(key="intake-zero"):
        pressed = st.button(t("intake.zero_all", desk.lang))
    if pressed:
        at = desk.at
        try:
            made = intake_drafts.nothing(at.catalogue, at.unit.id, at.period, desk.person, desk.lang)
        except Refused as refusal:
            _turn(drafts(), refusal.sentence(desk.lang))
        if made.takes and made.clear:
            _confirm(desk, made)
        _keep(made)


def _together(desk: Desk) -> None:
    """Draw the button that takes every workbook without a row in question, where there are several."""
    clear = [draft for draft in drafts() if draft.takes and draft.clear]
    if len(clear) < _SEVERAL:
        return
    with st.container(key="intake-together"):
        if not st.button(t("intake.confirm_all", desk.lang, count=len(clear)), type="primary"):
            return
        told = []
        for draft in _each(desk, "intake.taking_one", clear, [draft.name for draft in clear]):
            told.append(_taken(desk, draft))
        _turn(drafts(), *told)


def _each(desk: Desk, key: str, items: Sequence[Item], names: Sequence[str]) -> Iterator[Item]:
    """Yield items one after the other under a progress bar that names each."""
    bar = st.progress(0.0)
    for number, (item, name) in enumerate(zip(items, names, strict=True)):
        words = t(key, desk.lang, number=number + 1, total=len(items), file=name)
        bar.progress((number + _BEGUN) / len(items), literal(words))
        yield item


def _draft(desk: Desk, draft: Draft) -> None:
    with st.container(key=f"intake-draft-{draft.id}"):
        _part("intake_draft.html", desk, card=_card(desk, draft))
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"intake-acts-{draft.id}"):
            _acts(desk, draft)


def _card(desk: Desk, draft: Draft) -> DraftCard:
    if draft.result is None or draft.refusal is not None or draft.result.cover is None:
        return intake_draft.refused(draft.name, draft.refusal or Refused("load.unreadable", file=draft.name), desk.lang)
    cover = draft.result.cover
    catalogue = intake_reads.catalogues()[cover.plan]
    named = intake_reads.name(lookup.sender(catalogue, cover.sender), settings().now(), desk.lang)
    moved = intake_draft.effects(draft.effects, catalogue, desk.chosen.href, desk.lang)
    return intake_draft.card(draft.name, draft.result, named, draft.differences, moved, desk.lang)


def _acts(desk: Desk, draft: Draft) -> None:
    """Draw what can be done about a draft: confirm, reply, send back, drop."""
    lang = desk.lang
    if draft.takes and st.button(t("intake.confirm", lang), type="primary", key=f"confirm-{draft.id}"):
        _confirm(desk, draft)
    if draft.result is not None and draft.result.issues and draft.name.lower().endswith(".xlsx"):
        st.download_button(t("intake.reply", lang), draft.reply, _reply_name(draft), key=f"reply-{draft.id}",
                           on_click="ignore")  # fmt: skip
    if st.button(t("intake.drop", lang), key=f"drop-{draft.id}"):
        _turn(_without(draft), t("intake.dropped", lang, file=draft.name))
    if desk.person.role == "publisher" and draft.takes:
        reason = st.text_input(t("intake.return_reason", lang), key=f"reason-{draft.id}", max_chars=200,
                               placeholder=t("intake.return_example", lang))  # fmt: skip
        if st.button(t("intake.return", lang), key=f"return-{draft.id}"):
            _send_back(desk, draft, reason)


def _reply_name(draft: Draft) -> str:
    return f"{draft.name.rpartition('.')[0]}_问题说明.xlsx"


def _confirm(desk: Desk, draft: Draft) -> None:
    with st.spinner(t("intake.taking", desk.lang)):
        told = _taken(desk, draft)
    _turn(drafts(), told)


def _taken(desk: Desk, draft: Draft) -> str:
    """Take a workbook, keep what is left of the drafts, and return what is to be said about it."""
    try:
        found, taken = intake_drafts.confirm(draft, desk.person)
    except Refused as refusal:
        return refusal.sentence(desk.lang)
    st.session_state[_DRAFTS] = _without(draft)
    if not taken or found.result is None:
        st.session_state[_DRAFTS] = intake_drafts.added(drafts(), found)
        return t("intake.read_again", desk.lang, file=draft.name)
    for key in ("sheet", "row"):
        st.query_params.pop(key, None)
    return found.result.sentence(desk.lang)


def _send_back(desk: Desk, draft: Draft, reason: str) -> None:
    try:
        intake_drafts.send_back(draft, desk.person, reason)
    except Refused as refusal:
        _turn(drafts(), refusal.sentence(desk.lang))
    _turn(_without(draft), t("intake.returned", desk.lang, file=draft.name, reason=reason))


def _withdrawing(desk: Desk) -> None:
    """Ask for the reason of withdrawing the workbook in force of the period; nothing where there is none."""
    lang, period = desk.lang, period_words(desk.at.period, desk.lang)
    current = next((version for version in desk.page.versions if version.withdraw and version.period == period), None)
    if current is None:
        return
    with st.container(key="intake-withdraw"):
        title = t("intake.withdraw_title", lang, unit=desk.unit, period=period, version=current.version)
        _part("intake_withdraw.html", desk, title=title, back=frame.here(desk.chosen, "intake"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            reason = st.text_input(t("intake.withdraw_reason", lang), key=f"withdraw-{desk.at.period}", max_chars=200)
            if st.button(t("intake.withdraw_confirm", lang), type="primary"):
                _withdraw(desk, period, reason)


def _withdraw(desk: Desk, period: str, reason: str) -> None:
    try:
        intake_drafts.take_back(desk.at.catalogue, desk.at.unit.id, desk.at.period, desk.person, reason)
    except Refused as refusal:
        _turn(drafts(), refusal.sentence(desk.lang))
    st.query_params.pop("withdraw", None)
    _turn(drafts(), t("intake.withdrawn", desk.lang, period=period, reason=reason))


def _keep(draft: Draft) -> None:
    """Put a draft made elsewhere before the others and draw the page anew."""
    _turn(intake_drafts.added(drafts(), draft))


def _without(draft: Draft) -> tuple[Draft, ...]:
    return tuple(other for other in drafts() if other.id != draft.id)


def _turn(kept: Sequence[Draft], *sentences: str) -> None:
    """Keep drafts and what is to be said, and draw the page anew."""
    st.session_state[_DRAFTS] = tuple(kept)
    st.session_state[_SAID] = (tuple(filter(None, sentences)), st.query_params.to_dict())
    st.rerun()


def _part(template: str, desk: Desk, **values: object) -> None:
    st.html(frame.part(template, desk.chosen, "intake", **values))
