"""The session's selection: read from the address once a run, and what is said while there is nothing to show."""

from __future__ import annotations

import streamlit as st

from dashboard.figures import markup
from dashboard.screens import frame, reads
from dashboard.screens.selection import KEYS, Selection
from dashboard.screens.selection import choose as checked
from dashboard.settings import settings
from dashboard.wording import Language, t

_KEY = "selection"


def choose() -> Selection | None:
    """Check the address and keep the selection for the page; None while nothing is published."""
    asked = {key: str(st.query_params[key]) for key in (*KEYS, "display") if key in st.query_params}
    found = checked(asked, reads.plans(), reads.editions, settings())
    st.session_state[_KEY] = found
    return found


def current() -> Selection:
    """Return the selection of this run."""
    found: Selection = st.session_state[_KEY]
    return found


def title(selection: Selection, page: str) -> str:
    """Return the title of the browser tab."""
    plan, lang = selection.plan, selection.lang
    product = plan.product_title if lang == "zh" else plan.product_title_en
    return f"{t(f'ui.page_{page}', lang)} · {product}"


def nothing_yet() -> None:
    """Say that no edition has been published, and what to do."""
    asked = st.query_params.get("lang", settings().language)
    lang: Language = "en" if asked == "en" else "zh"
    frame.wrap(markup.render("empty.html", lang), lang, frame.theme())
