"""Publishing: check, build, freeze, write; one transaction under the plan's lock, so all of it or nothing."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.plan import periods
from dashboard.plan.judging import RuleSet
from dashboard.plan.models import Catalogue
from dashboard.publishing import crew, gaps, making
from dashboard.publishing.completeness import Gap
from dashboard.publishing.facts import Facts
from dashboard.publishing.making import Bit
from dashboard.publishing.parts import divide
from dashboard.publishing.supply import Supply
from dashboard.publishing.timeline import Timeline
from dashboard.publishing.writing import Writing
from dashboard.reporting import (
    Database,
    Edition,
    Transaction,
    add_edition,
    editions,
    next_label,
    require_clock,
    working,
)
from dashboard.reporting.editions import Kind
from dashboard.settings import settings
from dashboard.wording import Refused


@dataclass(frozen=True, slots=True)
class Request:
    """What a publisher asks for."""

    through: str
    incomplete: bool = False
    reason: str = ""
    correct: str | None = None
    doc_no: str = ""
    publisher: str = ""
    rules: str | None = None

    @property
    def kind(self) -> Kind:
        """A quarter's edition, or a flash one for a month within a quarter."""
        return "quarter" if periods.parse(self.through)[1] % 3 == 0 else "flash"


def publish(
    database: Database,
    catalogue: Catalogue,
    through: str,
    incomplete: bool = False,
    reason: str = "",
    correct: str | None = None,
    doc_no: str = "",
    publisher: str = "",
    rules: str | None = None,
    workers: int | None = None,
    expected: str = "",
) -> Edition:
    """Freeze the working edition up to a month (2025-09) and return it.

    Quarterly data that is missing for any quarter up to that month is a gap: it needs ``incomplete`` and a reason.
    A late annual series is none; its targets are 待报. ``correct`` names the edition that this one corrects; it needs
    a reason and a document number. ``rules`` names the rule set that judges, else it is the one in force on the last
    day. ``workers``: processes that make parts side by side, on PostgreSQL alone; None: as many as are worth it.
    ``expected``: the hash of the inputs that somebody has approved; anything else is refused.
    Refused with one sentence; the database is then as before.
    """
    asked = Request(through, incomplete, reason.strip(), correct, doc_no.strip(), publisher, rules)
    _check_request(asked, catalogue)
    with database.transaction() as tx:
        found = _frozen(tx, database.primary.url, catalogue, asked, workers)
        if expected and found.input_hash != expected:
            raise Refused("publish.not_as_approved", label=found.label)
    return found


@contextmanager
def rehearsed(database: Database, catalogue: Catalogue, asked: Request) -> Iterator[tuple[Edition, Transaction]]:
    """Publish, let the edition be read within the block, and undo it all; Refused as ``publish``.

    Writers of the plan wait until the block ends.
    """
    _check_request(asked, catalogue)
    with suppress(_Undo), database.transaction() as tx:
        yield _frozen(tx, database.primary.url, catalogue, asked, None), tx
        raise _Undo


class _Undo(Exception):
    """Ends a rehearsal: nothing stays."""


def _frozen(tx: Transaction, url: str, catalogue: Catalogue, asked: Request, workers: int | None) -> Edition:
    plan, through = catalogue.plan.id, asked.through
    require_clock(tx)
    number, before = working(tx, plan), next((one.label for one in reversed(editions(tx, plan))), None)
    _check_catalogue(tx, catalogue, number)
    label = next_label(tx, plan, through, asked.kind, asked.correct)
    supply = Supply(tx, catalogue, number, through)
    facts, timeline = supply.frame, Timeline(supply.frame)
    missing = timeline.completeness.gaps()
    _check_gaps(asked, missing, facts, label)
    written = Writing(tx, catalogue, number, asked.rules, supply)
    with closing(_told(tx, url, supply, written.built.rules, timeline, workers)) as told:
        written.parts(told)
    _check_change(tx, asked, written.input_hash, plan)
    found = _edition(tx, asked, facts, written, number, label, bool(missing))
    written.rest()
    add_edition(tx, found)
    hashes = {"inputs": found.input_hash, "results": found.result_hash}
    tx.audit(asked.publisher, "publish", label, {"before": before, "after": label, **hashes})
    return found


