"""Cached reads. Editions never change, so what belongs to one is kept by plan, edition and language."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.figures import decode
from dashboard.figures.facts import Edition, State
from dashboard.plan.models import Plan
from dashboard.reporting import query
from dashboard.wording import Language

STATE = (
    "plan_as_of",
    "targets",
    "indicators",
    "organisations",
    "regions",
    "verdicts",
    "outlooks",
    "tasks",
    "milestone_states",
)


def rows(name: str, **params: object) -> list[dict[str, object]]:
    """Return the answer of a query as dictionaries with text keys."""
    return records(query(name, **params))


def records(table: pd.DataFrame) -> list[dict[str, object]]:
    """Return a table's rows as dictionaries."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


@st.cache_data(ttl=30, show_spinner=False)
def plans() -> tuple[Plan, ...]:
    """Return the plans in the database."""
    return tuple(decode.plan(row) for row in rows("plans"))


@st.cache_data(ttl=30, show_spinner=False)
def editions(plan: str) -> tuple[Edition, ...]:
    """Return the published editions of a plan in the order of publication."""
    return tuple(decode.edition(row) for row in rows("edition_list", plan=plan))


@st.cache_data(max_entries=128, show_spinner=False)
def state(plan: str, edition: int, lang: Language) -> State:
    """Return everything an edition says."""
    answers = {name: rows(name, plan=plan, edition=edition) for name in STATE}
    found = next(row for row in rows("edition_list", plan=plan) if row["number"] == edition)
    rules = rows("rule_sets", plan=plan, edition=edition)
    return decode.state(decode.edition(found, rules, lang), answers, lang)
