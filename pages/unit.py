"""A unit: what it owes, what it has sent and done, and what it gets next; all units until one is chosen."""

from __future__ import annotations

from dashboard.screens import finding, frame, reports, units
from dashboard.wording import t

chosen = units.current()
seen = units.seen(chosen)
if reports.vast(chosen):
    finding.field(t("unit.find", chosen.lang), chosen.chosen("find"), chosen)
frame.draw("unit", chosen, page=seen.page, every=seen.every, choices=seen.choices)
