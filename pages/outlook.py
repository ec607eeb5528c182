"""The outlook: which open targets are likely to be attained, within which range, and how far that can be trusted."""

from __future__ import annotations

from dashboard.screens import frame, outlook, reads, session

chosen = session.current()
state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
chosen = outlook.opened(state, chosen)
frame.draw("outlook", chosen, page=outlook.page(state, chosen), fan=outlook.fan(state, chosen))
