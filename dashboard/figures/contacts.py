"""Whom the office speaks to at each unit: who is in charge on a day, who no longer, and which unit has nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.figures.marks import Mark
from dashboard.figures.series import Row
from dashboard.wording import Language, day_words, t

Standing = Literal["current", "coming", "ended"]
LOOKS: Mapping[Standing, tuple[str, str]] = {
    "current": ("s-completed", "good"), "coming": ("h-on_schedule", "wait"), "ended": ("s-not_assessed", "wait"),
}  # fmt: skip


@dataclass(frozen=True)
class Post:
    """A contact of a unit without name and number: the post, and from when to when."""

    unit: str
    post: str
    valid_from: date
    valid_to: date | None = None

    def standing(self, day: date) -> Standing:
        """Return whether it holds on a day."""
        if self.valid_to is not None and self.valid_to < day:
            return "ended"
        return "current" if self.valid_from <= day else "coming"


@dataclass(frozen=True)
class Contact(Post):
    """A contact with name and office line: for publishers only."""

    name: str = ""
    line: str = ""


@dataclass(frozen=True)
class ContactRow:
    """A contact in a table; ``key`` names the one that can be ended, "" for none."""

    unit: str
    post: str
    name: str
    line: str
    days: str
    mark: Mark
    key: str = ""


def posts(rows: Iterable[Row]) -> tuple[Post, ...]:
    """Return the contacts of the query ``contact_posts``; what was ended before it began is left out."""
    found = (Post(str(row["unit"]), str(row["post"]), *_days(row)) for row in rows)
    return tuple(one for one in found if _real(one))


def contacts(rows: Iterable[Row]) -> tuple[Contact, ...]:
    """Return the contacts of the query of that name; what was ended before it began is left out."""
    found = (Contact(str(row["unit"]), str(row["post"]), *_days(row), str(row["name"]), str(row["line"]))
             for row in rows)  # fmt: skip
    return tuple(one for one in found if _real(one))


def current(found: Iterable[Contact], day: date) -> dict[str, tuple[Contact, ...]]:
    """Return the contacts in charge on a day, by unit."""
    told: dict[str, tuple[Contact, ...]] = {}
    for one in found:
        if one.standing(day) == "current":
            told[one.unit] = (*told.get(one.unit, ()), one)
    return told


def gaps(units: Iterable[str], found: Collection[Post], day: date) -> tuple[str, ...]:
    """Return the units in whose name nobody is in charge on a day, in their order."""
    served = {one.unit for one in found if one.standing(day) == "current"}
    return tuple(unit for unit in units if unit not in served)


def ending(found: Iterable[Post], day: date, until: date) -> tuple[Post, ...]:
    """Return the contacts in charge on a day who are not any more by another, without one of the post to follow."""
    every = tuple(found)
    return tuple(one for one in every if one.valid_to is not None and one.standing(day) == "current"
                 and one.valid_to < until and not _followed(one, every))  # fmt: skip


def rows(found: Sequence[Contact], units: Mapping[str, str], day: date, lang: Language) -> tuple[ContactRow, ...]:
    """Return contacts for a table: units in their order, those in charge first; ``units`` names them."""
    order: Mapping[Standing, int] = {"current": 0, "coming": 1, "ended": 2}
    places = {unit: at for at, unit in enumerate(units)}
    ordered = sorted(found, key=lambda one: (places.get(one.unit, len(places)), order[one.standing(day)],
                                             one.valid_from))  # fmt: skip
    return tuple(_row(one, units, day, lang) for one in ordered)


def _row(one: Contact, units: Mapping[str, str], day: date, lang: Language) -> ContactRow:
    standing = one.standing(day)
    shown = Mark(standing, t(f"contacts.is_{standing}", lang), *LOOKS[standing])
    return ContactRow(units.get(one.unit, one.unit), one.post, one.name, one.line, span(one, lang), shown,
                      "" if standing == "ended" else f"{one.unit}/{one.post}")  # fmt: skip


def span(one: Post, lang: Language) -> str:
    """Return from when to when a contact holds."""
    begins = day_words(one.valid_from, lang)
    if one.valid_to is None:
        return t("contacts.since", lang, begins=begins)
    return t("contacts.span", lang, begins=begins, ends=day_words(one.valid_to, lang))


def _followed(one: Post, found: Iterable[Post]) -> bool:
    return any((other.unit, other.post) == (one.unit, one.post) and other.valid_from > one.valid_from
               for other in found)  # fmt: skip


def _days(row: Row) -> tuple[date, date | None]:
    return date.fromisoformat(str(row["valid_from"])), _day(row["valid_to"])


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _real(one: Post) -> bool:
    return one.valid_to is None or one.valid_to >= one.valid_from
