"""A unit: what it owes, what it has sent and done, and what it gets next; all units until one is chosen."""

from __future__ import annotations

from dashboard.screens import frame, units

chosen = units.current()
frame.draw("unit", chosen, page=units.page(chosen), every=units.every(chosen), choices=units.choices(chosen))
