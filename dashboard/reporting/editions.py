"""Published editions: look them up by label, name the next one, store it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, Protocol, cast

from dashboard.plan.periods import of_month
from dashboard.reporting.statements import Value
from dashboard.reporting.transaction import Transaction
from dashboard.wording import Refused

Kind = Literal["quarter", "flash"]


class Source(Protocol):
    """A database, a snapshot or a transaction."""

    def rows(self, name: str, **params: object) -> list[dict[str, Value]]:
        """Return the answer of a query."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A published, immutable state; ``through`` is its last month, ``cut_off`` the last day whose data it holds."""

    plan: str
    number: int
    label: str
    through: str
    cut_off: str
    kind: Kind
    revision: int  # 1 as first published, 2 and on for corrections
    corrects: str | None
    incomplete: int
    reason: str
    doc_no: str
    publisher: str
    published_at: str
    catalogue_hash: str
    rule_set: str
    data_kind: str
    input_hash: str
    result_hash: str


def base_label(through: str, kind: Kind = "quarter") -> str:
    """Return the label of the first edition through a month: 2025-09 -> 2025Q3, or 2025-09 for a flash edition."""
    return of_month(through, "Q" if kind == "quarter" else "M")


def _edition(row: Mapping[str, Value]) -> Edition:
    return Edition(**{field.name: row[field.name] for field in fields(Edition)})  # type: ignore[arg-type]


def editions(source: Source, plan: str) -> list[Edition]:
    """Return every edition of a plan in the order of publication."""
    return [_edition(row) for row in source.rows("edition_list", plan=plan)]


def edition(source: Source, plan: str, label: str) -> Edition:
    """Return the edition of a label; Refused when there is none. A bare label means the first as published."""
    known = editions(source, plan)
    if not known:
        raise Refused("reporting.none_published")
    for found in known:
        if found.label == label:
            return found
    raise Refused("reporting.no_edition", label=label, known="、".join(found.label for found in known))


def newest_revision(source: Source, plan: str, label: str) -> Edition:
    """Return the latest correction of an edition, or itself when it was never corrected."""
    start = edition(source, plan, label)
    same = [e for e in editions(source, plan) if (e.through, e.kind) == (start.through, start.kind)]
    return max(same, key=lambda found: found.revision)


def next_label(source: Source, plan: str, through: str, kind: Kind = "quarter", corrects: str | None = None) -> str:
    """Return the label of a new edition: 2025Q3, 2025-08 (flash) or 2025Q3-r2 (a correction).

    Refused when it is already published and no correction, or a correction of what was never published.
    """
    label = base_label(through, kind)
    same = [e for e in editions(source, plan) if (e.through, e.kind) == (through, kind)]
    if corrects is None and same:
        raise Refused("reporting.already_published", label=label)
    if corrects is not None and corrects not in {found.label for found in same}:
        raise Refused("reporting.nothing_to_correct", label=corrects)
    return f"{label}-r{len(same) + 1}" if corrects is not None else label


def working(tx: Transaction, plan: str) -> int:
    """Return the number of the working edition, holding the plan's lock until the transaction ends."""
    tx.lock(plan)
    return tx.working_edition(plan)


def add_edition(tx: Transaction, new: Edition) -> int:
    """Store an edition and return its id; its number must be the working edition's."""
    if new.number != tx.working_edition(new.plan):
        raise ValueError(f"edition {new.label} has number {new.number}, not {tx.working_edition(new.plan)}")
    row = {field.name: cast(object, getattr(new, field.name)) for field in fields(Edition)}
    return tx.insert("edition", [row])[0]
