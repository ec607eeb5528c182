"""What is noted of a person in the audit log beside what loading and publishing note themselves."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Literal

from dashboard.access.person import Person
from dashboard.reporting import Database
from dashboard.wording import Refused

Act = Literal["view", "export", "refused"]
log = logging.getLogger(__name__)


def note(database: Database, person: Person, act: Act, subject: str, detail: Mapping[str, object]) -> None:
    """Add a record of what an account did; nothing while nobody logs in, for then there is nobody to name.

    A database that cannot be written does not keep a reader from reading: the record goes to the log of the server.
    """
    if not person.login:
        return
    try:
        with database.transaction() as tx:
            tx.audit(person.actor, act, subject[:300], detail)
    except Refused as refused:
        log.error("not in the audit log: %s %s %s %s (%s)", person.actor, act, subject, dict(detail), refused.key)
