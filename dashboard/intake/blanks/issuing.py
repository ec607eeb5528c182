"""One workbook for every unit that reports, in a folder, for one report period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dashboard.intake.blanks.feed_page import asked, feed_page
from dashboard.intake.blanks.ledger_page import ledger_page
from dashboard.intake.blanks.milestone_page import milestone_page
from dashboard.intake.blanks.page import Blank, Field, Page
from dashboard.intake.blanks.sent import Sent, sent
from dashboard.intake.blanks.writing import save
from dashboard.intake.template import BlankLayout, DataKind, Template, templates
from dashboard.plan import lookup, periods
from dashboard.plan.models import Catalogue, Ledger, Organisation
from dashboard.reporting import Database, Reader, require_tables
from dashboard.wording import Refused

_UNKNOWN = "real"  # a database that holds nothing yet is not a demo


def issue(database: Database, catalogue: Catalogue, folder: Path, period: str, only: str = "") -> list[Path]:
    """Write ``folder/<sender>-<period>.xlsx`` for every unit that owes something, or for ``only`` one; return them.

    The same database, catalogue and period give the same bytes. Refused for a period that is no quarter of the plan,
    and for a unit that does not exist or owes nothing for it.
    """
    require_tables(database)
    _require_quarter(catalogue, period)
    units = [unit for unit in catalogue.organisations if not only or unit.id == only]
    files = []
    with database.snapshot() as reader:
        for unit in units:
            blank = _blank(reader, catalogue, unit, period)
            if blank is not None:
                folder.mkdir(parents=True, exist_ok=True)
                files.append(folder / f"{unit.id}-{period}.xlsx")
                save(blank, files[-1])
    if not files:
        raise Refused("templates.nothing_owed" if units else "templates.unknown_sender", sender=only, period=period)
    return files


def current(catalogue: Catalogue, today: date) -> str:
    """Return the report period that units report today: the newest quarter that has ended, inside the plan's data."""
    plan = catalogue.plan
    ended = periods.shift(f"{today:%Y-%m}", -3)
    return periods.of_month(min(max(ended, plan.data_from), plan.settled_by), "Q")


def _require_quarter(catalogue: Catalogue, period: str) -> None:
    plan = catalogue.plan
    try:
        fits = periods.frequency(period) == "Q" and plan.data_from <= periods.last_month(period) <= plan.settled_by
    except ValueError:
        fits = False
    if not fits:
        raise Refused("templates.not_a_quarter", period=period, first=plan.data_from, last=plan.settled_by)


def issued() -> Template:
    """Return the layout of the workbooks that the office issues."""
    return [found for found in templates().values() if found.blank][-1]


def _blank(reader: Reader, catalogue: Catalogue, unit: Organisation, period: str) -> Blank | None:
    told = sent(reader, catalogue.plan.id, unit.id, period)
    owed = [*pages(catalogue, unit, told, period)]
    return bound(reader, catalogue, unit, told, period, owed) if owed else None


def bound(
    reader: Reader, catalogue: Catalogue, unit: Organisation, told: Sent, period: str, owed: Sequence[Owed],
    filled_on: date | None = None, zero: bool = False,
) -> Blank:  # fmt: skip
    """Return a unit's workbook for a report period of some of the sheets it owes; ``zero``: nothing to report."""
    template = issued()
    held = reader.rows("data_kind")
    kinds = template.cover.data_kinds
    word = next(word for word, kind in kinds.items() if kind == (held[0]["data_kind"] if held else _UNKNOWN))
    layout = template.blank
    assert layout is not None  # see issued()
    made_on = filled_on or _after(period)
    return Blank(
        title=f"{catalogue.plan.product_title}报送表（{word if kinds[word] == 'demo' else layout.working}）",
        cover_sheet=template.cover.sheet, first_row=template.cover.first_row,
        fields=(*_fields(catalogue, template, unit, told, period, kinds, word, made_on), *_form(layout, zero)),
        notes=layout.notes,
        contents=(layout.contents, *((found.page.name, found.due, len(found.page.rows)) for found in owed)),
        pages=tuple(found.page for found in owed), header_row=template.header_row, example_row=layout.example_row,
        example=layout.example, example_note=layout.example_note, made_on=made_on,
    )  # fmt: skip


def _after(period: str) -> date:
    """Return the first day on which a period can be reported whole."""
    return periods.last_day(period) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Owed:
    """A sheet that a unit owes: its feed, ledger or the milestones, the columns that tell its rows apart, its day."""

    subject: str
    page: Page
    keys: tuple[str, ...]
    due: date
    fresh: bool = False  # takes entries that nobody knows beforehand, and may stay without any


def pages(catalogue: Catalogue, unit: Organisation, told: Sent, period: str) -> Iterator[Owed]:
    """Yield every sheet that a unit owes for a report period, prefilled."""
    template = issued()
    plan, last = catalogue.plan, periods.last_month(period)
    note = f"填报单位：{unit.name_on(periods.last_day(period)).short}　报送期：{period}"
    for subject in lookup.subjects_of(catalogue, unit.id):
        if subject.since is not None and last < subject.since:
            continue
        if isinstance(subject, Ledger):
            page = ledger_page(catalogue, template, subject, note, told, period)
            keys = tuple(column.header for column in subject.columns if column.name in subject.key)
            yield Owed(subject.id, page, keys, lookup.due_date(catalogue, subject.id, period, unit.id), fresh=True)
        else:
            page = feed_page(catalogue, template, subject, note, told, unit, period)
            headers = {value.header for value in subject.values}
            keys = tuple(c.header for c in page.columns if not c.shown and c.header not in headers)
            reported = asked(subject, period, period)[-1]
            yield Owed(subject.id, page, keys, lookup.due_date(catalogue, subject.id, reported, unit.id))
    if unit in lookup.senders_of(catalogue, lookup.MILESTONES) and periods.last_day(period) >= plan.issued:
        due = lookup.due_date(catalogue, lookup.MILESTONES, period, unit.id)
        page = milestone_page(catalogue, template, note, told, unit.id, period)
        yield Owed(lookup.MILESTONES, page, (template.milestones.headers.milestone,), due)


def _fields(
    catalogue: Catalogue, template: Template, unit: Organisation, told: Sent, period: str,
    kinds: dict[str, DataKind], word: str, filled_on: date,
) -> Iterator[Field]:  # fmt: skip
    labels = template.cover.labels
    yield Field(labels.plan, catalogue.plan.id, fixed=True)
    yield Field(labels.template, template.version, fixed=True)
    yield Field(labels.sender, unit.id, fixed=True)
    yield Field(labels.sender_name, unit.name_on(periods.last_day(period)).name, fixed=True)
    yield Field(labels.period_from, told.period_from, fixed=True)
    yield Field(labels.period, period, fixed=True)
    yield Field(labels.data_kind, word, tuple(kinds))
    yield Field(labels.filled_on, filled_on)


def _form(layout: BlankLayout, zero: bool) -> Iterator[Field]:
    yield from (Field(label, "") for label in layout.form)
    yield Field(layout.zero_report, layout.zero_options[0] if zero else "", layout.zero_options)
