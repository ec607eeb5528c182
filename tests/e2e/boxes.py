"""Measures a page in the browser: boxes of its texts, what clips or covers them, its width, and its charts."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from playwright.sync_api import Error, Page

SIZES = {"phone": (390, 844), "laptop": (1366, 768), "desk": (1920, 1080), "wall": (3840, 2160)}
STACKED = {  # layers that lie over one another on purpose, and why
    ".tiles[aria-hidden]": "the tile map stands under the drawn map until that is there",
}
MEASURE = r"""(stacked) => {
  const main = document.querySelector('[data-testid=stMain]');
  const style = e => getComputedStyle(e);
  const name = e => (e.closest('[class]') || e).tagName.toLowerCase()
    + '.' + String(e.closest('[class]')?.getAttribute('class') || '').split(' ').slice(0, 3).join('.');
  const hidden = e => e.closest('.unseen, script, style, noscript, ' + stacked)
    || !e.checkVisibility({visibilityProperty: true, opacityProperty: true})
    || above(e).some(a => style(a).clipPath === 'inset(50%)');
  const above = e => { const all = []; for (; e && e !== main; e = e.parentElement) all.push(e); return all; };
  const painted = e => { const s = style(e); return s.display !== 'inline' && !e.matches('.xy, tr, table, tbody, thead')
    && ((s.backgroundColor !== 'rgba(0, 0, 0, 0)' && s.backgroundColor !== 'transparent')
    || (parseFloat(s.borderLeftWidth) > 0 && parseFloat(s.borderRightWidth) > 0)); };
  const clips = v => v === 'hidden' || v === 'clip', rolls = v => v === 'auto' || v === 'scroll';
  const clipped = [], stuck = [], boxes = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const owner = node.parentElement, text = node.textContent.trim();
    if (!text || hidden(owner)) continue;
    const range = document.createRange(), chain = above(owner);
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width < 1 || r.height < 1) continue;
      const thin = r.height * .15;  // the line box of the face is taller than its ink
      const box = {left: r.left, right: r.right, top: r.top + thin, bottom: r.bottom - thin, owner,
        text: text.slice(0, 40)};
      let sheet = false, x = true, y = true;  // still to be judged: painted ground, clipping in each direction
      for (const a of chain) {
        const s = style(a), b = a.getBoundingClientRect(), say = {text: box.text, at: name(owner), by: name(a)};
        if (['inline', 'contents'].includes(s.display) || a instanceof SVGElement && a.tagName !== 'svg') continue;
        const wide = box.left < b.left - 2 || box.right > b.right + 2;
        const high = box.top < b.top - 2 || box.bottom > b.bottom + 2;
        if (x && wide && clips(s.overflowX) || y && high && clips(s.overflowY)) { clipped.push(say); x = y = false; }
        if (rolls(s.overflowX)) {
          x = false;
          Object.assign(box, {left: Math.max(box.left, b.left), right: Math.min(box.right, b.right)});
        }
        if (rolls(s.overflowY)) {
          y = false;
          Object.assign(box, {top: Math.max(box.top, b.top), bottom: Math.min(box.bottom, b.bottom)});
        }
        if (!sheet && (painted(a) || a.matches('td, th'))) { sheet = true; if (wide && x) stuck.push(say); }
      }
      if (box.right - box.left > 1 && box.bottom - box.top > 1) boxes.push(box);
    }
  }
  for (const e of main.querySelectorAll('.xy *')) {
    const s = style(e), own = [...e.childNodes].some(c => c.nodeType === 3 && c.textContent.trim());
    if (!own || hidden(e) || s.display === 'inline') continue;
    const cut = s.textOverflow === 'ellipsis' || clips(s.overflowX) && !rolls(s.overflowX);
    if (cut && (e.scrollWidth > e.clientWidth + 1 || clips(s.overflowY) && e.scrollHeight > e.clientHeight + 3))
      clipped.push({text: e.textContent.trim().slice(0, 40), at: name(e), by: name(e)});
  }
  boxes.sort((a, b) => a.top - b.top);
  const overlaps = [];
  boxes.forEach((a, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - 2; j++) {
      const b = boxes[j];
      if (a.owner === b.owner) continue;
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - b.top > 2)
        overlaps.push({text: a.text, at: name(a.owner), by: name(b.owner) + ' ' + b.text});
    }
  });
  const over = Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth);
  const rolled = e => above(e.parentElement).some(a => style(a).overflowX !== 'visible' && !a.matches('.xy'));
  const beyond = [...main.querySelectorAll('.xy *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
    && e.getBoundingClientRect().width > 0 && !hidden(e) && !rolled(e));
  const wide = over > 1 || beyond.length
    ? [{text: over + ' px', at: beyond.slice(0, 3).map(name).join(' '), by: 'screen'}] : [];
  const images = [...main.querySelectorAll('img')].filter(i => !hidden(i));
  const blank = images.filter(i => !(i.complete && i.naturalWidth)).map(i => ({text: i.alt, at: name(i), by: 'image'}));
  return {clipped, stuck, overlaps, wide, blank, texts: boxes.length};
}"""
DECLARED = "Math.max(0, ...[...document.querySelectorAll('.xy[data-charts]')].map(e => +e.dataset.charts))"
DRAWN = """document.querySelectorAll('.js-plotly-plot .svg-container > .main-svg:first-of-type').length
  + [...document.querySelectorAll('[data-testid=stDeckGlJsonChart] canvas')].filter(c => c.width && c.height).length"""


@dataclass(frozen=True, slots=True)
class Combination:
    """A screen, a language and a theme."""

    size: str
    lang: str
    scheme: str

    def __str__(self) -> str:
        return f"{self.size}-{self.lang}-{self.scheme}"


@dataclass(frozen=True, slots=True)
class Measured:
    """What is wrong with a page: where, and what with. ``texts`` says that something was measured at all."""

    texts: int
    clipped: list[dict[str, str]] = field(default_factory=list)
    stuck: list[dict[str, str]] = field(default_factory=list)  # text beyond its own ground or table cell
    overlaps: list[dict[str, str]] = field(default_factory=list)
    wide: list[dict[str, str]] = field(default_factory=list)
    blank: list[dict[str, str]] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Return every fault as a line; empty for a sound page."""
        kinds = ("clipped", "stuck", "overlaps", "wide", "blank")
        return [f"{kind}: {f['text']} [{f['at']}] {f['by']}" for kind in kinds for f in getattr(self, kind)]


