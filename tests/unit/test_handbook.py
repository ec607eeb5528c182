"""The handbook names what is there: commands, addresses, buttons by their words, pictures with what each showed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.screens.desk_frame import PARTS
from dashboard.wording import _FOLDER, _messages
from tests.conftest import ROOT
from tests.pictures import FOLDER, LARGEST, PICTURES, RENEW, SHOWN, SIZE
from tests.unit.test_documents import code, options, size, text

HANDBOOK = "docs/handbook.zh-CN.md"
BUTTON = re.compile(r"【([^】]+)】")
FIELD = re.compile(r"\\\{\w+\\\}")


def said() -> Iterator[re.Pattern[str]]:
    """Yield every sentence of the Chinese interface, a field standing for anything."""
    for file in sorted((_FOLDER / "zh" / "LC_MESSAGES").glob("*.po")):
        for sentence in _messages(file.stem, "zh").values():
            yield re.compile(FIELD.sub(".+", re.escape(sentence)))


def test_every_command_and_option_exists() -> None:
    promised = re.findall(r"python -m dashboard ([a-z]+)([^\n`|]*)", code(HANDBOOK))
    assert len(promised) > 6
    for command, rest in promised:
        assert set(re.findall(r"--[a-z-]+", rest)) <= options()[command], command


def test_every_button_is_named_as_the_page_has_it() -> None:
    sentences = [pattern for pattern in said() if pattern.pattern != ".+"]
    buttons = set(BUTTON.findall(text(HANDBOOK)))
    assert len(buttons) > 25
    assert [name for name in sorted(buttons) if not any(found.fullmatch(name) for found in sentences)] == []


def test_every_address_leads_to_a_page() -> None:
    addresses = set(re.findall(r"`(/[^` ]+)`", text(HANDBOOK))) | {picture.address for picture in PICTURES}
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")} | {"", "readyz"}
    assert len(addresses) > 8
    for address in addresses:
        parts = urlsplit(address)
        assert parts.path.strip("/") in pages, address
        assert dict(parse_qsl(parts.query)).get("part", PARTS[0]) in PARTS, address


def test_every_picture_is_shown_kept_and_small() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(pictures/handbook/([\w-]+)\.png\)", text(HANDBOOK))
    kept = json.loads(SHOWN.read_text("utf-8"))
    names = [picture.name for picture in PICTURES]
    assert sorted(shown) == sorted(names) == sorted(kept) == sorted(path.stem for path in FOLDER.glob("*.png")), RENEW
    for picture in PICTURES:
        file = FOLDER / f"{picture.name}.png"
        assert size(file) == SIZE and file.stat().st_size < LARGEST, file
        assert kept[picture.name]["address"] == picture.address and len(kept[picture.name]["words"]) > 10, RENEW


@pytest.mark.parametrize("name", ["README.zh-CN.md", "docs/operations.zh-CN.md", "docs/go-live.zh-CN.md"])
def test_the_other_documents_lead_to_it(name: str) -> None:
    assert "handbook.zh-CN.md" in text(name)
