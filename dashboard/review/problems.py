"""存在问题 and 下一步工作: each target that needs attention, the office's own words, and what is asked of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from dashboard.attainment import rollup
from dashboard.figures import needs, steps, tasks
from dashboard.figures.facts import Item
from dashboard.figures.headlines import ATTENTION, in_sentence
from dashboard.figures.phrases import owed_period, stage_name
from dashboard.figures.steps import Owed
from dashboard.plan import periods
from dashboard.review import annex_slips
from dashboard.review.book import Book
from dashboard.review.by_target import finding, sources
from dashboard.review.by_task import SOURCES
from dashboard.review.cells import owners
from dashboard.review.papers import Block, Paragraph, Source
from dashboard.wording import day_words, period_words, t

_MOST = 8  # overdue milestones named before the rest is left to the annex


def bad(book: Book) -> list[Item]:
    """Return the targets that need attention: by verdict, then the most behind, then plan order."""
    found = [item for item in book.state.items if item.verdict.status in ATTENTION]
    return sorted(found, key=lambda item: (rollup.WORST.index(item.verdict.status), item.verdict.gap_points or 0))


def blocks(book: Book) -> Iterator[Block]:
    """Yield what is wrong: targets, then overdue milestones, then data that is owed."""
    found, number = bad(book), 0
    for number, item in enumerate(found, 1):
        yield Paragraph(_problem(item, number, book), sources(item))
        yield from own_words(item, book)
    late, owed = annex_slips.overdue(book), list(annex_slips.slips(book))
    if late:
        number += 1
        yield Paragraph(_late(late, number, book), SOURCES)
    if owed:
        told = ("；" if book.lang == "zh" else "; ").join(_owed(one, book) for one in owed[:_MOST])
        more = t("paper.late_more", book.lang) if len(owed) > _MOST else ""
        text = t("paper.owed", book.lang, number=number + 1, names=told + more)
        yield Paragraph(text, (Source("", "reports"),))
    if not (found or late or owed):
        yield Paragraph(t("paper.no_problems", book.lang, day=day_words(book.day, book.lang)))


def _problem(item: Item, number: int, book: Book) -> str:
    told = finding(item, book)
    return t("paper.problem", book.lang, number=number, name=item.name(book.lang),
             word=t(f"status.{item.verdict.status}", book.lang), owner=responsible(item, book),
             finding=told if book.lang == "zh" else told[:1].upper() + told[1:])  # fmt: skip


def responsible(item: Item, book: Book) -> str:
    """Return who is responsible for a target, as part of a sentence; that nobody is named where so."""
    if not item.target.owners_on(book.day):
        return in_sentence(t("target.no_owner", book.lang), book.lang)
    return t("paper.owner", book.lang, units=owners(item, book))


def own_words(item: Item, book: Book, parts: tuple[str, ...] = ("problem", "cause")) -> Iterator[Paragraph]:
    """Yield what the office has written about a target for this report period, as it wrote it."""
    note = book.comments(item).current
    if note is None:
        return
    wanted = {t(f"target.note_{part}", book.lang) for part in parts}
    said = [t("paper.own_words", book.lang, label=label, text=text) for label, text in note.parts if label in wanted]
    if said:
        yield Paragraph(("" if book.lang == "zh" else " ").join(said), (Source(item.target.id, "commentary"),))


def _late(late: list[Owed], number: int, book: Book) -> str:
    told = ("、" if book.lang == "zh" else ", ").join(_step(one, book) for one in late[:_MOST])
    more = t("paper.late_more", book.lang) if len(late) > _MOST else ""
    return t("paper.late_steps", book.lang, number=number, count=len(late), names=told + more)


def _step(one: Owed, book: Book) -> str:
    step, days = one.step, steps.days_over(one.step, book.day)
    return t("paper.late_step" if days else "paper.late_step_today", book.lang, name=steps.title(step, book.lang),
             task=tasks.called(book.board, one.measure.task), days=days, day=steps.month_day(step.due, book.lang),
             unit=book.board.unit(step.reporter))  # fmt: skip


def _owed(one: annex_slips.Owing, book: Book) -> str:
    return t("paper.owed_of", book.lang, unit=book.board.unit(one.unit), period=one.period, sheets=one.sheets,
             due=one.due)  # fmt: skip


def following(book: Book) -> Iterator[Block]:
    """Yield what is asked of whom by when: for each target in question, then milestones and data due next."""
    found, number = bad(book), 0
    for number, item in enumerate(found, 1):
        yield Paragraph(asked(item, number, book), sources(item))
    told = [*_coming(book), *_sending(book), *_settling(book)]
    for at, (key, fields) in enumerate(told, number + 1):
        yield Paragraph(t(f"paper.{key}", book.lang, number=at, **fields), SOURCES)
    if not (found or told):
        yield Paragraph(t("paper.next_none", book.lang))


def asked(item: Item, number: int, book: Book) -> str:
    """Return measure, unit and day for one target; the office's own measure where it has written one."""
    return t("paper.next", book.lang, number=number, name=item.name(book.lang), measure=measure(item, book),
             owner=responsible(item, book), due=due(item, book))  # fmt: skip


