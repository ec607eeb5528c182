"""What the office says of its plan after it was written: facts, each with source, person, day and document."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from dashboard.plan.basics import Model

FactKind = Literal["answer", "base_value", "quota", "milestone", "owners", "reading", "due", "extension", "notice"]


class Question(Model):
    """A question that only the office can answer before going live; ``rests_on``: facts that show how far it is."""

    code: str  # "1" ... "10"
    name: str
    name_en: str
    question: str
    question_en: str
    rests_on: FactKind | None = None


class Fact(Model):
    """One thing that a person of the office has confirmed.

    ``key`` by kind: ``answer`` the question's code; ``base_value`` indicator/year; ``quota`` target/region/year (year
    empty for the whole plan); ``milestone`` its code; ``owners`` and ``reading`` the target; ``due`` the feed or
    ledger; ``extension`` unit/feed or ledger/report period (unit or sheet empty for all); ``notice`` the year.
    ``text`` is the value as written: a number in the indicator's unit (empty: as reported), a month, codes of
    units with commas between, the reading's id, months-after/day, or words; of an extension the new day and the reason,
    of a notice of holidays the days off, a slash and the weekend days worked.
    """

    kind: FactKind
    key: str = Field(min_length=1, max_length=255)
    text: str = ""
    source: str
    person: str
    confirmed_on: date
    doc_no: str
