"""The edition being compiled as frozen values: how it stands, what can be published, and what was done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.figures.facts import Edition
from dashboard.plan import periods
from dashboard.plan.models import Plan
from dashboard.wording import Language, edition_words, period_words, t

FLASHES = 2  # months within a quarter that a flash edition can be made of, the newest


@dataclass(frozen=True)
class Choice:
    """An edition that can be published: the last month of its data, and the label of the one it corrects."""

    through: str
    correct: str = ""

    @property
    def quarter(self) -> bool:
        """True for a quarter's edition, False for a flash one."""
        return periods.parse(self.through)[1] % 3 == 0

    def words(self, lang: Language) -> str:
        """Return what it is called."""
        if self.correct:
            return t("desk.correct_of", lang, edition=edition_words(self.correct, lang))
        if self.quarter:
            return period_words(periods.of_month(self.through, "Q"), lang)
        return edition_words(self.through, lang)


@dataclass(frozen=True)
class StepRow:
    """One act on the draft."""

    at: str
    who: str
    act: str
    note: str


def choices(plan: Plan, editions: tuple[Edition, ...], today: date) -> tuple[Choice, ...]:
    """Return what can be published: quarters that have ended, flash months after the last one, then corrections."""
    ended = min(periods.shift(f"{today:%Y-%m}", -1), plan.settled_by)
    months = periods.span(plan.data_from, ended, "M")
    published = {edition.through for edition in editions}
    newest = max((edition.through for edition in editions if edition.kind == "quarter"), default="")
    quarters = [month for month in months if periods.parse(month)[1] % 3 == 0 and month > newest]
    flashes = [month for month in months if periods.parse(month)[1] % 3 and month > newest][-FLASHES:]
    new = [Choice(month) for month in (*reversed(quarters), *reversed(flashes)) if month not in published]
    again = {(edition.through, edition.kind): edition for edition in editions}  # the newest revision of each
    corrected = sorted(again.values(), key=lambda edition: edition.through, reverse=True)
    return (*new, *(Choice(edition.through, edition.label) for edition in corrected))
