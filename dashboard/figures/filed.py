"""Evidence as files: each file with each subject that it proves, step by step, and how a subject stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from dashboard.figures.series import Row

State = Literal["submitted", "verified", "returned", "withdrawn"]
Standing = Literal["none", "returned", "submitted", "verified"]  # from the weakest to the strongest
Place = tuple[str, str]  # kind and key of a subject
FOLLOWS: Mapping[State, tuple[State, ...]] = {
    "submitted": ("verified", "returned", "withdrawn"), "verified": ("returned",),
    "returned": ("submitted", "withdrawn"), "withdrawn": ("submitted",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did with a file and one subject, on a day (2025-09-30), with which words."""

    state: State
    person: str
    day: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file and one subject that it proves."""

    file_hash: str
    kind: str
    file_name: str
    doc_no: str
    doc_date: str
    place: Place
    sender: str
    submitted_by: str
    steps: tuple[Step, ...]

    @property
    def state(self) -> State:
        """How it stands."""
        return self.steps[-1].state


def filed(rows: Iterable[Row]) -> tuple[Filed, ...]:
    """Return every file with every subject, in the order in which they came; ``rows`` of ``evidence_steps``."""
    found: dict[tuple[str, Place], list[Row]] = {}
    for row in rows:
        found.setdefault((str(row["file_hash"]), (str(row["subject_kind"]), str(row["subject"]))), []).append(row)
    return tuple(_filed(place, steps) for (_, place), steps in found.items())


def _filed(place: Place, rows: Sequence[Row]) -> Filed:
    last = rows[-1]
    steps = tuple(Step(cast(State, row["state"]), str(row["person"]), str(row["day"]), str(row["note"]))
                  for row in rows)  # fmt: skip
    digest, kind, name, doc_no = (str(last[column]) for column in ("file_hash", "kind", "file_name", "doc_no"))
    return Filed(digest, kind, name, doc_no, str(last["doc_date"] or ""), place, str(last["sender"]),
                 str(last["submitted_by"]), steps)  # fmt: skip


def standing(found: Iterable[Filed]) -> dict[Place, Standing]:
    """Return how each subject stands: by the strongest state of its files; one without any is left out."""
    ranks, told = get_args(Standing), dict[Place, Standing]()
    for one in found:
        state: Standing = "none" if one.state == "withdrawn" else one.state
        if ranks.index(state) > ranks.index(told.get(one.place, "none")):
            told[one.place] = state
    return told
