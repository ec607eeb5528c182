"""Whether a database answers: while it does not, nobody waits for it more than once in some seconds."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import TypeVar
from zoneinfo import ZoneInfo

from dashboard.wording import Refused

PAUSE = 3.0  # seconds in which a database that is away is not asked again
log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class Unanswered(Refused):
    """The database did not answer; what was asked may be asked again later."""


@dataclass(frozen=True, slots=True)
class Away:
    """A database that does not answer: since when (UTC)."""

    since: datetime

    def told(self, zone: str) -> str:
        """Return since when as the time of day in a zone, with the day where it was another."""
        at, now = self.since.astimezone(ZoneInfo(zone)), datetime.now(ZoneInfo(zone))
        return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%Y-%m-%d %H:%M}"


class Circuit:
    """What is known of a database's answers; shared by all threads of a process."""

    def __init__(self) -> None:
        self._lock, self._next, self._heard = Lock(), 0.0, float("-inf")
        self._away: Away | None = None

    @property
    def away(self) -> Away | None:
        """Since when the database does not answer; None while it does."""
        return self._away

    @property
    def silent(self) -> float:
        """Seconds since the database last answered."""
        return monotonic() - self._heard

    def enter(self) -> None:
        """Let one caller at a time find out whether the database is back; Unanswered for all others."""
        with self._lock:
            if self._away is None:
                return
            if monotonic() < self._next:
                raise Unanswered("reporting.away")
            self._next = monotonic() + PAUSE

    def answered(self) -> None:
        """Note that the database answers."""
        with self._lock:
            self._heard, was, self._away = monotonic(), self._away, None
        if was is not None:
            log.warning("the database answers again, after %.0f s", (datetime.now(UTC) - was.since).total_seconds())

    def failed(self, why: str) -> None:
        """Note that it does not, from now on unless it did not before; ``why`` is for the log."""
        with self._lock:
            was, self._next = self._away, monotonic() + PAUSE
            self._away = was or Away(datetime.now(UTC))
        if was is None:
            log.error("the database does not answer: %s", why)


_last: dict[tuple[str, ...], object] = {}


def lasting(key: tuple[str, ...], read: Callable[[], Answer]) -> Answer:
    """Return what ``read`` says; while the database does not answer, what it said last under this key, if ever."""
    try:
        found = _last[key] = read()
        return found
    except Unanswered:
        if key not in _last:
            raise
        return _last[key]  # type: ignore[return-value]
