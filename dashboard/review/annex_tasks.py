"""附件2: the tasks and safeguards with their units and how many milestones are due, done and overdue."""

from __future__ import annotations

import re
from collections import Counter

from dashboard.figures import steps
from dashboard.figures.facts import Measure
from dashboard.figures.steps import DONE
from dashboard.review.book import Book
from dashboard.review.cells import NONE, plain, units
from dashboard.review.papers import Annex, Cell, Column, Table
from dashboard.wording import t

_NUMBERED = re.compile(r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)")


def annex(book: Book) -> Annex:
    """Return the list of tasks."""
    return Annex(t("annex.tasks", book.lang), (table(book),), wide=True)


def heading(measure: Measure, book: Book) -> str:
    """Return the plan's heading of a task without the number that it has there."""
    return _NUMBERED.sub("", book.say(measure.task.heading, measure.task.heading_en))


def table(book: Book) -> Table:
    """Return tasks and safeguards under the plan's headings."""
    rows: list[tuple[Cell, ...]] = []
    for measure in book.state.measures:
        group = (Cell(heading(measure, book)),)
        if group not in rows:
            rows.append(group)
        rows.append(_row(measure, book))
    return Table("tasks", t("annex.tasks_table", book.lang), _columns(book), tuple(rows),
                 notes=(t("annex.note_tasks", book.lang),))  # fmt: skip


def _columns(book: Book) -> tuple[Column, ...]:
    def named(key: str) -> str:
        return t(f"annex.{key}", book.lang)

    return (
        Column("no", named("no"), 0.05, align="centre"),
        Column("task", named("task"), 0.18),
        Column("total", named("total"), 0.07, align="right"),
        Column("due", named("due"), 0.07, align="right", formula="{done}+{overdue}"),
        Column("done", named("done"), 0.07, align="right"),
        Column("overdue", named("overdue"), 0.06, align="right"),
        Column("next", named("next"), 0.19),
        Column("owner", named("owner"), 0.14),
        Column("partners", named("partners"), 0.17),
    )


def _row(measure: Measure, book: Book) -> tuple[Cell, ...]:
    count, task = Counter(step.state for step in measure.steps), measure.task
    done = sum(count[state] for state in DONE)
    return (
        plain(task.code.removeprefix("S")),
        plain(book.say(task.short, task.short_en)),
        plain(len(measure.steps)),
        plain(done + count["overdue"]),
        plain(done),
        plain(count["overdue"]),
        plain(ahead(measure, book) or NONE),
        plain(units(task.responsible, book) or t("target.no_owner", book.lang)),
        plain(units(task.supporting, book) or NONE),
    )


def ahead(measure: Measure, book: Book, key: str = "annex.named_due") -> str:
    """Return the milestone that is due next with its day, in the words of ``key``; "" when none is open."""
    step = min((s for s in measure.steps if s.state not in (*DONE, "overdue")), key=lambda s: s.due, default=None)
    if step is None:
        return ""
    due = steps.month_day(step.due, book.lang)
    return t(key, book.lang, name=steps.title(step, book.lang), due=due)
