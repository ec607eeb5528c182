"""The funds page for a selection: the ledger as an edition knows it, and the words for it."""

from __future__ import annotations

import streamlit as st

from dashboard.figures import decode, fund_page
from dashboard.figures.evidence import Names
from dashboard.figures.fund_page import FundPage
from dashboard.figures.fund_rows import KEYS, Grant, grants
from dashboard.figures.fund_words import Words
from dashboard.plan.models import Ledger, Task
from dashboard.screens import person, reads
from dashboard.screens.selection import Selection
from dashboard.wording import Language

_LEDGER = "funds"


@st.cache_resource(max_entries=32, show_spinner=False)
def entries(plan: str, edition: int, scope: str) -> list[dict[str, object]]:
    """Return the rows of the funds ledger, of one sender or of all (""); none where the plan has no such ledger."""
    if ledger(plan, edition) is None:
        return []
    return reads.rows("ledger_rows", plan=plan, edition=edition, ledger=_LEDGER, scope=scope)


@st.cache_resource(max_entries=32, show_spinner=False)
def ledger(plan: str, edition: int) -> Ledger | None:
    """Return the funds ledger of a plan; None where it has none."""
    found = decode.ledgers(reads.rows("plan_as_of", plan=plan, edition=edition)[0])
    return next((one for one in found if one.id == _LEDGER), None)


@st.cache_resource(max_entries=32, show_spinner=False)
def _tasks(plan: str, edition: int) -> tuple[Task, ...]:
    return decode.definitions(reads.rows("tasks", plan=plan, edition=edition), Task)


def shown(chosen: Selection) -> tuple[Grant, ...]:
    """Return the items that the page shows, as the ledger has them."""
    picks = {key: value for key in KEYS if (value := _picked(chosen, key))}
    found = grants(entries(chosen.plan.id, chosen.edition.number, person.rows(chosen)))
    return tuple(grant for grant in found if grant.stands(picks))


def page(chosen: Selection) -> FundPage | None:
    """Return the page; None while the ledger is empty."""
    plan, edition, lang = chosen.plan.id, chosen.edition.number, chosen.lang
    found, rows = ledger(plan, edition), entries(plan, edition, person.rows(chosen))
    if found is None or not rows:
        return None
    picks = {key: value for key in KEYS if (value := _picked(chosen, key))}
    words = Words(found, _tasks(plan, edition), reads.regions(plan, edition), lang)
    return fund_page.page(rows, words, picks, chosen.edition.through, _names(plan, edition, lang),
                          lambda **changes: chosen.href("funds", **{**picks, **changes}))  # fmt: skip


def ledger_words(chosen: Selection) -> tuple[tuple[Grant, ...], Words] | None:
    """Return every item of the edition's ledger with the words for it; None while it is empty."""
    plan, edition = chosen.plan.id, chosen.edition.number
    found, rows = ledger(plan, edition), entries(plan, edition, person.rows(chosen))
    if found is None or not rows:
        return None
    return grants(rows), Words(found, _tasks(plan, edition), reads.regions(plan, edition), chosen.lang)


def names(chosen: Selection) -> Names:
    """Return the names of places and senders as of the edition."""
    return _names(chosen.plan.id, chosen.edition.number, chosen.lang)


def _picked(chosen: Selection, key: str) -> str:
    return chosen.region if key == "region" else chosen.more.get(key, "")


def _names(plan: str, edition: int, lang: Language) -> Names:
    places = {r.code: r.name if lang == "zh" else r.name_en for r in reads.regions(plan, edition)}
    return Names(places, reads.state(plan, edition, lang).organisations, {}, lang)
