"""Supervision slips (督办单) as facts: how one stands follows from its events in their order alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal, cast

from dashboard.figures.series import Row
from dashboard.wording import Refused

Kind = Literal["milestone", "owed", "decision"]  # an overdue milestone, data owed, what a meeting decided
Act = Literal["make", "issue", "sign", "answer", "extend", "close", "withdraw"]
Standing = Literal["drafted", "issued", "signed", "answered", "closed", "withdrawn"]
STEPS: Mapping[Standing, Mapping[Act, Standing]] = {  # the first of each is what usually comes next
    "drafted": {"issue": "issued", "withdraw": "withdrawn"},
    "issued": {"sign": "signed", "extend": "issued", "close": "closed", "withdraw": "withdrawn"},
    "signed": {"answer": "answered", "extend": "signed", "close": "closed", "withdraw": "withdrawn"},
    "answered": {"close": "closed", "answer": "answered", "extend": "signed", "withdraw": "withdrawn"},
    "closed": {},
    "withdrawn": {},
}
NOW = 2**31 - 1  # an edition after every other: what is asked as of it is how things stand now
ENDED: tuple[Standing, ...] = ("closed", "withdrawn")
_WORDED: tuple[Act, ...] = ("answer", "extend", "close", "withdraw")  # acts that say why, or what was done


@dataclass(frozen=True)
class Event:
    """What was done about a slip, by whom on which day; ``due`` is the new day of an extension."""

    act: Act
    day: date
    person: str
    note: str = ""
    reference: str = ""  # of a document that proves an answer
    due: date | None = None


@dataclass(frozen=True)
class Slip:
    """A slip: what is to be done by which unit, and every event, the first of which is its making."""

    code: str  # year and number in it: 2026-3
    label: str  # as it is printed
    kind: Kind
    matter: str
    unit: str
    title: str
    title_en: str
    ground: str
    first_due: date
    events: tuple[Event, ...]
    document: str = ""
    document_day: date | None = None
    decided_by: str = ""  # who decided to address a unit that is not addressed by itself

    @property
    def standing(self) -> Standing:
        """How it stands after its events."""
        return standing(self.events)

    @property
    def open(self) -> bool:
        """True until it is closed or withdrawn."""
        return self.standing not in ENDED

    @property
    def told(self) -> bool:
        """True once the unit knows of it and as long as nobody took it back."""
        return self.standing not in ("drafted", "withdrawn")

    @property
    def due(self) -> date:
        """The day it is due, after every extension."""
        return next((e.due for e in reversed(self.events) if e.due is not None), self.first_due)

    def on(self, act: Act) -> date | None:
        """The day on which something was done last; None when it was not."""
        return next((e.day for e in reversed(self.events) if e.act == act), None)

    def late(self, day: date) -> int:
        """Days past its due day as seen on a day; 0 when it is in time, answered or ended."""
        return max((day - self.due).days, 0) if self.standing in ("issued", "signed") else 0


def standing(events: Sequence[Event]) -> Standing:
    """Return how a slip stands after its events; ValueError for steps that do not follow each other."""
    if not events or events[0].act != "make":
        raise ValueError("a slip begins with its making")
    found: Standing = "drafted"
    for event in events[1:]:
        if event.act not in STEPS[found]:
            raise ValueError(f"a slip that is {found} takes no {event.act}")
        found = STEPS[found][event.act]
    return found


def taken(slip: Slip, event: Event, today: date) -> Slip:
    """Return a slip after one more step; Refused when it may not follow, is of another day, or lacks what it needs."""
    told = {"number": slip.label}
    if event.act not in STEPS[slip.standing]:
        raise Refused(f"slips.not_{event.act}" if slip.open else f"slips.is_{slip.standing}", **told)
    if not event.person.strip() or (event.act in _WORDED and not event.note.strip()):
        raise Refused(f"slips.{event.act}_needs", **told)
    last = slip.events[-1].day
    if not last <= event.day <= today:
        raise Refused("slips.wrong_day", **told, day=event.day, last=last, today=today)
    if (event.due is not None) != (event.act == "extend"):
        raise Refused("slips.extend_needs", **told)
    if event.due is not None and event.due <= max(slip.due, event.day):
        raise Refused("slips.not_later", **told, day=event.due, due=max(slip.due, event.day))
    return replace(slip, events=(*slip.events, event))


def slips(rows: Iterable[Row], until: date | None = None) -> tuple[Slip, ...]:
    """Return the slips of the query of that name, in the order of their making, with what happened ``until`` a day."""
    found = (_slip(list(steps), until) for _, steps in groupby(rows, key=lambda row: row["code"]))
    return tuple(slip for slip in found if slip.events)


def _slip(rows: Sequence[Row], until: date | None) -> Slip:
    head, events = rows[0], tuple(map(_event, rows))
    texts = {name: str(head[name] or "") for name in
             ("code", "label", "matter", "unit", "title", "title_en", "ground", "document", "decided_by")}  # fmt: skip
    return Slip(
        **texts,
        kind=cast(Kind, str(head["kind"])),
        first_due=date.fromisoformat(str(head["first_due"])),
        document_day=_day(head["document_day"]),
        events=tuple(event for event in events if until is None or event.day <= until),
    )


def _event(row: Row) -> Event:
    return Event(cast(Act, str(row["act"])), date.fromisoformat(str(row["day"])), str(row["person"]),
                 str(row["note"] or ""), str(row["reference"] or ""), _day(row["due"]))  # fmt: skip


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def urgent(found: Iterable[Slip], day: date) -> list[Slip]:
    """Return the open slips that their units know of: the longest late first, then by the day they are due."""
    kept = [slip for slip in found if slip.open and slip.told]
    return sorted(kept, key=lambda slip: (-slip.late(day), slip.standing == "answered", slip.due, slip.code))


def latest(found: Iterable[Slip], kind: Kind) -> dict[tuple[str, str], Slip]:
    """Return the newest slip for each matter of a kind and its unit, withdrawn ones left out."""
    return {(slip.matter, slip.unit): slip for slip in found if slip.kind == kind and slip.standing != "withdrawn"}
