"""The index page as rewritten: language, fonts, links, skeleton."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit

from dashboard.index_page import FONTS, language_of, shell
from dashboard.server import FOLDER

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")


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
