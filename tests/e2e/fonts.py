"""Which font drew which text, asked of the browser itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page

FACE = "Noto Sans CJK SC"
CHINESE = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
TEXTS = """
() => {
  let n = 0;
  const found = {};
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].filter(c => c.nodeType === 3).map(c => c.textContent).join('');
    const style = getComputedStyle(element);
    if (!own.trim() || style.visibility === 'hidden' || !element.getClientRects().length) continue;
    element.setAttribute('data-drawn', ++n);
    found[n] = own;
  }
  return found;
}
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One element's own text and how many glyphs each font gave it."""

    text: str
    glyphs: dict[str, int]  # family -> glyphs, fonts of the page only
    foreign: dict[str, int]  # family -> glyphs, fonts of the machine

    @property
    def chinese(self) -> int:
        """How many Chinese characters the text has."""
        return len(CHINESE.findall(self.text))

    @property
    def tofu(self) -> bool:
        """True when fewer glyphs came from the bundled face than there are Chinese characters."""
        return self.glyphs.get(FACE, 0) < self.chinese


def drawn(page: Page) -> list[Drawn]:
    """Return every visible element with Chinese text of its own, and the fonts that drew it."""
    texts: dict[str, str] = page.evaluate(TEXTS)
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    result = []
    for mark, text in texts.items():
        if not CHINESE.search(text):
            continue
        asked = {"nodeId": root, "selector": f'[data-drawn="{mark}"]'}
        node = client.send("DOM.querySelector", asked)["nodeId"]
        fonts = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        counts: list[dict[str, int]] = [{}, {}]
        for font in fonts:
            counts[not font["isCustomFont"]][font["familyName"]] = int(font["glyphCount"])
        result.append(Drawn(text, *counts))
    return result
