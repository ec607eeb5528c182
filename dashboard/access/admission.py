"""Whether a login is let in, and as whom: asked at every run and request, so that an end takes effect at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dashboard.access import accounts, logins
from dashboard.access.claims import Claims
from dashboard.access.logins import Denied
from dashboard.access.person import Person
from dashboard.reporting import Database, Reader
from dashboard.settings import Settings
from dashboard.wording import Refused

SKEW = timedelta(minutes=5)  # by which the clock of the provider may be ahead
TRUSTED = timedelta(minutes=15)  # how long a login is believed while the database is away
_known: dict[str, tuple[Person, datetime]] = {}
_lock = threading.Lock()


def admit(database: Database, came: Claims, options: Settings, now: datetime) -> Person:
    """Return who a login is; Denied with the reason when it is not let in.

    While the database does not answer, a login seen a few minutes ago is believed: the last edition stays readable.
    """
    try:
        found = _admit(database, came, options, now)
    except Denied:
        _forget(came.login)
        raise
    except Refused:
        return _remembered(came.login, now)
    with _lock:
        _known[came.login] = (found, now)
    return found


def _admit(database: Database, came: Claims, options: Settings, now: datetime) -> Person:
    if came.since is None or not -SKEW <= now - came.since <= timedelta(hours=options.session_hours):
        raise Denied("access.timed_out")
    with database.primary.snapshot() as reader:
        logins.require_valid(reader, came)
        person, seen = _person(reader, came, options, now), logins.seen(reader, came.login)
    if seen is not None and now - seen.at > timedelta(minutes=options.idle_minutes):
        with database.transaction() as tx:
            logins.end(tx, came.login, "idle", person.actor)
        raise Denied("access.timed_out")
    if logins.worth_noting(seen, now):
        with database.transaction() as tx:
            logins.note(tx, person, seen, now)
    return person


def _person(reader: Reader, came: Claims, options: Settings, now: datetime) -> Person:
    """Return the person by the office's table, else by what the provider says; Denied without a role."""
    granted = accounts.granted(reader, came.subject, options.now())
    if granted is not None:
        return Person(granted.name or came.name, granted.role, granted.unit, granted.plan, came.subject, came.login)
    if not came.roles or (came.roles[-1] == "reporter" and not came.unit):
        raise Denied("access.no_role", name=came.name, subject=came.subject)
    person = Person(came.name, came.roles[-1], "", "", came.subject, came.login)
    return replace(person, unit=came.unit, plan=came.plan) if person.role == "reporter" else person


def _remembered(login: str, now: datetime) -> Person:
    with _lock:
        person, at = _known.get(login, (None, now))
    if person is None or now - at > TRUSTED:
        raise Denied("access.away")
    return person


def _forget(login: str) -> None:
    with _lock:
        _known.pop(login, None)


def utc() -> datetime:
    """Return this moment; a login's times are real ones, whatever day the settings fix for pictures."""
    return datetime.now(UTC)
