"""The workbooks that the units of the second, invented plan would send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dashboard.plan import periods
from dashboard.plan.lookup import counties
from dashboard.plan.models import Catalogue
from tests.unit.intake.drafting import Draft

PLAN = "yunze-2026"
BASE, LAST = "2025Q4", "2026Q2"
LATER = date(2026, 7, 6)  # every sheet is filled in after its quarter


def drafts(catalogue: Catalogue, quarter: str) -> Iterator[Draft]:
    """Yield the workbooks of a quarter: 12 licences a month and county, a laboratory in June, stocks that grow."""
    start = "2024Q1" if quarter == BASE else quarter
    quarters = periods.span(periods.last_month(start), periods.last_month(quarter), "Q")
    months = [month for found in quarters for month in periods.months_of(found)]
    for place in counties(catalogue):
        draft = Draft(catalogue, f"ip-{place.code}", quarter, start, LATER)
        draft.add("licences", *([month, kind, 6] for month in months for kind in ("发明", "实用新型")))
        opened = [[f"{place.name}实验室", "示例大学", "启用", date(2026, 5, 8), date(2026, 6, 3), 120]]
        yield draft.add("labs", *(opened if quarter == LAST else []))
    trade = Draft(catalogue, "org_market", quarter, start, LATER)
    rows = [[found, place.name, 100 + 10 * n, 50] for n, found in enumerate(quarters) for place in counties(catalogue)]
    yield trade.add("firms", *rows).milestones()
    yield Draft(catalogue, "org_ip", quarter, start, LATER).milestones()


def files(catalogue: Catalogue, quarter: str, folder: Path) -> list[Path]:
    """Write the workbooks of a quarter and return them."""
    return [draft.save(folder / quarter / f"{quarter}_{draft.sender}.xlsx") for draft in drafts(catalogue, quarter)]
