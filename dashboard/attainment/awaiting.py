"""待报: no verdict on a short sum, ever; say who owes it, how many have reported, and since when it is due."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.attainment.values import Values
from dashboard.attainment.verdict import Reason, Verdict, replace
from dashboard.plan import periods


def awaited(known: Verdict, values: Values, owing: Iterable[str], reason: Reason | None = None) -> Verdict:
    """Return a verdict that waits for the periods in ``owing`` (each in ``values.missing``).

    The reason is ``overdue`` when nobody has reported and the due date has passed by the cut-off, else
    ``incomplete_sum``, unless one is given.
    """
    awaiting = sorted(owing)
    names = tuple(sorted({name for period in awaiting for name in values.missing[period]}))
    expected = max((values.expected.get(period, 0) for period in awaiting), default=0)
    due = min((values.due[period] for period in awaiting if period in values.due), default=None)
    passed = due is None or due <= periods.last_day(known.through)
    found: Reason = "overdue" if passed and expected <= len(names) else "incomplete_sum"
    return replace(
        known, status="awaited", reason=reason or found, missing=names, due=due,
        expected_senders=max(expected, len(names)),
    )  # fmt: skip


def owing(values: Values, first: str, last: str) -> list[str]:
    """Return the periods from one to another (both included, text of one frequency) that somebody owes."""
    return sorted(period for period in values.missing if first <= period <= last)
