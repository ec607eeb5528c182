"""What the office has confirmed of its plan, as kept in the database, and the plan with it."""

from __future__ import annotations

from datetime import date
from typing import cast

from dashboard.plan.amending import amended
from dashboard.plan.models import Catalogue, Fact, FactKind
from dashboard.reporting.editions import Source

NOW = 2_147_483_647  # an edition after every other: what is open


def office_facts(source: Source, plan: str, edition: int = NOW) -> list[Fact]:
    """Return the facts of a plan as an edition knows them, by kind and key; by default as they stand now."""
    return [
        Fact(kind=cast(FactKind, row["kind"]), key=str(row["code"]), text=str(row["content"]),
             source=str(row["source"]), person=str(row["person"]),
             confirmed_on=date.fromisoformat(str(row["confirmed_on"])), doc_no=str(row["doc_no"]))
        for row in source.rows("office_facts", plan=plan, edition=edition)
    ]  # fmt: skip


def in_force(source: Source, catalogue: Catalogue) -> Catalogue:
    """Return a plan, as its files say it, with what the office has confirmed since; Refused as ``amended``."""
    return amended(catalogue, office_facts(source, catalogue.plan.id))
