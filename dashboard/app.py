"""The Streamlit entry: who looks, what is selected, and the page that shows it."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

if (root := str(Path(__file__).resolve().parent.parent)) not in sys.path:  # a bare `streamlit run` leaves it out
    sys.path.insert(0, root)

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import logs, metering, watching
from dashboard.access import Denied
from dashboard.reporting import Unanswered
from dashboard.screens import door, flaws, frame, menu, outage, person, session

log = logging.getLogger("dashboard.app")  # this file runs as __main__


def main() -> None:
    """Choose the page and draw it in its frame, timed."""
    pages = [
        st.Page(menu.FOLDER / f"{name}.py", url_path=menu.address(name), default=name == "overview")
        for name in menu.built(menu.MENU + menu.BESIDE)
    ]
    logs.request_id.set(st.context.headers.get(watching.HEADER, ""))  # a script has a thread, which knows no request
    page = st.navigation(pages, position="hidden")
    with metering.scripts.labels(page.url_path or "overview").time():
        show(page)


def show(page: StreamlitPage) -> None:
    """Draw a page for the selection of the address, to whoever may see it."""
    st.session_state[frame.FRAMED] = False
    flaws.page.set(page.url_path or "overview")
    outage.look()
    try:
        who = person.current()
        selection = session.choose()
    except Denied as denied:
        return door.shut(denied)
    except Unanswered:
        frame.style(frame.theme(), page.url_path or "overview")
        session.unread(None)
        return outage.watch()
    except Exception:
        _again()
        frame.style(frame.theme(), page.url_path or "overview")
        session.failed(None)
        raise
    frame.style(frame.theme(selection), page.url_path or "overview")
    if selection is None:
        return session.nothing_yet(None)
    st.set_page_config(page_title=session.title(selection, page.url_path or "overview"), layout="wide")
    if not selection.published and page.url_path not in menu.BEFORE:
        return session.nothing_yet(selection)
    try:
        if door.opens(who, page.url_path or "overview", selection):
            known = flaws.count()
            page.run()
            if flaws.count() != known:  # found after the head of the page, which has to name them, was drawn
                st.rerun()
    except Unanswered:
        session.unread(selection)
    except Exception:
        _again()
        session.failed(selection)
        raise  # Streamlit logs it; the style sheet hides what it would show
    outage.watch()


def _again() -> None:
    """Run the page once more with an eye on every row, the first time that one could not be drawn."""
    if flaws.suspect():
        log.exception("a page could not be drawn; from now on every row is looked at")
        st.cache_resource.clear()
        st.rerun()


main()
