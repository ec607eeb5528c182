"""A unit's open milestones as a sheet to be filled in, each with the state it last had."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboard.intake.blanks.page import Column, Page, Value
from dashboard.intake.blanks.sent import Sent
from dashboard.intake.template import MilestoneLayout, Template
from dashboard.plan import lookup, periods
from dashboard.plan.milestones import MilestoneInstance
from dashboard.plan.models import Catalogue

_NEW: Mapping[str, str] = {"state": "not_started", "done_on": "", "doc_no": "", "note": ""}


def milestone_page(catalogue: Catalogue, template: Template, note: str, told: Sent, sender: str, period: str) -> Page:
    """Return the milestones of a reporter that are not done and due before long, and those stated for this period."""
    layout = template.milestones
    ahead = template.blank.milestones_ahead if template.blank else 0
    until = periods.shift(periods.last_month(period), ahead)
    rows = [
        _row(layout, found.code, _name(catalogue, found), told.milestones.get(found.code, _NEW))
        for found in lookup.milestone_instances(catalogue)
        if found.reporter == sender and _open(found, told, until)
    ]
    return Page(layout.sheet, layout.sheet, note, _columns(layout, period), rows)


def _open(found: MilestoneInstance, told: Sent, until: str) -> bool:
    done = told.milestones.get(found.code, _NEW)["state"] == "done"
    return (not done and found.due <= until) or (found.code,) in told.now


def _name(catalogue: Catalogue, found: MilestoneInstance) -> str:
    series = lookup.task(catalogue, found.task).milestones
    name = next(milestone.name for milestone in series if milestone.code == found.series)
    label = found.code.partition("@")[2]
    return f"{name}（{label}）" if label else name


def _columns(layout: MilestoneLayout, period: str) -> tuple[Column, ...]:
    words, headers = tuple(layout.states), layout.headers
    done = next(word for word, state in layout.states.items() if state == "done")
    return (
        Column(headers.milestone, "text", "1.1", required=True), Column(headers.name, "text", headers.name),
        Column(headers.state, "text", done, words, required=True),
        Column(headers.done_on, "date", periods.last_day(period)),
        Column(headers.doc_no, "text", headers.doc_no), Column(headers.note, "text", headers.note),
    )  # fmt: skip


def _row(layout: MilestoneLayout, code: str, name: str, told: Mapping[str, str]) -> list[Value]:
    word = next(word for word, state in layout.states.items() if state == told["state"])
    done = date.fromisoformat(told["done_on"]) if told["done_on"] else None
    return [code, name, word, done, told["doc_no"] or None, told["note"] or None]
