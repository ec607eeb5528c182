"""The audit log: who did what and when, whether the log is whole, who may come in; publishers decide on that here."""

from __future__ import annotations

from dashboard.screens import accounts, audit, frame, person, session

who, chosen = person.current(), session.current()
page = audit.page(chosen)
frame.draw("audit_top", chosen, page=page)
accounts.draw(who, chosen)
frame.draw("audit_body", chosen, page=page)
