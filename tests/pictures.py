"""The pictures of the handbook, and what each showed: ``python -m tests.pictures`` (or ``make pictures``) renews them.

Taken of the demo that the tests build, on a fixed day. Beside them ``shown.json`` keeps the address of each and the
words that it showed, without figures, so that a test tells when the product no longer looks like its picture.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT, demo_files
from tests.e2e.browsing import launch, visit
from tests.e2e.conftest import serving

FOLDER = ROOT / "docs" / "pictures" / "handbook"
SHOWN = FOLDER / "shown.json"
SIZE = (1366, 768)
LARGEST = 250_000  # bytes of a picture
RENEW = "run .venv/bin/python -m tests.pictures (or make pictures), look at the pictures and commit them"
_FIGURES = re.compile(r"[\d０-９][\d.,:/%+−-]*")
_WORDS = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), holder = walker.currentNode.parentElement;
    if (!text || !holder || ['STYLE', 'SCRIPT', 'TITLE'].includes(holder.tagName)) continue;
    if (!holder.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width > 2 && box.height > 2 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth)
      found.push(text);
  }
  return found;
}"""


@dataclass(frozen=True)
class Picture:
    """A picture: its file's name without ending, the address it shows, and down to what the page is moved."""

    name: str
    address: str
    down_to: str = ""


PICTURES = (
    Picture("overview", "/"),
    Picture("target", "/target?target=ip_transfer_license_growth"),
    Picture("intake", "/intake?unit=scjg-411502&period=2026Q3"),
    Picture("data", "/data"),
    Picture("calendar", "/desk?part=calendar&period=2026Q3"),
    Picture("reminders", "/desk?part=calendar&period=2026Q4", ".duelist"),
    Picture("edition", "/desk?part=edition"),
    Picture("review", "/review"),
    Picture("evidence", "/desk?part=evidence"),
    Picture("slips", "/desk?part=slips"),
    Picture("slip", "/desk?part=slips&slip=2026-2"),
    Picture("contacts", "/desk?part=units"),
    Picture("handover", "/desk?part=units", ".handover"),
    Picture("auditor", "/desk?part=auditor"),
    Picture("golive", "/desk?part=golive"),
)


def words(page: Page) -> list[str]:
    """Return what is to be read in the picture, each line once and without figures, in the order of the page."""
    lines = (" ".join(_FIGURES.sub("", str(line)).split()) for line in page.evaluate(_WORDS))
    return list(dict.fromkeys(line for line in lines if len(line) > 1))


@contextmanager
def settled(browser: Browser, origin: str, picture: Picture) -> Iterator[Page]:
    """Yield the page of a picture as it is taken; fail where it shows an error."""
    parts = urlsplit(picture.address)
    query = {**dict(parse_qsl(parts.query)), "lang": "zh"}
    with visit(browser, origin, parts.path, query=query, viewport=SIZE) as seen:
        page = seen.settle().page
        page.locator(".xy h1").first.wait_for()
        if picture.down_to:
            page.locator(picture.down_to).first.evaluate("e => e.scrollIntoView({block: 'start', behavior: 'instant'})")
        assert page.locator("[data-testid=stException], .xy .empty").count() == 0, f"{picture.address} shows an error"
        yield page


def taken(page: Page) -> bytes:
    """Return a picture of the page in 256 colours."""
    held = BytesIO()
    image = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    image.quantize(256, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
    return held.getvalue()


def main() -> None:
    """Renew every picture and what is kept of it."""
    told: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory() as folder:
        own = {"DASHBOARD_DATABASE_URL": demo_files().url, "DASHBOARD_VAR_DIR": folder}
        with serving(Path(folder), **own) as origin, sync_playwright() as driver:
            browser = launch(driver)
            for picture in PICTURES:
                with settled(browser, origin, picture) as page:
                    content = taken(page)
                    told[picture.name] = {"address": picture.address, "words": words(page)}
                    assert len(content) < LARGEST, f"{picture.name}: {len(content)} bytes"
                    (FOLDER / f"{picture.name}.png").write_bytes(content)
            browser.close()
    SHOWN.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
