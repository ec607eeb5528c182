"""The style sheet of an edition's site: that of the app's pages, in the words that a browser of 2020 knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from dashboard.figures import markup
from dashboard.review.site_frame import TEMPLATES

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ANY = re.compile(r":is\(([^()]*)\)")
_NARROW = re.compile(r"@media (\(max-width:[5-8]\d\dpx\))")
_FOREIGN = ("data-testid", ".st-key", ":has(", ".xy.dark", "#root")  # of Streamlit's own frame, or of the dark theme
_EDGES = ("top", "right", "bottom", "left")


@cache
def stylesheet() -> str:
    """Return the rules of all pages of a site, without its fonts."""
    own = (TEMPLATES / "site.css").read_text("utf-8")
    return plain(_COMMENT.sub("", markup.stylesheet("site") + own)).replace("\n", "")


def plain(css: str) -> str:
    """Return rules without ``:is()``, ``inset`` (of one value) and what only the app needs; paper is no phone."""
    return _NARROW.sub(r"@media screen and \1", _RULE.sub(lambda rule: _written(rule[1], rule[2]), css))


def _written(selectors: str, body: str) -> str:
    before, _, own = selectors.rpartition(";") if "@" in selectors else ("", "", selectors)
    kept = [made for one in _listed(own) for made in _spelled(one) if not any(word in made for word in _FOREIGN)]
    head = f"{before};" if before else ""
    return f"{head}{','.join(kept)}{{{_edges(body)}}}" if kept else head


def _listed(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list, parted at the commas that are not inside brackets."""
    depth, start = 0, 0
    for at, sign in enumerate(selectors):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            yield selectors[start:at]
            start = at + 1
    yield selectors[start:]


def _spelled(selector: str) -> Iterator[str]:
    """Yield a selector once for every choice of its ``:is()``."""
    parts = _ANY.split(selector)
    choices = [part.split(",") if at % 2 else [part] for at, part in enumerate(parts)]
    yield from ("".join(chosen) for chosen in product(*choices))


def _edges(body: str) -> str:
    """Return declarations with ``inset`` as its four edges."""
    return re.sub(r"(^|;)inset:([^;]+)", lambda found: found[1] + ";".join(f"{e}:{found[2]}" for e in _EDGES), body)
