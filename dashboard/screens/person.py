"""Who looks: by the login, or, while nobody logs in, from the settings and the way the page is reached."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextvars import ContextVar

import streamlit as st

from dashboard.access import Denied, Person, admit, asking
from dashboard.access.admission import utc
from dashboard.access.claims import claims
from dashboard.reporting import default
from dashboard.screens.selection import Selection
from dashboard.settings import Settings, settings

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
_OURSELVES = secrets.token_hex(16)  # known to this process only: it runs pages as nobody, to warm them
_heard: ContextVar[Mapping[str, str] | None] = ContextVar("heard", default=None)


def current() -> Person:
    """Return who asks for this run of a page, or for this file; Denied when nobody does who may.

    Asked anew at every run: a login that has ended shows no page, whatever its browser holds.
    """
    if (let_in := asking.who()) is not None:
        return let_in
    heard = _heard.get()
    if settings().access == "off":
        return person(settings(), st.context.headers if heard is None else heard)
    told = st.user.to_dict()
    if told.get("ourselves") == _OURSELVES:
        return Person("", "publisher")  # every page is open to it, and nobody sees what they say
    came = claims(told, settings())
    if came is None:
        raise Denied("access.log_in")
    return admit(default(), came, settings(), utc())


def rows(chosen: Selection) -> str:
    """Return the sender whose rows are read for whoever asks: "" for all, a reporter's own unit."""
    return current().rows_of(chosen.plan.id)


def ourselves() -> dict[str, str | bool | dict[str, str] | None]:
    """Return what a session of the server's own says of its user; no browser can say it."""
    return {"ourselves": _OURSELVES}


def hear(headers: Mapping[str, str]) -> None:
    """Keep the headers of a request that no page runs for, until its answer is made."""
    _heard.set(headers)


def person(options: Settings, headers: Mapping[str, str]) -> Person:
    """Return who the settings say looks.

    Where they say nothing: the publisher when the server is bound to this machine and was reached at it without a
    proxy, so that nobody else can be at the other end; otherwise one who reads everything.
    """
    return asking.everybody(options, "publisher" if _at_this_machine(options, headers) else "analyst")


def _at_this_machine(options: Settings, headers: Mapping[str, str]) -> bool:
    sent = {name.lower(): text for name, text in headers.items()}
    host = sent.get("host", _LOOPBACK[0])
    name = host if host in _LOOPBACK else host.rpartition(":")[0] or host
    proxied = any(header in sent for header in ("x-forwarded-for", "x-real-ip", "forwarded"))
    return options.host in _LOOPBACK and name in _LOOPBACK and not proxied
