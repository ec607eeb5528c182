"""The office's desk as frozen values: what can be confirmed of the plan, what was, by whom and on which document."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.figures.shell import Entry
from dashboard.wording import Language, t


@dataclass(frozen=True)
class FactRow:
    """Something that can be confirmed: its present value and who said so; ``href`` leads to its form."""

    name: str
    hint: str
    now: str
    source: str
    person: str
    day: str
    doc_no: str
    confirmed: bool
    href: str
    chosen: bool = False


@dataclass(frozen=True)
class FactGroup:
    """The rows of one kind; ``folded`` where they are many and seldom used."""

    kind: str
    title: str
    rows: tuple[FactRow, ...]
    folded: bool = False

    @property
    def confirmed(self) -> int:
        """How many of the rows are confirmed."""
        return sum(row.confirmed for row in self.rows)


@dataclass(frozen=True)
class DeskPage:
    """What every part of the desk has: headline and the way to the other parts."""

    headline: str
    second: str
    parts: tuple[Entry, ...]


def headline(groups: tuple[FactGroup, ...], lang: Language) -> tuple[str, str]:
    """Return how far the office is with its questions, base values and readings, in two sentences."""
    by_kind = {group.kind: group for group in groups}

    def count(kind: str) -> tuple[int, int]:
        group = by_kind.get(kind)
        return (group.confirmed, len(group.rows)) if group else (0, 0)

    answered, asked = count("answer")
    key = "desk.open_answers" if answered < asked else "desk.all_answered" if asked else "desk.no_questions"
    first = t(key, lang, open=asked - answered, all=asked)
    bases, readings = count("base_value"), count("reading")
    told = {"bases": bases[0], "all_bases": bases[1], "readings": readings[0], "all_readings": readings[1]}
    return first, t("desk.so_far", lang, **told)
