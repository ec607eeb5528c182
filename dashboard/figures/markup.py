"""Jinja2 templates to HTML: everything from data is escaped, a missing value is an error."""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard.figures import palette
from dashboard.figures.shapes import SHAPES
from dashboard.settings import settings
from dashboard.wording import Language, t

_FOLDER = Path(__file__).parent / "templates"
_NOWHERE = re.compile(r'<a\b([^>]*?) href=""([^>]*)>(.*?)</a>', re.DOTALL)


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader([folder, _FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, lang: Language, **values: object) -> str:
    """Return a template filled in; ``t(key, ...)`` inside it speaks the language, ``internal`` says 内部资料."""
    return render_from(_FOLDER, template, lang, **values)


def render_from(folder: Path, template: str, lang: Language, **values: object) -> str:
    """Return a template filled in, where those of a folder stand in for the ones of the same name here."""
    return _environment(folder).get_template(template).render(
        lang=lang, t=partial(_speak, lang), internal=settings().internal, **values
    )


def unlinked(html: str) -> str:
    """Return markup in which a link without an address is no link; its attributes and content stay."""
    return _NOWHERE.sub(r"<span\1\2>\3</span>", html)


def _speak(lang: Language, key: str, **fields: object) -> str:
    return t(key, lang, **fields)


def masks() -> str:
    """Return one CSS class per shape: an SVG mask that takes the colour of the text around it."""
    rules = []
    for name, drawing in SHAPES.items():
        svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{drawing}</svg>"
        image = f'url("data:image/svg+xml,{quote(svg, safe="/:=,;().-# ").replace("#", "%23").replace("<", "%3C")}")'
        rules.append(f".xy .{name}{{-webkit-mask-image:{image};mask-image:{image}}}")
    return "".join(rules)


SHARED = ("base", "shell", "files", "overview", "target", "panel", "print")  # sheets that every page has
BORROWED = {  # sheets of other pages whose parts a page shows too
    "counts": ("growth",), "unit": ("tasks",), "data": ("tasks", "unit"), "funds": ("counties",),
    "intake": ("tasks", "unit"), "review": ("tasks",), "site": ("counties", "tasks", "method"),
    "desk": ("tasks", "unit", "data"),
}  # fmt: skip


ALONE = {"screen": ("base", "overview", "screen")}  # pages that take of the shared sheets what they name


@cache
def stylesheet(page: str = "overview") -> str:
    """Return the style sheet of a page: colours of both themes, shapes, what all pages share, and its own.

    The sheets of other pages stay away, so that a class name may mean different things on two pages.
    """
    colours = "".join(f".xy.{theme}{{{palette.variables(theme)}}}" for theme in palette.PALETTES)
    wanted = ALONE.get(page, (*SHARED, *BORROWED.get(page, ()), page))
    sheets = (path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.css")) if path.stem.split("-")[1] in wanted)
    paper = f"@media print{{.xy.dark{{{palette.variables('light')}}}}}"
    return colours + paper + masks() + "".join(sheets)