ALL = tuple(Combination(*each) for each in product(SIZES, ("zh", "en"), ("light", "dark")))
_HALVES = (  # each has every size, and every theme in every language; together any two of the three meet
    (("phone", "zh", "light"), ("laptop", "en", "light"), ("desk", "en", "dark"), ("wall", "zh", "dark")),
    (("phone", "en", "dark"), ("laptop", "zh", "dark"), ("desk", "zh", "light"), ("wall", "en", "light")),
)
HALVES = tuple(tuple(Combination(*each) for each in half) for half in _HALVES)


def measure(page: Page) -> Measured:
    """Measure a settled page."""
    return Measured(**page.evaluate(MEASURE, ", ".join(STACKED)))


def drawn(page: Page, within: float = 30_000) -> None:
    """Wait until as many charts are painted as the page declares; fail when they are not after so many ms."""
    declared = page.evaluate(DECLARED)
    try:
        page.wait_for_function(f"{DRAWN} === {declared}", timeout=within)
    except Error as error:
        raise AssertionError(f"{declared} chart(s) declared, {page.evaluate(DRAWN)} drawn") from error


def tall(page: Page, file: Path, most: int = 6000) -> None:
    """Take a picture of the whole page, down to so many pixels."""
    size = page.viewport_size or {"width": 0, "height": 0}
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(height, most))})
    page.screenshot(path=file, type="jpeg", quality=70)
