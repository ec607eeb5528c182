"""The State Council's notice of a year's holidays, entered by the office before the library of holidays has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.desk import facts
from dashboard.plan import workdays
from dashboard.plan.models import Catalogue, Fact
from dashboard.reporting import Database
from dashboard.wording import Refused


@dataclass(frozen=True)
class Announced:
    """A year's days off and the weekend days that are worked, as texts: 2027-01-01 2027-02-06; document and person."""

    year: int
    off: str
    worked: str
    doc_no: str
    person: str


def announce(database: Database, catalogue: Catalogue, given: Announced, actor: str, today: date) -> None:
    """Enter a notice: due days of the year are counted by it at once.

    ``catalogue``: the plan as its files say it. Refused without days off, document or person, for a text that is no
    day, a day of another year, and for a year that the library already knows.
    """
    if workdays.announced(given.year, catalogue.notices):
        raise Refused("due.notice_known", year=given.year)
    if not given.off.strip():
        raise Refused("due.notice_empty", year=given.year)
    fact = Fact(kind="notice", key=str(given.year), text=f"{given.off.strip()}/{given.worked.strip()}",
                source=given.doc_no.strip(), person=given.person.strip(), confirmed_on=today,
                doc_no=given.doc_no.strip())  # fmt: skip
    facts.enter(database, catalogue, [fact], actor, today)
