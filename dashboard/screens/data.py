"""The page of what was sent, for a selection: its reads, cached, handed to the figures."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.figures import decode, freshness, sending
from dashboard.figures.freshness import FreshRow, HeldRow, Restated
from dashboard.figures.sending import Matrix
from dashboard.plan.models import Indicator
from dashboard.screens import reads, reports
from dashboard.screens.selection import Selection
from dashboard.wording import Language, edition_words, t

Rows = list[dict[str, object]]


@dataclass(frozen=True)
class DataPage:
    """Everything the page says."""

    headline: str
    second: str
    quarters: Matrix
    years: Matrix
    fresh: tuple[FreshRow, ...]
    restated: tuple[Restated, ...]
    held: tuple[HeldRow, ...]


def page(chosen: Selection) -> DataPage:
    """Return the page of an edition."""
    return _page(chosen.plan.id, chosen.edition.number, chosen.lang, chosen.display, reports.scope(chosen), chosen)


@st.cache_resource(max_entries=64, show_spinner=False)
def _page(plan: str, number: int, lang: Language, display: str, scope: str, _chosen: Selection) -> DataPage:
    """Return the page by all that decides it and its links."""
    state, found = reads.state(plan, number, lang), reports.sent(_chosen)
    names = reports.subjects(plan, number, lang)
    labels = {known.number: edition_words(known.label, lang) for known in _chosen.editions}
    quantities = tuple(item.indicator.id for item in state.numeric if item.indicator is not None)
    known = _indicators(plan, number)
    told = freshness.fresh(state, _completeness(plan, number, list(known)), known, found, names, lang, _chosen.href)
    held = [] if reports.vast(_chosen) else _issues(plan, number, scope)
    changed = _restated(plan, number, quantities)
    return DataPage(
        t("data.many", lang) if reports.vast(_chosen) else sending.headline(found, state, lang),
        "" if reports.vast(_chosen) else sending.yearly(found, names, state, lang),
        sending.matrix(found, "Q", names, state, lang, _chosen.href),
        sending.matrix(found, "A", names, state, lang, _chosen.href),
        tuple(told),
        tuple(freshness.restated(state, changed, labels, lang, _chosen.href)),
        tuple(freshness.held(state, held, lang, _chosen.href)),
    )


def _completeness(plan: str, edition: int, indicators: list[str]) -> Rows:
    return reads.rows("completeness", plan=plan, edition=edition, indicators=indicators, region=_city(plan, edition))


def _restated(plan: str, edition: int, indicators: tuple[str, ...]) -> Rows:
    at = {"plan": plan, "edition": edition, "region": _city(plan, edition)}
    return reads.rows("restatements", **at, indicators=list(indicators)) if indicators else []


def _issues(plan: str, edition: int, scope: str) -> Rows:
    return [row for row in reads.rows("submission_issues", plan=plan, edition=edition, scope=scope) if row["outcome"]]


def _indicators(plan: str, edition: int) -> dict[str, Indicator]:
    found = decode.definitions(reads.rows("indicators", plan=plan, edition=edition), Indicator)
    return {indicator.id: indicator for indicator in found}


def _city(plan: str, edition: int) -> str:
    return reads.city(plan, edition)
