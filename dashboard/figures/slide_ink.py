"""How a series looks in a slide chart: IBCS notation in DrawingML, in the colours of the light palette."""

from __future__ import annotations

from dashboard.figures.palette import LIGHT
from dashboard.figures.slide_series import Look
from dashboard.figures.strokes import FAN

_LINES: dict[Look, tuple[str, float, str]] = {
    "line": ("mark", 1.5, "solid"),
    "dash": ("time", 1.5, "dash"),
    "dots": ("bar", 1.5, "solid"),
    "rings": ("ink-2", 1.5, "dash"),
    "ahead": ("outlook", 1.5, "sysDot"),
    "goal": ("mark", 2.0, "solid"),
}
_MARKERS: dict[Look, tuple[str, int, str]] = {  # form, size, colour inside
    "line": ("circle", 4, "mark"),
    "dots": ("circle", 7, "bar"),
    "rings": ("diamond", 9, "ground"),
}


def colour(name: str, alpha: float = 1.0) -> str:
    """Return a colour of the palette; ``alpha`` 0 lets everything through."""
    inner = "" if alpha == 1 else f'<a:alpha val="{round(alpha * 100_000)}"/>'
    return f'<a:srgbClr val="{LIGHT[name][1:]}">{inner}</a:srgbClr>'


def fill(name: str, alpha: float = 1.0) -> str:
    """Return a fill in a colour of the palette."""
    return f"<a:solidFill>{colour(name, alpha)}</a:solidFill>"


def stroke(name: str, points: float, dash: str = "solid") -> str:
    """Return a line in a colour of the palette; "" for no line."""
    if not name:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{round(points * 12_700)}" cap="flat">{fill(name)}<a:prstDash val="{dash}"/><a:round/></a:ln>'


def shape(look: Look) -> str:
    """Return the look of a column, an area or a line."""
    return f"<c:spPr>{_inside(look)}</c:spPr>"


def _inside(look: Look) -> str:
    if look in FAN:
        return fill("outlook", FAN[look]) + stroke("", 0)
    if look in _LINES:
        return stroke(*_LINES[look])
    if look == "solid":
        return fill("bar") + stroke("", 0)
    if look == "hatch":
        ink = f"<a:fgClr>{colour('outlook')}</a:fgClr><a:bgClr>{colour('ground', 0)}</a:bgClr>"
        return f'<a:pattFill prst="ltUpDiag">{ink}</a:pattFill>{stroke("outlook", 1.0)}'
    return f"<a:noFill/>{stroke('mark', 1.25) if look == 'outline' else stroke('', 0)}"


def marker(look: Look) -> str:
    """Return the points of a line."""
    if look not in _MARKERS:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    form, size, within = _MARKERS[look]
    inside = fill(within) + stroke(_LINES[look][0], 1.5)
    return f'<c:marker><c:symbol val="{form}"/><c:size val="{size}"/><c:spPr>{inside}</c:spPr></c:marker>'


def text(size: float, name: str, *, bold: bool = False) -> str:
    """Return the look of text: size in points, colour of the palette, faces of the slides; never slanted."""
    face = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-lt"/>'
    run = f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{fill(name)}{face}</a:defRPr>'
    end = '<a:endParaRPr lang="zh-CN"/>'
    return f'<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>{run}</a:pPr>{end}</a:p></c:txPr>'
