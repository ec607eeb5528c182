"""One workbook for every unit that reports, in a folder, for one report period."""

from __future__ import annotations

from collections.abc import Iterator
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


def _blank(reader: Reader, catalogue: Catalogue, unit: Organisation, period: str) -> Blank | None:
    template = [found for found in templates().values() if found.blank][-1]
    told = sent(reader, catalogue.plan.id, unit.id, period)
    owed = [*_pages(catalogue, template, unit, told, period)]
    if template.blank is None or not owed:
        return None
    held = reader.rows("data_kind")
    kinds = template.cover.data_kinds
    word = next(word for word, kind in kinds.items() if kind == (held[0]["data_kind"] if held else _UNKNOWN))
    layout = template.blank
    return Blank(
        title=f"{catalogue.plan.product_title}报送表（{word if kinds[word] == 'demo' else layout.working}）",
        cover_sheet=template.cover.sheet, first_row=template.cover.first_row,
        fields=(*_fields(catalogue, template, unit, told, period, kinds, word), *_form(layout)),
        notes=layout.notes, contents=(layout.contents, *((page.name, due, len(page.rows)) for page, due in owed)),
        pages=tuple(page for page, _ in owed), header_row=template.header_row, example_row=layout.example_row,
        example=layout.example, example_note=layout.example_note, made_on=_after(period),
    )  # fmt: skip


def _after(period: str) -> date:
    """Return the first day on which a period can be reported whole."""
    return periods.last_day(period) + timedelta(days=1)


def _pages(
    catalogue: Catalogue, template: Template, unit: Organisation, told: Sent, period: str
) -> Iterator[tuple[Page, date]]:
    """Yield every sheet that a unit owes, with the day on which it is due."""
    plan, last = catalogue.plan, periods.last_month(period)
    note = f"填报单位：{unit.name_on(periods.last_day(period)).short}　报送期：{period}"
    for subject in lookup.subjects_of(catalogue, unit.id):
        if subject.since is not None and last < subject.since:
            continue
        if isinstance(subject, Ledger):
            page = ledger_page(catalogue, template, subject, note, told, period)
            yield page, lookup.due_date(subject, period)
        else:
            page = feed_page(catalogue, template, subject, note, told, unit, period)
            yield page, lookup.due_date(subject, asked(subject, period, period)[-1])
    if unit in lookup.senders_of(catalogue, lookup.MILESTONES) and periods.last_day(period) >= plan.issued:
        due = lookup.milestones_due(catalogue, period)
        yield milestone_page(catalogue, template, note, told, unit.id, period), due


def _fields(
    catalogue: Catalogue, template: Template, unit: Organisation, told: Sent, period: str,
    kinds: dict[str, DataKind], word: str,
) -> Iterator[Field]:  # fmt: skip
    labels = template.cover.labels
    yield Field(labels.plan, catalogue.plan.id, fixed=True)
    yield Field(labels.template, template.version, fixed=True)
    yield Field(labels.sender, unit.id, fixed=True)
    yield Field(labels.sender_name, unit.name_on(periods.last_day(period)).name, fixed=True)
    yield Field(labels.period_from, told.period_from, fixed=True)
    yield Field(labels.period, period, fixed=True)
    yield Field(labels.data_kind, word, tuple(kinds))
    yield Field(labels.filled_on, _after(period))


def _form(layout: BlankLayout) -> Iterator[Field]:
    yield from (Field(label, "") for label in layout.form)
    yield Field(layout.zero_report, "", layout.zero_options)
