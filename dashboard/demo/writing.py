"""The demo workbooks, one for each sender and report period, in a folder for each delivery."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dashboard.demo import (
    contracts,
    evidence,
    feeds,
    funds,
    manifest,
    milestones,
    office,
    pledges,
    products,
    registers,
    scores,
    sheets,
    smes,
    story,
)
from dashboard.demo.chance import source
from dashboard.demo.entries import Entry, Rows, by_quarter
from dashboard.demo.template import layout, word
from dashboard.demo.workbook import LABEL, Sheet, Workbook, save
from dashboard.plan import lookup, periods
from dashboard.plan.models import Catalogue, Ledger, Organisation

Progress = Callable[[int, int, str], None]  # workbooks written, workbooks in all, the one just written


@dataclass(frozen=True)
class _Told:
    """What all units have to report: entries by (ledger, sender, quarter) and the days of the milestones."""

    entries: Rows
    done: Mapping[str, date]


def write(catalogue: Catalogue, folder: Path, progress: Progress | None = None) -> list[Path]:
    """Write every workbook of the demo to ``folder/<delivery>/``; the same catalogue gives the same bytes.

    Deliveries are 2021Q4 (base period from 2019Q1), then each quarter to 2026Q3. Returns the workbooks in order.
    Workbooks that stand there unchanged are left alone; those an earlier version wrote and this one does not are
    removed.
    """
    known, wanted = manifest.read(folder), manifest.fingerprint(catalogue)
    if manifest.unchanged(folder, known, wanted):
        return _workbooks(folder / name for name in known.files)
    files = list(_written(catalogue, folder, progress))
    manifest.finish(folder, known, wanted, files)
    return _workbooks(files)


def _workbooks(files: Iterable[Path]) -> list[Path]:
    return [file for file in files if file.suffix == ".xlsx"]


def _written(catalogue: Catalogue, folder: Path, progress: Progress | None) -> Iterator[Path]:
    done = milestones.done_days(catalogue)
    told = _Told(by_quarter(_entries(catalogue, done), _first_days()), done)
    plan = _deliveries(catalogue)
    for number, (sender, quarter) in enumerate(plan, 1):
        book, name = _workbook(catalogue, told, sender, quarter), _file_name(sender, quarter)
        if book is not None:
            file = folder / _delivery(sender, quarter) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            save(book, file)
            yield file
        if progress is not None:
            progress(number, len(plan), name)
    yield from office.files(folder)


def _deliveries(catalogue: Catalogue) -> list[tuple[Organisation, str]]:
    """Return every sender with every report period, oldest first."""
    subjects = [*(found.id for found in lookup.subjects(catalogue)), lookup.MILESTONES]
    senders = {unit.id for subject in subjects for unit in lookup.senders_of(catalogue, subject)}
    units = [unit for unit in catalogue.organisations if unit.id in senders]
    return [(unit, quarter) for quarter in _quarters() for unit in units]


def _quarters() -> tuple[str, ...]:
    return periods.span(periods.last_month(story.BASE), periods.last_month(story.LAST), "Q")


def _covers_from(quarter: str) -> str:
    return story.BASE_FROM if quarter == story.BASE else quarter


def _first_days() -> dict[str, date]:
    """Return the first day that each report period covers."""
    return {quarter: date.fromisoformat(f"{periods.months_of(_covers_from(quarter))[0]}-01") for quarter in _quarters()}


def _entries(catalogue: Catalogue, done: Mapping[str, date]) -> Iterator[Entry]:
    yield from pledges.entries(catalogue)
    yield from contracts.entries(catalogue)
    yield from funds.entries(catalogue)
    counted = [*registers.entries(), *smes.custody(), *smes.conversions(), *products.entries()]
    yield from counted
    yield from evidence.entries(catalogue, counted, done)
    yield from scores.entries(catalogue)


def _workbook(catalogue: Catalogue, told: _Told, sender: Organisation, quarter: str) -> Workbook | None:
    """Return a unit's workbook, None when it has no sheet to send."""
    found = tuple(_sheets(catalogue, told, sender, quarter))
    if not found:
        return None
    name = sender.name_on(periods.last_day(quarter))
    filled = _filled_on(sender, quarter)
    words = layout()["cover"]
    cover: dict[str, str | date] = {
        "plan": catalogue.plan.id, "template": layout()["version"], "sender": sender.id, "sender_name": name.name,
        "period_from": _covers_from(quarter), "period": quarter, "data_kind": word(words["data_kinds"], "demo"),
        "filled_on": filled,
    }  # fmt: skip
    title = f"{catalogue.plan.product_title}报送表（{LABEL}）"
    return Workbook(title, tuple((label, cover[field]) for field, label in words["labels"].items()), found, filled)


def _sheets(catalogue: Catalogue, told: _Told, sender: Organisation, quarter: str) -> Iterator[Sheet]:
    note = f"填报单位：{sender.name_on(periods.last_day(quarter)).short}　报送期：{quarter}"
    for subject in lookup.subjects_of(catalogue, sender.id):
        if subject.since is not None and periods.last_month(quarter) < subject.since:
            continue
        if isinstance(subject, Ledger):
            yield sheets.ledger_sheet(subject, note, told.entries.get((subject.id, sender.id, quarter), ()))
        elif rows := feeds.rows(catalogue, subject, sender, _covers_from(quarter), quarter):
            yield sheets.feed_sheet(catalogue, subject, note, rows)
    reporters = lookup.senders_of(catalogue, lookup.MILESTONES)
    if sender in reporters and periods.last_day(quarter) >= catalogue.plan.issued:
        yield sheets.milestone_sheet(note, milestones.reports(catalogue, told.done, sender.id, quarter))


def _late(sender: Organisation, quarter: str) -> bool:
    return sender.region == story.LATE_COUNTY and quarter == story.LATE_QUARTER


def _delivery(sender: Organisation, quarter: str) -> str:
    return story.LATE_FOLDER if _late(sender, quarter) else quarter


def _filled_on(sender: Organisation, quarter: str) -> date:
    """Return the day on the cover: the first ten days after the quarter, or six weeks later for the late one."""
    days = source("filled", sender.id, quarter).randint(3, 9) + (42 if _late(sender, quarter) else 0)
    return periods.last_day(quarter) + timedelta(days=days)


def _file_name(sender: Organisation, quarter: str) -> str:
    return f"{quarter}_{sender.id}_{sender.name_on(periods.last_day(quarter)).short}.xlsx"
