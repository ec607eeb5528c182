"""A workbook without its cover: who sends it, and for which quarter, may stand above its table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from dashboard.intake.cells import normal
from dashboard.intake.clean_date import clean_day, clean_period
from dashboard.intake.clean_region import clean_region
from dashboard.intake.clean_text import folded
from dashboard.intake.habits import habits
from dashboard.intake.preamble import Preamble, read_preamble
from dashboard.intake.workbook import Sheet, Workbook
from dashboard.plan.lookup import counties
from dashboard.plan.models import Catalogue

_ABOVE = 6  # rows
_QUARTER = re.compile(r"(\d{4})年?(?:第?[一二三四1-4]季度?|Q[1-4])")
_DEMO = "演示数据"


def stated(workbook: Workbook, catalogues: Mapping[str, Catalogue]) -> Iterator[tuple[str, str, str, date, bool]]:
    """Yield every plan, sender, quarter, day and whether it is a demo, as the lines above the tables state them."""
    for sheet in workbook.sheets:
        above = read_preamble(sheet, min(_ABOVE, len(sheet.rows)))
        day = clean_day(above.filled_on) if above.filled_on else None
        quarter = _quarter(sheet, above)
        if day is None or not day.usable or not quarter:
            continue
        for plan, catalogue in catalogues.items():
            if sender := _sender(above.sender, catalogue):
                yield plan, sender, quarter, date.fromisoformat(day.value), _is_demo(sheet)


def _quarter(sheet: Sheet, above: Preamble) -> str:
    """Return the one quarter named above the table, "" when there is none or more than one."""
    told = {match.group() for text in (above.period, *_texts(sheet)) for match in _QUARTER.finditer(folded(text))}
    found = {clean_period(text, "Q").value for text in told if clean_period(text, "Q").usable}
    return found.pop() if len(found) == 1 else ""


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
    return any(_DEMO in text for text in _texts(sheet))


def _texts(sheet: Sheet) -> list[str]:
    return [str(value) for row in sheet.rows[:_ABOVE] for value in row if isinstance(value, str)]


def _key(name: str) -> str:
    return re.sub(r"\(盖章\)|\s", "", normal(name))
