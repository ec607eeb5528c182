"""The parts of the page of the counts for a selection: registers read once an edition, pictures, the list chosen."""

from __future__ import annotations

import streamlit as st

from dashboard.figures import counts, image, listing, picture
from dashboard.figures.charts import Plot, Subject
from dashboard.figures.counts import CountsPage
from dashboard.figures.facts import Item, State
from dashboard.figures.image import Image
from dashboard.figures.listing import Chosen, Listing
from dashboard.figures.outlook_facts import PLAN_END
from dashboard.figures.palette import Theme
from dashboard.figures.register import Register
from dashboard.screens import frame, person, reads, session
from dashboard.screens.selection import Selection
from dashboard.wording import Language

WIDTH, HEIGHT = 400.0, 140.0  # of a card's picture, in pixels at 1920


def opened(state: State, chosen: Selection) -> Selection:
    """Return the selection with a target whose register is shown; an unknown one falls back with a notice."""
    return session.landed(chosen, counts.opened(state, chosen.target))


def page(state: State, chosen: Selection) -> CountsPage:
    """Return the page of the targets that count things."""
    plan, edition, lang = chosen.plan.id, chosen.edition.number, chosen.lang
    found = registers(chosen)
    images, expected = _images(plan, edition, lang, frame.theme(chosen), state, chosen)
    return counts.page(state, found, images, expected, chosen.target, lang, chosen.href)


def rows(state: State, chosen: Selection) -> Listing | None:
    """Return the register of the target opened, as the address filters it."""
    plan, edition, lang = chosen.plan.id, chosen.edition.number, chosen.lang
    found = registers(chosen).get(chosen.target)
    if found is None:
        return None
    asked = Chosen(chosen.region, *(chosen.more.get(key, "") for key in ("stage", "year", "entry")))
    names = reads.names(plan, edition, lang)
    return listing.listing(found, asked, names, lambda **keys: chosen.href("counts", target=chosen.target, **keys))


def registers(chosen: Selection) -> dict[str, Register]:
    """Return the register of each target that counts things."""
    return reads.book(chosen.plan.id, chosen.edition.number, chosen.lang, person.rows(chosen)).registers


@st.cache_resource(max_entries=64, show_spinner=False)
def _images(
    plan: str, edition: int, lang: Language, theme: Theme, _state: State, _chosen: Selection
) -> tuple[dict[str, Image], dict[str, str]]:
    """Return the picture of each target, and the month at which each open one is expected to reach its number."""
    images, expected = {}, {}
    for item in counts.counting(_state):
        ahead = reads.outlook(plan, edition, item.target.id, item.reading.id).of(item.reading.id, PLAN_END)
        expected[item.target.id] = ahead.expected if ahead is not None else ""
        if (drawn := plot(item, _chosen)) is not None:
            images[item.target.id] = image.of_plot(picture.small(drawn, theme, WIDTH, HEIGHT), drawn)
    return images, expected


def plot(item: Item, chosen: Selection) -> Plot | None:
    """Return the chart of a target that counts things."""
    plan, edition = chosen.plan.id, chosen.edition.number
    assert item.indicator is not None
    city = reads.city(plan, edition)
    values = reads.values(plan, edition, item.indicator.id, item.indicator, (city,))
    ahead = reads.outlook(plan, edition, item.target.id, item.reading.id)
    return counts.plot(Subject(item, values, city, "", True, chosen.edition.through, chosen.lang, ahead))
