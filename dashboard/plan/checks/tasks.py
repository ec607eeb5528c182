"""Tasks: known units, milestones with one reporter and due months inside the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.plan.milestones import due_months
from dashboard.plan.models import Catalogue, Milestone, Plan, Task
from dashboard.plan.refusing import Invalid

_FILE, _UNITS = "tasks.yaml", "organisations.yaml"


def faults(catalogue: Catalogue) -> Iterator[Invalid]:
    """Yield faults of every task and milestone."""
    kinds = {unit.id: unit.kind for unit in catalogue.organisations}
    for task in catalogue.tasks:
        yield from _units(task, kinds)
        for step in task.milestones:
            key = f"tasks[{task.id}].milestones[{step.code}]"
            if step.reporter not in kinds:
                yield Invalid(_FILE, f"{key}.reporter", step.reporter, "unknown", where=_UNITS)
            elif kinds[step.reporter] == "class":
                yield Invalid(_FILE, f"{key}.reporter", step.reporter, "class")
            yield from _when(catalogue.plan, step, key)


def _units(task: Task, kinds: Mapping[str, str]) -> Iterator[Invalid]:
    for field in ("responsible", "supporting"):
        for unit in getattr(task, field):
            if unit not in kinds:
                yield Invalid(_FILE, f"tasks[{task.id}].{field}", unit, "unknown", where=_UNITS)


def _when(plan: Plan, step: Milestone, key: str) -> Iterator[Invalid]:
    if (step.due is None) == (step.every is None):
        yield Invalid(_FILE, key, step.code, "due_or_every")
    if step.due is not None and not inside(plan, step.due):
        yield Invalid(_FILE, f"{key}.due", step.due, "outside_plan")
    if step.every is None:
        yield from _one_off(step, key)
        return
    if step.due_month is not None and step.every != "Y":
        yield Invalid(_FILE, f"{key}.due_month", step.due_month, "only_yearly")
    for field in ("first", "last"):
        month = getattr(step, field)
        if month is not None and not inside(plan, month):
            yield Invalid(_FILE, f"{key}.{field}", month, "outside_plan")
    if not any(True for _ in due_months(plan, step)):
        yield Invalid(_FILE, key, step.code, "no_instance")


def _one_off(step: Milestone, key: str) -> Iterator[Invalid]:
    for field in ("due_month", "first", "last"):
        if getattr(step, field) is not None:
            yield Invalid(_FILE, f"{key}.{field}", getattr(step, field), "only_recurring")


def inside(plan: Plan, month: str) -> bool:
    """Return whether a month lies in the years of the plan."""
    return f"{plan.start_year}-01" <= month <= f"{plan.end_year}-12"
