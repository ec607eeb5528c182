"""What the page of readings and methods shows for a selection."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.figures import decode, glossary, method, rulebook, scores
from dashboard.figures.facts import State
from dashboard.plan.models import Ambiguity
from dashboard.screens import reads, session
from dashboard.screens.selection import Selection
from dashboard.settings import ROOT
from dashboard.wording import t

SCORES = ROOT / "data" / "forecast" / "scores.json"


def chosen() -> Selection:
    """Return the selection with a part and a target that exist; what was not known falls back with a notice."""
    found = session.current()
    known = [item.target for item in reads.state(found.plan.id, found.edition.number, found.lang).items]
    target = next((target for target in known if target.id == found.target), known[0])
    notices = list(found.notices)
    if found.target not in ("", target.id):
        name = target.short if found.lang == "zh" else target.short_en
        notices.append(t("ui.unknown_target", found.lang, value=found.target[:60], target=name))
    part = str(st.query_params.get("part", ""))
    part = part if part in method.PARTS else method.PARTS[0]
    more = {"part": part} if part != method.PARTS[0] else {"target": target.id}
    return replace(found, target=target.id, notices=tuple(notices), more=more)


def content(state: State, selection: Selection) -> tuple[str, object]:
    """Return the name of the part looked at and its content."""
    lang, href = selection.lang, selection.href
    part = selection.more.get("part", method.PARTS[0])
    register = ambiguities(selection)
    if part == "rules":
        until = [e for e in selection.editions if e.number <= selection.edition.number]
        return part, rulebook.rule_sets(state, until, lang, href)
    if part == "bases":
        return part, rulebook.bases(state, lang, href)
    if part == "questions":
        return part, rulebook.questions(state, register, lang, href)
    if part == "forecast":
        return part, scores.method(scored(), lang)
    if part == "terms":
        return part, glossary.glossary(lang)
    groups = method.groups(state, selection.target, lang, href)
    return part, (groups, method.definition(state, selection.target, lang, href, register))


def ambiguities(selection: Selection) -> tuple[Ambiguity, ...]:
    """Return the register of questions that the plan's wording leaves open."""
    return _register(selection.plan.id, selection.edition.number)


@st.cache_resource(max_entries=64, show_spinner=False)
def _register(plan: str, edition: int) -> tuple[Ambiguity, ...]:
    return decode.ambiguities(reads.rows("plan_as_of", plan=plan, edition=edition)[0])


@st.cache_resource(show_spinner=False)
def scored() -> Mapping[str, Any]:
    """Return the measured scores of the forecast."""
    found: Mapping[str, Any] = json.loads(SCORES.read_text("utf-8"))
    return found
