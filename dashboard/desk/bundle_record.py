"""What was done about an edition's target: approvals, publishing, corrections, what the office confirmed, the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dashboard.desk.bundle_scope import Json, Scope
from dashboard.desk.drafts import draft
from dashboard.plan.lookup import city
from dashboard.plan.models import Fact
from dashboard.plan.periods import of_month
from dashboard.reporting import Edition, office_facts
from dashboard.reporting.editions import Source, editions

Row = Mapping[str, Any]
_COMPARED = ("status", "reason", "period", "level", "base", "path", "goal", "completion", "time_progress", "gap_points")
_EDITION = ("label", "revision", "corrects", "reason", "doc_no", "publisher", "published_at", "incomplete",
            "input_hash", "result_hash", "catalogue_hash", "rule_set")  # fmt: skip


def approvals(source: Source, scope: Scope) -> list[Json]:
    """Return the acts on the edition's draft: handed in, sent back, approved, by whom and when."""
    steps = draft(source, scope.edition.plan, scope.edition.number).steps
    return [{"act": one.act, "actor": one.actor, "at": one.at, "note": one.note} for one in steps]


def verdicts(source: Source, scope: Scope, number: int) -> dict[str, Json]:
    """Return the verdicts of the target in an edition by reading, every field as stored."""
    rows = source.rows("verdicts", plan=scope.edition.plan, edition=number)
    return {str(row["reading"]): json.loads(str(row["details"])) for row in rows if row["target"] == scope.target.id}


def revisions(source: Source, scope: Scope) -> list[Json]:
    """Return every publication of the period, first and corrected, and what each changed of the target."""
    made, told, before = [], [], None
    for one in editions(source, scope.edition.plan):
        if (one.through, one.kind) == (scope.edition.through, scope.edition.kind):
            made.append(one)
    for one in made:
        found = verdicts(source, scope, one.number).get(scope.reading.id, {})
        row: Json = {name: getattr(one, name) for name in _EDITION}
        row["verdict"] = {name: found.get(name) for name in _COMPARED}
        row["changed"] = _changed(before[1], row["verdict"]) if before else []
        row["values"] = list(_moved(source, scope, before[0], one)) if before else []
        told.append(row)
        before = (one, row["verdict"])
    return told


def _changed(before: Json, after: Json) -> list[Json]:
    return [{"field": name, "before": before[name], "after": after[name]} for name in _COMPARED
            if before[name] != after[name]]  # fmt: skip


def _moved(source: Source, scope: Scope, before: Edition, after: Edition) -> Iterator[Json]:
    """Yield the city's values that a correction changed."""
    codes = [one.id for one in scope.measured]
    if not codes:
        return
    rows = source.rows("moved_values", plan=after.plan, edition=after.number, then=before.number, indicators=codes,
                       regions=[city(scope.catalogue).code])  # fmt: skip
    found: dict[tuple[str, str], Json] = {}
    for row in rows:
        key = (str(row["indicator"]), str(row["period"]))
        found.setdefault(key, {"indicator": key[0], "period": key[1], "before": None, "after": None})
        found[key]["after" if row["fresh"] else "before"] = _amount(row)
    yield from found.values()


def _amount(row: Row) -> str | None:
    value, above, below = row["value"], row["numerator"], row["denominator"]
    return f"{above}/{below}" if above is not None else None if value is None else str(value)


def facts(source: Source, scope: Scope) -> list[Json]:
    """Return what the office had confirmed that bears on the target, each with source, person, day and document."""
    known = office_facts(source, scope.edition.plan, scope.edition.number)
    return [one.model_dump(mode="json") for one in known if _bears(one, scope)]


def _bears(fact: Fact, scope: Scope) -> bool:
    parts = fact.key.split("/")
    match fact.kind:
        case "base_value":
            return parts[0] in {one.id for one in scope.measured}
        case "reading" | "owners" | "quota":
            return parts[0] == scope.target.id
        case "milestone":
            return fact.key in {code.partition("@")[0] for code in scope.milestones}
        case "due":
            return fact.key in scope.sources
        case "extension":
            return len(parts) < 2 or parts[1] in ("", *scope.sources)
        case _:
            return True


def overrides(source: Source, scope: Scope) -> list[Row]:
    """Return the status that a publisher had set beside the computed one."""
    rows = source.rows("overrides_as_of", plan=scope.edition.plan, edition=scope.edition.number)
    return [dict(row) for row in rows if row["target"] == scope.target.id]


def comments(source: Source, scope: Scope) -> list[Json]:
    """Return what the office wrote about the target for this and earlier report periods."""
    rows = source.rows("commentary_as_of", plan=scope.edition.plan, edition=scope.edition.number,
                       last=of_month(scope.edition.through, "Q"))  # fmt: skip
    return [{**row, "content": json.loads(str(row["content"]))} for row in rows if row["target"] == scope.target.id]


def log(
    source: Source, scope: Scope, workbooks: Sequence[Json], given: Iterable[Json], written: Iterable[Json]
) -> list[Json]:
    """Return the records of the edition, the target and the workbooks, each with the hashes of its neighbours."""
    plan, target = scope.edition.plan, scope.target.id
    objects = {f"{plan}/{one['sender']}/{one['period']}" for one in workbooks}
    objects |= {f"{one['kind']} {one['key']}" for one in given} | {f"{target}/{one['period']}" for one in written}
    objects |= {target, f"{plan}/{scope.edition.number}"}
    objects |= {one.label for one in editions(source, plan)
                if (one.through, one.kind) == (scope.edition.through, scope.edition.kind)}  # fmt: skip
    records = source.rows("audit_records", objects=sorted(objects))
    beside = sorted({int(str(row["id"])) + step for row in records for step in (-1, 1)})
    links = {int(str(row["id"])): dict(row) for row in source.rows("audit_links", ids=beside or [0])}
    return [{**row, "before": links.get(int(str(row["id"])) - 1), "after": links.get(int(str(row["id"])) + 1)}
            for row in records]  # fmt: skip
