"""Facts of the invented plan made by hand, without workbooks or a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from dashboard.plan import periods
from dashboard.plan.models import Catalogue, Indicator
from dashboard.publishing.facts import Entry, Facts, Observation
from tests.unit.publishing.lakeside import EAST, LAKESIDE, WEST

UNITS = {EAST: "east", WEST: "west"}
SUBJECTS = {"transfers": ("east", "west"), "pledge": ("east", "west", "bank-01")}


def indicator(code: str, source: dict[str, object], unit: str = "次", **changes: object) -> Indicator:
    """Return an indicator of the city, a monthly flow unless said otherwise."""
    names = {"id": code, "name": code, "name_en": code, "unit": unit, "unit_en": unit, "counties": False}
    return Indicator.model_validate({**names, "frequency": "M", "aggregation": "flow", "source": source, **changes})


def with_indicators(*added: Indicator) -> Catalogue:
    """Return the invented plan with more indicators."""
    return LAKESIDE.model_copy(update={"indicators": (*LAKESIDE.indicators, *added)})


def event(region: str, month: str, kind: str, value: int) -> Observation:
    """Return a county's transfers or licences of a month."""
    return Observation("transfers", region, month, kind, UNITS[region], value)


def deal(number: str, registered: str, released: str = "", firm: str = "甲", amount: int = 100, **more: str) -> Entry:
    """Return a pledge deal of the eastern county; amount in 分."""
    told = {"registration_no": number, "pledgor": firm, "registered_on": registered, "released_on": released,
            "amount": str(amount), "patents": "1", **more}  # fmt: skip
    return Entry("pledge", number, "east", EAST, "", told)


def facts(
    catalogue: Catalogue, through: str, observations: Iterable[Observation] = (), entries: Iterable[Entry] = (),
    absent: Collection[tuple[str, str]] = (),
) -> Facts:  # fmt: skip
    """Return facts in which everyone reported every quarter but for (sender, quarter) pairs."""
    quarters = periods.span("2019-01", through, "Q")
    receipts = {
        (subject, quarter, sender)
        for subject, senders in SUBJECTS.items()
        for quarter in quarters
        for sender in senders
        if (sender, quarter) not in absent
    }
    cut_off = periods.last_day(through)
    return Facts(catalogue, through, cut_off, tuple(observations), tuple(entries), {}, frozenset(receipts))


def whole_year(year: int, region: str, transfers: int, licences: int) -> list[Observation]:
    """Return the same numbers for every month of a year."""
    return [
        event(region, f"{year}-{month:02d}", kind, value)
        for month in range(1, 13)
        for kind, value in (("transfer", transfers), ("licence", licences))
    ]


def day(text: str) -> date:
    """Return a day."""
    return date.fromisoformat(text)
