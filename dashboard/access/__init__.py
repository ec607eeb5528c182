"""Who may do what: persons, roles, the office's own table, logins that end, tokens, and what is noted of it."""

from dashboard.access import asking
from dashboard.access.admission import admit
from dashboard.access.logins import Denied
from dashboard.access.person import Person

__all__ = ["Denied", "Person", "admit", "asking"]
