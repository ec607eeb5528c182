"""A second, invented plan of another city is loaded and published beside the first, by the same code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from dashboard.intake import load
from dashboard.plan import load_catalogues, periods
from dashboard.plan.models import Catalogue
from dashboard.publishing import publish
from dashboard.reporting import Database, editions, init
from dashboard.review import annex_book, edition_json, slides
from dashboard.review.book import opened
from tests.conftest import ROOT, Demo
from tests.reporting.yunze import BASE, LAST, PLAN, files

FIRST = "xinyang-2022"


@pytest.fixture
def plans() -> dict[str, Catalogue]:
    return load_catalogues(ROOT / "data" / "plan") | load_catalogues(ROOT / "tests" / "plans")


@pytest.fixture
def database(demo_copy: Demo, plans: dict[str, Catalogue]) -> Iterator[Database]:
    """The published demo history of the first plan, to which the second is added."""
    found = Database(demo_copy.url)
    init(found, plans)
    yield found
    found.close()


def _history(database: Database, plan: str) -> list[object]:
    with database.transaction() as tx:
        return list(editions(tx, plan))


def test_second_plan_is_published_beside_the_first(
    database: Database, plans: dict[str, Catalogue], tmp_path: Path
) -> None:
    before = _history(database, FIRST)
    assert len(before) >= 17
    for quarter in periods.span(periods.last_month(BASE), periods.last_month(LAST), "Q"):
        sent = files(plans[PLAN], quarter, tmp_path)
        assert [found.outcome for found in load(database, plans, sent)] == ["loaded"] * 4
        publish(database, plans[PLAN], through=periods.last_month(quarter), publisher="云泽市知识产权办公室")
    assert [found.label for found in _history(database, PLAN)] == ["2025Q4", "2026Q1", "2026Q2"]
    assert _history(database, FIRST) == before
    with database.transaction() as tx:
        number = editions(tx, PLAN)[-1].number
    frame = database.query("verdicts", plan=PLAN, edition=number)
    found = {(row.target, row.reading): row for row in frame.itertuples()}
    assert set(found) == {("licence_growth", "default"), ("licence_growth", "every_year"),
                          ("trademark_density", "default"), ("joint_labs", "default")}  # fmt: skip
    counties_told = {(row["target"], row["region"]): row
                     for target in {str(code) for code in frame["target"]}
                     for row in database.rows("county_verdicts", plan=PLAN, edition=number, target=target)}  # fmt: skip
    with_quota = counties_told["licence_growth", "980101"]  # 72 of 200 at half-time: 14 points behind
    assert (with_quota["quota"], with_quota["level"], with_quota["status"]) == ("200", "72", "behind")
    assert (with_quota["completion"], with_quota["share"]) == (0.36, 0.5)
    without = counties_told["licence_growth", "980102"]
    assert (without["status"], without["reason"], without["completion"]) == ("not_assessed", "no_quota", None)
    licences = found["licence_growth", "default"]
    assert (licences.status, licences.base, licences.level) == ("on_schedule", "240", "144")  # 6 months x 2 x 12
    assert found["joint_labs", "default"].level == "2"
    assert {label: told(database, label) for label in (BASE, LAST)} == {BASE: (3, 3), LAST: (3, 3)}


def told(database: Database, label: str) -> tuple[int, int]:
    """Return how many targets the slides and the file for machines tell of an edition of the second plan."""
    book = opened(database.rows, PLAN, label, "zh")
    shapes = (shape for slide in Presentation(BytesIO(slides.pptx(book))).slides for shape in slide.shapes)
    tables = [shape.table for shape in shapes if shape.has_table and shape.name == "targets"]
    rows = [row for table in tables for row in list(table.rows)[1:] if row.cells[1].text]
    assert annex_book.xlsx(book) == annex_book.xlsx(opened(database.rows, PLAN, label, "zh"))
    return len(rows), len(json.loads(edition_json.edition_json(book))["targets"])
