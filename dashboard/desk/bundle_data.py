"""Rows, reports and originals of a bundle, read in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from dashboard.desk.bundle_rows import Rows
from dashboard.desk.bundle_scope import Json, Scope
from dashboard.desk.bundle_sheets import Original
from dashboard.intake.originals import original
from dashboard.intake.template import templates
from dashboard.plan import periods
from dashboard.plan.lookup import MILESTONES, due_date, milestone_instance, report_period, senders_of, subject
from dashboard.plan.models import Feed
from dashboard.reporting.editions import Source

Row = Mapping[str, Any]
_FOLDER = "originals"
_KINDS = (".xlsx", ".xlsm", ".xls", ".csv")


@dataclass(frozen=True)
class Data:
    """Everything of a bundle that comes from what units sent; ``originals`` by their place in the bundle."""

    rows: list[Json]
    tables: list[Json]
    set_aside: list[Json]
    reports: list[Json]
    spoken: list[Json]
    workbooks: list[Json]
    originals: dict[str, Original]


def read(source: Source, scope: Scope, folder: Path) -> Data:
    """Read what a scope rests on; ``folder`` holds the originals by hash."""
    plan: dict[str, object] = {"plan": scope.catalogue.plan.id, "edition": scope.edition.number}
    observed = _observed(source, scope, plan)
    entries = _asked(source, "audit_entries", plan, ledgers=[one.id for one in scope.ledgers])
    steps = _asked(source, "audit_milestones", plan, milestones=list(scope.milestones))
    receipts = _receipts(source, scope, plan)
    asked = list(_reports(scope, receipts))
    used = [row for row in observed if row["indicator"] in scope.carried]
    ids = {int(str(row["submission_id"])) for row in (*used, *entries, *steps)} | {n for _, n in asked if n is not None}
    files = {int(str(row["id"])): row for row in source.rows("audit_workbooks", ids=sorted(ids) or [0])}
    kept = {number: Original(original(folder, str(row["file_hash"])), str(row["file_name"]), str(row["template"]))
            for number, row in files.items()}  # fmt: skip
    made = Rows(scope, kept, files)
    rows = made.told(used, [row for row in entries if _concerns(row, scope)], steps)
    tables = [made.tables[key] for key in sorted(made.tables)]
    reports = [_report(told, number, files) for told, number in asked]
    return Data(
        rows, tables, list(_aside(source, files, made.tables)), reports, list(_spoken(scope, observed)),
        [_workbook(files[number], kept[number]) for number in sorted(files)],
        {_name(files[number]): kept[number] for number in sorted(files)},
    )  # fmt: skip


def _asked(source: Source, query: str, plan: Mapping[str, object], **lists: list[str]) -> Sequence[Row]:
    return source.rows(query, **plan, **lists) if all(lists.values()) else []


def _observed(source: Source, scope: Scope, plan: Mapping[str, object]) -> list[Row]:
    """Return the values of every indicator of the feeds used, in the places that make up the city."""
    codes = sorted({value.indicator for feed in scope.feeds for value in feed.values})
    if not codes:
        return []
    own = {region.code for region in scope.catalogue.regions if region.kind != "zone"}
    rows = source.rows("audit_observations", **plan, indicators=codes, first=scope.window[:4],
                       last=scope.edition.through[:4])  # fmt: skip
    return [row for row in rows if row["region"] in own
            and scope.window <= periods.last_month(str(row["period"])) <= scope.edition.through]  # fmt: skip


def _concerns(row: Row, scope: Scope) -> bool:
    """Return whether an entry is about the target: scores of others are not."""
    told = json.loads(str(row["attributes"]))
    return "criterion" not in told or told.get("target") == scope.target.code


def _receipts(source: Source, scope: Scope, plan: Mapping[str, object]) -> dict[tuple[str, str, str], Row]:
    subjects = [*scope.sources, *(stage.ledger for stage in scope.target.stages if stage.ledger)]
    subjects += [MILESTONES] if scope.milestones else []
    rows = _asked(source, "audit_receipts", plan, subjects=list(dict.fromkeys(subjects)))
    return {(str(row["subject"]), str(row["period"]), str(row["sender"])): row for row in rows}


def _reports(scope: Scope, receipts: Mapping[tuple[str, str, str], Row]) -> Iterator[tuple[Json, int | None]]:
    """Yield what was to be reported for the verdict, with the submission that did."""
    for code, sheet, reported, units in _owed(scope):
        for unit in units:
            row = receipts.get((code, reported, unit))
            yield {
                "subject": code, "sheet": sheet, "period": reported, "sender": unit,
                "due": due_date(scope.catalogue, code, reported, unit).isoformat(),
                "waiting": int(row["waiting"] or 0) if row else 0,
            }, int(row["submission_id"]) if row else None  # fmt: skip


def _owed(scope: Scope) -> Iterator[tuple[str, str, str, Sequence[str]]]:
    """Yield subject, sheet, report period and senders."""
    catalogue = scope.catalogue
    for code in scope.sources:
        found = subject(catalogue, code)
        yearly = isinstance(found, Feed) and found.frequency == "A"
        spans = periods.span(scope.window, scope.edition.through, "A" if yearly else "Q")
        for reported in dict.fromkeys(report_period(found, period) for period in spans):
            last = periods.last_month(reported)
            if last <= scope.edition.through and not (found.since and last < found.since):
                yield code, found.sheet, reported, [unit.id for unit in senders_of(catalogue, code)]
    reporters = [milestone_instance(catalogue, code).reporter for code in scope.milestones]
    last, issued = periods.last_month(scope.quarter), f"{catalogue.plan.issued:%Y-%m}"
    if reporters and issued <= last <= scope.edition.through:
        sheet = next(iter(templates().values())).milestones.sheet
        yield MILESTONES, sheet, scope.quarter, list(dict.fromkeys(reporters))


def _report(told: Json, number: int | None, files: Mapping[int, Row]) -> Json:
    file = files[number] if number is not None else None
    return {**told, "workbook": file["file_hash"] if file else None, "filled_on": file["filled_on"] if file else None}


def _spoken(scope: Scope, observed: Sequence[Row]) -> Iterator[Json]:
    """Yield feed, sender and report period of every sheet that has a row."""
    feeds = {value.indicator: feed for feed in scope.feeds for value in feed.values}
    found = {(feeds[str(row["indicator"])].id, str(row["sender"]),
              report_period(feeds[str(row["indicator"])], str(row["period"]))) for row in observed}  # fmt: skip
    for feed, sender, reported in sorted(found):
        yield {"subject": feed, "sender": sender, "reported": reported}


def _aside(source: Source, files: Mapping[int, Row], tables: Mapping[tuple[int, str], Json]) -> Iterator[Json]:
    """Yield the rows of the sheets used that were held or sent back, with the words in which their sender was told."""
    for row in source.rows("audit_set_aside", ids=sorted(files) or [0], outcomes=["held", "returned"]):
        table = tables.get((int(str(row["submission_id"])), str(row["sheet"])))
        if table is not None:
            yield {"workbook": table["workbook"], "sheet": row["sheet"], "row": row["row_no"],
                   "outcome": row["outcome"], "why": json.loads(str(row["message"]))}  # fmt: skip


def _name(row: Row) -> str:
    kind = PurePath(str(row["file_name"])).suffix.lower()
    return f"{_FOLDER}/{row['file_hash']}{kind if kind in _KINDS else '.bin'}"


def _workbook(row: Row, kept: Original) -> Json:
    told = {name: row[name] for name in ("sender", "period_from", "period", "version", "filled_on", "data_kind")}
    names = {"hash": row["file_hash"], "name": row["file_name"], "file": _name(row)}
    return {**names, "kept": kept.path is not None, **told}
