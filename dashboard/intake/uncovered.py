"""A workbook without its cover: who sends it, and for which quarter, may stand above its table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.intake.cells import normal
from dashboard.intake.clean_date import clean_day, clean_period
from dashboard.intake.clean_region import clean_region
from dashboard.intake.clean_text import folded
from dashboard.intake.file_name import is_csv, quarters_in, sender_in
from dashboard.intake.habits import habits
from dashboard.intake.preamble import Preamble, read_preamble
from dashboard.intake.workbook import Sheet, Workbook
from dashboard.plan import periods
from dashboard.plan.lookup import counties
from dashboard.plan.models import Catalogue

_ABOVE = 6  # rows
_QUARTER = re.compile(r"(\d{4})年?(?:第?[一二三四1-4]季度?|Q[1-4])")
_DEMO = "演示数据"


@dataclass(frozen=True, slots=True)
class Stated:
    """Plan, sender, quarter and day as a table without a cover states them; ``by_name``: in part by its file's name."""

    plan: str
    sender: str
    quarter: str
    day: date
    demo: bool
    by_name: bool


def stated(workbook: Workbook, catalogues: Mapping[str, Catalogue]) -> Iterator[Stated]:
    """Yield what the lines above each table state; of a .csv file, its name may say what they leave out."""
    named = is_csv(workbook)
    for sheet in workbook.sheets:
        above = read_preamble(sheet, min(_ABOVE, len(sheet.rows)))
        quarters = _quarters(sheet, above) or (quarters_in(sheet.name) if named else set())
        if len(quarters) != 1:
            continue
        (quarter,) = quarters
        dated = clean_day(above.filled_on)
        if not dated.usable and not named:
            continue
        day = date.fromisoformat(dated.value) if dated.usable else periods.last_day(quarter)
        for plan, catalogue in catalogues.items():
            own = sender_in(sheet.name, catalogue) if named and not above.sender else _sender(above.sender, catalogue)
            if own:
                by_name = named and not (above.sender and dated.usable and _quarters(sheet, above))
                yield Stated(plan, own, quarter, day, _is_demo(sheet), by_name)


def _quarters(sheet: Sheet, above: Preamble) -> set[str]:
    """Return the quarters named above the table."""
    return {quarter for text in (above.period, *_texts(sheet)) for quarter in _read(text)}


def _read(text: str) -> Iterator[str]:
    found = (clean_period(match.group(), "Q") for match in _QUARTER.finditer(folded(text)))
    return (period.value for period in found if period.usable)


def _sender(name: str, catalogue: Catalogue) -> str:
    """Return the organisation of a name, or the bureau of the county that the name says, "" when there is none."""
    known = {_key(found): unit.id for unit in catalogue.organisations for found in unit.aliases}
    known |= {_key(found): unit.id for unit in catalogue.organisations for one in unit.names
              for found in (one.name, one.short)}  # fmt: skip
    if _key(name) in known or not name:
        return known.get(_key(name), "")
    names = {normal(word): place.code for place in counties(catalogue) for word in (place.name, *place.aliases)}
    found = clean_region(name, names, {place.code: place.name for place in counties(catalogue)}, habits())
    bureaus = {unit.region: unit.id for unit in catalogue.organisations if unit.kind == "county_bureau"}
    return bureaus.get(names.get(normal(found.value)), "") if found.usable and "局" in name else ""


def _is_demo(sheet: Sheet) -> bool:
    return any(_DEMO in text for text in (sheet.name, *_texts(sheet)))


def _texts(sheet: Sheet) -> list[str]:
    return [str(value) for row in sheet.rows[:_ABOVE] for value in row if isinstance(value, str)]


def _key(name: str) -> str:
    return re.sub(r"\(盖章\)|\s", "", normal(name))
