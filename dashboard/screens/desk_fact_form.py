"""The form that confirms one thing of the plan, filled in with what is known of it already."""

from __future__ import annotations

import streamlit as st

from dashboard.access import Person
from dashboard.desk import facts as acts
from dashboard.desk.items import Item, shown
from dashboard.plan.models import Fact
from dashboard.reporting import default
from dashboard.screens import desk_frame, intake_reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Refused, day_words, t

_LAST = "desk-last"  # source and document of the last fact: the next one mostly rests on the same


def draw(who: Person, chosen: Selection, item: Item) -> None:
    """Draw the form of a thing; confirming it takes effect at once."""
    lang, fact = chosen.lang, item.fact
    with st.container(key="desk-work-fact"):
        before = t("desk.said_before", lang, person=fact.person, day=day_words(fact.confirmed_on, lang),
                   doc_no=fact.doc_no) if fact else ""  # fmt: skip
        desk_frame.part("desk_fact.html", chosen, title=f"{t(f'desk.kind_{item.kind}', lang)} · {item.name}",
                        hint=item.hint, now=f"{shown(item, item.now, lang) or '—'}{item.unit if item.now else ''}",
                        before=before, back=chosen.href("desk", part="golive"))  # fmt: skip
        made = _form(who, chosen, item)
        if made is not None:
            _confirm(who, chosen, made)
        if fact is not None:
            _taking_back(who, chosen, item)


def _form(who: Person, chosen: Selection, item: Item) -> Fact | None:
    """Return the fact when its button was pressed."""
    lang, fact = chosen.lang, item.fact
    last: dict[str, str] = st.session_state.get(_LAST, {})
    with st.form(f"desk-fact-{item.kind}-{item.key}-{lang}", border=False, enter_to_submit=False):
        text = _value(item, chosen)
        left, right = st.columns(2)
        with left:
            source = _text("source", fact.source if fact else item.source or last.get("source", ""), lang)
            person = _text("person", fact.person if fact else who.name, lang)
        with right:
            doc_no = _text("doc_no", fact.doc_no if fact else last.get("doc_no", ""), lang)
            day = st.date_input(t("desk.column_confirmed_on", lang), settings().now(), format="YYYY-MM-DD")
        if not st.form_submit_button(t("desk.confirm", lang), type="primary"):
            return None
    return Fact(kind=item.kind, key=item.key, text=text.strip(), source=source, person=person,
                confirmed_on=day or settings().now(), doc_no=doc_no)  # fmt: skip


def _value(item: Item, chosen: Selection) -> str:
    """Draw the field of a value by its kind and return what stands in it, as a fact writes it."""
    lang, names = chosen.lang, dict(item.options)
    label = t("desk.answer" if item.kind == "answer" else "desk.column_value", lang)
    if item.kind == "answer":
        return st.text_area(label, item.now, max_chars=2000) or ""
    if item.kind == "reading":
        codes = list(names)
        return st.selectbox(label, codes, codes.index(item.now), format_func=lambda code: names[code]) or ""
    if item.kind == "owners":
        now = [code for code in item.now.split(",") if code in names]
        return ",".join(st.multiselect(label, list(names), now, format_func=lambda code: names[code]))
    if item.kind == "due":
        months, _, day = item.now.partition("/")
        left, right = st.columns(2)
        with left:
            after = st.number_input(t("desk.months_after", lang), 0, 24, int(months))
        with right:
            return f"{after}/{st.number_input(t('desk.due_day', lang), 1, 31, int(day))}"
    unit = f"（{item.unit}）" if item.unit and lang == "zh" else f" ({item.unit})" if item.unit else ""
    empty = t("desk.as_reported", lang) if item.kind == "base_value" else ""
    return st.text_input(f"{label}{unit}", item.now, max_chars=60, placeholder=empty) or ""


def _text(name: str, value: str, lang: str) -> str:
    return st.text_input(t(f"desk.column_{name}", "en" if lang == "en" else "zh"), value, max_chars=300) or ""


def _confirm(who: Person, chosen: Selection, made: Fact) -> None:
    try:
        acts.enter(default().primary, intake_reads.files()[chosen.plan.id], [made], who.actor, settings().now())
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(chosen.lang), chosen)
    st.session_state[_LAST] = {"source": made.source, "doc_no": made.doc_no}
    st.query_params.pop("fact", None)
    desk_frame.turn(t("desk.confirmed", chosen.lang, name=t(f"desk.kind_{made.kind}", chosen.lang)))


def _taking_back(who: Person, chosen: Selection, item: Item) -> None:
    lang = chosen.lang
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input(t("desk.reason", lang), key=f"desk-reason-{item.kind}-{item.key}", max_chars=200)
        if not st.button(t("desk.take_back", lang)):
            return
    try:
        acts.take_back(default().primary, intake_reads.files()[chosen.plan.id], (item.kind, item.key), who.actor,
                       reason or "")  # fmt: skip
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(lang), chosen)
    st.query_params.pop("fact", None)
    desk_frame.turn(t("desk.taken_back", lang, name=item.name))
