"""The growth targets: how far each is along its path, year by year, and which counties moved it."""

from __future__ import annotations

from dashboard.screens import frame, growth, reads, session

chosen = session.current()
state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
chosen = growth.opened(state, chosen)
frame.draw("growth", chosen, page=growth.page(state, chosen), counties=growth.waterfall(state, chosen),
           many=reads.places(chosen).many)  # fmt: skip
