"""The handbook's pictures against the product: each address opened, its words compared with those pictured."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser

from tests.pictures import PICTURES, RENEW, SHOWN, Picture, settled, words

NAMED = 6  # words told of each side


@pytest.mark.large
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_shows_what_its_address_shows(picture: Picture, browser: Browser, server: str) -> None:
    kept = json.loads(SHOWN.read_text("utf-8"))[picture.name]["words"]
    with settled(browser, server, picture) as page:
        seen = words(page)
    new, gone = [word for word in seen if word not in kept], [word for word in kept if word not in seen]
    assert not new and not gone, f"{picture.name}.png is stale: now {new[:NAMED]}, no longer {gone[:NAMED]}; {RENEW}"
