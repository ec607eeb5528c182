"""An entry as it is compared with others, whether it was just read or is stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.plan.models import Ledger, SameAs


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """An entry as it is compared: key, title, attributes, and where it was stated."""

    key: str
    title: str
    attributes: Mapping[str, str]
    sheet: str = ""
    row_no: int = 0
    sender: str = ""
    period: str = ""


def needed(rule: SameAs) -> tuple[str, ...]:
    """Return the columns that an entry must fill in for a rule to speak of it."""
    return (*rule.equal, *rule.alike, *filter(None, (rule.amount, rule.date)))


def compared(ledger: Ledger, attributes: str | bytes) -> dict[str, str]:
    """Return of an entry's attributes (JSON) those that some rule of its ledger compares, empty ones left out."""
    names = {"uscc", *(name for rule in ledger.same_as for name in needed(rule))}
    return {name: text for name, text in json.loads(attributes).items() if text and name in names}
