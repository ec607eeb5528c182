"""What the office confirms of its plan: entered one by one or by workbook, in force from the working edition on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.desk.items import Item, items
from dashboard.plan.amending import amended
from dashboard.plan.models import Catalogue, Fact
from dashboard.reporting import Database, Transaction, office_facts, working
from dashboard.reporting.migrating import sync_catalogue
from dashboard.wording import Refused

Place = tuple[str, str]  # kind and key
KEY = ("kind", "code")


def enter(database: Database, catalogue: Catalogue, given: Sequence[Fact], actor: str, today: date) -> int:
    """Confirm facts of a plan; all or none. Return how many say something new.

    ``catalogue``: the plan as its files say it. A fact takes the place of an earlier one of its kind and key, which
    editions published before keep. Refused without source, person or document, for a day to come, and as ``amended``.
    """
    for fact in given:
        _check(fact, today)
    with database.transaction() as tx:
        known = _known(tx, catalogue)
        new = [fact for fact in given if known.get(_place(fact)) != fact]
        _keep(tx, catalogue, known | {_place(fact): fact for fact in new})
        planned: dict[Place, Item] = {(item.kind, item.key): item for item in items(catalogue, (), "zh")}
        for fact in new:
            before = _told(known.get(_place(fact))) or _planned(planned.get(_place(fact)))
            tx.audit(actor, "confirm_fact", f"{fact.kind} {fact.key}", {"before": before, "after": _told(fact)})
    return len(new)


def take_back(database: Database, catalogue: Catalogue, place: Place, actor: str, reason: str) -> None:
    """Take a fact back: the plan's own files hold again. Refused without a reason, and where there is none."""
    if not reason.strip():
        raise Refused("desk.reason_needed")
    with database.transaction() as tx:
        known = _known(tx, catalogue)
        gone = known.pop(place, None)
        if gone is None:
            raise Refused("desk.no_fact", key=place[1])
        _keep(tx, catalogue, known)
        tx.audit(actor, "take_back_fact", f"{gone.kind} {gone.key}", {"before": _told(gone), "reason": reason.strip()})


def _keep(tx: Transaction, catalogue: Catalogue, facts: Mapping[Place, Fact]) -> None:
    """Make the facts those in force, and the catalogue's rows what follows from them."""
    made, plan = amended(catalogue, facts.values()), catalogue.plan.id
    number = working(tx, plan)
    tx.revise("office_fact", KEY, map(_row, facts.values()), number, {"plan": plan})
    sync_catalogue(tx, made)


def _known(tx: Transaction, catalogue: Catalogue) -> dict[Place, Fact]:
    tx.lock(catalogue.plan.id)
    return {_place(fact): fact for fact in office_facts(tx, catalogue.plan.id)}


def _place(fact: Fact) -> Place:
    return fact.kind, fact.key


def _row(fact: Fact) -> dict[str, object]:
    return {
        "kind": fact.kind, "code": fact.key, "content": fact.text, "source": fact.source, "person": fact.person,
        "confirmed_on": fact.confirmed_on.isoformat(), "doc_no": fact.doc_no,
    }  # fmt: skip


def _told(fact: Fact | None) -> dict[str, object]:
    """Return a fact as the audit log keeps it."""
    return fact.model_dump(mode="json", exclude={"kind", "key"}) if fact else {}


def _planned(item: Item | None) -> dict[str, object]:
    """Return what the plan's own files say of a thing before anybody has confirmed it."""
    return {"text": item.now, "source": item.source} if item and item.now else {}


def _check(fact: Fact, today: date) -> None:
    missing = [name for name in ("source", "person", "doc_no") if not getattr(fact, name).strip()]
    if fact.kind == "answer" and not fact.text.strip():
        missing.insert(0, "text")
    if missing:
        raise Refused(f"desk.missing_{missing[0]}", key=fact.key)
    if fact.confirmed_on > today:
        raise Refused("desk.day_to_come", day=fact.confirmed_on.isoformat(), today=today.isoformat())
