"""SQL, markup and paths in every key of a page's address: the same as a value that is not known."""

from __future__ import annotations

import pytest

from dashboard.figures.asking import KEYS as ASKED
from dashboard.screens import menu
from dashboard.screens.selection import KEYS, MORE
from tests.pages.conftest import Look, markup

EVERY = tuple(dict.fromkeys((*KEYS, *MORE, *ASKED, "display", "part", "step")))
TEXTS = ("' or '1'='1'; drop table account; --", '"><script>alert(1)</script>', "../../../../etc/passwd\x00", "9" * 400)


def tried(look: Look, page: str, **asked: str) -> None:
    seen = look("" if page == "overview" else page, **asked)
    told = markup(seen)
    assert not seen.exception and "暂时无法显示" not in told and "could not be shown" not in told, (page, asked)
    assert "<script>alert" not in told and "root:" not in told


@pytest.mark.parametrize("page", ["unit", "explore", "audit", "target"])
def test_all_keys_at_once(look: Look, page: str) -> None:
    tried(look, page, **dict.fromkeys(EVERY, TEXTS[0]))


@pytest.mark.large
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("page", menu.built(menu.MENU + menu.BESIDE))
def test_each_key_alone_and_all_at_once(look: Look, page: str, text: str) -> None:
    for key in EVERY:
        tried(look, page, **{key: text})
    tried(look, page, **dict.fromkeys(EVERY, text))
