"""Rules about an entry among its neighbours: the other entries of its ledger, or those of a register."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dashboard.plan.basics import Code
from dashboard.plan.rule import Rule


class Listed(Rule):
    """A filled column names an entry of another ledger by one of its columns; checked while that ledger has entries."""

    kind: Literal["listed"]
    column: Code
    ledger: Code
    by: Code


class Apart(Rule):
    """Entries that say the same in every column of ``same`` do not overlap in time; the last day may be a first one."""

    kind: Literal["apart"]
    same: tuple[Code, ...]
    first: Code
    last: Code


class Few(Rule):
    """At most so many entries of a month say the same in every column of ``same``."""

    kind: Literal["few"]
    same: tuple[Code, ...]
    date: Code
    most: int = Field(ge=1)
