"""The office's desk: its parts, and who may work at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.access import Person
from dashboard.screens import (
    desk_auditor,
    desk_calendar,
    desk_edition,
    desk_frame,
    desk_golive,
    desk_proof,
    desk_slips,
    desk_units,
    frame,
)
from dashboard.screens.selection import Selection
from dashboard.wording import t

Show = Callable[[Person, Selection], None]
SHOWN: Mapping[str, Show] = {
    "edition": desk_edition.show, "calendar": desk_calendar.show, "evidence": desk_proof.show,
    "slips": desk_slips.show, "units": desk_units.show, "auditor": desk_auditor.show, "golive": desk_golive.show,
}  # fmt: skip


def draw(who: Person, chosen: Selection) -> None:
    """Draw the part of the desk in the address; a sentence for who may not work at it."""
    part = desk_frame.part_of(who, chosen)
    if not desk_frame.may(who, part):
        return frame.draw("closed", chosen, reason=t("desk.closed", chosen.lang))
    return SHOWN[part](who, chosen)
