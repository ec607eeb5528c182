"""Tasks and their milestones over the data API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dashboard.api import models_records as models
from dashboard.api.access import Allowed
from dashboard.api.answer import Found, Row, answers, of_edition, page
from dashboard.api.asked import AskedOf, Code, chosen
from dashboard.api.errors import Gone
from dashboard.api.models import Of
from dashboard.figures import decode
from dashboard.figures.steps import DONE
from dashboard.plan.models import Task
from dashboard.reporting import Edition
from dashboard.reporting.database import default

router = APIRouter(prefix="/v1")


class AskedMilestones(AskedOf):
    """Milestones of all tasks or of one."""

    task: Code = ""


@router.get("/tasks", **answers(Of[models.TaskItem]))
def tasks(request: Request, asked: Annotated[AskedOf, Query()], allowed: Allowed) -> Response:
    """Return the tasks and safeguards of an edition in plan order, their milestones counted."""
    found = chosen(asked)
    columns = list(models.TaskItem.model_fields)
    return of_edition(request, asked, allowed, found, lambda: page(_tasks(found), asked, columns))


@router.get("/milestones", **answers(Of[models.MilestoneItem]))
def milestones(request: Request, asked: Annotated[AskedMilestones, Query()], allowed: Allowed) -> Response:
    """Return the milestones of an edition as they stood at its cut-off."""
    found = chosen(asked)
    return of_edition(request, asked, allowed, found, lambda: _milestones(found, asked))


def _milestones(found: Edition, asked: AskedMilestones) -> Found:
    if asked.task not in ("", *(task.id for task in _known(found))):
        raise Gone("server.no_task", task=asked.task)
    kept = [row for row in _states(found) if asked.task in ("", row["task"])]
    items = [{**row, "verified": bool(row["verified"]), "recurring": bool(row["recurring"])} for row in kept]
    return page(items, asked, list(models.MilestoneItem.model_fields))


def _states(found: Edition) -> list[Row]:
    return list(default().rows("milestone_states", plan=found.plan, edition=found.number))


def _known(found: Edition) -> tuple[Task, ...]:
    return decode.definitions(default().rows("tasks", plan=found.plan, edition=found.number), Task)


def _tasks(found: Edition) -> list[Row]:
    states: dict[str, list[Row]] = {}
    for row in _states(found):
        states.setdefault(str(row["task"]), []).append(row)
    return [_task(task, states.get(task.id, [])) for task in _known(found)]


def _task(task: Task, states: list[Row]) -> Row:
    return {
        "task": task.id,
        **{name: getattr(task, name) for name in ("code", "kind", "name", "name_en", "clause")},
        "responsible": list(task.responsible),
        "supporting": list(task.supporting),
        "milestones": len(states),
        "done": sum(row["state"] in DONE for row in states),
        "overdue": sum(row["state"] == "overdue" for row in states),
        "verified": sum(bool(row["verified"]) for row in states),
    }
