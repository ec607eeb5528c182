"""Who looks: name, role and unit; until there is a login, from the settings and the way the page is reached."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from dashboard.settings import Role, Settings, settings

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
_asking: ContextVar[Mapping[str, str] | None] = ContextVar("asking", default=None)


@dataclass(frozen=True)
class Person:
    """Somebody at work: ``unit`` is the one organisation that a reporter sends for, "" for everybody else."""

    name: str
    role: Role
    unit: str = ""

    @property
    def sends(self) -> bool:
        """True for those who may send: a reporter for the own unit, a publisher for every one."""
        return self.role == "publisher" or (self.role == "reporter" and bool(self.unit))

    def scope(self, asked: str) -> str:
        """Return the unit whose data are read: a reporter's own whatever was asked, a publisher's choice, else none."""
        return self.unit if self.role == "reporter" else asked if self.role == "publisher" else ""

    def may_send_for(self, unit: str) -> bool:
        """True when workbooks of a unit may be taken from this person."""
        return self.sends and self.scope(unit) == unit


def current() -> Person:
    """Return who asks for this run of a page, or for this file."""
    heard = _asking.get()
    return person(settings(), st.context.headers if heard is None else heard)


def asking(headers: Mapping[str, str]) -> None:
    """Keep the headers of a request that no page runs for, until its answer is made."""
    _asking.set(headers)


def person(options: Settings, headers: Mapping[str, str]) -> Person:
    """Return who the settings say looks.

    Where they say nothing: the publisher when the server is bound to this machine and was reached at it without a
    proxy, so that nobody else can be at the other end; otherwise a reader.
    """
    role: Role = options.role or ("publisher" if _at_this_machine(options, headers) else "reader")
    unit = options.unit if role == "reporter" else ""
    return Person(unit or (options.publisher if role == "publisher" else ""), role, unit)


def _at_this_machine(options: Settings, headers: Mapping[str, str]) -> bool:
    sent = {name.lower(): text for name, text in headers.items()}
    host = sent.get("host", _LOOPBACK[0])
    name = host if host in _LOOPBACK else host.rpartition(":")[0] or host
    proxied = any(header in sent for header in ("x-forwarded-for", "x-real-ip", "forwarded"))
    return options.host in _LOOPBACK and name in _LOOPBACK and not proxied