def _told(
    tx: Transaction, url: str, supply: Supply, rules: RuleSet, timeline: Timeline, workers: int | None
) -> Generator[tuple[int, Bit], None, None]:
    """Yield what the parts of the catalogue add: made here one by one, or by processes beside this one."""
    catalogue = supply.frame.catalogue
    parts, number = divide(catalogue), workers or crew.hands(catalogue)
    snapshot = tx.shared() if number > 1 else ""
    if snapshot:
        job = crew.Job(url, snapshot, catalogue, supply.edition, supply.frame.through, rules.id)
        return crew.side_by_side(job, parts, number)
    return making.one_by_one(tx, supply, parts, rules, timeline)


def _check_request(asked: Request, catalogue: Catalogue) -> None:
    plan = catalogue.plan
    try:
        monthly = periods.frequency(asked.through) == "M"
    except ValueError:
        monthly = False
    if not monthly:
        raise Refused("publish.not_a_month", through=asked.through)
    if not plan.data_from <= asked.through <= plan.settled_by:
        raise Refused("publish.outside", through=asked.through, first=plan.data_from, last=plan.settled_by)
    if asked.correct is not None and not (asked.reason and asked.doc_no):
        raise Refused("publish.correct_needs", label=asked.correct)
    if asked.incomplete and not asked.reason:
        raise Refused("publish.reason_needed")


def _check_catalogue(tx: Transaction, catalogue: Catalogue, number: int) -> None:
    """Refuse to judge by another catalogue than the database knows."""
    stored = tx.rows("plan_as_of", plan=catalogue.plan.id, edition=number)
    if not stored or f'"hash":"{catalogue.hash}"' not in str(stored[0]["definition"]):
        raise Refused("publish.other_catalogue", plan=catalogue.plan.id)


def _check_gaps(asked: Request, missing: list[Gap], facts: Facts, label: str) -> None:
    if missing and not asked.incomplete:
        days = gaps.Days(facts.cut_off, settings().now())
        zh, en = (gaps.words(facts.catalogue, missing, days, lang) for lang in ("zh", "en"))
        raise Refused("publish.gaps", label=label, gaps=zh, gaps_en=en)


def _check_change(tx: Transaction, asked: Request, inputs: str, plan: str) -> None:
    """Refuse a correction that corrects nothing: same data, catalogue and rules as the newest of its month."""
    same = [e for e in editions(tx, plan) if (e.through, e.kind) == (asked.through, asked.kind)]
    if same and same[-1].input_hash == inputs:
        raise Refused("publish.unchanged", label=same[-1].label)


def _edition(
    tx: Transaction, asked: Request, facts: Facts, written: Writing, number: int, label: str,
    incomplete: bool,
) -> Edition:
    revisions = [e for e in editions(tx, facts.catalogue.plan.id) if (e.through, e.kind) == (asked.through, asked.kind)]
    return Edition(
        plan=facts.catalogue.plan.id, number=number, label=label, through=asked.through,
        cut_off=facts.cut_off.isoformat(), kind=asked.kind, revision=len(revisions) + 1, corrects=asked.correct,
        incomplete=int(incomplete), reason=asked.reason, doc_no=asked.doc_no, publisher=asked.publisher,
        published_at=datetime.now(UTC).isoformat(timespec="seconds"), catalogue_hash=facts.catalogue.hash,
        rule_set=written.built.rules.id, data_kind=tx.get_meta("data_kind") or "real", input_hash=written.input_hash,
        result_hash=written.result_hash,
    )  # fmt: skip
