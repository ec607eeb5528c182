"""A unit: what it owes, what it has sent and done, and what it gets next; all units until one is chosen."""

from __future__ import annotations

from dashboard.screens import frame, units

chosen = units.current()
seen = units.seen(chosen)
frame.draw("unit", chosen, page=seen.page, every=seen.every, choices=seen.choices)
