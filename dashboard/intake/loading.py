"""Load workbooks: each one wholly or not at all, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard import metering
from dashboard.intake.comparing import compared
from dashboard.intake.confirmed import Known, known
from dashboard.intake.originals import keep
from dashboard.intake.result import LoadResult, Outcome
from dashboard.intake.rows import tally
from dashboard.intake.statements import Slot
from dashboard.intake.storing import Counts, Stored, store
from dashboard.intake.submission import read_submission
from dashboard.intake.submitted import Submission
from dashboard.intake.template import templates
from dashboard.intake.vocabulary import Vocabulary, vocabulary
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Transaction, require_clock, require_kind, require_tables
from dashboard.reporting.hashing import hash_of
from dashboard.reporting.statements import Value
from dashboard.wording import Refused

Read = tuple[Path, Submission | Refused]


class _Undo(Exception):
    """Ends a rehearsal: nothing stays."""


def load(
    database: Database,
    catalogues: Mapping[str, Catalogue],
    paths: Iterable[Path],
    actor: str = "",
    dry_run: bool = False,
    progress: Callable[[LoadResult], None] | None = None,
    only: str = "",
    originals: Path | None = None,
) -> list[LoadResult]:
    """Load workbooks one after the other and return what became of each; ``progress`` hears of every one.

    Refused when the database has no tables, or when the only file is refused; among several files a refused one
    has the outcome ``refused``. With ``dry_run`` the same happens in one transaction that is undone. ``only``: the one
    sender whose workbooks are taken; ``originals``: the folder in which the workbooks are kept as they came.
    """
    require_tables(database)
    with database.snapshot() as reader:
        require_clock(reader)
    words = {plan: vocabulary(catalogue) for plan, catalogue in catalogues.items()}
    results: list[LoadResult] = []

    def tell(result: LoadResult) -> None:
        results.append(result)
        if progress is not None:
            progress(result)

    settled = confirmations(database, words)
    sent = (read(path, words, only, settled) for path in paths)
    if dry_run:
        with suppress(_Undo), database.transaction() as tx:
            rehearse(tx, words, sent, actor, tell)
            raise _Undo
        return results
    keeping = (words, actor, originals)
    for path, found in sent:
        tell(_counted(_attempt(path, found, lambda found, path: _load_alone(database, path, found, *keeping))))
    return _only(results)


def _counted(result: LoadResult) -> LoadResult:
    """Count what became of a workbook and of the rows that it brought, and return it."""
    metering.workbooks.labels(result.outcome).inc()
    if result.outcome != "unchanged":
        for outcome, count in asdict(result.rows).items():
            metering.rows.labels(outcome).inc(count)
    return result


def confirmations(database: Database, plans: Iterable[str]) -> Known:
    """Return what is confirmed in the working editions of some plans."""
    with database.snapshot() as reader:
        return {sender: found for plan in plans for sender, found in known(reader, plan).items()}


def read(path: Path, words: Mapping[str, Vocabulary], only: str = "", settled: Known | None = None) -> Read:
    """Return a workbook's submission, or the refusal of it: also for a sender other than ``only``."""
    try:
        found = read_submission(path, words, settled)
        if only not in ("", found.cover.sender):
            raise foreign(path.name, found.cover.sender, only)
        return path, found
    except Refused as refusal:
        return path, refusal


def foreign(file: str, sender: str, only: str) -> Refused:
    """Return the refusal of a workbook that somebody else's unit has to send."""
    return Refused("load.foreign_sender", file=file, value=sender, expected=only)


def rehearse(
    tx: Transaction,
    words: Mapping[str, Vocabulary],
    sent: Iterable[Read],
    actor: str = "",
    tell: Callable[[LoadResult], None] = lambda _: None,
) -> list[LoadResult]:
    """Load within an open transaction, which the caller undoes, and return what became of each workbook.

    Refused when the only workbook is.
    """
    results: list[LoadResult] = []
    for path, found in sent:
        results.append(_attempt(path, found, lambda found, path: take(tx, path, found, words, actor)))
        tell(results[-1])
    return _only(results)


def _only(results: list[LoadResult]) -> list[LoadResult]:
    if len(results) == 1 and results[0].refusal is not None:
        raise results[0].refusal
    return results


def _attempt(path: Path, found: Submission | Refused, act: Callable[[Submission, Path], LoadResult]) -> LoadResult:
    if isinstance(found, Refused):
        return LoadResult(path, "refused", refusal=found)
    try:
        return act(found, path)
    except Refused as refusal:
        return LoadResult(path, "refused", refusal=refusal, cover=found.cover)


