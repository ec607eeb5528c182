"""Cached reads. Editions never change, so what belongs to one is kept by plan, edition and language.

Kept as resources, shared and not copied: every value is frozen, and copying one for a run costs more than drawing it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

import streamlit as st

from dashboard.figures import basis, decode, evidence, outlook_facts
from dashboard.figures.commentary import Commentary, commentary
from dashboard.figures.evidence import Table
from dashboard.figures.facts import Edition, Item, State
from dashboard.figures.groups import Below
from dashboard.figures.outlook_facts import TargetOutlook
from dashboard.figures.places import Places, too_many
from dashboard.figures.places import places as shown
from dashboard.figures.series import Series, by_breakdown, series
from dashboard.plan.measures import parts_of
from dashboard.plan.models import Breakdown, FeedSource, Indicator, LedgerSource, Plan, RatioSource, Region
from dashboard.plan.periods import of_month
from dashboard.reporting import default, lasting
from dashboard.reporting.statements import levelled
from dashboard.review.below import below as rolled
from dashboard.review.book import Book
from dashboard.screens import flaws
from dashboard.screens.selection import Selection
from dashboard.wording import Language, edition_words


def rows(name: str, **params: object) -> list[dict[str, object]]:
    """Return the answer of a query as dictionaries with text keys; a column's numbers are of one kind."""
    told = cast("list[dict[str, object]]", levelled(default().rows(name, **params)))
    return flaws.sound(name, params, told)


@st.cache_resource(ttl=30, show_spinner=False)
def plans() -> tuple[Plan, ...]:
    """Return the plans in the database."""
    return lasting(("plans",), lambda: tuple(decode.plan(row) for row in rows("plans")))


@st.cache_resource(ttl=30, show_spinner=False)
def editions(plan: str) -> tuple[Edition, ...]:
    """Return the published editions of a plan in the order of publication."""
    return lasting(("editions", plan), lambda: tuple(decode.edition(row) for row in rows("edition_list", plan=plan)))


def data_kind() -> str:
    """Return whether the database holds demo or real data; real while it holds nothing."""
    found = rows("data_kind")
    return str(found[0]["data_kind"]) if found else "real"


@st.cache_resource(max_entries=128, show_spinner=False)
def state(plan: str, edition: int, lang: Language) -> State:
    """Return everything an edition says."""
    found = next(row for row in rows("edition_list", plan=plan) if row["number"] == edition)
    return decode.state(found, partial(rows, plan=plan, edition=edition), lang)


@st.cache_resource(max_entries=128, show_spinner=False)
def below(plan: str, edition: int, lang: Language) -> Below:
    """Return how the counties of an edition stand."""
    return rolled(rows, state(plan, edition, lang), lang)


@st.cache_resource(max_entries=24, show_spinner=False)  # some 7 MB each
def book(plan: str, edition: int, lang: Language, scope: str) -> Book:
    """Return an edition opened for reading; ``scope``: the sender whose rows are read, "" for all."""
    found = next(one for one in plans() if one.id == plan)
    known = editions(plan)
    return Book(rows, found, next(one for one in known if one.number == edition), lang, known, scope)


@st.cache_resource(max_entries=64, show_spinner=False)
def city(plan: str, edition: int) -> str:
    """Return the code of the city that a plan is about."""
    return str(rows("city", plan=plan, edition=edition)[0]["code"])


@st.cache_resource(max_entries=64, show_spinner=False)
def regions(plan: str, edition: int) -> tuple[Region, ...]:
    """Return the city, its counties and zones as an edition knows them."""
    return decode.definitions(rows("regions", plan=plan, edition=edition), Region)


def places(chosen: Selection) -> Places:
    """Return the regions that a page shows: all of a few, else those of its part of the list."""
    every = regions(chosen.plan.id, chosen.edition.number)
    return shown(every, chosen.region, chosen.chosen("find"), chosen.chosen("skip"))


@st.cache_resource(max_entries=256, show_spinner=False)
def values(plan: str, edition: int, indicator: str, _made: Indicator, places: tuple[str, ...]) -> Series:
    """Return an indicator's totals in some regions."""
    found = rows("indicator_values", plan=plan, edition=edition, indicator=indicator, regions=places, breakdown="")
    return series(found, _made)


@st.cache_resource(max_entries=256, show_spinner=False)
def breakdowns(plan: str, edition: int, indicator: str, region: str, _made: Indicator) -> dict[str, Series]:
    """Return an indicator by breakdown code in one region."""
    return by_breakdown(
        rows("indicator_breakdowns", plan=plan, edition=edition, indicator=indicator, region=region), _made
    )


@st.cache_resource(max_entries=256, show_spinner=False)
def history(plan: str, edition: int, target: str, reading: str) -> Sequence[Mapping[str, object]]:
    """Return a target's verdicts up to an edition, in the order of publication."""
    found = rows("verdict_history", plan=plan, target=target, reading=reading)
    return tuple(row for row in found if int(str(row["number"])) <= edition)


@st.cache_resource(max_entries=256, show_spinner=False)
def comments(plan: str, edition: Edition, target: str, lang: Language) -> Commentary:
    """Return what the office has written about a target, as an edition knows it."""
    told = rows("commentary_as_of", plan=plan, edition=edition.number, last=of_month(edition.through, "Q"))
    return commentary(told, target, edition, lang)


@st.cache_resource(max_entries=256, show_spinner=False)
def outlook(plan: str, edition: int, target: str, reading: str, places: Sequence[str] = ()) -> TargetOutlook:
    """Return what an edition says about the future of a target under a reading, of the city and of some ``places``."""
    known = sorted({*places, city(plan, edition), ""})
    every = rows("outlooks", plan=plan, edition=edition, target=target, regions=known)
    records = rows("backtests", plan=plan, edition=edition)
    details = rows("outlook_details", plan=plan, edition=edition, target=target)
    return outlook_facts.outlook(target, reading, every, details, records)


