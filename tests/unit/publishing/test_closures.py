"""A month in which business stood still counts in its year, and forecasts learn nothing from it."""

from __future__ import annotations

import pandas as pd

from dashboard.plan import load_catalogue
from dashboard.plan.models import Catalogue, Closure
from dashboard.publishing.edition import build
from dashboard.publishing.facts import gather
from dashboard.publishing.histories import closures_of
from dashboard.reporting import Database
from tests.conftest import ROOT

CATALOGUE = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
TARGET = "ip_transfer_license_growth"


def marked(*months: str) -> Catalogue:
    closures = tuple(Closure(month=month, why="停业", why_en="closed", source="试验") for month in months)
    return CATALOGUE.model_copy(update={"plan": CATALOGUE.plan.model_copy(update={"closures": closures})})


def outlook(database: Database, catalogue: Catalogue) -> tuple[str, str]:
    """Return level and quantiles of the city's year for one target in the edition of 2024Q3."""
    with database.snapshot() as reader:
        built = build(gather(reader, catalogue, 12, "2024-09"))
    verdict = next(v for v, default in built.verdicts if default and v.target == TARGET)
    row = next(r for r in built.outlooks if (r["target"], r["reading"], r["region"], r["horizon"])
               == (TARGET, "default", "411500", "year"))  # fmt: skip
    return str(verdict.level), str(row["quantiles"])


def test_a_closed_month_changes_what_is_expected_and_not_what_is_counted(demo_database: Database) -> None:
    plain, closed = outlook(demo_database, marked()), outlook(demo_database, marked("2023-11", "2023-12"))
    assert plain[0] == closed[0]
    assert plain[1] != closed[1]


def test_a_month_after_the_edition_is_not_known_yet(demo_database: Database) -> None:
    assert outlook(demo_database, marked()) == outlook(demo_database, marked("2024-10"))


def test_only_months_are_marked_and_only_those_passed() -> None:
    catalogue = marked("2022-12", "2025-12")
    assert closures_of(catalogue, "M", "2025-09") == (pd.Period("2022-12", freq="M"),)
    assert closures_of(catalogue, "Q", "2025-09") == ()
