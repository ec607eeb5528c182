"""A plan's catalogue as rows of the reporting database, so that every edition can show its own."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from dashboard.plan.lookup import expectations, milestone_instances
from dashboard.plan.models import Catalogue, Organisation, Task
from dashboard.reporting.hashing import canonical_json

Row = dict[str, object]
KEYS: dict[str, tuple[str, ...]] = {
    "plan": ("code",), "region": ("code",), "organisation": ("code",), "indicator": ("code",), "target": ("code",),
    "reading": ("target", "code"), "rule_set": ("code",), "task": ("code",),
    "task_unit": ("task", "role", "organisation"), "milestone": ("code",),
    "expectation": ("sender", "subject", "period"),
}  # fmt: skip


def _definition(model: BaseModel) -> str:
    return canonical_json(model.model_dump(mode="json"))


def _row(model: BaseModel, seq: int, **columns: object) -> Row:
    names = {name: getattr(model, name) for name in ("name", "name_en") if hasattr(model, name)}
    return {"seq": seq, **names, "definition": _definition(model), **columns}


def _plan(cat: Catalogue) -> Iterator[Row]:
    definition = {"plan": cat.plan.model_dump(mode="json"), **{
        name: [item.model_dump(mode="json") for item in getattr(cat, name)]
        for name in ("headings", "feeds", "ledgers", "base_values", "quotas", "ambiguities", "questions", "notices",
                     "extensions")
    }, "hash": cat.hash}  # fmt: skip
    yield _row(cat.plan, 1, code=cat.plan.id, definition=canonical_json(definition))


def _regions(cat: Catalogue) -> Iterator[Row]:
    for seq, region in enumerate(cat.regions, 1):
        yield _row(region, seq, code=region.code, kind=region.kind)


def _organisation(item: Organisation, seq: int) -> Row:
    last = item.names[-1]
    return _row(item, seq, code=item.id, kind=item.kind, region=item.region, name=last.name, name_en=last.name_en)


def _organisations(cat: Catalogue) -> Iterator[Row]:
    yield from (_organisation(item, seq) for seq, item in enumerate(cat.organisations, 1))


def _indicators(cat: Catalogue) -> Iterator[Row]:
    for seq, item in enumerate(cat.indicators, 1):
        columns = {name: getattr(item, name) for name in ("unit", "scale", "frequency", "aggregation")}
        yield _row(item, seq, code=item.id, **columns)


def _targets(cat: Catalogue) -> Iterator[Row]:
    for item in cat.targets:
        yield _row(item, item.seq, code=item.id, heading=item.heading, kind=item.kind)


def _readings(cat: Catalogue) -> Iterator[Row]:
    for item in cat.targets:
        for seq, reading in enumerate(item.readings, 1):
            yield _row(reading, seq, target=item.id, code=reading.id, is_default=int(seq == 1))


def _rule_sets(cat: Catalogue) -> Iterator[Row]:
    for seq, rules in enumerate(cat.rules, 1):
        until = rules.valid_to.isoformat() if rules.valid_to else None
        yield _row(rules, seq, code=rules.id, valid_from=rules.valid_from.isoformat(), valid_to=until)


def _tasks(cat: Catalogue) -> Iterator[Row]:
    yield from (_row(task, task.seq, code=task.id, kind=task.kind) for task in cat.tasks)


def _units(task: Task) -> Iterator[Row]:
    for role, units in (("responsible", task.responsible), ("supporting", task.supporting)):
        for seq, unit in enumerate(units, 1):
            yield {"task": task.id, "organisation": unit, "role": role, "seq": seq}


def _task_units(cat: Catalogue) -> Iterator[Row]:
    for task in cat.tasks:
        yield from _units(task)


def _milestones(cat: Catalogue) -> Iterator[Row]:
    definitions = {milestone.code: milestone for task in cat.tasks for milestone in task.milestones}
    for seq, item in enumerate(milestone_instances(cat), 1):
        yield _row(
            definitions[item.series], seq, task=item.task, code=item.code, series=item.series, due=item.due,
            reporter=item.reporter, recurring=int(item.recurring),
        )  # fmt: skip


def _expectations(cat: Catalogue) -> Iterator[Row]:
    for owed in expectations(cat, cat.plan.settled_by):
        yield {"sender": owed.sender, "subject": owed.subject, "period": owed.period, "due": owed.due.isoformat()}


def catalogue_rows(cat: Catalogue) -> dict[str, list[Row]]:
    """Return the rows of every catalogue table, without plan and editions."""
    parts = {
        "plan": _plan, "region": _regions, "organisation": _organisations, "indicator": _indicators,
        "target": _targets, "reading": _readings, "rule_set": _rule_sets, "task": _tasks, "task_unit": _task_units,
        "milestone": _milestones, "expectation": _expectations,
    }  # fmt: skip
    return {table: list(part(cat)) for table, part in parts.items()}
