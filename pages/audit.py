"""The audit log: who did what and when, whether the log is whole, who has which role and is logged in."""

from __future__ import annotations

from dashboard.screens import audit, frame, session

chosen = session.current()
frame.draw("audit", chosen, page=audit.page(chosen))
