"""Supervision slips as they are shown: today's with the newest edition, those of its cut-off with any other."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.figures.scene_tasks import Slips
from dashboard.figures.shell import place
from dashboard.figures.slips import NOW, Slip, slips
from dashboard.reporting import lasting
from dashboard.screens import reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings

Read = Callable[[str], tuple[Slip, ...]]


def standing(plan: str) -> tuple[Slip, ...]:
    """Return every slip of a plan as it stands now."""
    return slips(reads.rows("slips", plan=plan, edition=NOW))


def _lasting(plan: str) -> tuple[Slip, ...]:
    return lasting(("slips", plan), lambda: standing(plan))


def seen(chosen: Selection, own: str, read: Read = _lasting) -> Slips:
    """Return the slips to show with an edition, and the day as of which they are told; ``read`` tells how they stand.

    ``own``: the unit whose slips are shown, "" for all. While the database does not answer they stand as they were
    last read.
    """
    edition = chosen.edition
    if edition.number >= max(chosen.editions, key=place).number:  # a flash edition beside it is no newer state
        return Slips(_of(read(chosen.plan.id), own), settings().now())
    return Slips(_of(reads.book(chosen.plan.id, edition.number, chosen.lang, "").slips, own), edition.cut_off)


def _of(every: tuple[Slip, ...], own: str) -> tuple[Slip, ...]:
    return tuple(slip for slip in every if own in ("", slip.unit))
