"""What publishers are told of: a clock that is behind, a database for reading that is behind the one that is written.

Looked at once in half a minute for all sessions of a process, and only while somebody is there to be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.figures.shell import Notice
from dashboard.reporting import Database, default, editions, require_clock
from dashboard.screens import person
from dashboard.settings import settings
from dashboard.wording import Language, Refused, edition_words, t

EVERY = 30  # seconds between two looks
GRACE = 10.0  # seconds that what was written may take to arrive


@dataclass(frozen=True)
class Standing:
    """What is behind: ``lacking`` and ``shown`` are labels of editions, ``since`` when the oldest loss was written."""

    clock: bool = False
    away: bool = False  # what is written does not answer, while what is read does
    lacking: str = ""  # of the newest edition that has not arrived
    shown: str = ""  # the newest that has, told beside it
    since: str = ""  # of the last load that has not arrived, as UTC; "" when all have


@st.cache_resource(ttl=EVERY, show_spinner=False)
def look() -> Standing:
    """Return what is behind now."""
    database = default()
    try:
        return standing(database, settings().plan, datetime.now(UTC))
    except Refused:  # what is read does not answer: that is told by the outage's banner
        return Standing(away=database.away is None and database.primary.away is not None)


def standing(database: Database, plan: str, now: datetime) -> Standing:
    """Return what is behind in a database and its primary; Refused when one does not answer."""
    clock = _clock_behind(database.primary)
    if database.primary is database:
        return Standing(clock)
    written, shown = editions(database.primary, plan), editions(database, plan)
    late = [one for one in written[len(shown) :] if _age(one.published_at, now) > GRACE]
    received, arrived = _last(database.primary), _last(database)
    loads = received if received > arrived and _age(received, now) > GRACE else ""
    newest = shown[-1].label if late and shown else ""
    return Standing(clock, False, late[-1].label if late else "", newest, loads)


def _clock_behind(primary: Database) -> bool:
    with primary.snapshot() as reader:
        try:
            require_clock(reader)
        except Refused:
            return True
    return False


def _last(database: Database) -> str:
    found = {str(row["kind"]): str(row["last_at"] or "") for row in database.rows("newest_times")}
    return found.get("received", "")


def _age(at: str, now: datetime) -> float:
    """Return the seconds since a moment; one from a clock that was ahead is as old as can be."""
    found = datetime.fromisoformat(at)
    passed = (now - (found if found.tzinfo else found.replace(tzinfo=UTC))).total_seconds()
    return passed if passed > -GRACE else GRACE + 1


def notices(lang: Language) -> tuple[Notice, ...]:
    """Return what somebody is told: publishers all of it; what is read being behind everybody while nobody logs in.

    Who looks is asked only when there is something to tell: that is a question to the database where people log in.
    """
    found = look()
    if found == Standing() or not ((who := person.current()).publishes or settings().access == "off"):
        return ()
    told = [t("ui.behind_clock", lang)] if found.clock and who.publishes else []
    if found.away and who.publishes:
        told.append(t("ui.behind_away", lang))
    if found.lacking:
        shown = edition_words(found.shown, lang) if found.shown else "-"
        told.append(t("ui.behind_edition", lang, edition=edition_words(found.lacking, lang), shown=shown))
    elif found.since:
        told.append(t("ui.behind_load", lang, time=_clock(found.since)))
    return tuple(map(Notice, told))


def _clock(at: str) -> str:
    zone = ZoneInfo(settings().time_zone)
    found = datetime.fromisoformat(at)
    return f"{(found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(zone):%Y-%m-%d %H:%M}"
