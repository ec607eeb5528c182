"""What became of one cell: its value in the form the readers take, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["ok", "repaired", "held", "refused"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A value, an outcome, and the sentence ``note_key`` with its ``fields`` that says what changed or why not.

    ok: as sent. repaired: another form of exactly the same. held: doubtful, a person decides. refused: wrong.
    """

    value: str
    outcome: Outcome = "ok"
    note_key: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def usable(self) -> bool:
        """True when the value may be counted."""
        return self.outcome in ("ok", "repaired")


def repaired(sent: str, value: str, note: str = "rewritten", **fields: object) -> Cleaned:
    """Return a value as repaired from what was sent, or as ok when nothing had to change."""
    if sent == value:
        return Cleaned(value)
    return Cleaned(value, "repaired", f"clean.{note}", {"sent": sent, "value": value, **fields})


def held(sent: str, reason: str, **fields: object) -> Cleaned:
    """Return a value that a person must look at."""
    return Cleaned(sent, "held", f"clean.{reason}", {"sent": sent, **fields})


def refused(sent: str, reason: str, **fields: object) -> Cleaned:
    """Return a value that cannot be right."""
    return Cleaned(sent, "refused", f"clean.{reason}", {"sent": sent, **fields})
