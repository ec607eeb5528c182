"""The office's desk: its parts, and who may work at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.access import Person
from dashboard.screens import desk_frame, desk_golive, frame
from dashboard.screens.selection import Selection
from dashboard.wording import t

Show = Callable[[Person, Selection], None]
SHOWN: Mapping[str, Show] = {"golive": desk_golive.show}


def draw(who: Person, chosen: Selection) -> None:
    """Draw the part of the desk in the address; a sentence for who may not work at it."""
    if not who.publishes:
        return frame.draw("closed", chosen, reason=t("desk.closed", chosen.lang))
    return SHOWN[desk_frame.part_of(chosen)](who, chosen)
