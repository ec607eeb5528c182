"""A page's selection for its files: checked as the page checks it, but refused where the page would fall back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dashboard.figures import counts as count_figures
from dashboard.figures import groups
from dashboard.figures import overview as overview_figures
from dashboard.figures import tasks as task_figures
from dashboard.figures.board import Board
from dashboard.figures.charts import Plot
from dashboard.figures.facts import Item, State
from dashboard.figures.groups import GroupTable
from dashboard.figures.overview import Overview
from dashboard.figures.tasks import TasksPage
from dashboard.plan.models import Region
from dashboard.screens import counties, counts, growth, outlook, reads, session, targets, tasks, units
from dashboard.screens.selection import Absent, Selection
from dashboard.settings import settings

Check = Callable[[State, Selection], Selection]
_CHECKS: Mapping[str, tuple[Check, tuple[str, ...]]] = {  # how a page checks its selection, and what it must keep
    "target": (lambda state, asked: session.on_target(state, _regions(asked), asked), ("target", "region", "reading")),
    "growth": (growth.opened, ("target",)),
    "counts": (counts.opened, ("target",)),
    "outlook": (outlook.opened, ("target",)),
    "counties": (counties.current, ("target", "region")),
    "tasks": (lambda state, asked: tasks.current(asked), ("task", "unit", "state")),
    "unit": (lambda state, asked: units.current(asked), ("unit",)),
}


def checked(page: str, asked: Selection) -> Selection:
    """Return the selection that a page makes of an address; Absent where it would show something else."""
    if page not in _CHECKS:
        return asked
    check, kept = _CHECKS[page]
    found = check(state_of(asked), asked)
    if any(asked.chosen(key) not in ("", found.chosen(key)) for key in kept):
        raise Absent
    return found


def state_of(chosen: Selection) -> State:
    """Return everything the edition says."""
    return reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)


def overview(state: State, chosen: Selection) -> tuple[Overview, tuple[GroupTable, ...]]:
    """Return the overview and its roll-ups."""

    def href(target: str) -> str:
        return chosen.href("target", target=target)

    made = overview_figures.overview(state, chosen.lang, settings().now(), href)
    counties = reads.below(chosen.plan.id, chosen.edition.number, chosen.lang)
    return made, groups.tables(state, counties, chosen.lang, href)


def tasks_page(board: Board) -> TasksPage:
    """Return the page of the milestones that are looked at."""
    return task_figures.page(board)


def plots(state: State, chosen: Selection, item: Item) -> tuple[Plot, ...]:
    """Return the charts of a target as its pages draw them."""
    found = targets.plots(state, replace(chosen, target=item.target.id))
    if found or item not in count_figures.counting(state):
        return found
    counted = counts.plot(item, chosen)
    return (counted,) if counted is not None else ()


def _regions(chosen: Selection) -> tuple[Region, ...]:
    return reads.regions(chosen.plan.id, chosen.edition.number)
