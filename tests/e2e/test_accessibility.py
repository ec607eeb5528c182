"""What axe, the accessibility checker, says of every page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.test_shell import PAGES, Open

GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_grave_barrier(opened: Open, path: str, scheme: str) -> None:
    with opened(path, scheme=scheme, query={"lang": "zh"}, bypass_csp=True) as seen:  # axe comes as an inline script
        found = Axe().run(seen.page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in GRAVE] == []
