"""What the office writes about a target, as a reader of one edition sees it: this report period first, then earlier."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures.facts import Edition
from dashboard.figures.sheet_cells import of_words
from dashboard.figures.workbook import Sheet
from dashboard.plan import periods
from dashboard.wording import Language, day_words, period_words, t

PARTS = ("problem", "cause", "next_step")


@dataclass(frozen=True)
class Note:
    """One text: its report period in words, label and text of each part that is filled in, author and day."""

    period: str
    parts: tuple[tuple[str, str], ...]
    author: str
    written_on: str


@dataclass(frozen=True)
class Commentary:
    """The text for the edition's own report period, if there is one, and the earlier ones, newest first."""

    current: Note | None
    earlier: tuple[Note, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every text, newest first."""
        return (*((self.current,) if self.current else ()), *self.earlier)


def commentary(rows: Sequence[Mapping[str, object]], target: str, edition: Edition, lang: Language) -> Commentary:
    """Return what an edition holds about a target; ``rows`` of ``commentary_as_of``."""
    own = sorted((row for row in rows if row["target"] == target), key=lambda row: str(row["period"]), reverse=True)
    period = periods.of_month(edition.through, "Q")
    current = next((_note(row, lang) for row in own if row["period"] == period), None)
    return Commentary(current, tuple(_note(row, lang) for row in own if row["period"] != period))


def _note(row: Mapping[str, object], lang: Language) -> Note:
    told = json.loads(str(row["content"]))
    parts = tuple((t(f"target.note_{name}", lang), told[name]) for name in PARTS if told.get(name))
    day = day_words(date.fromisoformat(str(row["written_at"])), lang)
    return Note(period_words(str(row["period"]), lang), parts, str(row["author"]), day)


def sheet(found: Commentary, lang: Language) -> tuple[Sheet, ...]:
    """Return the texts as a sheet of a workbook; none when there are none."""
    if not found.notes:
        return ()
    heads = [t("target.note_period", lang), *(t(f"target.note_{name}", lang) for name in PARTS)]
    heads += [t("target.note_author", lang), t("target.note_day", lang)]
    rows = [
        (note.period, *(dict(note.parts).get(head, "") for head in heads[1:4]), note.author, note.written_on)
        for note in found.notes
    ]
    return (of_words(t("target.notes", lang), heads, rows),)
