"""The edition that is being compiled: handed in for review, approved or sent back, and published as approved.

States follow from the acts alone. What was approved is known by the hash of its inputs: data that changes afterwards
is not what the reviewer saw.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal, cast

from dashboard.access import Person
from dashboard.plan.models import Catalogue
from dashboard.publishing.freezing import Request, publish
from dashboard.reporting import Database, Edition, Transaction, working
from dashboard.reporting.editions import Source
from dashboard.reporting.hashing import canonical_json
from dashboard.wording import Refused

Act = Literal["submitted", "returned", "approved", "withdrawn"]
State = Literal["compiling", "in_review", "approved"]
_AFTER: Mapping[Act, State] = {
    "submitted": "in_review", "returned": "compiling", "approved": "approved", "withdrawn": "compiling",
}  # fmt: skip
_ALLOWED: Mapping[State, frozenset[Act]] = {
    "compiling": frozenset({"submitted"}), "in_review": frozenset({"returned", "approved", "withdrawn"}),
    "approved": frozenset({"returned", "withdrawn"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proof:
    """What was handed in: its label, the hash of its inputs, the file of the proof, and what it says in sentences."""

    label: str
    inputs: str
    file_hash: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One act on a draft: by whom, when (UTC), with which words."""

    act: Act
    actor: str
    at: str
    note: str = ""
    request: Request | None = None
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The working edition of a plan and what was done with it, oldest first."""

    number: int
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> State:
        """How it stands."""
        return _AFTER[self.steps[-1].act] if self.steps else "compiling"

    @property
    def submitted(self) -> Step | None:
        """How it was last handed in; None while it is being compiled."""
        return next((one for one in reversed(self.steps) if one.act == "submitted"), None) if self.open else None

    @property
    def open(self) -> bool:
        """True from handing in until it is sent back, withdrawn or published."""
        return self.state != "compiling"


def allowed(state: State, act: Act) -> bool:
    """Return whether an act can follow."""
    return act in _ALLOWED[state]


def draft(source: Source, plan: str, number: int) -> Draft:
    """Return the draft of a plan's edition by its number."""
    return Draft(number, tuple(map(_step, source.rows("draft_steps", plan=plan, edition=number))))


def submit(database: Database, plan: str, request: Request, proof: Proof, who: Person, at: str = "") -> None:
    """Hand the working edition in for review, as its proof shows it; Refused while it is in review already.

    Only who publishes may. ``at``: when it was done (UTC), of a story that is told again; now without it.
    """
    _act(database, plan, Step("submitted", _able(who, who.publishes), at or _now(), request=request, proof=proof))


def withdraw(database: Database, plan: str, who: Person, note: str) -> None:
    """Take an edition back from review, as who publishes may; Refused without a reason."""
    _act(database, plan, Step("withdrawn", _able(who, who.publishes), _now(), _needed(note)))


def send_back(database: Database, plan: str, who: Person, note: str) -> None:
    """Send an edition back to its compiler, as who reviews may; Refused without a reason."""
    _act(database, plan, Step("returned", _able(who, who.reviews), _now(), _needed(note)))


def approve(database: Database, plan: str, who: Person, note: str, *, apart: bool, at: str = "") -> None:
    """Approve an edition as who reviews may; ``apart``: never by who compiled it (Refused); ``at`` as of ``submit``."""
    _act(database, plan, Step("approved", _able(who, who.reviews), at or _now(), note.strip()), apart=apart)


def release(database: Database, catalogue: Catalogue, who: Person) -> Edition:
    """Publish what was approved, and nothing else; Refused before approval and when the data has changed since."""
    plan, actor = catalogue.plan.id, _able(who, who.publishes)
    with database.transaction() as tx:
        found = draft(tx, plan, working(tx, plan))
    handed_in = found.submitted
    if found.state != "approved" or handed_in is None or handed_in.request is None or handed_in.proof is None:
        raise Refused("desk.not_approved")
    asked = asdict(handed_in.request) | {"publisher": actor}
    return publish(database, catalogue, **asked, expected=handed_in.proof.inputs)


def _able(who: Person, may: bool) -> str:
    """Return what the log calls somebody who may do it; Refused for everybody else, wherever the act is asked for."""
    if not may:
        raise Refused("desk.not_yours", person=who.actor)
    return who.actor


def _act(database: Database, plan: str, step: Step, *, apart: bool = False) -> None:
    with database.transaction() as tx:
        found = draft(tx, plan, working(tx, plan))
        if not allowed(found.state, step.act):
            raise Refused(f"desk.draft_{found.state}")
        if apart and found.submitted is not None and found.submitted.actor == step.actor:
            raise Refused("desk.own_draft", person=step.actor)
        _write(tx, plan, found.number, step)
        told = _told(step) | {"before": found.state, "after": _AFTER[step.act]}
        tx.audit(step.actor, f"draft_{step.act}", f"{plan}/{found.number}", told)


def _write(tx: Transaction, plan: str, number: int, step: Step) -> None:
    content = {"note": step.note, "request": asdict(step.request) if step.request else None,
               "proof": asdict(step.proof) if step.proof else None}  # fmt: skip
    row = {"plan": plan, "number": number, "act": step.act, "actor": step.actor, "at": step.at,
           "content": canonical_json(content)}  # fmt: skip
    tx.insert("draft_step", [row])


def _step(row: Mapping[str, object]) -> Step:
    told = json.loads(str(row["content"]))
    proof = Proof(**{**told["proof"], "told": tuple(told["proof"]["told"])}) if told["proof"] else None
    request = Request(**told["request"]) if told["request"] else None
    return Step(cast(Act, row["act"]), str(row["actor"]), str(row["at"]), told["note"], request, proof)


def _told(step: Step) -> dict[str, object]:
    proof = step.proof
    return {"note": step.note, **({"edition": proof.label, "inputs": proof.inputs} if proof else {})}


def _needed(note: str) -> str:
    if not note.strip():
        raise Refused("desk.note_needed")
    return note.strip()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

