"""What every rule of a ledger has: for which entries it is, what becomes of one that breaks it, and why."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dashboard.plan.basics import Code, Model


class Rule(Model):
    """``when``: only for entries that have one of these values, as entries keep them (booleans 1/0); ``given``: only
    where these columns are filled.

    ``outcome``: what becomes of an entry that breaks the rule; a note lets it pass. ``why`` is the reason where the
    rule itself does not tell it: a clause of a sentence, without a full stop.
    """

    when: dict[Code, tuple[str, ...]] = Field(default_factory=dict)
    given: tuple[Code, ...] = ()
    outcome: Literal["held", "returned", "noted"] = "held"
    why: str = ""
    why_en: str = ""
