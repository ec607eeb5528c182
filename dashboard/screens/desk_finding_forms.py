"""The forms of the register: a report received, a finding in it, the next step with a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

import streamlit as st

from dashboard.access import Person
from dashboard.desk import findings as acts
from dashboard.figures.findings import ACTS, KINDS, Finding, Report, Step, SubjectKind, open_findings
from dashboard.plan.models import Catalogue
from dashboard.reporting import default
from dashboard.screens import desk_frame
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Refused, t

Known = tuple[tuple[Report, ...], tuple[Finding, ...]]
Names = tuple[Mapping[str, str], Mapping[str, str]]  # of units, of subjects
_LONGEST, _DAYS = 500, 30


@dataclass(frozen=True)
class _Forms:
    who: Person
    chosen: Selection
    catalogue: Catalogue
    today: date

    def word(self, key: str, **fields: object) -> str:
        """Return a text of the register."""
        return t(f"findings.{key}", self.chosen.lang, **fields)

    def key(self, name: str) -> str:
        """Return the key of a widget; a form that was sent is a new one."""
        return f"finding-{name}-{self.chosen.lang}"

    def take(self, act: Callable[[], Report | Finding], done: str) -> None:
        """Act and draw the page anew; say why where it is refused."""
        try:
            made = act()
        except Refused as refusal:
            return desk_frame.refused(refusal.sentence(self.chosen.lang), self.chosen)
        desk_frame.turn(self.word(done, number=made.code))


def draw(who: Person, chosen: Selection, catalogue: Catalogue, known: Known, names: Names) -> None:
    """Draw the forms; a finding needs a report, a step an open finding."""
    forms, (told, found) = _Forms(who, chosen, catalogue, settings().now()), known
    still = open_findings(found, forms.today)
    with st.container(key="desk-work-findings"):
        if still:
            asked = chosen.chosen("finding")
            with st.expander(forms.word("do_step"), key=forms.key(f"step-{asked}"), expanded=bool(asked)):
                _step(forms, still)
        if told:
            with st.expander(forms.word("do_finding"), key=forms.key("enter")):
                _finding(forms, told, names)
        with st.expander(forms.word("do_report"), key=forms.key("report")):
            _report(forms)


def _report(forms: _Forms) -> None:
    with st.form(forms.key("report-form"), border=False, enter_to_submit=False):
        left, middle, right = st.columns([1, 2, 1])
        with left:
            kind = st.selectbox(forms.word("field_kind"), KINDS, filter_mode=None,
                                format_func=lambda one: forms.word(f"kind_{one}"))  # fmt: skip
        with middle:
            title = st.text_input(forms.word("field_title"), max_chars=_LONGEST)
        with right:
            day = st.date_input(forms.word("field_received"), forms.today, max_value=forms.today, format="YYYY-MM-DD")
        left, middle, right = st.columns([1, 1, 2])
        with left:
            firm = st.text_input(forms.word("field_firm"), max_chars=_LONGEST)
        with middle:
            document = st.text_input(forms.word("field_document"), max_chars=_LONGEST)
        with right:
            digest = st.text_input(forms.word("field_hash"), max_chars=64)
        pressed = st.form_submit_button(forms.word("do_report"), type="primary")
    if pressed:
        given = Report("", kind, title or "", firm or "", day or forms.today, document or "", (digest or "").strip())
        forms.take(lambda: acts.enter_report(default().primary, forms.catalogue, given, forms.who, forms.today),
                   "done_report")  # fmt: skip


def _finding(forms: _Forms, told: tuple[Report, ...], names: Names) -> None:
    units, subjects = names
    titles = {one.code: f"{one.code} {one.title}" for one in reversed(told)}
    with st.form(forms.key("enter-form"), border=False, enter_to_submit=False):
        left, right = st.columns(2)
        with left:
            report = st.selectbox(forms.word("field_report"), list(titles), format_func=titles.__getitem__,
                                  filter_mode=None)  # fmt: skip
            unit = st.selectbox(forms.word("field_unit"), list(units), None, format_func=units.__getitem__,
                                filter_mode=None, placeholder=forms.word("choose"))  # fmt: skip
        with right:
            subject = st.selectbox(forms.word("field_subject"), list(subjects), None, filter_mode=None,
                                   format_func=subjects.__getitem__,
                                   placeholder=forms.word("no_subject_yet"))  # fmt: skip
            due = st.date_input(forms.word("field_due"), forms.today + timedelta(days=_DAYS), format="YYYY-MM-DD")
        matter = st.text_area(forms.word("field_matter"), max_chars=_LONGEST, height=80)
        measure = st.text_area(forms.word("field_measure"), max_chars=_LONGEST, height=80)
        pressed = st.form_submit_button(forms.word("do_finding"), type="primary")
    if pressed:
        kind, _, code = (subject or "").partition(":")
        given = Finding("", report, matter or "", unit or "", due or forms.today, measure or "",
                        cast(SubjectKind, kind), code)  # fmt: skip
        forms.take(lambda: acts.enter_finding(default().primary, forms.catalogue, given, forms.who), "done_finding")


def _step(forms: _Forms, still: tuple[Finding, ...]) -> None:
    codes = {one.code: f"{one.code} {one.matter}" for one in still}
    asked = forms.chosen.chosen("finding")
    with st.form(forms.key("step-form"), border=False, enter_to_submit=False):
        code = st.selectbox(forms.word("field_finding"), list(codes), list(codes).index(asked) if asked in codes else 0,
                            format_func=codes.__getitem__, filter_mode=None)  # fmt: skip
        left, middle, right = st.columns(3)
        with left:
            act = st.selectbox(forms.word("field_act"), ACTS, filter_mode=None,
                               format_func=lambda one: forms.word(f"act_{one}"))  # fmt: skip
        with middle:
            person = st.text_input(forms.word("field_person"), forms.who.name, max_chars=60)
        with right:
            day = st.date_input(forms.word("field_day"), forms.today, max_value=forms.today, format="YYYY-MM-DD")
        note = st.text_area(forms.word("field_note"), max_chars=_LONGEST, height=80)
        left, right = st.columns(2)
        with left:
            document = st.text_input(forms.word("field_document"), max_chars=_LONGEST)
        with right:
            due = st.date_input(forms.word("field_new_due"), None, format="YYYY-MM-DD")
        pressed = st.form_submit_button(forms.word("do_step"), type="primary")
    if pressed:
        step = Step(act, day or forms.today, person or "", note or "", document or "",
                    due if act == "extend" else None)  # fmt: skip
        forms.take(lambda: acts.act(default().primary, forms.catalogue, str(code), step, forms.who, forms.today),
                   f"done_{act}")  # fmt: skip
