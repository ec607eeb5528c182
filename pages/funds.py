"""The funds: what was budgeted, approved, paid and used, by whom and for what, and what is to be looked into."""

from __future__ import annotations

from dashboard.screens import frame, funds, person, session

chosen = session.current()
frame.draw("funds", chosen, page=funds.page(chosen), own=person.rows(chosen))
