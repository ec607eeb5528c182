"""What a browser sees of a page: when it can be read, when it is completely painted, and what a click costs."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, Page

WAIT = 60_000  # ms
WATCH = """
window.seen = {clicked: 0, changed: 0, readable: 0};
window.app = () => document.querySelector('[data-testid=stApp]');
window.still = () => {
  const told = app()?.dataset;
  return told?.testScriptState === 'notRunning' && told.testConnectionState === 'CONNECTED';
};
window.drawn = i => i.complete && i.naturalWidth > 0;
window.text = () => document.querySelector('.xy .headline h1, .xy .blank, .blank, .xy h1, .xy table');
window.count = selector => document.querySelectorAll(selector).length;
window.charts = () => [...document.querySelectorAll('.js-plotly-plot')]
  .filter(p => p.querySelector('.cartesianlayer .subplot')).length + count('[data-testid=stDeckGlJsonChart] canvas');
window.declared = () => [...document.querySelectorAll('[data-charts]')]
  .reduce((n, e) => n + Number(e.dataset.charts), 0);
window.whole = () => still() && text() && document.fonts.status === 'loaded' && [...document.images].every(drawn)
  && charts() >= declared();
addEventListener('click', () => { Object.assign(seen, {clicked: performance.now(), changed: 0}); }, true);
window.look = () => {
  if (!seen.readable && text() && document.fonts.status === 'loaded') seen.readable = performance.now();
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
new MutationObserver(found => {
  if (found.some(m => !m.target.closest?.('[data-testid=stStatusWidget], [data-testid=stToolbar]')))
    requestAnimationFrame(now => { seen.changed = performance.now(); });
}).observe(document, {subtree: true, childList: true, characterData: true, attributes: true,
  attributeFilter: ['src', 'd', 'transform', 'points']});
"""
PAINTED = "quiet => whole() && seen.changed > 0 && performance.now() - seen.changed > quiet"
QUIET = 500  # ms without a change of the page: it is painted


@dataclass(frozen=True)
class Painted:
    """Milliseconds until headline and tables could be read, and until nothing changed any more."""

    readable: float
    whole: float


def cold(browser: Browser, address: str) -> Painted:
    """Open an address in a new browser with an empty cache."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN", reduced_motion="reduce")
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(address)
        page.wait_for_function(PAINTED, arg=QUIET, timeout=WAIT)
        return Painted(float(page.evaluate("seen.readable")), float(page.evaluate("seen.changed")))
    finally:
        context.close()


def opened(browser: Browser, address: str) -> Page:
    """Return a page that is completely painted."""
    page = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN").new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function(PAINTED, arg=QUIET, timeout=WAIT)
    return page


def clicked(page: Page, selector: str) -> float:
    """Click the first element of a selector and return the milliseconds until the answer is painted."""
    page.eval_on_selector(selector, "e => e.click()")
    page.wait_for_function(PAINTED, arg=QUIET, timeout=WAIT)
    return float(page.evaluate("seen.changed - seen.clicked"))
