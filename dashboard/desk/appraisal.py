"""绩效考核底稿: what one unit was to do and what was done, with points by the plan's weights; a basis, no result.

Read by nothing else: no screen, site, pack or interface shows it. How fast a unit sends, how often it logs in and how
it stands beside others is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from dashboard.access import Person
from dashboard.desk import appraisal_sheets
from dashboard.desk.appraisal_rows import Counted, Unit, measures, reports, targets, tasks
from dashboard.figures import decode
from dashboard.plan.appraisal import Appraisal, Weighed, appraisal
from dashboard.plan.models import Organisation
from dashboard.reporting import Database
from dashboard.review import book as books
from dashboard.review.book import Book
from dashboard.review.cells import supervised
from dashboard.review.files import File
from dashboard.settings import Settings
from dashboard.wording import Language, Refused, edition_words, t

_ROWS = {"targets": targets, "measures": measures, "reports": reports}


@dataclass(frozen=True)
class Score:
    """What a unit has of one criterion: rows that count and rows that do not."""

    weighed: Weighed
    rows: tuple[Counted, ...]

    @property
    def possible(self) -> Decimal:
        """The sum of what the rows count."""
        return sum((row.counts for row in self.rows if row.worth is not None), Decimal())

    @property
    def reached(self) -> Decimal:
        """The sum of what the rows count, each by what it is worth."""
        return sum((row.counts * row.worth for row in self.rows if row.worth is not None), Decimal())

    @property
    def share(self) -> Decimal | None:
        """Reached of possible; None where nothing counts for the unit."""
        return self.reached / self.possible if self.possible else None

    @property
    def points(self) -> Decimal | None:
        """Weight times share."""
        return None if self.share is None else self.weighed.weight * self.share


@dataclass(frozen=True)
class Draft:
    """The draft of one unit as of an edition."""

    unit: Unit
    rules: Appraisal
    scores: tuple[Score, ...]
    tasks: tuple[tuple[str, ...], ...]


def draft(unit: Unit, rules: Appraisal) -> Draft:
    """Return the draft of a unit by the weights of its plan."""
    scores = tuple(Score(one, tuple(_ROWS[one.id](unit, rules))) for one in rules.criteria)
    return Draft(unit, rules, scores, tuple(tasks(unit)))


def files(database: Database, plan: str, label: str, unit: str, who: Person, options: Settings,
          lang: Language = "zh") -> list[File]:  # fmt: skip
    """Return the workbooks of an edition, of one unit or ("") of all that are evaluated, and note it in the audit log.

    Refused for who is no publisher, while it is switched off, without weights, for an unknown edition or unit and for
    one that the office does not supervise.
    """
    rules = allowed(options, plan, who)
    opened = books.opened(database.primary.rows, plan, label, lang)
    known = decode.definitions(opened.rows("organisations"), Organisation)
    units = list(_units(opened, known, unit))
    made = [File(name(one), appraisal_sheets.workbook(draft(one, rules))) for one in units]
    with database.transaction() as tx:
        tx.audit(who.actor, "appraisal", f"{plan}/{label}", {"units": [one.code for one in units]})
    return made


def allowed(options: Settings, plan: str, who: Person) -> Appraisal:
    """Return the weights of a plan; Refused for who is no publisher, while it is switched off, and without any."""
    if not who.publishes:
        raise Refused("appraisal.closed")
    if not options.appraisal:
        raise Refused("appraisal.off")
    found = appraisal(Path(options.plan_dir), plan)
    if found is None:
        raise Refused("appraisal.no_weights", plan=plan)
    return found


def name(unit: Unit) -> str:
    """Return the name of a unit's workbook."""
    edition = edition_words(unit.book.edition.label, "zh")
    return f"{t('appraisal.title', 'zh')}_{unit.name.replace('/', '_')}_{edition}.xlsx"


def evaluated(opened: Book, known: Sequence[Organisation]) -> tuple[str, ...]:
    """Return the units that the office supervises and that have something to do, in the order of the plan."""
    inside = supervised(known)
    busy = {batch.sender for batch in opened.batches}
    for item in opened.state.items:
        busy |= {*item.target.owners_on(opened.day), *item.target.partners}
    for measure in opened.state.measures:
        busy |= {*measure.task.responsible, *measure.task.supporting, *(step.reporter for step in measure.steps)}
    return tuple(unit.id for unit in known if unit.id in inside and unit.id in busy)


def _units(opened: Book, known: Sequence[Organisation], asked: str) -> Iterator[Unit]:
    found = next((unit for unit in known if unit.id == asked), None)
    if asked and found is None:
        raise Refused("appraisal.no_unit", unit=asked[:60])
    if found is not None and found.id not in supervised(known):
        raise Refused("appraisal.outside", unit=found.name_on(opened.day).short)
    for code in (asked,) if asked else evaluated(opened, known):
        yield Unit(code, replace(opened, scope=code) if opened.many else opened)