def measure(item: Item, book: Book) -> str:
    """Return what is to be done about a target."""
    note, label = book.comments(item).current, t("target.note_next_step", book.lang)
    if note is not None and dict(note.parts).get(label):
        return dict(note.parts)[label].rstrip("。. ")
    found = item.verdict
    if found.status == "final_missed":
        return t("paper.measure_final", book.lang)
    if found.status == "awaited":
        return t("paper.measure_report", book.lang, period=owed_period(found.period, book.lang))
    late = [mark for mark in found.stages if mark.state == "overdue"]
    if late:
        return t("paper.measure_stage", book.lang, stage=stage_name(item, late[0], book.lang))
    need = needs.need(item, book.state.organisations, book.lang)[0]
    if not need:
        return t("paper.measure_plain", book.lang)
    return t("paper.measure_speed", book.lang, need=need.replace(" ", "") if book.lang == "zh" else need)


def due(item: Item, book: Book) -> str:
    """Return by when: the end of the year or of the reading, the settlement, or at once where it is overdue."""
    found = item.verdict
    if found.status == "final_missed":
        return day_words(periods.last_day(book.plan.settled_by), book.lang)
    if found.status == "awaited":
        over = found.due is not None and found.due <= book.day
        return t("paper.due_at_once" if over else "paper.due_soon", book.lang)
    if any(mark.state == "overdue" for mark in found.stages):
        return t("paper.due_at_once", book.lang)
    year = int(found.period[:4]) if found.reason == "year_to_date" else item.reading.end_year
    return day_words(date(year, 12, 31), book.lang)


def _coming(book: Book) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the milestones of the next quarter, counted by unit in the order of the catalogue."""
    found = annex_slips.ahead(book)
    if found:
        count = Counter(one.step.reporter for one in found)
        named = [t("paper.unit_count", book.lang, unit=book.board.unit(code), count=count[code])
                 for code in book.state.organisations if code in count]  # fmt: skip
        yield "next_steps", {"count": len(found), "units": ("、" if book.lang == "zh" else ", ").join(named)}


def _sending(book: Book) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the day by which the next period's data is to be sent."""
    ahead = [r for batch in book.batches for r in batch.reports if not r.came and not r.owed(book.edition)]
    if ahead:
        first = min(ahead, key=lambda report: (report.due, report.period))
        yield "next_sheets", {"period": period_words(first.period, book.lang), "day": day_words(first.due, book.lang)}


def _settling(book: Book) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the day of settlement once the plan has ended."""
    settled = periods.last_day(book.plan.settled_by)
    if date(book.plan.end_year, 12, 31) <= book.day <= settled:
        yield "next_settle", {"day": day_words(settled, book.lang), "end": book.plan.end_year}
