"""Milestones of tasks in words: title, day due, days overdue at the cut-off, state of the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from dashboard.figures.facts import Measure, State, Step
from dashboard.figures.marks import Cell, Mark, step_tip
from dashboard.figures.series import Row
from dashboard.figures.slip_words import Tag
from dashboard.plan import periods
from dashboard.plan.judging import StageState
from dashboard.plan.lookup import MILESTONES
from dashboard.wording import Language, day_words, period_words, t

Proof = Literal["none", "returned", "submitted", "verified"]  # from the weakest to the strongest
DONE: tuple[StageState, ...] = ("done", "done_late")
ORDER: tuple[StageState, ...] = ("overdue", "due_soon", "under_way", "not_started", "continuous", "done_late", "done")
_PROOFS: dict[str, Proof] = {"未提交": "none", "退回": "returned", "已提交": "submitted", "已核验": "submitted"}
_FILED: dict[str, Proof] = {"returned": "returned", "submitted": "submitted", "verified": "submitted"}
_LOOKS: dict[Proof, tuple[str, str]] = {
    "verified": ("s-completed", "good"),
    "submitted": ("h-on_schedule", "warn"),
    "returned": ("s-final_missed", "bad"),
    "none": ("s-not_assessed", "wait"),
}


@dataclass(frozen=True)
class Owed:
    """A milestone with the task it belongs to."""

    measure: Measure
    step: Step


@dataclass(frozen=True)
class Asked:
    """Which milestones are looked at; "" for all. ``unit`` is the one that answers for them."""

    task: str = ""
    unit: str = ""
    state: str = ""

    def holds(self, one: Owed) -> bool:
        """True for a milestone that is looked at."""
        return (
            self.task in ("", one.measure.task.id)
            and self.unit in ("", one.step.reporter)
            and self.state in ("", one.step.state)
        )


@dataclass(frozen=True)
class StepRow:
    """A milestone in a table or list."""

    cell: Cell
    code: str
    name: str
    task: str
    task_href: str
    unit: str
    unit_href: str
    due: str
    done: str
    days: int  # overdue at the cut-off; 0 when it is not
    word: str
    proof: Mark | None
    paper: str = ""  # the document that proves it
    slip: Tag | None = None  # of one that is overdue


@dataclass(frozen=True)
class Proofs:
    """The evidence of milestones: the strongest state of any of its documents, and that document's number."""

    states: Mapping[str, tuple[Proof, str]] = field(default_factory=dict)

    def of(self, step: Step) -> Proof | None:
        """Return the state of a milestone's evidence as frozen; None where none is due yet."""
        found = self.states.get(step.code, ("none", ""))[0]
        if step.verified:
            return "verified"
        return found if step.state in DONE or found != "none" else None

    def paper(self, step: Step) -> str:
        """Return the number of the document."""
        return self.states.get(step.code, ("none", ""))[1]


def proofs(rows: Iterable[Row], filed: Iterable[Row], subjects: Iterable[str]) -> Proofs:
    """Return the evidence of milestones; ``subjects``: names of the milestone sheet.

    ``rows``: of the ledger of evidence; ``filed``: the files, of ``evidence_as_of``.

    Whether a document was verified by the cut-off is frozen in the edition, so here it has been submitted.
    """
    named, found = set(subjects), dict[str, tuple[Proof, str]]()
    ranks = get_args(Proof)
    for row in rows:
        told = json.loads(str(row["attributes"]))
        state = _PROOFS.get(told.get("state", ""), "none")
        code = str(told.get("number", "")).strip()
        if told.get("subject") in named and ranks.index(state) >= ranks.index(found.get(code, ("none", ""))[0]):
            found[code] = (state, str(told.get("document") or ""))
    for row in filed:
        state, code = _FILED.get(str(row["state"]), "none"), str(row["subject"])
        if row["subject_kind"] == MILESTONES and ranks.index(state) >= ranks.index(found.get(code, ("none", ""))[0]):
            found[code] = (state, str(row["doc_no"] or ""))
    return Proofs(found)


def every(state: State) -> Iterator[Owed]:
    """Yield every milestone in the order of tasks and milestones."""
    for measure in state.measures:
        yield from (Owed(measure, step) for step in measure.steps)


def days_over(step: Step, cut_off: date) -> int:
    """Return how many days a milestone has been overdue at the cut-off; 0 when it is not."""
    return (cut_off - periods.last_day(step.due)).days if step.state == "overdue" else 0


def longest(found: Sequence[Owed], cut_off: date) -> Owed | None:
    """Return the milestone that has been overdue for longest, the first in plan order; None when none is."""
    late = [one for one in found if one.step.state == "overdue"]
    return max(late, key=lambda one: days_over(one.step, cut_off), default=None)


def title(step: Step, lang: Language) -> str:
    """Return a milestone's name; a recurring one with its period in words."""
    _, at, period = step.code.partition("@")
    if not at:
        return step.name
    name, half = step.name.removesuffix(f" {period}"), period.partition("H")
    words = t(f"tasks.half_{half[2]}", lang, year=half[0]) if half[1] else period_words(period, lang)
    return t("tasks.recurring", lang, name=name, period=words)


def tip(step: Step, lang: Language) -> str:
    """Return the tooltip of a milestone's mark."""
    return step_tip(title(step, lang), step.state, step.due, step.done_on, lang)


def proof_mark(proof: Proof | None, lang: Language) -> Mark | None:
    """Return the state of evidence as word, shape and tone."""
    return None if proof is None else Mark(proof, t(f"tasks.proof_{proof}", lang), *_LOOKS[proof])


def month_day(month: str, lang: Language) -> str:
    """Return the last day of a month, on which a milestone is due."""
    return day_words(periods.last_day(month), lang)


def plain(step: Step) -> str:
    """Return a milestone's name without the period of its instance."""
    return step.name.removesuffix(f" {step.code.partition('@')[2]}")
