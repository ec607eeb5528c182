"""The cover sheet: which plan, which sender, which period, demo or real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dashboard.intake.cells import choice, normal, text
from dashboard.intake.cells import day as day_of
from dashboard.intake.file_name import is_csv
from dashboard.intake.template import CoverLayout, DataKind, Template, newest, templates
from dashboard.intake.uncovered import stated
from dashboard.intake.workbook import Cell, Sheet, Workbook
from dashboard.plan import periods
from dashboard.plan.lookup import counties
from dashboard.plan.models import Catalogue, Organisation, Plan
from dashboard.wording import Refused

_TICKS, _NO_TICKS = frozenset("√✓✔☑■"), frozenset(("", "×", "✗", "☐", "□"))


@dataclass(frozen=True, slots=True)
class Cover:
    """What a workbook says about itself; periods are quarters, ``period`` is the one it reports."""

    plan: str
    template: str
    sender: str
    period_from: str
    period: str
    data_kind: DataKind
    filled_on: date
    zero_report: bool = False  # nothing new in any sheet
    by_name: bool = field(default=False, compare=False)  # the file's name says in part what a cover would

    @property
    def quarters(self) -> tuple[str, ...]:
        """Every quarter that the workbook covers."""
        return periods.span(self.period_from, self.period, "Q")


def read_cover(workbook: Workbook, catalogues: Mapping[str, Catalogue]) -> Cover:
    """Read the cover; Refused for anything on it that is missing or unknown to the catalogues."""
    if cover_sheet(workbook, newest().cover.sheet) is None and (found := _uncovered(workbook, catalogues)):
        return found
    cells = _labelled(workbook, newest().cover)
    template = _known(cells["template"], templates(), "load.unknown_template")
    plan = _known(cells["plan"], catalogues, "load.unknown_plan")
    first, last = _window(cells["period_from"], cells["period"], catalogues[plan].plan)
    layout = templates()[template].cover
    return Cover(
        plan=plan,
        template=template,
        sender=_sender(cells["sender"], cells["sender_name"], catalogues[plan]),
        period_from=first,
        period=last,
        data_kind=layout.data_kinds[choice(cells["data_kind"], tuple(layout.data_kinds))],
        filled_on=day_of(cells["filled_on"]),
        zero_report=_ticked(workbook, templates()[template]),
    )


def _ticked(workbook: Workbook, template: Template) -> bool:
    """True when the box of a zero report is ticked; a template without one has none. Refused for another word."""
    sheet = cover_sheet(workbook, template.cover.sheet)
    if sheet is None or template.blank is None:
        return False
    label = template.blank.zero_report
    for row in range(1, len(sheet.rows) + 1):
        if normal(sheet.cell(row, 0).text) == label:
            cell = sheet.cell(row, 1, label)
            answer = normal(cell.text)
            yes, no = template.blank.zero_options
            return answer in _TICKS or (answer not in _NO_TICKS and choice(cell, (yes, no)) == yes)
    return False


def _uncovered(workbook: Workbook, catalogues: Mapping[str, Catalogue]) -> Cover | None:
    """Return the cover of a workbook that has none, when what stands above its tables says one thing only."""
    covers = set()
    for found in stated(workbook, catalogues):
        if inside(found.quarter, catalogues[found.plan].plan):
            kind: DataKind = "demo" if found.demo else "real"
            covers.add(Cover(found.plan, newest().version, found.sender, found.quarter, found.quarter, kind, found.day,
                             by_name=found.by_name))  # fmt: skip
    if not covers and is_csv(workbook):
        raise _unnamed(workbook, next(iter(catalogues.values())))
    return covers.pop() if len(covers) == 1 else None


def _unnamed(workbook: Workbook, catalogue: Catalogue) -> Refused:
    """Return the refusal of a table of which neither its lines nor its file's name say whose it is, with an example."""
    place = counties(catalogue)[0]
    unit = next((found for found in catalogue.organisations if found.region == place.code), catalogue.organisations[0])
    quarter = periods.of_date(periods.last_day(f"{catalogue.plan.start_year}Q4"), "Q")
    table = catalogue.feeds[0].sheet if catalogue.feeds else catalogue.ledgers[0].sheet
    told = {"unit": unit.names[-1].name, "period": quarter, "name": f"{place.name}_{table}_{quarter}.csv"}
    return Refused("load.csv_unnamed", file=workbook.file, **told)


def cover_sheet(workbook: Workbook, name: str) -> Sheet | None:
    """Return the sheet of a name, None when there is none."""
    return next((sheet for sheet in workbook.sheets if normal(sheet.name) == name), None)


def _labelled(workbook: Workbook, layout: CoverLayout) -> dict[str, Cell]:
    """Return the value cell beside each label; Refused when the cover, a label or a value is missing."""
    sheet = cover_sheet(workbook, layout.sheet)
    if sheet is None:
        raise Refused("load.no_cover", file=workbook.file, sheet=layout.sheet)
    rows = {normal(sheet.cell(row, 0).text): row for row in range(layout.first_row, len(sheet.rows) + 1)}
    cells = {}
    for item, label in layout.labels.model_dump().items():
        if label not in rows:
            raise sheet.cell(layout.first_row, 0, label).refuse("load.no_label")
        cells[item] = sheet.cell(rows[label], 1, label)
        if not cells[item].text:
            raise cells[item].refuse("load.empty")
    return cells


def _known(cell: Cell, options: Mapping[str, object], key: str) -> str:
    found = normal(text(cell))
    if found not in options:
        raise cell.refuse(key, options="、".join(options))
    return found


def _quarter(cell: Cell) -> str:
    found = normal(text(cell))
    try:
        frequency = periods.frequency(found)
    except ValueError as error:
        raise cell.refuse("load.not_quarter") from error
    if frequency != "Q":
        raise cell.refuse("load.not_quarter")
    return found


def _window(first_cell: Cell, last_cell: Cell, plan: Plan) -> tuple[str, str]:
    first, last = _quarter(first_cell), _quarter(last_cell)
    for cell, quarter in ((first_cell, first), (last_cell, last)):
        if not inside(quarter, plan):
            raise cell.refuse("load.outside_window", first=plan.data_from, last=plan.settled_by)
    if first > last:
        raise first_cell.refuse("load.period_order", last=last)
    return first, last


def inside(period: str, plan: Plan) -> bool:
    """True when a period lies wholly inside the plan's data window."""
    return plan.data_from <= periods.months_of(period)[0] and periods.last_month(period) <= plan.settled_by


def _sender(code_cell: Cell, name_cell: Cell, catalogue: Catalogue) -> str:
    organisations: dict[str, Organisation] = {found.id: found for found in catalogue.organisations}
    code = normal(text(code_cell))
    if code not in organisations:
        raise code_cell.refuse("load.unknown_sender")
    found = organisations[code]
    names = {normal(name) for known in found.names for name in (known.name, known.short)}
    if normal(name_cell.text) not in names | set(map(normal, found.aliases)):
        raise name_cell.refuse("load.sender_name", sender=code, expected=found.names[-1].name)
    return code
