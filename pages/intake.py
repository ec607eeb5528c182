"""Sending: upload a workbook or fill in a form, see what it changes, confirm, send back or withdraw."""

from __future__ import annotations

from dashboard.screens import frame, intake, intake_work, person, session

who, chosen = person.current(), session.current()
reason = intake.closed(who, chosen)
if reason:
    frame.draw("intake_closed", chosen, reason=reason)
else:
    at, chosen = intake.place(who, chosen)
    page, _ = intake.page(who, chosen, at)
    frame.draw("intake_top", chosen, page=page, said=intake_work.said())
    intake_work.draw(intake_work.Desk(who, chosen, at, page))
    frame.draw("intake_body", chosen, page=page)
