"""Statuses that a publisher sets by hand beside the computed ones: the list, and the form while it is compiled."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import streamlit as st

from dashboard.access import Person
from dashboard.attainment import Status
from dashboard.figures import desk_texts as figure
from dashboard.figures.slips import NOW
from dashboard.publishing import overriding
from dashboard.reporting import default
from dashboard.screens import desk_frame, intake_reads
from dashboard.screens.desk_texts import judged
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Refused, t

_HOLDS = 90  # days that a status holds unless another end is chosen


def draw(who: Person, chosen: Selection, *, writing: bool) -> None:
    """Draw what is set; ``writing``: with the form, and a way to take back what holds."""
    plan, lang = intake_reads.catalogues()[chosen.plan.id], chosen.lang
    found = default().primary.rows("overrides_as_of", plan=plan.plan.id, edition=NOW)
    rows = figure.settings_by_hand(plan.targets, judged(chosen), found, settings().now(), lang)
    desk_frame.part("desk_set.html", chosen, rows=rows)
    if not writing:
        return
    with st.expander(t("desk.set_write", lang)):
        _form(who, chosen)
        if rows:
            _withdraw(who, chosen, rows)


def _form(who: Person, chosen: Selection) -> None:
    lang, plan, today = chosen.lang, intake_reads.catalogues()[chosen.plan.id], settings().now()
    targets = {target.id: target for target in plan.targets}
    with st.form(f"desk-set-{lang}", border=False, enter_to_submit=False):
        left, middle, right = st.columns(3)
        with left:
            code = st.selectbox(t("desk.target", lang), list(targets), filter_mode=None,
                                format_func=lambda code: figure.named(targets[code], lang))  # fmt: skip
            status = st.selectbox(t("desk.set_status", lang), get_args(Status), filter_mode=None,
                                  format_func=lambda one: t(f"status.{one}", lang))  # fmt: skip
        with middle:
            reason = st.text_input(t("desk.set_reason", lang), max_chars=300)
            doc_no = st.text_input(t("desk.set_doc_no", lang), max_chars=100)
        with right:
            until = st.date_input(t("desk.set_until", lang), today + timedelta(days=_HOLDS), format="YYYY-MM-DD")
        if not st.form_submit_button(t("desk.set_do", lang), type="primary"):
            return
    try:
        made = overriding.made(status or "", who.name, reason or "", doc_no or "", today, str(until))
        overriding.set_override(default().primary, plan, code or "", made, who.actor)
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(lang), chosen)
    desk_frame.turn(t("desk.set_done", lang, target=figure.named(targets[code or ""], lang)))


def _withdraw(who: Person, chosen: Selection, rows: tuple[figure.SetRow, ...]) -> None:
    lang, names = chosen.lang, {row.code: row.name for row in rows}
    with st.form(f"desk-unset-{lang}", border=False, enter_to_submit=False):
        left, right = st.columns([1, 2])
        with left:
            code = st.selectbox(t("desk.set_which", lang), list(names), format_func=lambda code: names[code],
                                filter_mode=None)  # fmt: skip
        with right:
            reason = st.text_input(t("desk.reason", lang), max_chars=300, key=f"desk-unset-reason-{lang}")
        if not st.form_submit_button(t("desk.set_take_back", lang)):
            return
    try:
        overriding.withdraw_override(default().primary, intake_reads.catalogues()[chosen.plan.id], code or "",
                                     who.actor, reason or "")  # fmt: skip
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(lang), chosen)
    desk_frame.turn(t("desk.set_taken_back", lang, target=names[code or ""]))
