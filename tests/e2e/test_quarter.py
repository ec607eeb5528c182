"""One whole quarter on an empty system with a second, small plan, played by its people in a browser; no shell."""

from __future__ import annotations

from pathlib import Path

import httpx
from playwright.sync_api import Browser

from tests.e2e.quarter import EAST, WEST, System, empty_system
from tests.e2e.quarter_end import build, compile_and_approve, correct, follow_up, take_pack
from tests.e2e.quarter_log import leaks, logged
from tests.e2e.quarter_papers import sign, take_bundles
from tests.e2e.quarter_start import bring_in, chase, confirm_row, go_live, keep_out, report_nothing, send_dirt


def test_a_quarter_from_an_empty_system_to_its_correction(browser: Browser, tmp_path: Path) -> None:
    with empty_system(browser, tmp_path) as office:
        office.day("2026-10-21")
        go_live(office)
        bring_in(office)
        assert report_nothing(office) == 1
        send_dirt(office)
        chase(office)
        confirm_row(office)
        compile_and_approve(office)
        build(office)
        follow_up(office)
        keep_out(office.seat("dong"))
        hand_out_nothing(office)
        take_pack(office)
        office.day("2026-10-22")
        correct(office)
        sign(office)
        take_bundles(office)
        assert logged(office) == [] and leaks(office) == []
        assert office.complaints == []


def hand_out_nothing(office: System) -> None:
    """Nothing of another unit is handed to a reporter by any address, nor what holds everybody's."""
    jar = {one["name"]: one["value"] for one in office.seat("dong").cookies}
    with httpx.Client(base_url=office.origin, cookies=jar, timeout=60) as dong:
        ask = "/api/v1/ledger?edition=2026Q3&ledger=labs"
        assert {row["sender"] for row in dong.get(ask).json()["items"]} == {EAST}
        assert dong.get(f"{ask}&sender={WEST}").status_code == 403
        of = f"unit={WEST}&period=2026Q3"
        for path in (f"/workbooks/intake-template.xlsx?{of}", f"/workbooks/intake-reply.xlsx?{of}&version=1",
                     "/workbooks/office.xlsx", "/packs/2026Q3.zip"):  # fmt: skip
            assert dong.get(path).status_code in (403, 404), path
