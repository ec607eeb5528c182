"""What is noted of a person in the audit log beside what loading and publishing note themselves; and of strangers.

What is refused is noted so many times a minute; how many more there were stands in the next record.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Literal

from dashboard.access.claims import Claims
from dashboard.access.logins import Denied
from dashboard.access.person import Person
from dashboard.access.ration import Ration
from dashboard.reporting import Database
from dashboard.wording import Refused

Act = Literal["view", "export", "refused"]
NOBODY = "-"  # the actor of what is asked by nobody who is known
log = logging.getLogger(__name__)
_of_strangers, _of_persons = Ration(10), Ration(60)  # records of one reason, of one account, in a minute


def note(database: Database, person: Person, act: Act, subject: str, detail: Mapping[str, object]) -> None:
    """Add a record of what an account did; nothing while nobody logs in, for then there is nobody to name.

    A database that cannot be written does not keep a reader from reading: the record goes to the log of the server.
    """
    if not person.login:
        return
    left = _of_persons.ask(person.login) if act == "refused" else 0
    if left is not None:
        _add(database, person.actor, act, subject, {**detail, **({"left_out": left} if left else {})})


def turned_away(
    database: Database, denied: Denied, came: Claims | None, *, shown: bool, address: str, came_from: str, page: bool
) -> None:
    """Note that nobody was let in who showed a token or a cookie; not who has shown none and is sent to log in."""
    if denied.key == "access.away" or not shown:
        return
    reason = "access.bad_cookie" if came is None and denied.key == "access.log_in" else denied.key
    stranger(database, reason, address, came_from, f"{came.name} ({came.subject})" if came else "", page=page)


def stranger(
    database: Database, reason: str, address: str, came_from: str, name: str = "", *, page: bool = False
) -> None:
    """Add a record of what was refused to nobody who is let in; ``name``: whom the cookie of a login names."""
    left = _of_strangers.ask(f"{reason} {page}")
    if left is not None:
        told = {"address": address[:300], "reason": reason, "from": came_from, **({"left_out": left} if left else {})}
        _add(database, name or NOBODY, "refused", address, told)


def _add(database: Database, actor: str, act: Act, subject: str, detail: Mapping[str, object]) -> None:
    try:
        with database.transaction() as tx:
            tx.audit(actor, act, subject[:300], detail)
    except Refused as refused:
        log.error("not in the audit log: %s %s %s %s (%s)", actor, act, subject, dict(detail), refused.key)
