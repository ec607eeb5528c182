"""Cached reads of what senders owe and have sent, for the pages that tell it."""

from __future__ import annotations

import streamlit as st

from dashboard.figures import decode
from dashboard.figures.reports import Batch
from dashboard.plan.lookup import MILESTONES
from dashboard.plan.models import Feed, Ledger
from dashboard.screens import person, reads
from dashboard.screens.selection import Selection
from dashboard.wording import Language, t


@st.cache_resource(max_entries=32, show_spinner=False)
def subjects(plan: str, edition: int, lang: Language) -> dict[str, str]:
    """Return the names of what is sent: feeds, ledgers and the sheet of milestones."""
    head = reads.rows("plan_as_of", plan=plan, edition=edition)[0]
    items: list[Feed | Ledger] = [*decode.feeds(head), *decode.ledgers(head)]
    named = {item.id: item.name if lang == "zh" else item.name_en for item in items}
    return {**named, MILESTONES: t("reports.milestones", lang)}


def sent(chosen: Selection) -> tuple[Batch, ...]:
    """Return what was to be sent since the plan began, as the edition chosen knows it."""
    return reads.book(chosen.plan.id, chosen.edition.number, chosen.lang, scope(chosen)).batches


def scope(chosen: Selection) -> str:
    """Return the sender whose rows are read: one's own; of very many the unit looked at; "" for all."""
    own = person.rows(chosen)
    return own or (chosen.chosen("unit") if reads.places(chosen).many else "")


def vast(chosen: Selection) -> bool:
    """True where there are more senders than a page can list and none is chosen."""
    return reads.places(chosen).many and not scope(chosen)
