"""待报: no verdict on a short sum, ever; say who owes it, how many have reported, and since when it is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Reason, Verdict


def awaited(known: Verdict, values: Values, owing: Iterable[str], reason: Reason | None = None) -> Verdict:
    """Return a verdict that waits for the periods in ``owing`` (each in ``values.missing``).

    The reason is ``overdue`` when nobody has reported and ``incomplete_sum`` when some have, unless one is given.
    """
    periods = sorted(owing)
    names = tuple(sorted({name for period in periods for name in values.missing[period]}))
    expected = max((values.expected.get(period, 0) for period in periods), default=0)
    found: Reason = "incomplete_sum" if expected > len(names) else "overdue"
    return replace(
        known, status="awaited", reason=reason or found, missing=names, expected_senders=max(expected, len(names)),
        due=min((values.due[period] for period in periods if period in values.due), default=None),
    )  # fmt: skip


def owing(values: Values, first: str, last: str) -> list[str]:
    """Return the periods from one to another (both included, text of one frequency) that somebody owes."""
    return sorted(period for period in values.missing if first <= period <= last)
