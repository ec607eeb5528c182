"""Supervision slips (督办单): made once for each matter and unit, numbered by year, taken on step by step.

Written from the working edition on, so that what is published never changes; nothing written is ever changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures.slips import NOW, Event, Kind, Slip, slips, taken
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Transaction, working
from dashboard.wording import Refused

_WORD = re.compile(r"[!-~]{25,}")  # no table of a document has room for it in one line


@dataclass(frozen=True)
class Draft:
    """What a slip is made from; ``title`` is what is to be done, ``ground`` the sentence that says why.

    ``decided_by`` and ``confirmed`` are asked for a unit that is never addressed by itself.
    """

    kind: Kind
    matter: str
    unit: str
    title: str
    ground: str
    due: date
    title_en: str = ""
    document: str = ""
    document_day: date | None = None
    decided_by: str = ""
    confirmed: bool = False


def known(database: Database, plan: str) -> tuple[Slip, ...]:
    """Return every slip of a plan as it stands now."""
    with database.primary.snapshot() as reader:
        return slips(reader.rows("slips", plan=plan, edition=NOW))


def make(database: Database, catalogue: Catalogue, draft: Draft, actor: str, today: date) -> Slip:
    """Make a slip with the next number of the year and return it; the unit does not know of it before it is issued.

    Refused while another slip of the unit for the matter is open, for a unit that does not exist or is not addressed
    by itself, without a matter, and for a due day that is not after today.
    """
    _check(catalogue, draft, today)
    plan = catalogue.plan.id
    with database.transaction() as tx:
        tx.lock(plan)
        made = _made(catalogue, draft, _known(tx, plan), Event("make", today, actor))
        number = working(tx, plan)
        tx.insert("slip", [{"plan": plan, **_columns(made), "from_edition": number}])
        _write(tx, plan, made, actor, number)
        tx.audit(actor, "slip_make", made.label, {"before": None, "after": {**_columns(made), **_told(made)}})
    return made


def act(database: Database, catalogue: Catalogue, code: str, event: Event, actor: str, today: date) -> Slip:
    """Take one step with a slip and return it as it stands then; Refused as ``figures.slips.taken``."""
    plan = catalogue.plan.id
    with database.transaction() as tx:
        tx.lock(plan)
        before = next((slip for slip in _known(tx, plan) if slip.code == code), None)
        if before is None:
            raise Refused("slips.unknown", number=code)
        after = taken(before, event, today)
        _write(tx, plan, after, actor, working(tx, plan))
        tx.audit(actor, f"slip_{event.act}", before.label, {"before": _told(before), "after": _told(after)})
    return after


def _known(tx: Transaction, plan: str) -> tuple[Slip, ...]:
    return slips(tx.rows("slips", plan=plan, edition=NOW))


def _check(catalogue: Catalogue, draft: Draft, today: date) -> None:
    unit = next((found for found in catalogue.organisations if found.id == draft.unit), None)
    if unit is None:
        raise Refused("slips.no_unit", unit=draft.unit)
    if not draft.title.strip():
        raise Refused("slips.make_needs")
    if long := next((word for word in _WORD.findall(f"{draft.title} {draft.document}")), ""):
        raise Refused("slips.long_word", text=long[:80])
    if draft.kind == "decision" and not (draft.document.strip() and draft.document_day):
        raise Refused("slips.decision_needs")
    if draft.document_day and draft.document_day > today:
        raise Refused("slips.document_ahead", day=draft.document_day, today=today)
    if draft.due <= today:
        raise Refused("slips.not_ahead", day=draft.due, today=today)
    if unit.by_hand and not (draft.confirmed and draft.decided_by.strip()):
        raise Refused("slips.by_hand", unit=unit.name_on(today).short)


def _made(catalogue: Catalogue, draft: Draft, others: Sequence[Slip], event: Event) -> Slip:
    """Return the new slip with its number; Refused while another one is open for the same."""
    same = (draft.kind, draft.matter, draft.unit)
    twin = next((slip for slip in others if slip.open and (slip.kind, slip.matter, slip.unit) == same), None)
    if twin is not None:
        raise Refused("slips.twice", number=twin.label, title=twin.title)
    year = event.day.year
    numbers = [int(slip.code.partition("-")[2]) for slip in others if slip.code.startswith(f"{year}-")]
    number = max(numbers, default=0) + 1
    by_hand = lookup.sender(catalogue, draft.unit).by_hand
    return Slip(
        code=f"{year}-{number}", label=catalogue.plan.slips.label(year, number), kind=draft.kind, matter=draft.matter,
        unit=draft.unit, title=draft.title.strip(), title_en=draft.title_en.strip() or draft.title.strip(),
        ground=draft.ground.strip(), first_due=draft.due, events=(event,), document=draft.document.strip(),
        document_day=draft.document_day, decided_by=draft.decided_by.strip() if by_hand else "",
    )  # fmt: skip


def _columns(slip: Slip) -> dict[str, object]:
    return {
        "code": slip.code, "label": slip.label, "kind": slip.kind, "matter": slip.matter, "unit": slip.unit,
        "title": slip.title, "title_en": slip.title_en, "ground": slip.ground, "document": slip.document,
        "document_day": slip.document_day.isoformat() if slip.document_day else None,
        "due": slip.first_due.isoformat(), "decided_by": slip.decided_by,
    }  # fmt: skip


def _write(tx: Transaction, plan: str, slip: Slip, actor: str, edition: int) -> None:
    """Add the last event of a slip."""
    event = slip.events[-1]
    row = {
        "plan": plan, "slip": slip.code, "act": event.act, "day": event.day.isoformat(), "person": event.person.strip(),
        "note": event.note.strip(), "reference": event.reference.strip(), "recorded_by": actor,
        "due": event.due.isoformat() if event.due else None, "from_edition": edition,
    }  # fmt: skip
    tx.insert("slip_event", [row])


def _told(slip: Slip) -> dict[str, object]:
    """Return how a slip stands, and its last event, for the audit log."""
    event = slip.events[-1]
    return {"standing": slip.standing, "due": slip.due.isoformat(), "day": event.day.isoformat(),
            "person": event.person, "note": event.note, "reference": event.reference}  # fmt: skip
