"""The search for a region or unit of a plan with very many: what is typed goes into the address."""

from __future__ import annotations

import streamlit as st

from dashboard.figures.places import LONGEST, Paging
from dashboard.screens.selection import Selection
from dashboard.wording import t


def draw(paging: Paging | None, chosen: Selection) -> None:
    """Draw the field for a region; nothing where all regions are shown."""
    if paging is not None:
        field(t("ui.places_find", chosen.lang), paging.find, chosen)


def field(label: str, find: str, chosen: Selection) -> None:
    """Draw the field with what was looked for."""
    key = f"find-{find}"  # a new field with every search
    st.text_input(label, find, LONGEST, key, placeholder=t("ui.places_hint", chosen.lang),
                  on_change=_look, args=(key,))  # fmt: skip


def _look(key: str) -> None:
    """Put the words into the address, from where every page takes them, and begin with the first part."""
    words = str(st.session_state[key]).strip()
    st.query_params.pop("skip", None)
    if words:
        st.query_params["find"] = words
    else:
        st.query_params.pop("find", None)
