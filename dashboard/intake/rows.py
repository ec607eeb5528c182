"""Every row of a sheet on its own: read when it can be counted, put as a question when not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import ClassVar, Generic, Protocol, TypeVar

from dashboard.intake.cleaning import Cleaner, CleanRow
from dashboard.intake.confirmed import Confirmed
from dashboard.intake.issue import Issue, Verdict, from_refusal
from dashboard.intake.magnitude import proposed
from dashboard.intake.sightings import STRUCK, seen_in_rows, seen_in_sheet
from dashboard.intake.table import Table
from dashboard.intake.totals import reconcile
from dashboard.intake.waiting import Pattern, Waiting
from dashboard.wording import Refused

SAMPLE, TWICE = "clean.sample", "clean.twice"
_HARMLESS = frozenset({SAMPLE, TWICE})  # a row sent back for these leaves nothing out
ORIGIN = frozenset({"sheet", "row_no", "row_hash", "raw", "raw_value"})


def leaves_out(issue: Issue) -> bool:
    """True when something that the row says does not count because of the issue."""
    return not issue.harmless and issue.code not in _HARMLESS


class Stated(Protocol):
    """A row that states something about a key."""

    table: ClassVar[str]  # where it is stored

    @property
    def sheet(self) -> str:
        """Name of its sheet."""

    @property
    def row_no(self) -> int:
        """Its row as Excel counts."""

    @property
    def row_hash(self) -> str:
        """SHA-256 of the row as sent."""

    @property
    def key(self) -> tuple[str, ...]:
        """What a sender may state once in a workbook."""


Item = TypeVar("Item", bound=Stated)


@dataclass(frozen=True, slots=True)
class Reading(Generic[Item]):
    """What a sheet's rows state, the issues of its rows, how many rows it has, and what waits for an answer."""

    rows: tuple[Item, ...]
    issues: tuple[Issue, ...]
    count: int
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader(Generic[Item]):
    """How the rows of a sheet are read: what a row states, and of what it speaks even when it cannot be read."""

    table: str
    read: Callable[[CleanRow], Sequence[Item]]
    about: Callable[[CleanRow], Iterable[Pattern]]
    anything: Sequence[Pattern] = ()  # what a row may speak of that says nothing

    def waiting(self, row: CleanRow) -> list[Waiting]:
        """Return what a row that is held or returned may speak of; an example of the form speaks of nothing."""
        found = [Waiting(self.table, pattern, row.sheet.name, row.number) for pattern in self.about(row)]
        sample = any(issue.code == SAMPLE for issue in row.issues)
        return [item for item in found if item.exact or not sample]


def read_rows(table: Table, cleaner: Cleaner, reader: Reader[Item]) -> Reading[Item]:
    """Clean and read every row; a doubtful or wrong one becomes issues, states nothing and waits."""
    items: list[Item] = []
    waiting: list[Waiting] = []
    table, issues = _seen(table, cleaner)
    doubtful = {issue.row_no for issue in issues if not issue.harmless}
    above, count = None, 0
    for count, source in enumerate(table, start=1):  # noqa: B007
        above = cleaner.row(source, above)
        issues += above.issues
        try:
            if above.usable and source.number not in doubtful:
                items += reader.read(above)
            else:
                waiting += reader.waiting(above)
        except Refused as refusal:
            issues.append(from_refusal(refusal, source.sheet.name, source.number))
            waiting += reader.waiting(above)
    kept, doubts, doubted = apart(items)
    asked = sum(line.row in doubtful for line in table.lines if line.kind != "data")
    told = (*proposed(issues, table, cleaner.columns), *doubts)
    return Reading(kept, told, count + asked, (*waiting, *doubted))


def _seen(table: Table, cleaner: Cleaner) -> tuple[Table, list[Issue]]:
    """Return what was seen beside the values; a struck row that is confirmed is a row like any other."""

    def told(issues: Iterable[Issue]) -> list[Issue]:
        return [cleaner.confirmed.settled(issue, lambda own: table.row(own.row_no).hash) for issue in issues]

    seen = told(seen_in_rows(table))
    table = table.restored({issue.row_no for issue in seen if issue.code == STRUCK and issue.confirmed})
    return table, [*seen_in_sheet(table.sheet, table.columns), *seen, *told(reconcile(table, cleaner))]


