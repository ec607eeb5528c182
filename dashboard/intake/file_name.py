"""The name of a .csv file: it may say by whom it was sent and for which quarter, where nothing in the file does."""

from __future__ import annotations

import re

from dashboard.intake.cells import normal
from dashboard.intake.clean_date import clean_period
from dashboard.intake.clean_text import folded
from dashboard.intake.place_names import places_in, says
from dashboard.intake.workbook import Workbook
from dashboard.plan.lookup import counties, zones
from dashboard.plan.models import Catalogue

_QUARTER = re.compile(r"(?<!\d)(\d{4})[年_.\-]?((?:第?[一二三四1-4]季度?)|Q[1-4])(?!\d)")
_BUREAUS = {"county": "county_bureau", "zone": "zone_committee"}


def is_csv(workbook: Workbook) -> bool:
    """True for a file of one table, which has no sheet for a cover."""
    return workbook.file.lower().endswith(".csv")


def quarters_in(name: str) -> set[str]:
    """Return the quarters that a name states: 2024Q3, 2024年三季度, 2024-Q3."""
    found = (clean_period("".join(match.groups()), "Q") for match in _QUARTER.finditer(folded(name)))
    return {period.value for period in found if period.usable}


def sender_in(name: str, catalogue: Catalogue) -> str:
    """Return the one unit that a name states, else the bureau of the one county or zone; "" for none or several."""
    text = normal(name)
    units = {unit.id: {found for one in unit.names for found in (one.name, one.short)} | set(unit.aliases)
             for unit in catalogue.organisations}  # fmt: skip
    named = {unit for unit, known in units.items() if any(says(text, one) for one in known)}
    if not named:
        places = {place.code: place for place in (*counties(catalogue), *zones(catalogue))}
        said = places_in(text, places.values())
        named = {unit.id for unit in catalogue.organisations
                 if unit.region in said and unit.kind == _BUREAUS[places[unit.region].kind]}  # fmt: skip
        named = named if len(said) == 1 else set()
    return named.pop() if len(named) == 1 else ""
