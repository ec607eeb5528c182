"""On the page of sending: say that a held row is right as it is, with a reason."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.access import Person
from dashboard.figures.intake_values import IntakePage, Question
from dashboard.intake.confirming import HeldRow, Word, confirm
from dashboard.reporting import default
from dashboard.screens import frame, intake_reads
from dashboard.screens.intake import Place
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Refused, period_words, t

_LONGEST = 200  # characters of a reason


def draw(at: Place, person: Person, chosen: Selection, page: IntakePage, say: Callable[[str], None]) -> None:
    """Ask for the reason why the row in the address is right; nothing where it has no question that allows it."""
    lang = chosen.lang
    number, _, sheet = chosen.chosen("confirm").partition(":")
    asked = [row for row in page.questions if row.confirm and (str(row.row), row.sheet) == (number, sheet)]
    if not asked:
        return
    with st.container(key="intake-confirm"):
        _explain(at, chosen, asked)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            key = f"right-{at.unit.id}-{at.period}-{number}-{sheet}"
            reason = st.text_input(t("intake.confirm_reason", lang), key=key, max_chars=_LONGEST,
                                   placeholder=t("intake.confirm_example", lang))  # fmt: skip
            if st.button(t("intake.confirm_row", lang), type="primary"):
                with st.spinner(t("intake.taking", lang)):
                    told = _confirmed(at, person, chosen, asked[0], reason)
                say(told)


def _explain(at: Place, chosen: Selection, asked: list[Question]) -> None:
    lang = chosen.lang
    title = t("intake.confirm_title", lang, unit=intake_reads.name(at.unit, settings().now(), lang),
              period=period_words(at.period, lang), sheet=asked[0].sheet, row=asked[0].row)  # fmt: skip
    back = frame.here(chosen, "intake")
    st.html(frame.part("intake_confirm.html", chosen, "intake", title=title, back=back, questions=asked))


def _confirmed(at: Place, person: Person, chosen: Selection, asked: Question, reason: str) -> str:
    """Confirm a row and return what is to be said about it; the address asks no more once it is done."""
    lang, place = chosen.lang, {"sheet": asked.sheet, "row": asked.row}
    try:
        if not person.may_send_for(at.unit.id):
            raise Refused("intake.closed")
        row = HeldRow(at.catalogue.plan.id, at.unit.id, at.period, asked.sheet, asked.row)
        word = Word(reason, person.actor, settings().now())
        found = confirm(default().primary, intake_reads.catalogues(), row, word, settings().originals)
    except Refused as refusal:
        return refusal.sentence(lang)
    st.query_params.pop("confirm", None)
    still = {(issue.sheet, issue.row_no) for issue in found.issues if not issue.harmless}
    key = "intake.confirmed_more" if (asked.sheet, asked.row) in still else "intake.confirmed"
    return t(key, lang, **place, reason=reason.strip())
