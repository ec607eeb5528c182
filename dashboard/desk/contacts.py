"""Whom the office speaks to at each unit, by post and office line: seen by publishers only, in no edition.

The audit log keeps that a contact was changed, of which post and for which days, and neither name nor number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from dashboard.access import Person
from dashboard.figures.contacts import Contact, Post, contacts, posts
from dashboard.figures.series import Row
from dashboard.intake.masking import masked
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Reader, Transaction
from dashboard.wording import Refused

_DAY = timedelta(days=1)
_SIGNS = str.maketrans({"－": "-", "—": "-", "–": "-", "（": "(", "）": ")", "转": "-"})
_LINE = re.compile(r"\(?(010|02\d|0[3-9]\d\d)\)?-?(\d{7,8})(?:-+(\d{1,6}))?", re.ASCII)
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}", re.ASCII)
_LONGEST = 40  # characters of a post or name
Place = tuple[str, str]  # unit and post


def known(database: Database, plan: str, who: Person) -> tuple[Contact, ...]:
    """Return every contact with name and office line; Refused for who is no publisher."""
    _require(who)
    return contacts(database.primary.rows("contacts", plan=plan))


def posts_of(reader: Reader, plan: str) -> tuple[Post, ...]:
    """Return every contact without name and number."""
    return posts(reader.rows("contact_posts", plan=plan))


def enter(database: Database, catalogue: Catalogue, given: Contact, who: Person) -> Contact:
    """Enter a contact, and end the one of the unit's post before it on the day before; return it as it is kept.

    Refused for who is no publisher, for an unknown unit, without post or name, for a number that is no office line,
    and where the post has a contact that begins later.
    """
    _require(who)
    made = _checked(catalogue, given)
    plan, place = catalogue.plan.id, (made.unit, made.post)
    with database.transaction() as tx:
        tx.lock(plan)
        rows = _open(tx, plan, place, made.valid_from)
        before = [_post(row) for row in rows]
        if late := [one for one in before if one.valid_from > made.valid_from]:
            raise Refused("contacts.later", post=made.post, day=late[0].valid_from.isoformat())
        tx.amend("contact", [int(str(row["id"])) for row in rows], valid_to=(made.valid_from - _DAY).isoformat())
        tx.insert("contact", [_row(plan, made)])
        _note(tx, plan, who, before[-1] if before else None, made)
    return made


def end(database: Database, catalogue: Catalogue, place: Place, last: date, who: Person) -> None:
    """End the contact of a unit's post with a day; Refused for who is no publisher, and where there is none."""
    _require(who)
    plan = catalogue.plan.id
    with database.transaction() as tx:
        tx.lock(plan)
        rows = _open(tx, plan, place, last)
        if not rows:
            raise Refused("contacts.none", post=place[1])
        before, number = _post(rows[0]), int(str(rows[0]["id"]))
        if last < before.valid_from:
            raise Refused("contacts.ends_early", day=last.isoformat(), begins=before.valid_from.isoformat())
        tx.amend("contact", [number], valid_to=last.isoformat())
        _note(tx, plan, who, before, replace(before, valid_to=last))


def office_line(text: str) -> str:
    """Return an office line as it is kept: 0376-6365012, 0376-6365012-801; Refused for a mobile or another number."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    plain = re.sub(r"\s+", "", plain)
    found = _LINE.fullmatch(plain)
    if found is None:
        raise Refused("contacts.mobile" if _MOBILE.search(re.sub(r"[^\d+]", "", plain)) else "contacts.no_line")
    return "-".join(part for part in found.groups() if part)


def _checked(catalogue: Catalogue, given: Contact) -> Contact:
    units: Collection[str] = {unit.id for unit in catalogue.organisations}
    if given.unit not in units:
        raise Refused("contacts.no_unit", unit=given.unit[:_LONGEST])
    texts = {"post": given.post.strip(), "name": given.name.strip()}
    for field, text in texts.items():
        if not text or len(text) > _LONGEST:
            raise Refused(f"contacts.{field}_needed")
        if masked(text) != text or re.search(r"\d{7}", text, re.ASCII):
            raise Refused(f"contacts.number_in_{field}")
    if given.valid_to is not None and given.valid_to < given.valid_from:
        raise Refused("contacts.ends_early", day=given.valid_to.isoformat(), begins=given.valid_from.isoformat())
    return replace(given, post=texts["post"], name=texts["name"], line=office_line(given.line))


def _open(tx: Transaction, plan: str, place: Place, day: date) -> list[Row]:
    """Return the rows of a unit's post that are not over on a day, by the day they begin."""
    found = [row for row in tx.rows("contacts", plan=plan) if (row["unit"], row["post"]) == place]
    return sorted((row for row in found if not row["valid_to"] or str(row["valid_to"]) >= day.isoformat()),
                  key=lambda row: str(row["valid_from"]))  # fmt: skip


def _post(row: Row) -> Post:
    begins, ends = date.fromisoformat(str(row["valid_from"])), row["valid_to"]
    return Post(str(row["unit"]), str(row["post"]), begins, date.fromisoformat(str(ends)) if ends else None)


def _row(plan: str, one: Contact) -> dict[str, object]:
    return {"plan": plan, "unit": one.unit, "post": one.post, "name": one.name, "line": one.line,
            "valid_from": one.valid_from.isoformat(),
            "valid_to": one.valid_to.isoformat() if one.valid_to else None}  # fmt: skip


def _note(tx: Transaction, plan: str, who: Person, before: Post | None, after: Post) -> None:
    told = {"before": _told(before) if before else None, "after": _told(after)}
    tx.audit(who.actor, "contact_change", f"{plan}/{after.unit}", told)


def _told(one: Post) -> dict[str, object]:
    """Return what the audit log keeps of a contact: neither name nor number."""
    return {"post": one.post, "valid_from": one.valid_from.isoformat(),
            "valid_to": one.valid_to.isoformat() if one.valid_to else None}  # fmt: skip


def _require(who: Person) -> None:
    if not who.publishes:
        raise Refused("contacts.closed")
