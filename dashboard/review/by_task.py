"""政策措施落实情况: a paragraph for every task and safeguard: milestones due, done and overdue, and what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dashboard.figures import steps
from dashboard.figures.facts import Measure, Step
from dashboard.figures.steps import DONE
from dashboard.review.annex_tasks import ahead
from dashboard.review.annex_tasks import heading as plan_heading
from dashboard.review.book import Book
from dashboard.review.letters import heading
from dashboard.review.papers import Block, Paragraph, Source
from dashboard.wording import t

SOURCES = (Source("", "milestones.state"), Source("", "milestones.due"))


def blocks(book: Book) -> Iterator[Block]:
    """Yield headings and paragraphs in plan order."""
    told, number, at = "", 0, 0
    for measure in book.state.measures:
        if (name := plan_heading(measure, book)) != told:
            told, number, at = name, number + 1, 0
            yield heading(name, 2, number, book.lang)
        at += 1
        yield Paragraph(_text(measure, at, book), SOURCES)


def _text(measure: Measure, number: int, book: Book) -> str:
    task = measure.task
    return t("paper.task", book.lang, number=number, name=book.say(task.name, task.name_en), total=len(measure.steps),
             told=_told(measure, book), ahead=ahead(measure, book, "paper.task_ahead"))  # fmt: skip


def _told(measure: Measure, book: Book) -> str:
    count = Counter(step.state for step in measure.steps)
    done = sum(count[state] for state in DONE)
    if not done + count["overdue"]:
        return t("paper.task_none", book.lang)
    late = count["done_late"]
    notes = t("tasks.notes", book.lang, notes=t("paper.task_late", book.lang, count=late)) if late else ""
    return t("paper.task_due", book.lang, due=done + count["overdue"], done=done, notes=notes,
             overdue=_overdue(measure, book))  # fmt: skip


def _overdue(measure: Measure, book: Book) -> str:
    found = [step for step in measure.steps if step.state == "overdue"]
    if not found:
        return t("paper.task_clear", book.lang)
    names = ("、" if book.lang == "zh" else ", ").join(named(step, book) for step in found)
    return t("paper.task_overdue", book.lang, count=len(found), names=names)


def named(step: Step, book: Book) -> str:
    """Return a milestone with the day it was due and who answers for it."""
    return t("paper.task_step", book.lang, name=steps.title(step, book.lang), unit=book.board.unit(step.reporter),
             due=steps.month_day(step.due, book.lang))  # fmt: skip
