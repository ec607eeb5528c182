"""Pictures of the big screen's scenes, taken in a browser; each is looked at before it is handed round."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import cast

from PIL import Image

from dashboard.figures import wall as walls
from dashboard.figures.scenes import SCENES
from dashboard.review import browser, scenes
from dashboard.review.book import Book
from dashboard.review.browser import Tab
from dashboard.review.files import File, Flawed

SIZES = {"1920x1080": 1.0, "3840x2160": 2.0}  # of the same page: the larger one is sharper, not emptier
_WIDTH, _HEIGHT = 1920, 1080
_LEAST_COLOURS = 2  # in a chart: its ground and its ink
_LOADED = "Promise.all([document.fonts.ready, ...Array.from(document.images, (i) => i.decode().catch(() => 0))])"
_READY = f"""(async () => {{
  while (document.readyState !== 'complete') await new Promise((go) => setTimeout(go, 20));
  const still = document.createElement('style');
  still.textContent = '*, *::before, *::after {{ transition: none !important; animation: none !important; }}';
  document.head.appendChild(still);
  await {_LOADED};
  return document.querySelectorAll('.scene').length;
}})()"""
_SHOW = """(async () => {
  document.querySelectorAll('.scene').forEach((s) => s.classList.toggle('on', s.dataset.scene === KEY));
  const scene = document.querySelector('.scene.on');
  await Promise.all(Array.from(scene.querySelectorAll('img'), (i) => i.decode().catch(() => 0)));
  await Promise.all(Array.from(document.fonts, (f) => f.status === 'loading' ? f.loaded.catch(() => 0) : 0));
  await document.fonts.ready;
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  const boxes = Array.from(scene.querySelectorAll('.w-chart'), (chart) => {
    const b = chart.getBoundingClientRect();
    const images = chart.matches('img') ? [chart] : Array.from(chart.querySelectorAll('img'));
    return [b.left, b.top, b.width, b.height, images.every((i) => i.complete && i.naturalWidth > 0)];
  });
  return {declared: Number(scene.dataset.charts), boxes: boxes};
})()"""


def shots(book: Book) -> Iterator[File]:
    """Yield each scene of the edition in both sizes; Flawed when one lacks a chart, Unseen without a browser."""
    page = walls.still(walls.shown(scenes.wall(book, book.day), book.edition.label, book.lang), book.lang)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "screen.html"
        file.write_text(page, "utf-8")
        with browser.tab(file.as_uri()) as tab:
            for name, scale in SIZES.items():
                tab.size(_WIDTH, _HEIGHT, scale)
                tab.run(_READY)
                for number, key in enumerate(SCENES, 1):
                    yield File(f"pictures/screen-{number}-{key}-{name}.png", shot(tab, key, scale))


def shot(tab: Tab, key: str, scale: float) -> bytes:
    """Return the picture of a scene once all the charts that it declares are painted; Flawed where one is not."""
    told = cast("dict[str, object]", tab.run(_SHOW.replace("KEY", f"'{key}'")))
    boxes = cast("list[list[float]]", told["boxes"])
    if len(boxes) != told["declared"]:
        raise Flawed("review.chart_missing", chart=key, declared=told["declared"], found=len(boxes))
    content = tab.picture()
    image = Image.open(BytesIO(content)).convert("RGB")
    for at, (left, top, width, height, loaded) in enumerate(boxes, 1):
        area = image.crop(tuple(round(side * scale) for side in (left, top, left + width, top + height)))  # type: ignore[arg-type]
        if not loaded or not width or not height or len(area.getcolors(1 << 24) or ()) < _LEAST_COLOURS:
            raise Flawed("review.chart_blank", chart=f"{key} {at}")
    return content
