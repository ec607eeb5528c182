"""What was promised: targets with their readings and stages, tasks with their milestones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from dashboard.plan.basics import Code, Model, Month, Source

Method = Literal[
    "compound",  # 水平法: path y0 (1+g)^k
    "total",  # total growth over the period: path y0 (1+G)^(k/n)
    "arithmetic",  # mean of the yearly rates
    "accumulation",  # 累计法
    "every_year",  # each single year
    "count",  # cumulative count against a number
    "stages",  # N <= 3: dated stages decide
    "qualitative",
]


class Revision(Model):
    """A threshold changed by a document: it holds from a year on, earlier years keep the old one."""

    from_year: int
    threshold: Decimal
    doc_no: str
    issued: date


class Reading(Source):
    """口径: one precise interpretation of a clause; the first of a target is the default.

    ``closing_month``: base and end are the end of that month of ``base_year`` and ``end_year``, for stocks and ratios.
    """

    id: Code
    name: str
    name_en: str
    method: Method
    indicator: Code | None = None
    threshold: Decimal | None = None  # 0.10 for 10 %, or a number of things
    base_year: int | None = None
    end_year: int
    closing_month: int = Field(default=12, ge=1, le=12)
    count_from: Month | None = None  # counts: first month that counts
    count_from_day: date | None = None  # counts: first day that counts, in the month of count_from
    revisions: tuple[Revision, ...] = ()  # compound, every_year, count and stages only
    ambiguity: str | None = None  # A01 ... A26
    why: str = ""
    why_en: str = ""

    def threshold_in(self, year: int) -> Decimal | None:
        """Return the threshold in force for a year."""
        found = [revision.threshold for revision in self.revisions if revision.from_year <= year]
        return found[-1] if found else self.threshold


class Ambiguity(Model):
    """A question that the plan's wording leaves open, and what is used until the office confirms."""

    code: str  # A01 ...
    name: str
    name_en: str
    question: str
    question_en: str
    chosen: str
    chosen_en: str


class Criterion(Model):
    """One criterion of a qualitative target's rubric, scored by the office from 0 to ``full`` with evidence."""

    id: Code
    name: str
    name_en: str
    full: int = Field(default=3, ge=1, le=100)


class Stage(Model):
    """A dated step of a target judged by stages.

    Done when ``milestone`` (the code of an instance: 1.4, 12.2@2023Q4) is done, or when ``count`` entries of
    the ledger have ``date`` filled.
    """

    id: Code
    name: str
    name_en: str
    due: Month
    milestone: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*(@[0-9]{4}([QH][1-4])?)?$")] | None = None
    ledger: Code | None = None
    date: Code | None = None
    where: dict[Code, tuple[str, ...]] = Field(default_factory=dict)
    count: int = 1


class FormerOwners(Model):
    """Units that were responsible up to and including a day, before a document named others."""

    valid_to: date
    owners: tuple[Code, ...]
    doc_no: str = ""


class Target(Model):
    """A promised result: numeric (seq 1-14) or qualitative (Q1-Q7)."""

    id: Code
    code: str  # "1" ... "14", "Q1" ... "Q7"
    seq: int
    heading: Code
    clause: str  # section number, e.g. 二（二）
    statement: str  # the clause in our own words
    statement_en: str
    name: str
    name_en: str
    short: str  # as printed in the overview
    short_en: str
    rule_text: str  # 年均增幅 ≥10%
    rule_text_en: str
    kind: Literal["numeric", "qualitative"]
    direction: Literal[">="] = ">="
    unit: str
    unit_en: str
    owners: tuple[Code, ...] = ()  # empty: 责任单位待明确
    former_owners: tuple[FormerOwners, ...] = ()  # oldest first
    partners: tuple[Code, ...] = ()
    tasks: tuple[int, ...] = ()
    readings: tuple[Reading, ...]
    stages: tuple[Stage, ...] = ()
    rubric: str = ""
    rubric_en: str = ""
    criteria: tuple[Criterion, ...] = ()

    def owners_on(self, day: date) -> tuple[str, ...]:
        """Return the units responsible on a day."""
        return next((former.owners for former in self.former_owners if day <= former.valid_to), self.owners)

    @property
    def default(self) -> Reading:
        """The reading whose verdict is the target's own."""
        return self.readings[0]


class Milestone(Model):
    """A checkable step of a task; recurring ones expand into instances ``code@period``.

    Instances are those due from ``first`` (default: the month of issue) to ``last`` (default: the plan's end).
    """

    code: Code
    name: str
    name_en: str
    evidence: str
    evidence_en: str
    reporter: Code  # the organisation that reports it
    due: Month | None = None  # one-off
    every: Literal["Y", "H", "Q"] | None = None  # recurring (长期坚持)
    due_month: int | None = Field(default=None, ge=1, le=12)  # yearly ones: month of the year
    first: Month | None = None
    last: Month | None = None


class Task(Model):
    """A task (1-14) or safeguard (S1-S4) with units exactly as listed and milestones."""

    id: Code
    code: str
    seq: int
    kind: Literal["task", "safeguard"]
    heading: str
    heading_en: str
    clause: str
    name: str
    name_en: str
    short: str
    short_en: str
    statement: str
    statement_en: str
    responsible: tuple[Code, ...] = ()
    supporting: tuple[Code, ...] = ()
    open_list: bool = False  # the plan's list ends in 等
    milestones: tuple[Milestone, ...]
