"""Making slips: one press for what the newest edition offers, a form for what a meeting decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import streamlit as st

from dashboard.access import Person
from dashboard.desk import slip_offers
from dashboard.desk import slips as acts
from dashboard.desk.slip_decisions import decided
from dashboard.desk.slip_offers import Offer
from dashboard.desk.slips import Draft
from dashboard.figures.shell import place
from dashboard.figures.slips import Slip
from dashboard.plan.models import Catalogue, Organisation
from dashboard.reporting import default
from dashboard.screens import desk_frame, intake_reads, reads
from dashboard.screens.selection import Selection
from dashboard.wording import Refused, day_words, edition_words, t

_NOT_ADDRESSED = ("coordination", "platform", "national", "class")  # kinds that no decision puts a task to


@dataclass(frozen=True)
class _Maker:
    who: Person
    chosen: Selection
    catalogue: Catalogue
    today: date

    def make(self, draft: Draft) -> None:
        """Make a slip and open it; say why where it is refused."""
        lang = self.chosen.lang
        try:
            made = acts.make(default().primary, self.catalogue, draft, self.who.actor, self.today)
        except Refused as refusal:
            return desk_frame.refused(refusal.sentence(lang), self.chosen)
        st.query_params.pop("offer", None)
        st.query_params["slip"] = made.code
        desk_frame.turn(t("slips.made", lang, number=made.label))

    def named(self, unit: str) -> str:
        """Return a unit by its name today."""
        found = next((one for one in self.catalogue.organisations if one.id == unit), None)
        return intake_reads.name(found, self.today, self.chosen.lang) if found else unit

    def offered(self, offer: Offer) -> dict[str, str]:
        """Return an offer in words."""
        lang = self.chosen.lang
        return {"title": slip_offers.title(offer.draft, lang), "unit": self.named(offer.draft.unit),
                "kind": t(f"slips.kind_{offer.draft.kind}", lang),
                "days": t("slips.over", lang, days=offer.days) if offer.days else "",
                "href": self.chosen.href("desk", part="slips", offer=offer.key)}  # fmt: skip


def draw(who: Person, chosen: Selection, catalogue: Catalogue, known: Sequence[Slip], today: date) -> None:
    """Draw what could be made from the newest edition, what is left out and why, and the form of a decision."""
    newest = max(chosen.editions, key=place)
    zh, en = (reads.book(chosen.plan.id, newest.number, lang, "") for lang in ("zh", "en"))
    found = slip_offers.offers(zh, en, known, today)
    make = _Maker(who, chosen, catalogue, today)
    title = t("slips.offers", chosen.lang, edition=edition_words(newest.label, chosen.lang))
    with st.container(key="desk-work-offers"):
        note = t("slips.offers_note" if any(not offer.by_hand for offer in found) else "slips.offers_none", chosen.lang,
                 due=day_words(today + timedelta(days=chosen.plan.slips.days), chosen.lang))  # fmt: skip
        desk_frame.part("desk_slip_offers.html", chosen, title=title, note=note)
        for offer in found:
            if not offer.by_hand:
                _offer(make, offer)
        left = [offer for offer in found if offer.by_hand]
        if left:
            desk_frame.part("desk_slip_left.html", chosen, offers=[make.offered(offer) for offer in left])
        asked = next((offer for offer in left if offer.key == chosen.chosen("offer")), None)
        if asked is not None:
            _by_hand(make, asked)
    with st.container(key="desk-work-decision"):
        _decision(make)


def _offer(make: _Maker, offer: Offer) -> None:
    told, lang = make.offered(offer), make.chosen.lang
    left, right = st.columns([6, 1], vertical_alignment="center")
    with left:
        desk_frame.part("desk_slip_offer.html", make.chosen, offer=told)
    with right:
        pressed = st.button(t("slips.make", lang), key=f"offer-{offer.key}", help=told["title"])
    if pressed:
        make.make(offer.draft)


def _by_hand(make: _Maker, offer: Offer) -> None:
    """Ask who decided to address a unit that is not addressed by itself, and to confirm it once more."""
    lang, unit = make.chosen.lang, make.named(offer.draft.unit)
    with st.form(f"by-hand-{offer.key}-{lang}", border=False, enter_to_submit=False):
        desk_frame.part("desk_slip_offer.html", make.chosen, offer=make.offered(offer))
        who = st.text_input(t("slips.decided_by", lang), max_chars=200)
        sure = st.checkbox(t("slips.confirm_by_hand", lang, unit=unit))
        pressed = st.form_submit_button(t("slips.make_by_hand", lang), type="primary")
    if pressed:
        make.make(replace(offer.draft, decided_by=who or "", confirmed=sure))


def _decision(make: _Maker) -> None:
    """Draw the form of what a meeting decided; a unit that is not addressed by itself asks for two fields more."""
    lang, chosen = make.chosen.lang, make.chosen
    desk_frame.part("desk_slip_offers.html", chosen, title=t("slips.decision", lang), note="")
    units = {unit.id: unit for unit in make.catalogue.organisations if unit.kind not in _NOT_ADDRESSED}
    code = st.selectbox(t("slips.field_unit", lang), list(units), None, format_func=make.named, filter_mode=None,
                        key=f"slip-unit-{lang}", placeholder=t("slips.field_choose", lang))  # fmt: skip
    if code is not None and (draft := _decided(make, units[code])) is not None:
        make.make(draft)


def _decided(make: _Maker, unit: Organisation) -> Draft | None:
    lang, plan = make.chosen.lang, make.chosen.plan
    with st.form(f"slip-decision-{unit.id}-{lang}", border=False, enter_to_submit=False):
        text = st.text_area(t("slips.field_text", lang), max_chars=200, height=80)
        left, middle, right = st.columns(3)
        with left:
            document = st.text_input(t("slips.field_document", lang), max_chars=120)
        with middle:
            day = st.date_input(t("slips.field_document_day", lang), make.today, max_value=make.today,
                                format="YYYY-MM-DD")  # fmt: skip
        with right:
            due = st.date_input(t("slips.field_due", lang), make.today + timedelta(days=plan.slips.days),
                                make.today + timedelta(days=1), format="YYYY-MM-DD")  # fmt: skip
        who = st.text_input(t("slips.decided_by", lang), max_chars=200) if unit.by_hand else ""
        sure = unit.by_hand and st.checkbox(t("slips.confirm_by_hand", lang, unit=make.named(unit.id)))
        if not st.form_submit_button(t("slips.make", lang), type="primary"):
            return None
    return decided(unit.id, text or "", document or "", day, due or make.today, decided_by=who or "", confirmed=sure)
