"""The audit bundle of one target: all that its verdict rests on, in one file that needs no system to be checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.desk import bundle_data, bundle_funds, bundle_papers, bundle_record, bundle_told, standalone
from dashboard.desk.bundle_scope import Json, Scope, definitions, scope, written
from dashboard.plan.lookup import milestone_instance
from dashboard.reporting import Database
from dashboard.reporting.editions import Source
from dashboard.review import zipped
from dashboard.review.files import File

SCHEMA = "audit-bundle/1"
_EDITION = ("plan", "label", "number", "kind", "through", "cut_off", "revision", "corrects", "reason", "doc_no",
            "incomplete", "publisher", "published_at", "catalogue_hash", "rule_set", "data_kind", "input_hash",
            "result_hash")  # fmt: skip
_PLAN = ("id", "name", "name_en", "doc_no", "issuer", "base_year", "start_year", "end_year", "data_from",
         "cumulative_start", "settled_by")  # fmt: skip


@dataclass(frozen=True)
class Bundle:
    """A bundle: its name, its files in order, and whether it is of demo data."""

    name: str
    files: tuple[File, ...]
    demo: bool

    def packed(self) -> bytes:
        """Return the bundle as one zip; the same bytes for the same state of the database."""
        return zipped.zipped(self.files)


@dataclass(frozen=True)
class Kept:
    """Where workbooks and papers are kept, each by the hash of its bytes."""

    originals: Path
    papers: Path


def make(database: Database, plan: str, label: str, target: str, kept: Kept, reading: str = "") -> Bundle:
    """Make the bundle of a target, by number or id, in a published edition.

    ``reading``: "" for the one in use. Refused for an edition, target or reading that does not exist.
    """
    with database.snapshot() as reader:
        found = scope(reader, plan, label, target, reading)
        data = bundle_data.read(reader, found, kept.originals)
        told = _told(reader, found, data)
    files = [
        *bundle_told.readme(found, told), File("bundle.json", _json(told)),
        File("catalogue.json", written(found.catalogue)), File("rows.csv", bundle_told.table(data.rows)),
        File("recompute.py", standalone.script()),
        *(File(name, one.content) for name, one in data.originals.items() if one.path is not None),
        *bundle_papers.files([*told["evidence"], *told["signed_copies"]], kept.papers),
    ]  # fmt: skip
    name = "_".join([found.edition.label, found.target.code, found.target.id, *([reading] if reading else [])])
    return Bundle(name, (*files, _manifest(files)), found.edition.data_kind == "demo")


def _told(source: Source, found: Scope, data: bundle_data.Data) -> Json:
    """Return what ``bundle.json`` says."""
    known = json.loads(written(found.catalogue))
    target = next(one for one in known["targets"] if one["id"] == found.target.id)
    every = bundle_record.verdicts(source, found, found.edition.number)
    given, comments = bundle_record.facts(source, found), bundle_record.comments(source, found)
    return {
        "schema": SCHEMA, "demo": found.edition.data_kind == "demo",
        "edition": {name: getattr(found.edition, name) for name in _EDITION},
        "plan": {name: known["plan"].get(name) for name in _PLAN},
        "target": target,
        "reading": next(one for one in target["readings"] if one["id"] == found.reading.id),
        "definitions": definitions(found, known),
        "rules": next(one for one in known["rules"] if one["id"] == found.rules.id),
        "catalogue_kept": found.catalogue.hash == found.edition.catalogue_hash,
        "window": found.window, "subjects": list(found.sources),
        "milestones": {code: {"due": one.due, "reporter": one.reporter, "recurring": one.recurring}
                       for code in found.milestones for one in [milestone_instance(found.catalogue, code)]},
        "verdict": every[found.reading.id],
        "readings_beside": {code: _short(one) for code, one in every.items() if code != found.reading.id},
        "formulas": bundle_told.formulas(source, found),
        "workbooks": data.workbooks, "tables": data.tables, "rows": data.rows, "set_aside": data.set_aside,
        "reports": data.reports, "spoken": data.spoken,
        "approvals": bundle_record.approvals(source, found), "revisions": bundle_record.revisions(source, found),
        "office_facts": given, "overrides": bundle_record.overrides(source, found), "commentary": comments,
        "funds": bundle_funds.told(source, found),
        "evidence": bundle_papers.evidence(source, found, data.rows),
        "signed_copies": bundle_papers.signed(source, found),
        "audit": bundle_record.log(source, found, data.workbooks, given, comments),
    }  # fmt: skip


def _short(verdict: Mapping[str, Any]) -> Json:
    return {name: verdict.get(name) for name in ("status", "reason", "period", "level", "goal")}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _manifest(files: Iterable[File]) -> File:
    """Return the list of the files with the SHA-256 of each."""
    told = {file.name: hashlib.sha256(file.content).hexdigest() for file in files}
    return File("manifest.json", _json({"schema": SCHEMA, "files": told}))


def unpack(bundle: Bundle, folder: Path) -> Iterator[Path]:
    """Write the files of a bundle below a folder and yield where each stands."""
    for file in bundle.files:
        place = folder / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content)
        yield place
