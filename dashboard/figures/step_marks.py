"""Marks of milestones by their state, as the pages show them: filled, half filled, outlined, never by colour alone."""

from __future__ import annotations

from dashboard.figures.area import INK
from dashboard.figures.drawing import Rect, Shape


def milestone(state: str, x: float, y: float, width: float, height: float, ink: INK) -> list[Shape]:
    """Return the mark of a state in a box."""

    def part(top: float, share: float, colour: str) -> Rect:
        return Rect(x, y + height * top, width, height * share, fill=ink[colour])

    frame = Rect(x + 0.7, y + 0.7, width - 1.4, height - 1.4, fill=ink["ground"], stroke=ink["mark"], thick=1.4)
    warned = Rect(x + 0.7, y + 0.7, width - 1.4, height - 1.4, fill=ink["ground"], stroke=ink["warn"], thick=1.4)
    looks: dict[str, list[Shape]] = {
        "done": [part(0, 1, "bar")],
        "done_late": [part(0, 0.66, "bar"), part(0.76, 0.24, "warn")],
        "overdue": [part(-0.25, 1.25, "bad")],  # taller: told apart without its colour
        "due_soon": [warned, part(0.5, 0.5, "warn")],
        "under_way": [frame, part(0.55, 0.45, "mark")],
        "continuous": [part(0.32, 0.36, "mark")],
    }
    return looks.get(state, [frame])
