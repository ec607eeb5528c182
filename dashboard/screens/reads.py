"""Cached reads. Editions never change, so what belongs to one is kept by plan, edition and language."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.figures import basis, decode, evidence, outlook_facts
from dashboard.figures.evidence import Table
from dashboard.figures.facts import Edition, State
from dashboard.figures.outlook_facts import TargetOutlook
from dashboard.figures.series import Series, by_breakdown, series
from dashboard.plan.models import Breakdown, FeedSource, Indicator, LedgerSource, Plan, RatioSource, Region
from dashboard.reporting import query
from dashboard.wording import Language, edition_words

STATE = (
    "plan_as_of",
    "targets",
    "indicators",
    "organisations",
    "regions",
    "rule_sets",
    "verdicts",
    "rule_verdicts",
    "county_verdicts",
    "outlooks",
    "tasks",
    "milestone_states",
)


def rows(name: str, **params: object) -> list[dict[str, object]]:
    """Return the answer of a query as dictionaries with text keys."""
    return records(query(name, **params))


def records(table: pd.DataFrame) -> list[dict[str, object]]:
    """Return a table's rows as dictionaries."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


@st.cache_data(ttl=30, show_spinner=False)
def plans() -> tuple[Plan, ...]:
    """Return the plans in the database."""
    return tuple(decode.plan(row) for row in rows("plans"))


@st.cache_data(ttl=30, show_spinner=False)
def editions(plan: str) -> tuple[Edition, ...]:
    """Return the published editions of a plan in the order of publication."""
    return tuple(decode.edition(row) for row in rows("edition_list", plan=plan))


@st.cache_data(max_entries=128, show_spinner=False)
def state(plan: str, edition: int, lang: Language) -> State:
    """Return everything an edition says."""
    answers = {name: rows(name, plan=plan, edition=edition) for name in STATE}
    found = next(row for row in rows("edition_list", plan=plan) if row["number"] == edition)
    return decode.state(decode.edition(found, answers["rule_sets"], lang), answers, lang)


@st.cache_data(max_entries=64, show_spinner=False)
def regions(plan: str, edition: int) -> tuple[Region, ...]:
    """Return the city, its counties and zones as an edition knows them."""
    return decode.definitions(rows("regions", plan=plan, edition=edition), Region)


@st.cache_data(max_entries=256, show_spinner=False)
def values(plan: str, edition: int, indicator: str, _made: Indicator) -> Series:
    """Return an indicator's totals in every region."""
    codes = [region.code for region in regions(plan, edition)]
    found = rows("indicator_values", plan=plan, edition=edition, indicator=indicator, regions=codes, breakdown="")
    return series(found, _made)


@st.cache_data(max_entries=256, show_spinner=False)
def breakdowns(plan: str, edition: int, indicator: str, region: str, _made: Indicator) -> dict[str, Series]:
    """Return an indicator by breakdown code in one region."""
    return by_breakdown(
        rows("indicator_breakdowns", plan=plan, edition=edition, indicator=indicator, region=region), _made
    )


@st.cache_data(max_entries=256, show_spinner=False)
def history(plan: str, edition: int, target: str, reading: str) -> list[dict[str, object]]:
    """Return a target's verdicts up to an edition, in the order of publication."""
    found = rows("verdict_history", plan=plan, target=target, reading=reading)
    return [row for row in found if int(str(row["number"])) <= edition]


@st.cache_data(max_entries=256, show_spinner=False)
def outlook(plan: str, edition: int, target: str) -> TargetOutlook:
    """Return everything an edition says about the future of a target."""
    every, records = rows("outlooks", plan=plan, edition=edition), rows("backtests", plan=plan, edition=edition)
    details = rows("outlook_details", plan=plan, edition=edition, target=target)
    return outlook_facts.outlook(target, every, details, records)


@st.cache_data(max_entries=256, show_spinner=False)
def restated(plan: str, edition: int, target: str, region: str, lang: Language) -> tuple[str, ...]:
    """Return the values behind a target that an edition holds otherwise than an earlier one did, in words."""
    found = next(item for item in state(plan, edition, lang).items if item.target.id == target)
    if found.indicator is None or isinstance(found.indicator.source, RatioSource):
        return ()
    place = region or next(r.code for r in regions(plan, edition) if r.kind == "city")
    told = rows("restatements", plan=plan, edition=edition, indicators=[found.indicator.id], region=place)
    labels = {e.number: edition_words(e.label, lang) for e in editions(plan)}
    return basis.restated(told, labels, found.indicator.scale, found, lang)


@st.cache_data(max_entries=256, show_spinner=False)
def evidence_table(plan: str, edition: Edition, target: str, region: str, lang: Language) -> Table | None:
    """Return the rows behind a target in one region ("" for all); None where it rests on stages alone."""
    found = next(item for item in state(plan, edition.number, lang).items if item.target.id == target)
    if found.indicator is None:
        return None
    names = _names(plan, edition.number, lang)
    source = found.indicator.source
    if isinstance(source, LedgerSource):
        events = rows("target_entries", plan=plan, edition=edition.number, ledger=source.ledger, event=source.date,
                      last=edition.cut_off.isoformat(), region=region)  # fmt: skip
        return evidence.entries(events, names, source)
    parts = [source.numerator, source.denominator] if isinstance(source, RatioSource) else [found.indicator.id]
    sent = rows("target_observations", plan=plan, edition=edition.number, indicators=parts, region=region)
    return evidence.observations(sent, names, kinds(plan, edition.number, found.indicator))


def kinds(plan: str, edition: int, indicator: Indicator) -> Breakdown | None:
    """Return the breakdown of the feed that an indicator comes from."""
    if not isinstance(indicator.source, FeedSource):
        return None
    feeds = decode.feeds(rows("plan_as_of", plan=plan, edition=edition)[0])
    return next((feed.breakdown for feed in feeds if feed.id == indicator.source.feed), None)


def _names(plan: str, edition: int, lang: Language) -> evidence.Names:
    indicators = decode.definitions(rows("indicators", plan=plan, edition=edition), Indicator)
    return evidence.Names(
        {r.code: r.name if lang == "zh" else r.name_en for r in regions(plan, edition)},
        state(plan, edition, lang).organisations,
        {i.id: i.name if lang == "zh" else i.name_en for i in indicators},
        lang,
    )
