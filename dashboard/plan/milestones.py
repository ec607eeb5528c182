"""Milestones as dated instances: 1.4 stays 1.4, a yearly 1.7 becomes 1.7@2023, 1.7@2024, ..."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.plan import periods
from dashboard.plan.models import Catalogue, Milestone, Plan, Task

_DUE_MONTHS = {"Q": (3, 6, 9, 12), "H": (6, 12)}


@dataclass(frozen=True, slots=True)
class MilestoneInstance:
    """One due step: ``code`` is what units report (1.4, 1.7@2023, 2.6@2024Q3, 5.4@2024H1), ``due`` a month."""

    code: str
    series: str
    task: str
    due: str
    reporter: str
    recurring: bool


def instances_of(catalogue: Catalogue) -> Iterator[MilestoneInstance]:
    """Yield the instances in the order of tasks, milestones and due months."""
    for task in catalogue.tasks:
        for milestone in task.milestones:
            yield from _expand(catalogue.plan, task, milestone)


def _expand(plan: Plan, task: Task, milestone: Milestone) -> Iterator[MilestoneInstance]:
    code = milestone.code
    if milestone.every is None:
        yield MilestoneInstance(code, code, task.id, milestone.due or "", milestone.reporter, recurring=False)
        return
    for due, label in due_months(plan, milestone):
        yield MilestoneInstance(f"{code}@{label}", code, task.id, due, milestone.reporter, recurring=True)


def due_months(plan: Plan, milestone: Milestone) -> Iterator[tuple[str, str]]:
    """Yield the due month and the period label of every instance of a recurring milestone."""
    every = milestone.every or "Y"
    first = milestone.first or f"{plan.issued:%Y-%m}"
    last = milestone.last or f"{plan.end_year}-12"
    months = _DUE_MONTHS.get(every, (milestone.due_month or 12,))
    for year in range(periods.year(first), periods.year(last) + 1):
        for place, month in enumerate(months, 1):
            due = f"{year}-{month:02d}"
            if first <= due <= last:
                yield due, f"{year}" if every == "Y" else f"{year}{every}{place}"
