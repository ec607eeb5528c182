"""Load workbooks: each one wholly or not at all, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from dashboard.intake.comparing import compared
from dashboard.intake.headers import REMARKS
from dashboard.intake.issue import Issue
from dashboard.intake.reply import write_reply
from dashboard.intake.rows import Tally, tally
from dashboard.intake.storing import Counts, Slot, store
from dashboard.intake.submission import Submission, read_submission
from dashboard.intake.template import templates
from dashboard.intake.vocabulary import Vocabulary, vocabulary
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Transaction, require_kind, require_tables
from dashboard.reporting.statements import Value
from dashboard.wording import Language, Refused, t

Outcome = Literal["loaded", "replaced", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of one file. Counts are rows of observations, entries and milestones that a reader sees change."""

    path: Path
    outcome: Outcome
    added: int = 0
    changed: int = 0
    closed: int = 0
    version: int = 0  # of the submission within its sender and report period; 0 when refused
    superseded_by: int = 0  # unchanged because this later version is already there
    rows: Tally = field(default_factory=Tally)
    issues: tuple[Issue, ...] = ()
    header_row: int = 0  # of its data sheets; 0 when refused
    refusal: Refused | None = None

    def reply(self, folder: Path) -> Path | None:
        """Write the workbook that goes back to its sender; None when the whole file was refused."""
        if self.refusal is not None:
            return None
        return write_reply(
            self.path, self.issues, self.rows, self.header_row, folder / f"{self.path.stem}_{REMARKS}.xlsx"
        )

    def sentence(self, lang: Language) -> str:
        """Return what a user reads about this file."""
        if self.refusal is not None:
            return self.refusal.sentence(lang)
        key = "load.superseded" if self.superseded_by else f"load.{self.outcome}"
        told = t(
            key, lang, file=self.path.name, added=self.added, changed=self.changed, closed=self.closed,
            version=self.version, newer=self.superseded_by,
        )  # fmt: skip
        if self.rows == Tally(self.rows.passed):
            return told
        return told + t("load.rows", lang, **asdict(self.rows))


class _Undo(Exception):
    """Ends a rehearsal: nothing stays."""


def load(
    database: Database,
    catalogues: Mapping[str, Catalogue],
    paths: Iterable[Path],
    actor: str = "",
    dry_run: bool = False,
    progress: Callable[[LoadResult], None] | None = None,
) -> list[LoadResult]:
    """Load workbooks one after the other and return what became of each; ``progress`` hears of every one.

    Refused when the database has no tables, or when the only file is refused; among several files a refused one
    has the outcome ``refused``. With ``dry_run`` the same happens in one transaction that is undone.
    """
    require_tables(database)
    words = {plan: vocabulary(catalogue) for plan, catalogue in catalogues.items()}
    results: list[LoadResult] = []

    def tell(result: LoadResult) -> None:
        results.append(result)
        if progress is not None:
            progress(result)

    if dry_run:
        with suppress(_Undo), database.transaction() as tx:
            for path in paths:
                tell(_attempt(path, words, lambda found, path: _load(tx, path, found, words, actor)))
            raise _Undo
    else:
        for path in paths:
            tell(_attempt(path, words, lambda found, path: _load_alone(database, path, found, words, actor)))
    if len(results) == 1 and results[0].refusal is not None:
        raise results[0].refusal
    return results


def _attempt(path: Path, words: Mapping[str, Vocabulary], act: Callable[[Submission, Path], LoadResult]) -> LoadResult:
    try:
        return act(read_submission(path, words), path)
    except Refused as refusal:
        return LoadResult(path, "refused", refusal=refusal)


def _load_alone(
    database: Database, path: Path, found: Submission, words: Mapping[str, Vocabulary], actor: str
) -> LoadResult:
    with database.transaction() as tx:
        return _load(tx, path, found, words, actor)


def _load(tx: Transaction, path: Path, found: Submission, words: Mapping[str, Vocabulary], actor: str) -> LoadResult:
    """Store a submission unless its sender and report period hold the same content already."""
    cover = found.cover
    tx.lock(cover.plan)
    found = compared(tx, found, words[cover.plan])
    rows, header_row = tally(found.row_count, found.issues), templates()[cover.template].header_row
    result = LoadResult(path, "loaded", rows=rows, issues=found.issues, header_row=header_row)
    _require_kind(tx, found)
    earlier = tx.rows("intake_submission", plan=cover.plan, sender=cover.sender, period=cover.period)
    current = next((row for row in earlier if row["to_edition"] is None), None)
    known = [row for row in earlier if found.file_hash == row["file_hash"] or found.content_hash == row["content_hash"]]
    if current is not None and known:
        newest = int(str(current["version"]))
        same = max(int(str(row["version"])) for row in known)
        return replace(result, outcome="unchanged", version=same, superseded_by=newest if same < newest else 0)
    if current is not None and current["period_from"] != cover.period_from:
        raise _refuse(found, "load.other_span", cover.period_from, header=cover.period, expected=current["period_from"])
    version = 1 + max((int(str(row["version"])) for row in earlier), default=0)
    counts = _store(tx, found, version, current, words[cover.plan])
    outcome: Outcome = "replaced" if current is not None else "loaded"
    _audit(tx, found, actor, outcome, version, counts)
    return replace(
        result, outcome=outcome, version=version, added=counts.added, changed=counts.changed, closed=counts.closed
    )


def _require_kind(tx: Transaction, found: Submission) -> None:
    try:
        require_kind(tx, found.cover.data_kind)
    except Refused as refusal:
        kinds = templates()[found.cover.template].cover.data_kinds
        word = next(word for word, kind in kinds.items() if kind == found.cover.data_kind)
        raise _refuse(found, "load.mixed_kind", word) from refusal


def _refuse(found: Submission, reason: str, value: str, **fields: object) -> Refused:
    """Return a refusal of the whole workbook, for something that stands on its cover."""
    sheet = templates()[found.cover.template].cover.sheet
    return Refused(reason, file=found.file_name, sheet=sheet, value=value, **fields)


def _store(
    tx: Transaction, found: Submission, version: int, current: Mapping[str, Value] | None, words: Vocabulary
) -> Counts:
    edition = tx.working_edition(found.cover.plan)
    previous = int(str(current["id"])) if current is not None else None
    if previous is not None:
        tx.close("submission", [previous], edition)
    (own,) = tx.insert("submission", [_submission_row(found, version, edition)])
    return store(tx, found, Slot(own, edition, previous), words)


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