def without(reading: Reading[Item], issues: Iterable[Issue], confirmed: Confirmed) -> Reading[Item]:
    """Return a reading with more issues; rows that one of them holds or sends back state nothing any more and wait."""
    told = settled(reading.rows, issues, confirmed)
    out = {(issue.sheet, issue.row_no) for issue in told if not issue.harmless}
    kept = tuple(row for row in reading.rows if (row.sheet, row.row_no) not in out)
    dropped = (row for row in reading.rows if (row.sheet, row.row_no) in out)
    waiting = (Waiting(row.table, row.key, row.sheet, row.row_no) for row in dropped)
    return Reading(kept, (*reading.issues, *told), reading.count, (*reading.waiting, *waiting))


def settled(rows: Iterable[Stated], issues: Iterable[Issue], confirmed: Confirmed) -> tuple[Issue, ...]:
    """Return issues of rows that were read, each with what a person has said about it."""
    hashes = {(row.sheet, row.row_no): row.row_hash for row in rows}
    return tuple(confirmed.settled(issue, lambda own: hashes[own.sheet, own.row_no]) for issue in issues)


def apart(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Issue, ...], tuple[Waiting, ...]]:
    """Return what is stated once, an issue for each repetition, and what waits because of one.

    The same said twice: the later row is sent back. Two different values for one key: both rows are held.
    """
    first: dict[tuple[str, ...], Item] = {}
    issues: dict[tuple[str, int], Issue] = {}
    for item in items:
        other = first.setdefault(item.key, item)
        if other is item:
            continue
        same = _content(other) == _content(item)
        issues[item.sheet, item.row_no] = _double(item, other, same)
        if not same:
            issues[other.sheet, other.row_no] = _double(other, item, same)
    kept = tuple(item for item in items if (item.sheet, item.row_no) not in issues)
    if not issues:
        return kept, (), ()
    told = {item.key for item in kept}
    dropped = (item for item in items if (item.sheet, item.row_no) in issues and item.key not in told)
    waiting = tuple(Waiting(item.table, item.key, item.sheet, item.row_no) for item in dropped)
    return kept, tuple(issues.values()), waiting


def _double(item: Stated, other: Stated, same: bool) -> Issue:
    outcome: Verdict = "returned" if same else "held"
    code = TWICE if same else "clean.apart"
    told = {"other_sheet": other.sheet, "other": other.row_no}
    return Issue(item.sheet, item.row_no, "", outcome, code, told)


def _content(item: Stated) -> list[object]:
    return [getattr(item, found.name) for found in fields(item) if found.name not in ORIGIN]  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows of a workbook by what became of them: 通过, 自动规范, 待核实, 退回."""

    passed: int = 0
    repaired: int = 0
    held: int = 0
    returned: int = 0


def tally(count: int, issues: Iterable[Issue]) -> Tally:
    """Return how many of ``count`` rows had which outcome; a row has the gravest of its issues."""
    worst: dict[tuple[str, int], int] = {}
    rows: dict[tuple[str, int], int] = {}
    grades = ("repaired", "held", "returned")
    for issue in issues:
        if issue.outcome == "noted":
            continue
        place = (issue.sheet, issue.row_no)
        worst[place] = max(worst.get(place, 0), grades.index(issue.outcome))
        rows[place] = max(rows.get(place, 0), issue.rows)
    numbers = [sum(rows[place] for place, grade in worst.items() if grade == wanted) for wanted in range(len(grades))]
    return Tally(count - sum(numbers), *numbers)


def stored(issues: Iterable[Issue]) -> Iterator[dict[str, object]]:
    """Yield issues as rows of the table ``submission_issue``, without their submission."""
    for issue in issues:
        yield {
            "sheet": issue.sheet, "row_no": issue.row_no, "column_name": issue.column or None,
            "outcome": issue.outcome, "code": issue.code, "message": issue.message,
        }  # fmt: skip
