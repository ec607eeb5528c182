"""The parts of the outlook page for a selection: what an edition froze of the future, pictures made once an edition."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from dashboard.figures import image, outlook_facts, outlook_headline, outlook_page, outlook_words, picture
from dashboard.figures.facts import Item, State
from dashboard.figures.image import Image
from dashboard.figures.outlook_facts import TargetOutlook
from dashboard.figures.outlook_page import OutlookPage
from dashboard.figures.outlooks import Panel
from dashboard.figures.palette import Theme
from dashboard.screens import frame, reads, session, targets
from dashboard.screens.selection import Selection
from dashboard.wording import Language

WIDTH, HEIGHT = 860.0, 390.0  # of the fan, in pixels at 1920
Signs = tuple[tuple[str, Image], ...]


@dataclass(frozen=True)
class Fan:
    """The target chosen: its picture with the signs in it, and its outlook in words."""

    name: str
    href: str
    image: Image | None
    signs: Signs
    panel: Panel | None
    reason: str
    figure: str = ""  # name of the picture to be handed round


def opened(state: State, chosen: Selection) -> Selection:
    """Return the selection with a target that exists: the one asked for, else the least likely, else none."""
    items = {item.target.id: item for item in state.items}
    least = outlook_headline.least(outlook_headline.shown(state, _known(state, chosen)), _known(state, chosen))
    return replace(session.landed(chosen, items.get(chosen.target, least)), region="")


def page(state: State, chosen: Selection) -> OutlookPage:
    """Return the page of the outlooks."""
    known = _known(state, chosen)
    asking = frozenset(item.target.id for item in outlook_headline.shown(state, known) if _asks(chosen, item))
    order = chosen.chosen("order")
    return outlook_page.page(state, known, asking, chosen.target, order, chosen.lang, chosen.href)


def fan(state: State, chosen: Selection) -> Fan | None:
    """Return the fan of the target chosen; None where nothing is open at all."""
    item = next((item for item in state.items if item.target.id == chosen.target), None)
    if item is None:
        return None
    known = _known(state, chosen)
    main = known[item.target.id].main
    shown = item in outlook_headline.shown(state, known)
    theme = frame.theme(chosen)
    image, signs = _image(chosen.plan.id, chosen.edition.number, chosen.target, chosen.lang, theme, state, chosen) \
        if shown else (None, ())  # fmt: skip
    reason = "" if shown else outlook_words.why(item, main if not item.verdict.final else None, chosen.lang)
    address = chosen.href("target", target=item.target.id)
    figure = f"{item.target.id}-{image.key}" if image is not None else ""
    panel = targets.panel(state, chosen) if shown else None
    return Fan(item.name(chosen.lang), address, image, signs, panel, reason, figure)


def _asks(chosen: Selection, item: Item) -> bool:
    """True when the edition froze answers to what if under the target's own reading."""
    found = reads.outlook(chosen.plan.id, chosen.edition.number, item.target.id, item.reading.id)
    return bool(found.what_if.factors)


def known(state: State, chosen: Selection) -> dict[str, TargetOutlook]:
    """Return the outlook of each target under the reading used."""
    return _known(state, chosen)


def _known(state: State, chosen: Selection) -> dict[str, TargetOutlook]:
    readings = {item.target.id: item.reading.id for item in state.items}
    return _outlooks(chosen.plan.id, chosen.edition.number, readings)


@st.cache_resource(max_entries=64, show_spinner=False)
def _outlooks(plan: str, edition: int, readings: dict[str, str]) -> dict[str, TargetOutlook]:
    """Return the outlook of each target under the reading used."""
    known = [reads.city(plan, edition), ""]
    every = reads.rows("outlooks", plan=plan, edition=edition, target="", regions=known)
    records = reads.rows("backtests", plan=plan, edition=edition)
    return {code: outlook_facts.outlook(code, reading, every, (), records) for code, reading in readings.items()}


@st.cache_resource(max_entries=128, show_spinner=False)
def _image(
    plan: str, edition: int, target: str, lang: Language, theme: Theme, _state: State, _chosen: Selection
) -> tuple[Image | None, Signs]:
    """Return the picture of the chart that holds the fan, and the signs of its series."""
    plots = targets.plots(_state, _chosen)
    found = next((p for p in plots if any(trace.ink == "band_80" for trace in p.traces)), None)
    if found is None:
        return None, ()
    made = picture.small(found, theme, WIDTH, HEIGHT)
    return image.of_plot(made, found), tuple((trace.name, image.sign(trace, theme)) for trace in found.traces)
