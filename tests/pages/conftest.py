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


def forget() -> None:
    """Drop what this process remembers of settings, database and earlier answers."""
    settings.cache_clear()
    if reporting.default.cache_info().currsize:
        reporting.default().close()
    reporting.default.cache_clear()
    st.cache_resource.clear()


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Point the app at a database."""

    def point(url: str) -> None:
        monkeypatch.setenv("DASHBOARD_DATABASE_URL", url)
        monkeypatch.setenv("DASHBOARD_TODAY", TODAY)
        forget()

    yield point
    forget()


@pytest.fixture
def look(demo: Demo, configured: Callable[[str], None]) -> Look:
    """Open a page with a query string, as a browser would; ``path`` "" is the overview."""
    configured(demo.url)

    def open_page(path: str = "", **query: str) -> AppTest:
        return visit(path, **query)

    return open_page


def visit(path: str = "", theme: str = "light", **query: str) -> AppTest:
    """Run the app once for an address."""
    seen = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    seen.query_params.update(query)
    seen.context["theme"] = theme
    if path:
        seen.run()
        seen.switch_page(str(Path("..") / "pages" / f"{path}.py"))
    return seen.run()


def markup(seen: AppTest) -> str:
    """Return everything the page drew as HTML, without the style sheet."""
    bodies = [element.proto.body for element in seen.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))
