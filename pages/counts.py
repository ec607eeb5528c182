"""The targets that count projects and carriers: how far each thing has come, and the register it stands in."""

from __future__ import annotations

from dashboard.screens import counts, frame, reads, session

chosen = session.current()
state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
chosen = counts.opened(state, chosen)
frame.draw("counts", chosen, page=counts.page(state, chosen), register=counts.rows(state, chosen),
           many=reads.places(chosen).many)  # fmt: skip
