"""The office's desk: what the office confirms of its plan, and the acts of a quarter."""

from __future__ import annotations

from dashboard.screens import desk, person, session

desk.draw(person.current(), session.current())
