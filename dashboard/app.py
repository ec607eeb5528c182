"""The Streamlit entry: who looks, what is selected, and the page that shows it."""

from __future__ import annotations

import sys
from pathlib import Path

if (root := str(Path(__file__).resolve().parent.parent)) not in sys.path:  # a bare `streamlit run` leaves it out
    sys.path.insert(0, root)

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import logs, metering, watching
from dashboard.access import Denied
from dashboard.reporting import Unanswered
from dashboard.screens import door, frame, menu, outage, person, session


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
    frame.style(frame.theme(selection), page.url_path or "overview")
    if selection is None:
        session.nothing_yet()
        return
    st.set_page_config(page_title=session.title(selection, page.url_path or "overview"), layout="wide")
    try:
        if door.opens(who, page.url_path or "overview", selection):
            page.run()
    except Unanswered:
        session.unread(selection)
    except Exception:
        session.failed(selection)
        raise  # Streamlit logs it; the style sheet hides what it would show
    outage.watch()


main()
