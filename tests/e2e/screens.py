"""The big screen in a real browser: opened at a size, measured, and what it asked for and complained of."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page

SIZES = {"1080p": (1920, 1080), "4K": (3840, 2160), "wall": (3840, 1080)}
SHOWN = 60_000  # ms, generous: a page made for the first time on two busy cores
SMALLEST = 24.0  # px at 1920x1080

# Every visible element must lie within its scene (or the stage), no text may be wider than its place; the smallest
# text, in px at 1920x1080; and of each visible scene how many charts it declares and how many are painted.
MEASURE = """() => {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const stage = document.getElementById('stage'), found = {outside: [], wide: [], small: 99, scenes: []};
  const shown = e => getComputedStyle(e).visibility !== 'hidden' && e.getBoundingClientRect().width > 0;
  for (const e of stage.querySelectorAll('*')) {
    if (!shown(e)) continue;
    const box = (e.closest('.scene') || stage).getBoundingClientRect(), r = e.getBoundingClientRect();
    const told = e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 20);
    if (r.right > box.right + 2 || r.bottom > box.bottom + 2 || r.left < box.left - 2) found.outside.push(told);
    const text = Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim());
    const cell = text || e.parentElement.matches(".w-row, .w-place, .w-level, .w-facts, .w-tracks li");
    if (cell && e.clientWidth && e.scrollWidth > e.clientWidth + 2) found.wide.push(told);
    if (text) found.small = Math.min(found.small, parseFloat(getComputedStyle(e).fontSize) / rem);
    if (e.dataset.text) {
      const scale = Math.min(e.clientWidth / e.naturalWidth, e.clientHeight / e.naturalHeight);
      found.small = Math.min(found.small, scale * e.dataset.text / rem);
    }
  }
  for (const s of stage.querySelectorAll('.scene')) if (shown(s)) {
    const r = s.getBoundingClientRect();
    const charts = Array.from(s.querySelectorAll('img.w-chart'), i => {
      const b = i.getBoundingClientRect();
      return {done: i.complete && i.naturalWidth > 0, box: [b.left, b.top, b.right, b.bottom]};
    });
    found.scenes.push({key: s.dataset.scene, declared: Number(s.dataset.charts), charts: charts,
                       box: [r.left, r.top, r.right, r.bottom]});
  }
  const all = document.documentElement;
  found.scrolls = all.scrollWidth > innerWidth || all.scrollHeight > innerHeight;
  return found;
}"""


@dataclass
class Screen:
    """A screen, opened."""

    page: Page
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def scene(self) -> str:
        """The name of the scene shown."""
        return str(self.page.evaluate("document.body.dataset.scene"))

    def foreign(self) -> list[str]:
        """Return the addresses asked for that are not the server's."""
        own = urlsplit(self.origin).netloc
        return [url for url in self.requests if url.startswith("http") and urlsplit(url).netloc != own]

    def measure(self) -> dict[str, Any]:
        """Return what the measuring script found."""
        found: dict[str, Any] = self.page.evaluate(MEASURE)
        return found

    def picture(self) -> Image.Image:
        """Return the screen as it is painted."""
        return Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")


@contextmanager
def screen(
    browser: Browser, origin: str, *, size: tuple[int, int] = SIZES["1080p"], setup: str = "", **query: str
) -> Iterator[Screen]:
    """Open the big screen; ``setup`` is a script that runs before it."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    try:
        page = context.new_page()
        if setup:
            page.add_init_script(setup)
        seen = Screen(page, origin)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda m: seen.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.goto(f"{origin}/screen?{urlencode(query)}")
        page.wait_for_function("document.body && document.body.dataset.scene", timeout=SHOWN)  # in old browsers too
        page.evaluate("document.fonts.ready.then(() => true)")
        yield seen
    finally:
        context.close()


def colours(picture: Image.Image, box: list[float]) -> int:
    """Return how many colours a part of a picture has."""
    found = picture.crop(tuple(int(at) for at in box)).getcolors(1_000_000)  # type: ignore[arg-type]
    return len(found) if found else 1_000_000


def emptiest_third(picture: Image.Image, box: list[float], ground: tuple[int, int, int]) -> float:
    """Return the share of painted pixels in the emptiest third of a box, across and down, in percent."""
    left, top, right, bottom = box
    wide, high = (right - left) / 3, (bottom - top) / 3
    thirds = [(left + n * wide, top, left + (n + 1) * wide, bottom) for n in range(3)]
    thirds += [(left, top + n * high, right, top + (n + 1) * high) for n in range(3)]
    return min(_painted(picture.crop(tuple(map(int, third))), ground) for third in thirds)  # type: ignore[arg-type]


def _painted(part: Image.Image, ground: tuple[int, int, int]) -> float:
    found = part.getcolors(4_000_000) or []
    total = part.width * part.height
    return 100 * sum(count for count, colour in found if colour != ground) / total
