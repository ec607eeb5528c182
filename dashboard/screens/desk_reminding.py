"""催报清单 on the desk: who still owes what, the texts to paste, documents, and the note that somebody was reminded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.access import Person
from dashboard.desk import contacts as acts
from dashboard.desk import reminders
from dashboard.figures import contacts, reminding, sheets_due, workbook
from dashboard.figures.due_board import DueBoard, Known
from dashboard.figures.due_calendar import DueCalendar
from dashboard.figures.duty import tally
from dashboard.figures.reminding import WAYS, Reminded, ReminderDraft
from dashboard.plan.models import Catalogue
from dashboard.reporting import default
from dashboard.review.docx_file import docx
from dashboard.review.reminder_paper import list_paper, unit_paper
from dashboard.screens import desk_frame
from dashboard.screens.selection import Selection
from dashboard.wording import Refused, period_words, t

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(
    who: Person, chosen: Selection, known: Known, catalogue: Catalogue, board: DueBoard, calendar: DueCalendar
) -> None:
    """Draw the list with its texts; one click notes that everybody who may be urged was reminded."""
    lang = chosen.lang
    found = reminding.drafts(known.duties, known.units, known.sheets, catalogue.plan, known.period, known.today,
                             catalogue.notices, lang, known.reminded)  # fmt: skip
    spoken_to = contacts.current(acts.known(default(), catalogue.plan.id, who), known.today)
    desk_frame.part("desk_reminders.html", chosen, drafts=found, contacts=spoken_to)
    with st.container(key="desk-work-reminders"):
        _documents(chosen, known, catalogue, board, calendar, found)
        if not found:
            return
        way = st.selectbox(t("due.way", lang), WAYS, format_func=lambda code: t(f"due.way_{code}", lang),
                           key=f"due-way-{lang}", filter_mode=None) or WAYS[0]  # fmt: skip
        urged = [one for one in found if one.urged]
        if urged:
            with st.expander(t("due.all_texts", lang)):
                st.code("\n\n".join(one.text for one in urged), language=None, wrap_lines=True)
            if st.button(t("due.log_all", lang, count=len(urged)), type="primary", key="due-log-all"):
                _log(who, chosen, known, catalogue, urged, way)
        for one in found:
            _one(who, chosen, known, catalogue, one, way)


def _one(
    who: Person, chosen: Selection, known: Known, catalogue: Catalogue, one: ReminderDraft, way: str
) -> None:
    lang = chosen.lang
    with st.expander(t("due.text_of", lang, unit=one.name)):
        st.code(one.text, language=None, wrap_lines=True)
        with st.container(horizontal=True):
            if st.button(t("due.log_one", lang, unit=one.name), key=f"due-log-{one.sender}"):
                _log(who, chosen, known, catalogue, [one], way)
            name = f"{t('due.list', 'zh')}_{one.name}_{period_words(known.period, 'zh')}.docx"
            st.download_button(
                t("due.docx_one", lang), lambda: docx(unit_paper(one, catalogue.plan, known.period, known.today,
                                                                 _marks(chosen), lang)),
                name, DOCX, key=f"due-docx-{one.sender}", on_click="ignore",
            )  # fmt: skip


def _documents(
    chosen: Selection, known: Known, catalogue: Catalogue, board: DueBoard, calendar: DueCalendar,
    found: Sequence[ReminderDraft],
) -> None:  # fmt: skip
    """Draw what can be taken away: the workbook of the part, the list as a document."""
    lang, counted = chosen.lang, tally(known.duties)
    period = period_words(known.period, "zh")

    def listed() -> bytes:
        counts = counted.expected, counted.received
        return docx(list_paper(found, catalogue.plan, known.period, counts, known.today, _marks(chosen), lang))

    def tables() -> bytes:
        return workbook.xlsx(sheets_due.sheets(board, calendar, found, lang), known.today, _marks(chosen))

    with st.container(horizontal=True):
        st.download_button(t("due.xlsx", lang), tables, f"{t('due.title', 'zh')}_{period}.xlsx", XLSX,
                           key="due-xlsx", on_click="ignore")  # fmt: skip
        if found:
            st.download_button(t("due.docx", lang), listed, f"{t('due.list', 'zh')}_{period}.docx", DOCX,
                               key="due-docx", on_click="ignore")  # fmt: skip


def _marks(chosen: Selection) -> tuple[str, ...]:
    """Return what every document must say: 演示数据 while the data is synthetic."""
    return (t("ui.demo", chosen.lang),) if chosen.edition.data_kind == "demo" else ()


def _log(
    who: Person, chosen: Selection, known: Known, catalogue: Catalogue, found: Sequence[ReminderDraft], way: str
) -> None:
    """Note that units were reminded, and say how many; one that has reported meanwhile is left out."""
    given = [Reminded(one.sender, known.period, one.sheets, way, one.text, who.actor, known.today) for one in found]
    try:
        count = reminders.remind(default().primary, catalogue, given, who.actor, known.today)
    except Refused as refusal:
        desk_frame.turn(refusal.sentence(chosen.lang))
    skipped = len(given) - count
    key = "due.logged_some" if skipped else "due.logged"
    desk_frame.turn(t(key, chosen.lang, count=count, skipped=skipped))
