"""Who asks the data API and what they may see: the one place where that is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request


@dataclass(frozen=True, slots=True)
class Access:
    """What a caller may see: every ledger, or those of one sender."""

    sender: str = ""  # "" for all

    @property
    def key(self) -> str:
        """What tells answers to different callers apart."""
        return self.sender


def access(request: Request) -> Access:
    """Return what whoever asks may see: the whole, as long as there is no login."""
    return Access()


Allowed = Annotated[Access, Depends(access)]
