"""Findings of auditors and evaluators from outside (第三方): how one stands follows from its steps alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal, cast, get_args

from dashboard.figures.marks import Mark
from dashboard.figures.series import Row
from dashboard.wording import Language, Refused, day_words, t

Kind = Literal["audit", "evaluation"]
SubjectKind = Literal["", "target", "task", "ledger"]
Act = Literal["answer", "extend", "close"]  # the unit has put it right, more time, the office has closed it (销号)
KINDS: tuple[Kind, ...] = get_args(Kind)
ACTS: tuple[Act, ...] = get_args(Act)
_LOOKS = {"open": ("h-slightly_behind", "warn"), "late": ("s-behind", "bad"), "answered": ("s-on_schedule", "good"),
          "closed": ("s-completed", "good")}  # fmt: skip


@dataclass(frozen=True)
class Report:
    """A report as it was received; ``code``: year and number in it, ``file_hash``: SHA-256 of its file or ""."""

    code: str
    kind: Kind
    title: str
    firm: str
    received_on: date
    doc_no: str = ""
    file_hash: str = ""


@dataclass(frozen=True)
class Step:
    """What was done about a finding, by whom on which day, by which document; ``due``: new day of an extension."""

    act: Act
    day: date
    person: str
    note: str = ""
    doc_no: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Finding:
    """A matter that a report finds, what it concerns, who answers for it by when, and what became of it."""

    code: str
    report: str
    matter: str
    unit: str
    first_due: date
    measure: str = ""
    subject_kind: SubjectKind = ""
    subject: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def closed(self) -> bool:
        """True once the office has closed it."""
        return any(step.act == "close" for step in self.steps)

    @property
    def due(self) -> date:
        """The day it is due, after every extension."""
        return next((step.due for step in reversed(self.steps) if step.due is not None), self.first_due)

    def standing(self, day: date) -> str:
        """Return how it stands on a day: open, late, answered, closed."""
        if self.closed:
            return "closed"
        if self.steps and self.steps[-1].act == "answer":
            return "answered"
        return "late" if day > self.due else "open"


def reports(rows: Iterable[Row]) -> tuple[Report, ...]:
    """Return the reports of the query ``outside_reports``."""
    return tuple(Report(str(row["code"]), cast(Kind, row["kind"]), str(row["title"]), str(row["firm"]),
                        date.fromisoformat(str(row["received_on"])), str(row["doc_no"]), str(row["file_hash"]))
                 for row in rows)  # fmt: skip


def findings(rows: Iterable[Row]) -> tuple[Finding, ...]:
    """Return the findings of the query ``outside_findings``, in the order in which they were entered."""
    return tuple(_finding(list(same)) for _, same in groupby(rows, key=lambda row: row["code"]))


def _finding(rows: Sequence[Row]) -> Finding:
    head = rows[0]
    texts = {name: str(head[name]) for name in ("code", "report", "matter", "unit", "measure", "subject")}
    return Finding(**texts, first_due=date.fromisoformat(str(head["first_due"])),
                   subject_kind=cast(SubjectKind, head["subject_kind"]),
                   steps=tuple(_step(row) for row in rows if row["act"]))  # fmt: skip


def _step(row: Row) -> Step:
    due = date.fromisoformat(str(row["due"])) if row["due"] else None
    return Step(cast(Act, row["act"]), date.fromisoformat(str(row["day"])), str(row["person"]), str(row["note"] or ""),
                str(row["doc_no"] or ""), due)  # fmt: skip


def taken(finding: Finding, step: Step, today: date) -> Finding:
    """Return a finding after one more step; Refused when it is closed, of another day, or lacks what it needs."""
    told = {"number": finding.code}
    if finding.closed:
        raise Refused("findings.is_closed", **told)
    if not step.person.strip() or not step.note.strip() or (step.act == "close" and not step.doc_no.strip()):
        raise Refused(f"findings.{step.act}_needs", **told)
    first = finding.steps[-1].day if finding.steps else date.min
    if not first <= step.day <= today:
        raise Refused("findings.wrong_day", **told, day=step.day)
    if (step.due is not None) != (step.act == "extend"):
        raise Refused("findings.extend_needs", **told)
    if step.due is not None and step.due <= finding.due:
        raise Refused("findings.not_later", **told, day=step.due, due=finding.due)
    return replace(finding, steps=(*finding.steps, step))


def open_findings(found: Iterable[Finding], day: date) -> tuple[Finding, ...]:
    """Return the findings that nobody has closed, late ones first, then by the day they are due."""
    return tuple(sorted((one for one in found if not one.closed),
                        key=lambda one: (one.standing(day) != "late", one.due, one.code)))  # fmt: skip


@dataclass(frozen=True)
class FindingRow:
    """A finding in a table; ``told``: its steps in words."""

    code: str
    href: str
    matter: str
    subject: str
    unit: str
    due: str
    mark: Mark
    measure: str
    told: tuple[str, ...]


def row(one: Finding, names: Mapping[str, str], day: date, lang: Language, href: str = "") -> FindingRow:
    """Return a finding in words; ``names``: of units, and of subjects by kind and code."""
    standing = one.standing(day)
    mark = Mark(standing, t(f"findings.standing_{standing}", lang), *_LOOKS[standing])
    subject = names.get(f"{one.subject_kind}:{one.subject}", "")
    told = tuple(_said(step, lang) for step in one.steps)
    unit, due = names.get(one.unit, one.unit), day_words(one.due, lang)
    return FindingRow(one.code, href, one.matter, subject, unit, due, mark, one.measure, told)


def _said(step: Step, lang: Language) -> str:
    parts = [day_words(step.day, lang), t(f"findings.act_{step.act}", lang), step.person,
             step.note.rstrip("。. "), step.doc_no]  # fmt: skip
    parts += [t("findings.until", lang, day=day_words(step.due, lang))] if step.due else []
    return "，".join(filter(None, parts)) if lang == "zh" else ", ".join(filter(None, parts))


def headline(found: Sequence[Finding], day: date, lang: Language) -> str:
    """Return how many findings are open and late."""
    still = open_findings(found, day)
    if not found:
        return t("findings.headline_none", lang)
    late = sum(one.standing(day) == "late" for one in still)
    return t("findings.headline", lang, open=len(still), late=late, closed=len(found) - len(still))