def _item(plan: str, edition: int, target: str, reading: str, lang: Language) -> Item:
    found = next(item for item in state(plan, edition, lang).items if item.target.id == target)
    return found.under(reading)


@st.cache_resource(max_entries=256, show_spinner=False)
def restated(plan: str, edition: int, target: str, reading: str, region: str, lang: Language) -> tuple[str, ...]:
    """Return the values behind a target that an edition holds otherwise than an earlier one did, in words."""
    found = _item(plan, edition, target, reading, lang)
    if found.indicator is None or isinstance(found.indicator.source, RatioSource):
        return ()
    place = region or next(r.code for r in regions(plan, edition) if r.kind == "city")
    told = rows("restatements", plan=plan, edition=edition, indicators=[found.indicator.id], region=place)
    labels = {e.number: edition_words(e.label, lang) for e in editions(plan)}
    return basis.restated(told, labels, found.indicator.scale, found, lang)


@st.cache_resource(max_entries=256, show_spinner=False)
def evidence_table(
    plan: str, edition: Edition, target: str, reading: str, region: str, lang: Language, scope: str
) -> Table | None:
    """Return the rows behind a target in one region, of one sender ("" for all); None where it rests on stages.

    Of very many regions, None until one is chosen: what all of them sent is no table.
    """
    found = _item(plan, edition.number, target, reading, lang)
    if found.indicator is None or (not region and not scope and too_many(len(regions(plan, edition.number)))):
        return None
    leaves = _leaves(plan, edition.number, found.indicator)
    names = _names(plan, edition.number, lang)
    ledgers = [leaf.source for leaf in leaves if isinstance(leaf.source, LedgerSource)]
    if ledgers:
        told = _entries(plan, edition, ledgers, region, scope)
        ordered = replace(names, order=_order(plan, edition.number, ledgers[0].ledger))
        return evidence.entries(told, ordered, ledgers, money=leaves[0].scale > 0)
    feeds = [(leaf, leaf.source) for leaf in leaves if isinstance(leaf.source, FeedSource)]
    codes = list(dict.fromkeys(source.of or leaf.id for leaf, source in feeds))
    sent = rows("target_observations", plan=plan, edition=edition.number, indicators=codes, region=region,
                scope=scope)  # fmt: skip
    only = {option for _, source in feeds for option in source.only} if all(s.only for _, s in feeds) else set()
    kept = [row for row in sent if not only or row["breakdown"] in only]
    return evidence.observations(kept, names, kinds(plan, edition.number, feeds[0][0]))


def _leaves(plan: str, edition: int, indicator: Indicator) -> list[Indicator]:
    """Return the indicators that come straight from a feed or ledger and make up another, each once."""
    known = {i.id: i for i in decode.definitions(rows("indicators", plan=plan, edition=edition), Indicator)}
    parts = [known[name] for name in parts_of(indicator.source)]
    below = [leaf for part in parts for leaf in _leaves(plan, edition, part)] or [indicator]
    return list({leaf.id: leaf for leaf in below}.values())


def _entries(
    plan: str, edition: Edition, ledgers: Sequence[LedgerSource], region: str, scope: str
) -> list[dict[str, object]]:
    """Return the entries of ledgers with a counting date, each once, by its earliest one, newest first."""
    found: dict[tuple[object, ...], dict[str, object]] = {}
    for ledger, event in dict.fromkeys((source.ledger, name) for source in ledgers for name in source.dates):
        told = rows("target_entries", plan=plan, edition=edition.number, ledger=ledger, event=event,
                    last=edition.cut_off.isoformat(), region=region, scope=scope)  # fmt: skip
        for row in told:
            key = (ledger, row["entry_key"], row["sender"])
            known = found.get(key)
            if known is None or str(row["event_date"]) < str(known["event_date"]):
                found[key] = row
    return sorted(found.values(), key=lambda row: str(row["event_date"]), reverse=True)


def kinds(plan: str, edition: int, indicator: Indicator) -> Breakdown | None:
    """Return the breakdown of the feed that an indicator comes from."""
    if not isinstance(indicator.source, FeedSource):
        return None
    feeds = decode.feeds(rows("plan_as_of", plan=plan, edition=edition)[0])
    return next((feed.breakdown for feed in feeds if feed.id == indicator.source.feed), None)


def _order(plan: str, edition: int, ledger: str) -> dict[str, int]:
    """Return whose entry counts where several send the same one: by kind of sender, as the ledger says."""
    head = rows("plan_as_of", plan=plan, edition=edition)[0]
    found = next(item for item in decode.ledgers(head) if item.id == ledger)
    place = {kind: number for number, kind in enumerate(found.counted_from)}
    senders = rows("organisations", plan=plan, edition=edition)
    return {str(row["code"]): place.get(str(row["kind"]), len(place)) for row in senders}


def _names(plan: str, edition: int, lang: Language) -> evidence.Names:
    indicators = decode.definitions(rows("indicators", plan=plan, edition=edition), Indicator)
    return evidence.Names(
        {r.code: r.name if lang == "zh" else r.name_en for r in regions(plan, edition)},
        state(plan, edition, lang).organisations,
        {i.id: i.name if lang == "zh" else i.name_en for i in indicators},
        lang,
    )


def names(plan: str, edition: int, lang: Language) -> evidence.Names:
    """Return the names of places, senders and indicators as an edition knows them."""
    return _names(plan, edition, lang)
