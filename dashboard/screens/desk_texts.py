"""What the office writes about targets for the edition on the desk: the list, and the form while it is compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.access import Person
from dashboard.figures import desk_texts as figure
from dashboard.figures.desk_edition import Choice
from dashboard.figures.facts import Edition, Item
from dashboard.figures.series import Row
from dashboard.figures.shell import place
from dashboard.figures.slips import NOW
from dashboard.plan.models import Target
from dashboard.plan.periods import of_month
from dashboard.publishing import commenting
from dashboard.reporting import default
from dashboard.screens import desk_frame, intake_reads, reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, Refused, edition_words, period_words, t


@dataclass(frozen=True)
class _Place:
    """What is written about: a target for a report period, which is published already where it is ``correct``."""

    target: Target
    period: str
    correct: bool


def draw(who: Person, chosen: Selection, options: Sequence[Choice], *, writing: bool) -> None:
    """Draw what is said and what is missing for a report period; ``writing``: with the form."""
    if not options:
        return
    lang, above = chosen.lang, st.container()
    choice = options[0]
    if writing:
        with st.expander(t("desk.texts_write", lang)):
            choice = _form(who, chosen, options)
    period, items = of_month(choice.through, "Q"), judged(chosen)
    rows = figure.texts(_targets(chosen), items, _said(chosen, period), period, lang)
    with above:
        note = t("desk.texts_note", lang, period=period_words(period, lang))
        newest = t("desk.texts_judged", lang, edition=edition_words(_newest(chosen).label, lang)) if items else ""
        desk_frame.part("desk_texts.html", chosen, rows=rows, note=note, judged=newest)


def judged(chosen: Selection) -> Mapping[str, Item]:
    """Return the targets as the newest edition judges them, by id; none before the first."""
    if not chosen.published:
        return {}
    number = _newest(chosen).number
    return {item.target.id: item for item in reads.state(chosen.plan.id, number, chosen.lang).items}


def _newest(chosen: Selection) -> Edition:
    return max(chosen.editions, key=place)


def _targets(chosen: Selection) -> Sequence[Target]:
    return intake_reads.catalogues()[chosen.plan.id].targets


def _said(chosen: Selection, period: str) -> Sequence[Row]:
    return default().primary.rows("commentary_as_of", plan=chosen.plan.id, edition=NOW, last=period)


def _form(who: Person, chosen: Selection, options: Sequence[Choice]) -> Choice:
    """Draw which target for which period, then its three fields filled with what is said; return the period's."""
    lang, targets = chosen.lang, {target.id: target for target in _targets(chosen)}
    by_period = {(of_month(one.through, "Q"), one.correct): one for one in options if not one.correct or one.quarter}
    period = of_month(options[0].through, "Q")
    silent = figure.silent(_targets(chosen), judged(chosen), _said(chosen, period), period)
    first = list(targets).index(silent) if silent else 0
    left, right = st.columns(2)
    with left:
        choice = st.selectbox(t("desk.texts_period", lang), list(by_period.values()), filter_mode=None,
                              key=f"desk-text-period-{lang}",
                              format_func=lambda one: _period_of(one, lang))  # fmt: skip
    with right:
        code = st.selectbox(t("desk.target", lang), list(targets), first, filter_mode=None,
                            key=f"desk-text-target-{lang}",
                            format_func=lambda code: figure.named(targets[code], lang))  # fmt: skip
    choice, target = choice or options[0], targets[code or next(iter(targets))]
    _fields(who, chosen, _Place(target, of_month(choice.through, "Q"), bool(choice.correct)))
    return choice


def _period_of(choice: Choice, lang: Language) -> str:
    return choice.words(lang) if choice.correct else period_words(of_month(choice.through, "Q"), lang)


def _fields(who: Person, chosen: Selection, place: _Place) -> None:
    lang, plan = chosen.lang, intake_reads.catalogues()[chosen.plan.id]
    row = next((row for row in _said(chosen, place.period)
                if (row["target"], row["period"]) == (place.target.id, place.period)), None)  # fmt: skip
    with st.form(f"desk-text-{place.target.id}-{place.period}-{lang}", border=False, enter_to_submit=False):
        fields = []
        for name, said, place_of in zip(figure.PARTS, figure.parts(row), st.columns(3), strict=True):
            with place_of:
                fields.append(st.text_area(t(f"target.note_{name}", lang), said, max_chars=500, height=130) or "")
        with st.container(horizontal=True):
            save = st.form_submit_button(t("desk.texts_save", lang), type="primary")
            away = st.form_submit_button(t("desk.texts_take_back", lang)) if row else False
    note = commenting.Comment(place.target.id, place.period, who.name, *fields)
    today, database = settings().now(), default().primary
    try:
        if save:
            commenting.comment(database, plan, note, today, who.actor, correct=place.correct)
            desk_frame.turn(t("desk.texts_saved", lang, target=figure.named(place.target, lang)))
        if away:
            commenting.take_back(database, plan, note.target, note.period, who.actor, correct=place.correct)
            desk_frame.turn(t("desk.texts_taken_back", lang, target=figure.named(place.target, lang)))
    except Refused as refusal:
        desk_frame.refused(refusal.sentence(lang), chosen)
