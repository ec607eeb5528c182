"""The big screen as HTML: one page for a browser of 2021, and the part of it that a new edition exchanges."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.figures import markup, palette
from dashboard.figures.scenes import Wall
from dashboard.wording import Language, t

SCRIPT = Path(__file__).resolve().parent.parent / "static" / "screen.js"
_SHEETS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Shown:
    """What a screen shows: the scenes as markup, their edition, and a version that changes with any of it."""

    html: str
    edition: str
    version: str


def shown(wall: Wall | None, label: str, lang: Language) -> Shown:
    """Return the scenes of an edition as markup; of nothing published yet, a sentence that says so."""
    html = markup.render("screen_wall.html", lang, wall=wall)
    return Shown(html, label, hashlib.sha256(html.encode()).hexdigest()[:16])


def page(found: Shown | None, lang: Language, now: int) -> str:
    """Return the whole page; None while the database does not answer. ``now``: milliseconds of the wall's clock."""
    return _page(found, lang, now, "./app/static", program())


def still(found: Shown, lang: Language) -> str:
    """Return the page without its script, fonts from this machine's disk: to be taken a picture of."""
    return _page(found, lang, 0, SCRIPT.parent.as_uri(), "")


def _page(found: Shown | None, lang: Language, now: int, static: str, program: str) -> str:
    return markup.render(
        "screen.html",
        lang,
        colours=palette.variables("dark"),
        css=_SHEETS.sub("", markup.stylesheet("screen")),
        program=program,
        static=static,
        found=found,
        now=now,
        days=",".join(t(f"screen.day_{day}", lang) for day in range(7)),
    )


@cache
def program() -> str:
    """Return the version of script, style and templates: an open screen loads itself anew when it changes."""
    folder = Path(markup.__file__).parent / "templates"
    files = [SCRIPT, *sorted(folder.glob("screen*.html")), folder / "70-screen.css"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
