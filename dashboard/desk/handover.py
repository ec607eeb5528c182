"""交接清单: what is open at this moment, read for whoever takes the desk over; no person and no number is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.desk import contacts, drafts, owed
from dashboard.desk.drafts import Draft
from dashboard.desk.handover_days import calendar
from dashboard.desk.handover_parts import (
    Seen,
    from_outside,
    gaps,
    held,
    missing,
    open_drafts,
    open_slips,
    proofs,
    questions,
    running,
)
from dashboard.figures import duty, handover, reminding
from dashboard.figures.contacts import Post
from dashboard.figures.filed import Filed, filed
from dashboard.figures.findings import Finding, findings
from dashboard.figures.handover import Handover, Part
from dashboard.figures.reports import Report
from dashboard.figures.series import Row
from dashboard.figures.slips import NOW, Slip, slips
from dashboard.intake.blanks.issuing import current
from dashboard.plan.models import Catalogue, Fact
from dashboard.reporting import Database, Reader, office_facts
from dashboard.wording import Language, t


@dataclass(frozen=True)
class _Read:
    """What was read of the database at one moment."""

    slips: tuple[Slip, ...]
    draft: Draft
    facts: tuple[Fact, ...]
    held: tuple[Row, ...]
    sent: tuple[Report, ...]
    reminders: tuple[reminding.Reminded, ...]
    posts: tuple[Post, ...]
    proofs: tuple[Filed, ...]
    findings: tuple[Finding, ...]
    demo: bool


def handed_over(database: Database, catalogue: Catalogue, today: date, lang: Language) -> Handover:
    """Return what there is to hand over; ``catalogue``: the plan with what the office has confirmed in it."""
    plan, found = catalogue.plan, _read(database, catalogue)
    name = plan.name if lang == "zh" else plan.name_en
    marks = (t("ui.demo", lang),) if found.demo else ()
    return handover.handover(_parts(found, Seen(catalogue, today, lang)), today, name, marks, lang)


def _read(database: Database, catalogue: Catalogue) -> _Read:
    plan = catalogue.plan.id
    with database.primary.snapshot() as reader:
        return _Read(
            slips(reader.rows("slips", plan=plan, edition=NOW)), drafts.draft(reader, plan, _following(reader, plan)),
            tuple(office_facts(reader, plan)), tuple(reader.rows("held_rows", plan=plan, scope="")),
            owed.sent(reader, catalogue), reminding.reminded(reader.rows("reminders", plan=plan, sender="")),
            contacts.posts_of(reader, plan), filed(reader.rows("evidence_steps", plan=plan, scope="")),
            findings(reader.rows("outside_findings", plan=plan)),
            any(row["data_kind"] == "demo" for row in reader.rows("data_kind")),
        )  # fmt: skip


def _following(reader: Reader, plan: str) -> int:
    """Return the number of the edition that is being compiled."""
    return max((int(str(row["number"])) for row in reader.rows("edition_list", plan=plan)), default=0) + 1


def _parts(found: _Read, seen: Seen) -> Iterator[Part]:
    period = current(seen.catalogue, seen.today)
    owing = duty.duties(found.sent, seen.catalogue, period, seen.today)
    yield open_slips(found.slips, seen)
    yield open_drafts(found.draft, seen)
    yield missing(owing, period, found.reminders, seen)
    yield from held(found.held, seen)
    yield proofs(found.proofs, seen)
    yield from_outside(found.findings, seen)
    yield questions(found.facts, seen)
    yield running(seen)
    yield gaps(found.posts, seen)
    yield calendar(found.sent, seen)