def _load_alone(
    database: Database, path: Path, found: Submission, words: Mapping[str, Vocabulary], actor: str,
    originals: Path | None,
) -> LoadResult:  # fmt: skip
    with database.transaction() as tx:
        result = replace(take(tx, path, found, words, actor), stored=Stored())  # rows are not kept in memory
        if originals is not None and result.outcome != "unchanged":
            keep(path, found.file_hash, originals)
        return result


def take(tx: Transaction, path: Path, found: Submission, words: Mapping[str, Vocabulary], actor: str) -> LoadResult:
    """Store a submission unless its sender and report period hold the same content already; on record either way."""
    cover = found.cover
    tx.lock(cover.plan)
    found = _named(compared(tx, found, words[cover.plan]))
    rows, header_row = tally(found.row_count, found.issues), templates()[cover.template].header_row
    result = LoadResult(path, "loaded", rows=rows, issues=found.issues, header_row=header_row, cover=cover)
    _require_kind(tx, found)
    earlier = tx.rows("intake_submission", plan=cover.plan, sender=cover.sender, period=cover.period)
    current = next((row for row in earlier if row["to_edition"] is None), None)
    held = [row for row in earlier if _is_same(found, row)]
    if current is not None and held:
        newest = int(str(current["version"]))
        same = max(int(str(row["version"])) for row in held)
        _audit(tx, found, actor, "unchanged", same, Counts())
        return replace(result, outcome="unchanged", version=same, superseded_by=newest if same < newest else 0)
    if current is not None and current["period_from"] != cover.period_from:
        raise _refuse(found, "load.other_span", cover.period_from, header=cover.period, expected=current["period_from"])
    version = 1 + max((int(str(row["version"])) for row in earlier), default=0)
    stored = _store(tx, found, version, current, words[cover.plan])
    outcome: Outcome = "replaced" if current is not None else "loaded"
    counts, issues = stored.counts, (*found.issues, *stored.issues)
    _audit(tx, found, actor, outcome, version, counts)
    return replace(
        result, outcome=outcome, version=version, added=counts.added, changed=counts.changed, closed=counts.closed,
        issues=issues, stored=stored,
    )  # fmt: skip


def _named(found: Submission) -> Submission:
    """Return a submission whose content is another one for every further row that was confirmed."""
    if not found.settled:
        return found
    return replace(found, content_hash=hash_of([found.content_hash, found.settled]))


def _is_same(found: Submission, row: Mapping[str, Value]) -> bool:
    """True for a version with the same content; the same file says the same as long as nothing of it is confirmed."""
    return found.content_hash == row["content_hash"] or (not found.settled and found.file_hash == row["file_hash"])


def _require_kind(tx: Transaction, found: Submission) -> None:
    try:
        require_kind(tx, found.cover.data_kind)
    except Refused as refusal:
        kinds = templates()[found.cover.template].cover.data_kinds
        word = next(word for word, kind in kinds.items() if kind == found.cover.data_kind)
        key = "load.mixed_kind_table" if found.file_name.lower().endswith(".csv") else "load.mixed_kind"
        raise _refuse(found, key, word) from refusal


def _refuse(found: Submission, reason: str, value: str, **fields: object) -> Refused:
    """Return a refusal of the whole workbook, for something that stands on its cover."""
    sheet = templates()[found.cover.template].cover.sheet
    return Refused(reason, file=found.file_name, sheet=sheet, value=value, **fields)


def _store(
    tx: Transaction, found: Submission, version: int, current: Mapping[str, Value] | None, words: Vocabulary
) -> Stored:
    plan, sender, period = found.cover.plan, found.cover.sender, found.cover.period
    edition = tx.working_edition(plan)
    previous = int(str(current["id"])) if current is not None else None
    if previous is not None:
        tx.close("submission", [previous], edition)
    (own,) = tx.insert("submission", [_submission_row(found, version, edition)])
    return store(tx, found, Slot(own, plan, sender, period, edition, previous), words)


def _submission_row(found: Submission, version: int, edition: int) -> dict[str, object]:
    cover = found.cover
    return {
        "plan": cover.plan, "sender": cover.sender, "period_from": cover.period_from, "period": cover.period,
        "version": version, "file_name": found.file_name, "file_hash": found.file_hash,
        "content_hash": found.content_hash, "template": cover.template, "data_kind": cover.data_kind,
        "filled_on": cover.filled_on.isoformat(), "received_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "from_edition": edition, "to_edition": None,
    }  # fmt: skip


def _audit(tx: Transaction, found: Submission, actor: str, outcome: str, version: int, counts: Counts) -> None:
    cover = found.cover
    detail = {
        "file": found.file_name, "file_hash": found.file_hash, "outcome": outcome, "version": version,
        "added": counts.added, "changed": counts.changed, "closed": counts.closed,
        **({"issues": len(found.issues)} if found.issues else {}),
    }  # fmt: skip
    tx.audit(actor, "load", f"{cover.plan}/{cover.sender}/{cover.period}", detail)
