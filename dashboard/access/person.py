"""Somebody at work, and what a role may do: the one place where that is decided."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.settings import Role

NO_ROWS = "-"  # no sender has this code: a scope in which there is nothing
SEES_LOG: frozenset[Role] = frozenset({"publisher", "auditor"})
TAKES_ROWS: frozenset[Role] = frozenset({"reporter", "analyst", "auditor", "reviewer", "publisher"})
TAKES_PACKS: frozenset[Role] = frozenset({"viewer", "analyst", "reviewer", "publisher", "auditor"})


@dataclass(frozen=True)
class Person:
    """A name and a role; ``unit`` and its ``plan`` are a reporter's only ("" for everybody else).

    ``subject`` names the account in the audit log, ``login`` the login or token it came in by; both are "" as long as
    nobody logs in.
    """

    name: str
    role: Role
    unit: str = ""
    plan: str = ""  # "" for every plan
    subject: str = ""
    login: str = ""

    @property
    def actor(self) -> str:
        """What the audit log calls this person."""
        return f"{self.name} ({self.subject})" if self.subject not in ("", self.name) else self.name

    @property
    def sends(self) -> bool:
        """True for those who may send: a reporter for the own unit, a publisher for every one."""
        return self.role == "publisher" or (self.role == "reporter" and bool(self.unit))

    @property
    def publishes(self) -> bool:
        """True for those who may publish, correct and build packs."""
        return self.role == "publisher"

    @property
    def reviews(self) -> bool:
        """True for those who may approve an edition before it is published."""
        return self.role in ("reviewer", "publisher")

    @property
    def sees_log(self) -> bool:
        """True for those who may read the audit log and the table of accounts."""
        return self.role in SEES_LOG

    @property
    def takes_rows(self) -> bool:
        """True for those who may take entries of registers away as files or data; a viewer reads them on the page."""
        return self.role in TAKES_ROWS

    @property
    def takes_packs(self) -> bool:
        """True for those who may take what is handed round: it holds entries of every unit."""
        return self.role in TAKES_PACKS

    def scope(self, asked: str) -> str:
        """Return the unit whose data are read: a reporter's own whatever was asked, a publisher's choice, else none."""
        return self.unit if self.role == "reporter" else asked if self.role == "publisher" else ""

    def rows_of(self, plan: str) -> str:
        """Return the sender whose rows are read in a plan: "" for all, a reporter's own, or one that there is not."""
        if self.role != "reporter":
            return ""
        return self.unit if self.unit and self.plan in ("", plan) else NO_ROWS

    def may_send_for(self, unit: str) -> bool:
        """True when workbooks of a unit may be taken from this person."""
        return self.sends and self.scope(unit) == unit
