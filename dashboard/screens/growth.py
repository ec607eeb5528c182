"""The parts of the growth page for a selection: reads handed to the figures, pictures made once an edition."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.figures import changes, growth, image, picture
from dashboard.figures.changes import Waterfall
from dashboard.figures.charts import Plot
from dashboard.figures.facts import Item, State
from dashboard.figures.growth import GrowthPage
from dashboard.figures.image import Image, Signs
from dashboard.figures.palette import Theme
from dashboard.figures.series import Series
from dashboard.screens import frame, reads, session, targets
from dashboard.screens.selection import Selection
from dashboard.wording import Language

WIDTH, HEIGHT = 400.0, 190.0  # of a card's picture, in pixels at 1920


def opened(state: State, chosen: Selection) -> Selection:
    """Return the selection with a growth target whose counties are shown; an unknown one falls back with a notice."""
    return replace(session.landed(chosen, growth.opened(state, chosen.target)), region="")


def page(state: State, chosen: Selection) -> GrowthPage:
    """Return the page of the growth targets."""
    city, known = measured(state, chosen)
    images, signs = _images(chosen.plan.id, chosen.edition.number, chosen.lang, frame.theme(chosen), state, chosen)
    return growth.page(state, known, images, signs, city, chosen.target, chosen.lang, chosen.href)


def measured(state: State, chosen: Selection) -> tuple[str, dict[str, Series]]:
    """Return the code of the city, and the values behind each growth target."""
    known = {item.target.id: _series(chosen, item) for item in growth.growing(state) if item.indicator}
    return reads.city(chosen.plan.id, chosen.edition.number), known


def waterfall(state: State, chosen: Selection) -> tuple[Item, Waterfall | None] | None:
    """Return the target opened and its counties' contributions; None while there is no growth target."""
    item = next((item for item in growth.growing(state) if item.target.id == chosen.target), None)
    if item is None or item.indicator is None:
        return None
    places = reads.places(chosen)
    if places.many:
        return item, None
    made = changes.waterfall(item, _series(chosen, item), places.shown, chosen.edition.through, chosen.lang,
                             lambda code: chosen.href("target", target=item.target.id, region=code))  # fmt: skip
    return item, made


@st.cache_resource(max_entries=64, show_spinner=False)
def _images(
    plan: str, edition: int, lang: Language, theme: Theme, _state: State, _chosen: Selection
) -> tuple[dict[str, Image], Signs]:
    """Return the picture of each growth target, and the signs of every series in them by its name."""
    plots = {item.target.id: _plot(_state, _chosen, item) for item in growth.growing(_state)}
    drawn = {code: plot for code, plot in plots.items() if plot is not None}
    made = {code: image.of_plot(picture.small(plot, theme, WIDTH, HEIGHT), plot) for code, plot in drawn.items()}
    return made, image.signs(drawn.values(), theme)


def _plot(state: State, chosen: Selection, item: Item) -> Plot | None:
    """Return the chart over the years of a target; None where it has none yet."""
    found = targets.plots(state, replace(chosen, target=item.target.id, region="", reading=""))
    return found[-1] if found else None


def _series(chosen: Selection, item: Item) -> Series:
    assert item.indicator is not None  # growing() holds measured targets only
    places = reads.places(chosen).codes
    return reads.values(chosen.plan.id, chosen.edition.number, item.indicator.id, item.indicator, places)
