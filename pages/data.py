"""What was sent: by whom, for which quarter, how complete and fresh the quantities are, what was restated."""

from __future__ import annotations

from dashboard.screens import data, frame, session

chosen = session.current()
frame.draw("data", chosen, page=data.page(chosen))
