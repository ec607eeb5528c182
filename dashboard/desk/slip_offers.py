"""Which supervision slips could be made from an edition: overdue milestones and data owed, everything filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.desk.slips import Draft
from dashboard.figures import decode, steps, tasks
from dashboard.figures.reports import Batch
from dashboard.figures.slips import Slip
from dashboard.figures.steps import Owed
from dashboard.plan.models import Organisation
from dashboard.review import annex_slips
from dashboard.review.book import Book
from dashboard.wording import Language, day_words, period_words, t


@dataclass(frozen=True)
class Offer:
    """A slip that could be made; ``by_hand`` where its unit is not addressed unless somebody decides so.

    ``days`` is how long the matter has been overdue at the edition's cut-off.
    """

    draft: Draft
    days: int
    by_hand: bool

    @property
    def key(self) -> str:
        """What tells it from every other offer."""
        return f"{self.draft.kind}:{self.draft.matter}:{self.draft.unit}"


@dataclass(frozen=True)
class _Maker:
    zh: Book
    en: Book
    due: date
    by_hand: frozenset[str]

    def offer(self, draft: Draft, days: int) -> Offer:
        return Offer(draft, days, draft.unit in self.by_hand)

    def milestones(self) -> Iterator[Offer]:
        """Yield an offer for every overdue milestone."""
        english = {one.step.code: one for one in steps.every(self.en.state)}
        for one in annex_slips.overdue(self.zh):
            step, days = one.step, steps.days_over(one.step, self.zh.day)
            draft = Draft("milestone", step.code, step.reporter, steps.title(step, "zh"), _of_step(one, self.zh, days),
                          self.due, steps.title(english[step.code].step, "en"))  # fmt: skip
            yield self.offer(draft, days)

    def owed(self) -> Iterator[Offer]:
        """Yield an offer for the sheets of each period that a unit owes."""
        for batch in self.zh.batches:
            if batch.owed:
                due, titles = batch.owed[0].due, [_sheets(batch, book) for book in (self.zh, self.en)]
                days = max((self.zh.day - due).days, 0)
                draft = Draft("owed", batch.period, batch.sender, titles[0], _of_sheets(batch, self.zh, due, days),
                              self.due, titles[1])  # fmt: skip
                yield self.offer(draft, days)


def offers(zh: Book, en: Book, known: Sequence[Slip], today: date) -> tuple[Offer, ...]:
    """Return what could be made from an edition, opened in both languages, the longest overdue first.

    What has an open slip already is left out; due are they the plan's days from today.
    """
    units = decode.definitions(zh.rows("organisations"), Organisation)
    due = today + timedelta(days=zh.plan.slips.days)
    make = _Maker(zh, en, due, frozenset(unit.id for unit in units if unit.by_hand))
    taken = {(slip.kind, slip.matter, slip.unit) for slip in known if slip.open}
    found = [offer for offer in (*make.milestones(), *make.owed())
             if (offer.draft.kind, offer.draft.matter, offer.draft.unit) not in taken]  # fmt: skip
    return tuple(sorted(found, key=lambda offer: -offer.days))


def title(draft: Draft, lang: Language) -> str:
    """Return what is to be done, in a language."""
    return draft.title if lang == "zh" else draft.title_en or draft.title


def _of_step(one: Owed, book: Book, days: int) -> str:
    return t("slips.ground_milestone" if days else "slips.ground_today", "zh", plan=book.plan.name,
             doc_no=book.plan.doc_no, task=tasks.called(book.board, one.measure.task), day=day_words(book.day, "zh"),
             title=steps.title(one.step, "zh"), due=steps.month_day(one.step.due, "zh"), days=days)  # fmt: skip


def _sheets(batch: Batch, book: Book) -> str:
    names = annex_slips.names(book)
    told = ("、" if book.lang == "zh" else ", ").join(names.get(one.subject, one.subject) for one in batch.owed)
    return t("slips.title_owed", book.lang, period=period_words(batch.period, book.lang), sheets=told)


def _of_sheets(batch: Batch, book: Book, due: date, days: int) -> str:
    return t("slips.ground_owed", "zh", plan=book.plan.name, doc_no=book.plan.doc_no, day=day_words(book.day, "zh"),
             title=_sheets(batch, book), due=day_words(due, "zh"), days=days)  # fmt: skip


def settled(slip: Slip, book: Book) -> str:
    """Return the ground on which a slip can be closed, as an edition knows it; "" where its matter goes on."""
    lang = book.lang
    if slip.kind == "milestone":
        step = next((one.step for one in steps.every(book.state) if one.step.code == slip.matter), None)
        if step is not None and step.done_on is not None:
            return t("slips.settled_milestone", lang, day=day_words(step.done_on, lang))
    if slip.kind == "owed":
        batch = next((one for one in book.batches if (one.sender, one.period) == (slip.unit, slip.matter)), None)
        if batch is not None and not batch.owed:
            return t("slips.settled_owed", lang)
    return ""
