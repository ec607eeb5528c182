"""The app as Streamlit runs it, on the published demo history, on a fixed day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import reporting
from dashboard.settings import settings
from tests.conftest import ROOT, Demo

TODAY = "2026-11-23"
Look = Callable[..., AppTest]
STANDING = [""]  # the database whose answers this process remembers from test to test, because it does not change


def release() -> None:
    """Drop what this process remembers of settings and of the database they name."""
    settings.cache_clear()
    if reporting.default.cache_info().currsize:
        reporting.default().close()
    reporting.default.cache_clear()


def forget() -> None:
    """Drop that and every earlier answer."""
    release()
    st.cache_resource.clear()
    STANDING[0] = ""


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Point the app at a database; of one that ``stands`` nothing is read twice."""

    def point(url: str, stands: bool = False) -> None:
        monkeypatch.setenv("DASHBOARD_DATABASE_URL", url)
        monkeypatch.setenv("DASHBOARD_TODAY", TODAY)
        release()
        if not stands or STANDING[0] != url:
            forget()
        STANDING[0] = url if stands else ""

    yield point
    release()


@pytest.fixture
def look(demo: Demo, configured: Callable[..., None]) -> Look:
    """Open a page with a query string, as a browser would; ``path`` "" is the overview."""
    configured(demo.url, stands=True)

    def open_page(path: str = "", **query: str) -> AppTest:
        return visit(path, **query)

    return open_page


def visit(path: str = "", theme: str = "light", **query: str) -> AppTest:
    """Run the app once for an address."""
    seen = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    seen.query_params.update(query)
    seen.context["theme"] = theme
    if path:  # every page's address is its file's name, which is how it is found before a first run
        seen.switch_page(str(Path("..") / "pages" / f"{path}.py"))
    return seen.run()


def markup(seen: AppTest) -> str:
    """Return everything the page drew as HTML, without the style sheet."""
    bodies = [element.proto.body for element in seen.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def press(seen: AppTest, label: str) -> AppTest:
    """Press the button with a label and return what is shown then."""
    next(button for button in seen.button if button.label == label).click()
    return seen.run()
