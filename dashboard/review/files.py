"""A file of the pack, and what can go wrong in making one."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.wording import Refused


@dataclass(frozen=True)
class File:
    """A file as it is handed round: its path within the pack, with / between folders, and its content."""

    name: str
    content: bytes


class Flawed(Refused):
    """A chart that is missing, blank or half drawn: named, so that nobody hands it round."""


class Unseen(Refused):
    """No browser, or one that does not answer: the scenes are not pictured, everything else can be made."""
