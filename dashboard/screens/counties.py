"""The counties page for a selection: which target, its comparison, the map, and what a click on it does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.figures import county_all, county_map, county_page, geo, markup
from dashboard.figures.comparison import Comparison, compare
from dashboard.figures.county_all import County
from dashboard.figures.county_page import Chosen, CountyPage
from dashboard.figures.facts import Item, State
from dashboard.figures.geo import Geography
from dashboard.figures.places import paging
from dashboard.figures.shell import Entry
from dashboard.plan.models import Region
from dashboard.screens import finding, frame, reads, session
from dashboard.screens.selection import Selection
from dashboard.settings import settings


def items(state: State) -> tuple[Item, ...]:
    """Return the targets that counties report."""
    return tuple(item for item in state.items if item.indicator is not None and item.indicator.counties)


def current(state: State, asked: Selection | None = None) -> Selection:
    """Return the selection with a target that counties report and a region that exists."""
    offered = items(state)
    known = {item.target.id for item in offered}
    asked = session.current() if asked is None else asked
    chosen = session.on_target(state, regions(asked), asked)
    if chosen.target in known or not offered:
        return replace(chosen, reading="")
    return replace(chosen, target=offered[0].target.id, reading="")


def regions(chosen: Selection) -> tuple[Region, ...]:
    """Return the city, its counties and zones."""
    return reads.regions(chosen.plan.id, chosen.edition.number)


def places(chosen: Selection) -> Geography | None:
    """Return the boundaries of the plan's city; None where there are none."""
    return geo.geography(reads.city(chosen.plan.id, chosen.edition.number), settings().geo_dir)


def page(state: State, chosen: Selection) -> CountyPage | None:
    """Return the page; None while no county has reported anything."""
    offered = items(state)
    item = next((found for found in offered if found.target.id == chosen.target), None)
    found = compared(item, chosen) if item is not None else None
    if found is None:
        return None
    kept = {"target": chosen.target, "region": chosen.region, **chosen.more}
    targets = tuple(
        Entry(other.name(chosen.lang), chosen.href("counties", **{**kept, "target": other.target.id}),
              other.target.id == chosen.target)
        for other in offered
    )  # fmt: skip
    made = Chosen(chosen.region, chosen.more.get("measure", ""), _form(chosen), settings().rank_counties)
    detail = chosen.href("target", target=chosen.target, region=chosen.region)

    def href(**changes: str) -> str:
        return chosen.href("counties", **{**kept, **changes})

    part = reads.places(chosen)
    page = county_page.page(found, places(chosen), part.shown, made, chosen.lang, href, detail, targets)
    return replace(page, paging=paging(part, chosen.lang, href))


def county(state: State, chosen: Selection) -> County | None:
    """Return the region looked at through all targets; None while none is chosen."""
    region = next((found for found in regions(chosen) if found.code == chosen.region), None)
    if region is None:
        return None
    found = [one for item in items(state) if (one := compared(item, chosen, region.code)) is not None]
    return county_all.county(
        found, region, chosen.lang, chosen.target,
        lambda target: chosen.href("target", target=target, region=region.code),
        chosen.href("counties", target=chosen.target, **chosen.more),
    )  # fmt: skip


def draw(made: CountyPage, chosen: Selection) -> None:
    """Draw the map beside the table; the tiles stand where a map cannot be drawn, and until it is."""
    on_map, theme = made.drawn and _form(chosen) != "tiles", frame.theme(chosen)
    with st.container(key="counties"):
        left, right = st.columns([46, 60], gap="large")
        finding.draw(made.paging, chosen)
        with left, st.container(key="county_room" if on_map else "county_tiles"):
            _part("counties_map", chosen, page=made, under=on_map)
            known = places(chosen)
            if on_map and known is not None:
                key = f"county_map_{chosen.region}"  # a new one with every choice, or Streamlit pales all the others
                st.pydeck_chart(county_map.deck(made, known, theme), height=county_map.HEIGHT, key=key, alt=made.alt,
                                on_select=partial(_choose, key), selection_mode="single-object")  # fmt: skip
            _part("counties_legend", chosen, page=made, under=on_map)
        with right:
            _part("counties_table", chosen, page=made)


def charts(made: CountyPage | None, chosen: Selection) -> int:
    """Return how many charts the page draws."""
    return int(made is not None and made.drawn and _form(chosen) != "tiles")


def compared(item: Item, chosen: Selection, region: str = "") -> Comparison | None:
    """Return the counties of a target, of very many a part or one ``region``; None while none has reported."""
    if item.indicator is None:
        return None
    places = reads.places(chosen)
    if places.many and region:
        places = replace(places, shown=tuple(p for p in places.shown if p.kind == "city" or p.code == region))
    found = reads.values(chosen.plan.id, chosen.edition.number, item.indicator.id, item.indicator, places.codes)
    return compare(item, found, places.shown, chosen.edition.through, chosen.lang, partly=places.many)


def _form(chosen: Selection) -> str:
    return "tiles" if chosen.more.get("form") == "tiles" else ""


def _part(template: str, chosen: Selection, **values: object) -> None:
    body = markup.render(f"{template}.html", chosen.lang, files=frame.Files(chosen, "counties"), **values)
    frame.wrap(body, chosen.lang, frame.theme(chosen), part=True)


def _choose(key: str) -> None:
    """Put the county that was clicked into the address, from where every page takes it; a second click lets it go."""
    code = county_map.picked(st.session_state[key].selection)
    if code and code != st.query_params.get("region"):
        st.query_params["region"] = code
    else:
        st.query_params.pop("region", None)
