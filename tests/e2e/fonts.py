"""Which font drew which text, asked of the browser itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from playwright.sync_api import Page

FACE = "Noto Sans CJK SC"
CHINESE = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
TEXTS = """
() => {
  let n = 0;
  const found = {};
  document.querySelectorAll('details').forEach(d => d.open = true);
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].filter(c => c.nodeType === 3).map(c => c.textContent).join('');
    if (!own.trim() || !element.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})) continue;
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
    glyphs: Counter[str]  # family -> glyphs, fonts of the page only
    foreign: Counter[str]  # family -> glyphs, fonts of the machine

    @property
    def chinese(self) -> int:
        """How many Chinese characters the text has."""
        return len(CHINESE.findall(self.text))

    @property
    def tofu(self) -> bool:
        """True when fewer glyphs came from the bundled face than there are Chinese characters."""
        return self.glyphs[FACE] < self.chinese


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
        own, machine = Counter[str](), Counter[str]()
        for font in fonts:  # one entry for each slice of a face
            (own if font["isCustomFont"] else machine)[font["familyName"]] += int(font["glyphCount"])
        result.append(Drawn(text, own, machine))
    return result
