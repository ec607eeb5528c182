"""When each milestone is done, and what its reporter says about it quarter by quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.demo import days, pledges, smes, story
from dashboard.demo.chance import source
from dashboard.demo.registers import day_of
from dashboard.plan import lookup, periods
from dashboard.plan.milestones import MilestoneInstance
from dashboard.plan.models import Catalogue, Milestone

NOT_STARTED, UNDER_WAY, DONE = "not_started", "under_way", "done"
_LATE_SHARE = 0.09
_SETTLED = date(2026, 9, 30)


@dataclass(frozen=True)
class Report:
    """A row of a milestone sheet; ``state`` is not_started, under_way or done."""

    code: str
    name: str
    state: str
    done_on: date | None
    document: str | None
    note: str | None


def done_days(catalogue: Catalogue) -> dict[str, date]:
    """Return the day on which each milestone is done: most in time, some late, three overdue at the opening edition."""
    pinned = _pinned(catalogue)
    return {found.code: pinned.get(found.code) or _day(found) for found in lookup.milestone_instances(catalogue)}


def _pinned(catalogue: Catalogue) -> dict[str, date]:
    """Return the days that the ledgers or the story fix."""
    return {
        **story.MILESTONE_DAYS,
        "1.3": day_of("navigation", "DH2023-02", "approved_on"),
        "1.4": day_of("navigation", "DH2023-01", "approved_on"),
        "1.5": day_of("navigation", "DH2023-01", "midterm_on"),
        "1.6": day_of("navigation", "DH2023-01", "published_on"),
        "2.2": day_of("brands", "示例山茶油", "accepted_on"), "2.3": day_of("brands", "示例山茶油", "registered_on"),
        "5.5": smes.tenth_success(), "7.4": pledges.first_mixed(catalogue),
    } | {
        f"11.{part}": day_of("centers", f"{centre}产业知识产权运营中心（示例）", column)
        for number, centre in enumerate(story.CENTERS, 1)
        for part, column in ((number, "plaque_on"), (f"4.{number}", "plan_on"), (f"5.{number}", "database_on"))
    }  # fmt: skip


def _day(found: MilestoneInstance) -> date:
    random = source("milestone", found.code)
    due = periods.last_day(found.due)
    if random.random() < _LATE_SHARE:
        late = days.later(random, due, 6, 75)
        if not due <= story.OPENING < late:  # nothing but the story's own is overdue at the opening edition
            return min(late, _SETTLED)
    return days.weekday(due - timedelta(days=random.randint(1, 24 if found.recurring else 70)))


def reports(catalogue: Catalogue, done: Mapping[str, date], reporter: str, quarter: str) -> list[Report]:
    """Return the rows a reporter sends: milestones whose state changed in the quarter, and overdue ones again."""
    last = periods.last_day(quarter)
    before = periods.last_day(periods.shift(periods.last_month(quarter), -3))
    told = _names(catalogue)
    rows = []
    for found in lookup.milestone_instances(catalogue):
        if found.reporter == reporter:
            state = _state(found, done[found.code], last)
            overdue = state != DONE and periods.last_day(found.due) <= last
            if overdue or state != _state(found, done[found.code], before):
                rows.append(_report(found, told[found.series], state, done[found.code], overdue=overdue))
    return rows


def _names(catalogue: Catalogue) -> Mapping[str, Milestone]:
    return {milestone.code: milestone for task in catalogue.tasks for milestone in task.milestones}


def _state(found: MilestoneInstance, done: date, day: date) -> str:
    lead = 60 if found.recurring else 150
    started = min(done, periods.last_day(found.due)) - timedelta(days=lead)
    return DONE if done <= day else UNDER_WAY if started <= day else NOT_STARTED


def _report(found: MilestoneInstance, told: Milestone, state: str, done: date, *, overdue: bool) -> Report:
    random = source("document", found.code)
    label = found.code.partition("@")[2]
    name = f"{told.name}（{label}）" if label else told.name
    if state != DONE:
        return Report(found.code, name, state, None, None, story.OVERDUE_NOTE if overdue else None)
    document = f"{told.evidence}：示例文〔{done.year}〕{random.randint(1, 68)}号"
    return Report(found.code, name, state, done, document, story.MILESTONE_NOTES.get(found.code))
