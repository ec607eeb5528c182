"""While the database does not answer: what is said of it, and the wait for its return."""

from __future__ import annotations

import streamlit as st

from dashboard.figures.facts import Edition
from dashboard.figures.shell import Notice
from dashboard.reporting import default
from dashboard.settings import settings
from dashboard.wording import Language, edition_words, t

SILENT = 5.0  # seconds after which a page asks whether the database is there, though it may not need it
SENDING = "intake"
AGAIN = 2.0  # seconds between two looks of an open page


def look() -> None:
    """Find out whether the database is there, before a page that needs nothing of it says nothing of that."""
    default().answers(SILENT)


def notices(edition: Edition, lang: Language) -> tuple[Notice, ...]:
    """Return the banner: since when, what is shown, that it recovers by itself; nothing while the database answers."""
    away = default().away
    if away is None:
        return ()
    time, words = away.told(settings().time_zone), edition_words(edition.label, lang)
    return (Notice(t("ui.away", lang, time=time, edition=words)),)


def sentence(page: str, lang: Language) -> str:
    """Return why a page cannot be shown that was not read before; of sending also what became of what was chosen."""
    away = default().away or default().primary.away
    if away is None:
        return t("ui.away_slow", lang)
    key = "ui.away_intake" if page == SENDING else "ui.away_page"
    return t(key, lang, time=away.told(settings().time_zone))


def watch() -> None:
    """Let an open page run again as soon as the database is back; costs nothing while it is there."""
    if (default().away or default().primary.away) is not None:
        _wait()


@st.fragment(run_every=AGAIN)
def _wait() -> None:
    if default().answers() and default().primary.answers():
        st.rerun()
