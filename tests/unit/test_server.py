"""The server's own pure parts: security policy, language of the page, the rewritten index page."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit

from dashboard.server import FOLDER, FONTS, language_of, policy, shell

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")


def test_the_policy_names_the_web_socket_of_its_own_host() -> None:
    found = policy("kiosk.example:8501")
    assert "connect-src 'self' data: ws://kiosk.example:8501 wss://kiosk.example:8501;" in found
    assert policy("[::1]:8501").count("[::1]:8501") == 2


@pytest.mark.parametrize("host", ["", "evil; script-src *", "a b", "x\r\ny", "*", "host/path"])
def test_a_host_cannot_widen_the_policy(host: str) -> None:
    assert "connect-src 'self' data:;" in policy(host)


@pytest.mark.parametrize(
    ("query", "language"),
    [(b"", "zh"), (b"lang=en", "en"), (b"lang=zh", "zh"), (b"lang=fr", "zh"), (b"lang=%22%3E", "zh"), (b"\xff", "zh")],
)
def test_the_language_is_one_of_ours(query: bytes, language: str) -> None:
    assert language_of(query) == language


@pytest.mark.parametrize(("language", "attribute"), [("zh", "zh-CN"), ("en", "en")])
def test_the_index_page_is_rewritten(language: str, attribute: str) -> None:
    page = shell(INDEX, "en" if language == "en" else "zh")
    assert f'<html lang="{attribute}"' in page
    assert "<script>" not in page and '<script type="module"' in page
    assert "<title>Streamlit" not in page and "SourceSans" not in page and "You need to enable" not in page
    assert page.count("<link") == INDEX.count("<link") + 2  # one preload became two and a style sheet


def test_the_fonts_of_the_index_page_exist() -> None:
    page = shell(INDEX, "zh")
    named = [part.split('"')[0] for part in page.split(FONTS)[1:]]
    assert len(named) == 3
    assert all((FOLDER / "static" / "fonts" / name.lstrip("/")).is_file() for name in named)
