"""The session's selection: read from the address once a run, and what is said while there is nothing to show."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import streamlit as st

from dashboard.figures import markup
from dashboard.figures.facts import Item, State
from dashboard.plan.models import Region
from dashboard.reporting import Unanswered
from dashboard.screens import flaws, frame, outage, reads
from dashboard.screens.selection import KEYS, MORE, Selection, before
from dashboard.screens.selection import choose as checked
from dashboard.settings import settings
from dashboard.wording import Language, t

_KEY = "selection"


def choose() -> Selection | None:
    """Check the address and keep the selection for the page; None while there is no plan.

    Of a plan without an edition it is not ``published``.
    """
    asked = {key: str(st.query_params[key]) for key in (*KEYS, *MORE, "display") if key in st.query_params}
    found = checked(asked, reads.plans(), reads.editions, settings())
    found = found or before(asked, reads.plans(), reads.data_kind(), settings())
    st.session_state[_KEY] = found
    return found


def current() -> Selection:
    """Return the selection of this run."""
    found: Selection = st.session_state[_KEY]
    return found


def on_target(state: State, regions: Sequence[Region], asked: Selection | None = None) -> Selection:
    """Return the selection with a target and region that exist; what was not known falls back with a notice."""
    chosen = current() if asked is None else asked
    lang = chosen.lang
    targets = {item.target.id: item for item in state.items}
    places = {region.code for region in regions if region.kind != "city"}
    notices = list(chosen.notices)
    target = chosen.target if chosen.target in targets else next(iter(targets))
    if chosen.target not in ("", target):
        damaged = flaws.about(chosen.plan.id, chosen.edition.number, chosen.target)
        key = "ui.damaged_target" if damaged else "ui.unknown_target"
        notices.append(t(key, lang, value=chosen.target[:60], target=targets[target].name(lang)))
    region = chosen.region if chosen.region in places else ""
    readings = {reading.id: reading for reading, _ in targets[target].every}
    reading = chosen.reading if chosen.reading in readings else ""
    if chosen.reading != reading:
        notices.append(t("ui.unknown_reading", lang, value=chosen.reading[:60]))
    elif reading not in ("", targets[target].target.default.id):
        name = readings[reading].name if lang == "zh" else readings[reading].name_en
        notices.append(t("ui.other_reading", lang, reading=name))
    if chosen.region != region and chosen.region not in {r.code for r in regions}:
        notices.append(t("ui.unknown_region", lang, value=chosen.region[:60]))
    return replace(chosen, target=target, region=region, reading=reading, notices=tuple(notices))


def landed(chosen: Selection, found: Item | None) -> Selection:
    """Return the selection on the target a page opened; one asked for in vain falls back with a notice."""
    code = found.target.id if found is not None else ""
    notices = chosen.notices
    if found is not None and chosen.target not in ("", code):
        name = found.name(chosen.lang)
        notices = (*notices, t("ui.unknown_target", chosen.lang, value=chosen.target[:60], target=name))
    return replace(chosen, target=code, reading="", notices=notices)


def title(selection: Selection, page: str) -> str:
    """Return the title of the browser tab."""
    plan, lang = selection.plan, selection.lang
    product = plan.product_title if lang == "zh" else plan.product_title_en
    return f"{t(f'ui.page_{page}', lang)} · {product}"


def nothing_yet(selection: Selection | None) -> None:
    """Say that no edition has been published, and what to do."""
    if selection is not None:
        return frame.draw("empty_plan", selection)
    asked = st.query_params.get("lang", settings().language)
    lang: Language = "en" if asked == "en" else "zh"
    if flaws.sentence("", 0, "", lang):  # a plan is there, but damaged
        return failed(None)
    return frame.wrap(markup.render("empty.html", lang), lang, frame.theme())


def unread(selection: Selection | None) -> None:
    """Say in one sentence that the database does not answer and this page was not read before."""
    lang: Language = selection.lang if selection else "en" if st.query_params.get("lang") == "en" else "zh"
    shell = None
    with suppress(Unanswered):  # what stands around the page may not have been read either
        if selection and not st.session_state.get(frame.FRAMED):
            shell = replace(frame.around(selection, ""), notices=())  # the banner speaks of what is shown
    body = markup.render("away.html", lang, shell=shell, sentence=outage.sentence(flaws.page.get(), lang))
    frame.wrap(body, lang, frame.theme(selection))


def failed(selection: Selection | None) -> None:
    """Say in the reader's language that the page could not be shown, and which damaged rows are known."""
    lang: Language = selection.lang if selection else "en" if st.query_params.get("lang") == "en" else "zh"
    at = (selection.plan.id, selection.edition.number) if selection else ("", 0)
    told = flaws.sentence(*at, flaws.page.get(), lang)
    home = selection.href() if selection else "./"
    frame.wrap(markup.render("failed.html", lang, home=home, told=told), lang, frame.theme(selection))
