"""A question of the explore page put to the database: what it needs is read, whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dashboard.figures import asking, decode
from dashboard.figures.asking import Source
from dashboard.figures.explore_asked import Asked
from dashboard.figures.facts import Edition
from dashboard.figures.places import Places, places
from dashboard.figures.series import Row, by_breakdown
from dashboard.plan.models import Breakdown, FeedSource, Indicator, Plan, Region
from dashboard.wording import Language

Read = Callable[..., Sequence[Row]]  # read(query, **parameters): its rows
EARLIEST, LATEST = "0000", "9999"  # before and after every period


def indicators(read: Read, plan: str, edition: int) -> tuple[Indicator, ...]:
    """Return the indicators of an edition in the order of the catalogue."""
    return decode.definitions(read("indicators", plan=plan, edition=edition), Indicator)


def regions(read: Read, plan: str, edition: int) -> tuple[Region, ...]:
    """Return the city, its counties and zones."""
    return decode.definitions(read("regions", plan=plan, edition=edition), Region)


def source(read: Read, plan: str, edition: int, made: Indicator, part: Places) -> Source:
    """Return everything that can be asked of an indicator in some regions: all values, to compute every change from."""
    kinds = breakdown(read, plan, edition, made)
    codes = ["", *(kinds.options.values() if kinds else ())]
    told = read("explore_values", plan=plan, edition=edition, indicator=made.id, regions=part.codes,
                breakdowns=codes, first=EARLIEST, last=LATEST)  # fmt: skip
    values = by_breakdown(told, made)
    with_values = {region for series in values.values() for region in series.values}
    return Source(made, values, tuple(r for r in part.shown if r.code in with_values), kinds, part)


def breakdown(read: Read, plan: str, edition: int, made: Indicator) -> Breakdown | None:
    """Return the breakdown of the feed that an indicator comes from."""
    if not isinstance(made.source, FeedSource):
        return None
    feeds = decode.feeds(read("plan_as_of", plan=plan, edition=edition)[0])
    return next((feed.breakdown for feed in feeds if feed.id == made.source.feed), None)


def asked(found: Source, edition: Edition, plan: Plan, keys: Mapping[str, str], lang: Language) -> Asked:
    """Return a checked question to a source."""
    return Asked(found, asking.question(keys, found, edition.through), edition, plan.id, plan.base_year, lang)


def ask(read: Read, plan: Plan, edition: Edition, keys: Mapping[str, str], lang: Language) -> Asked:
    """Return the question of an address; the first indicator where the one asked for is not known."""
    known = indicators(read, plan.id, edition.number)
    made = next((made for made in known if made.id == keys.get("indicator")), known[0])
    part = places(regions(read, plan.id, edition.number), *(keys.get(key, "") for key in ("region", "find", "skip")))
    return asked(source(read, plan.id, edition.number, made, part), edition, plan, keys, lang)
