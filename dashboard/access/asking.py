"""Who the request that is being answered comes from; nobody is named while nobody logs in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from dashboard.access.person import Person
from dashboard.settings import Role, Settings

_asking: ContextVar[Person | None] = ContextVar("asking", default=None)


def who() -> Person | None:
    """Return the person whose request is being answered; None where nobody logs in, or a page runs."""
    return _asking.get()


def everybody(options: Settings, otherwise: Role = "analyst") -> Person:
    """Return who the settings say everybody is while nobody logs in; where they say nothing, of a role given."""
    role = options.role or otherwise
    unit = options.unit if role == "reporter" else ""
    name = unit or (options.publisher if role == "publisher" else "")
    return Person(name, role, unit, options.plan if unit else "")


@contextmanager
def asking(person: Person) -> Iterator[None]:
    """Within the block, whatever is answered is asked for by a person who has been let in."""
    token = _asking.set(person)
    try:
        yield
    finally:
        _asking.reset(token)
