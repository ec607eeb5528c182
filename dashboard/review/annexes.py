"""The five annexes of the quarterly circular, in their order."""

from __future__ import annotations

from dashboard.review import annex_counties, annex_method, annex_slips, annex_targets, annex_tasks
from dashboard.review.book import Book
from dashboard.review.papers import Annex


def annexes(book: Book) -> tuple[Annex, ...]:
    """Return 指标完成情况表, 任务清单, 县区情况表, 督办事项 and 口径说明."""
    parts = (annex_targets, annex_tasks, annex_counties, annex_slips, annex_method)
    return tuple(part.annex(book) for part in parts)
