"""The parts of a target's page for a selection: reads handed to the figures."""

from __future__ import annotations

from dataclasses import replace

from dashboard.figures import counties as county_figures
from dashboard.figures import outlooks
from dashboard.figures import plots as plot_figures
from dashboard.figures import target as target_figures
from dashboard.figures.counties import CountyTable
from dashboard.figures.evidence import labels
from dashboard.figures.facts import Item, State
from dashboard.figures.outlook_facts import TargetOutlook
from dashboard.figures.outlooks import Panel
from dashboard.figures.places import Paging
from dashboard.figures.places import paging as paged
from dashboard.figures.plots import Plot, Subject
from dashboard.figures.series import Series
from dashboard.figures.target import Part
from dashboard.plan.models import Indicator, Region
from dashboard.screens import reads
from dashboard.screens.selection import Selection


def item(state: State, chosen: Selection) -> Item:
    """Return the target looked at under the reading chosen; the first one until another is chosen."""
    found = next((found for found in state.items if found.target.id == chosen.target), state.items[0])
    return found.under(chosen.reading)


def place(chosen: Selection) -> str:
    """Return the name of the region looked at; empty for the whole city."""
    found = {region.code: region for region in _regions(chosen)}.get(chosen.region)
    return "" if found is None else found.name if chosen.lang == "zh" else found.name_en


def plots(state: State, chosen: Selection) -> tuple[Plot, ...]:
    """Return the charts of the target in the region looked at."""
    found = item(state, chosen)
    if found.indicator is None:
        return ()
    region = chosen.region or _city(chosen)
    values = _series(chosen, found.indicator)
    whole = region == _city(chosen)
    shown = Subject(found, values, region, place(chosen), whole, chosen.edition.through, chosen.lang,
                    outlook(state, chosen))  # fmt: skip
    return plot_figures.plots(shown)


def outlook(state: State, chosen: Selection) -> TargetOutlook:
    """Return what the edition says about the future of the target."""
    reading = item(state, chosen).reading.id
    places = reads.places(chosen).codes
    return reads.outlook(chosen.plan.id, chosen.edition.number, chosen.target, reading, places)


def panel(state: State, chosen: Selection) -> Panel | None:
    """Return the outlook in words; None where nothing is open."""
    names = {region.code: region.name if chosen.lang == "zh" else region.name_en for region in _regions(chosen)}
    return outlooks.panel(item(state, chosen), outlook(state, chosen), names, chosen.lang)


def counties(state: State, chosen: Selection) -> CountyTable | None:
    """Return the county table of the target."""
    found = item(state, chosen)
    if found.indicator is None or not found.indicator.counties:
        return None
    made = county_figures.counties(
        found,
        _series(chosen, found.indicator),
        _regions(chosen),
        chosen.edition.through,
        chosen.lang,
        chosen.region,
        lambda code: chosen.href("target", target=chosen.target, region=code, reading=chosen.reading),
    )
    return replace(made, note="") if made is not None and reads.places(chosen).many else made


def paging(chosen: Selection) -> Paging | None:
    """Return which part of very many counties the table shows."""
    kept = {"target": chosen.target, "region": chosen.region, "reading": chosen.reading, "find": chosen.chosen("find")}
    return paged(reads.places(chosen), chosen.lang, lambda skip: chosen.href("target", **kept, skip=skip))


def parts(state: State, chosen: Selection) -> tuple[str, tuple[Part, ...]] | None:
    """Return the period and the parts of the target's breakdown; None where it has none."""
    found = item(state, chosen)
    if found.indicator is None:
        return None
    breakdown = reads.kinds(chosen.plan.id, chosen.edition.number, found.indicator)
    region = chosen.region or _city(chosen)
    compared = county_figures.span(found, _series(chosen, found.indicator), region, chosen.edition.through, chosen.lang)
    if breakdown is None or compared is None:
        return None
    known = reads.breakdowns(chosen.plan.id, chosen.edition.number, found.indicator.id, region, found.indicator)
    names = labels(breakdown, chosen.lang)
    made = target_figures.parts(found, known, names, region, chosen.lang, compared.value)
    return (compared.label, made) if made else None


def _series(chosen: Selection, indicator: Indicator) -> Series:
    places = reads.places(chosen).codes
    return reads.values(chosen.plan.id, chosen.edition.number, indicator.id, indicator, places)


def _regions(chosen: Selection) -> tuple[Region, ...]:
    return reads.places(chosen).shown


def _city(chosen: Selection) -> str:
    return reads.city(chosen.plan.id, chosen.edition.number)
