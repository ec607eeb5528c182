"""证明材料: a file attached to what it proves, verified or returned by the office, each step kept.

A step takes the place of the one before from the working edition on, so that a published edition never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.access import Person
from dashboard.desk.evidence_known import Known, known
from dashboard.desk.paper_files import PaperFile
from dashboard.figures.filed import FOLLOWS, Filed, Place, State, Step
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Transaction, working
from dashboard.wording import Refused

_LONGEST = 500  # characters of a remark


@dataclass(frozen=True)
class Given:
    """A file and what it proves, its document number and day where it has them."""

    file: PaperFile
    places: tuple[Place, ...]
    doc_no: str = ""
    doc_date: date | None = None


@dataclass(frozen=True)
class Attached:
    """How many subjects a file was attached to; ``before``: the name under which it had come already, or ""."""

    count: int
    before: str = ""


def attach(database: Database, catalogue: Catalogue, given: Given, who: Person, today: date) -> Attached:
    """Attach a file to what it proves; it must be kept already. A subject that it proves already is left out.

    Refused for who may not send, without a subject, for one on which nothing rests or that is not of the person's
    own unit, for a document of a day to come, and when every subject has the file already.
    """
    if not who.sends:
        raise Refused("proof.may_not_send")
    if not given.places:
        raise Refused("proof.no_subject", file=given.file.name)
    if given.doc_date and given.doc_date > today:
        raise Refused("proof.day_to_come", day=given.doc_date, today=today)
    plan = catalogue.plan.id
    with database.transaction() as tx:
        tx.lock(plan)
        now = known(tx, catalogue, today, who.rows_of(plan))
        same = [one for one in now.filed if one.file_hash == given.file.digest]
        new = [_new(now, place, given, who, today) for place in dict.fromkeys(given.places)]
        told = {one.place: one for one in same}
        open_ = [one for one in new if one.place not in told or "submitted" in FOLLOWS[told[one.place].state]]
        if not open_:
            raise Refused("proof.attached", file=given.file.name)
        for one in open_:
            _write(tx, plan, one, told.get(one.place), who.actor)
    return Attached(len(open_), same[0].file_name if same else "")


def step(
    database: Database, catalogue: Catalogue, found: Sequence[Filed], taken: Step, who: Person, *, apart: bool = False
) -> int:  # fmt: skip
    """Take one step with a file and some of its subjects and return how many; ``taken.person`` is who the record names.

    ``apart``: nobody verifies what the same person sent. Refused for who may not, without a reason where one is
    needed, and for a subject with which it cannot be done any more.
    """
    _may(who, taken)
    plan = catalogue.plan.id
    with database.transaction() as tx:
        tx.lock(plan)
        now = {(one.file_hash, one.place): one for one in known(tx, catalogue, None, who.rows_of(plan)).filed}
        if not found:
            raise Refused("proof.no_subject", file="")
        for asked in found:
            one = now.get((asked.file_hash, asked.place))
            if one is None or taken.state not in FOLLOWS[one.state]:
                raise Refused("proof.step_not_now", file=asked.file_name)
            if apart and taken.state == "verified" and one.submitted_by == who.actor:
                raise Refused("proof.own", person=who.name, file=one.file_name)
            after = replace(one, steps=(*one.steps, replace(taken, note=taken.note.strip()[:_LONGEST])))
            _write(tx, plan, after, one, who.actor)
    return len(found)


def _may(who: Person, taken: Step) -> None:
    if taken.state in ("verified", "returned") and not who.reviews:
        raise Refused("proof.may_not_verify")
    if taken.state == "submitted" or (taken.state == "withdrawn" and not who.sends):
        raise Refused("proof.may_not_send")
    if taken.state == "returned" and not taken.note.strip():
        raise Refused("proof.reason_needed")


def _new(now: Known, place: Place, given: Given, who: Person, today: date) -> Filed:
    """Return a file with a subject as it will stand; Refused where nothing rests on that subject."""
    subject = now.subjects.get(place)
    if subject is None:
        raise Refused("proof.not_asked", key=place[1][:80])
    file = given.file
    return Filed(file.digest, file.kind, file.name, given.doc_no.strip()[:100],
                 given.doc_date.isoformat() if given.doc_date else "", place, subject.sender, who.actor,
                 (Step("submitted", who.actor, today.isoformat()),))  # fmt: skip


def _write(tx: Transaction, plan: str, after: Filed, before: Filed | None, actor: str) -> None:
    """Put a step in the place of the one before, and both into the audit log."""
    number, where = working(tx, plan), {"file_hash": after.file_hash, "subject_kind": after.place[0],
                                        "subject": after.place[1]}  # fmt: skip
    stored = tx.open_rows("evidence", {"plan": plan, **where})
    tx.close("evidence", [int(str(row["id"])) for row in stored], number)
    last = after.steps[-1]
    row = {
        "plan": plan, **where, "kind": after.kind, "file_name": after.file_name, "doc_no": after.doc_no,
        "doc_date": after.doc_date or None, "sender": after.sender, "state": last.state, "person": last.person,
        "day": last.day, "note": last.note, "submitted_by": after.submitted_by, "from_edition": number,
    }  # fmt: skip
    tx.insert("evidence", [row])
    told = {"before": _told(before), "after": _told(after)}
    tx.audit(actor, f"proof_{last.state}", f"{plan}/{'/'.join(after.place)}", told)


def _told(one: Filed | None) -> dict[str, object] | None:
    if one is None:
        return None
    last = one.steps[-1]
    return {"file": one.file_name, "hash": one.file_hash, "state": last.state, "person": last.person, "day": last.day,
            "reason": last.note}  # fmt: skip


def act(state: State, who: Person, today: date, note: str = "") -> Step:
    """Return a step that somebody takes today."""
    return Step(state, who.actor, today.isoformat(), note)


def waiting(found: Iterable[Filed]) -> list[Filed]:
    """Return what waits for somebody to verify it."""
    return [one for one in found if one.state == "submitted"]
