"""Who asks the data API and what they may see: the same persons and rules as on the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from dashboard.access import Person, asking
from dashboard.settings import settings


@dataclass(frozen=True, slots=True)
class Access:
    """What a caller may see."""

    person: Person

    def scope(self, plan: str) -> str:
        """Return the sender whose rows are read in a plan; "" for all."""
        return self.person.rows_of(plan)

    @property
    def key(self) -> str:
        """What tells answers to different callers apart."""
        return f"{self.person.plan}/{self.person.unit}" if self.person.role == "reporter" else ""


def access() -> Access:
    """Return who asks: whoever the gate let in; while nobody logs in, who the settings say everybody is."""
    return Access(asking.who() or asking.everybody(settings()))


Allowed = Annotated[Access, Depends(access)]
