"""The pack of an edition is the same next year: after newer data, two more editions and a correction, to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.publishing import publish
from dashboard.reporting import Database, init
from dashboard.review import archive, book, pack
from dashboard.review.files import Flawed
from dashboard.settings import settings
from tests.unit.publishing.lakeside import LAKESIDE, drafts, write

PLANS = {LAKESIDE.plan.id: LAKESIDE}


@pytest.fixture(autouse=True)
def without_browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the scenes out: they are of the browser's test."""
    monkeypatch.setenv("DASHBOARD_BROWSER", "none")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A plan whose first edition is published."""
    found = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(found, PLANS)
    load(found, PLANS, write(LAKESIDE, tmp_path / "first", "2022Q2"))
    publish(found, LAKESIDE, through="2022-06")
    yield found
    found.close()


def files(database: Database, label: str = "2022Q2") -> dict[str, bytes]:
    """Return the pack of an edition as this software makes it now."""
    made = pack.build(book.opened(database.rows, LAKESIDE.plan.id, label, "zh"))
    assert "浏览器" in made.told[0]
    return {file.name: file.content for file in made.files}


def later(database: Database, folder: Path, quarter: str, through: str) -> None:
    """Load a further quarter and publish it."""
    known = {file.name for file in (folder.parent / "first").rglob("*.xlsx")}
    new = [file for file in write(LAKESIDE, folder, quarter) if file.name not in known]
    load(database, PLANS, new)
    publish(database, LAKESIDE, through=through)


def correct(database: Database, folder: Path) -> None:
    """Send another value for the first edition's last month, and publish the correction."""
    draft = next(found for found in drafts(LAKESIDE, "2022Q2") if found.sender == "east")
    draft.cover["填报日期"] = date(2023, 2, 1)
    draft.sheets["专利运用"][3][2] = 900
    file = folder / "correction.xlsx"
    folder.mkdir(exist_ok=True)
    draft.save(file)
    load(database, PLANS, [file])
    publish(database, LAKESIDE, through="2022-06", correct="2022Q2", reason="东县更正转让数", doc_no="更1号")


def test_the_old_pack_is_the_same_to_the_byte(database: Database, tmp_path: Path) -> None:
    before = files(database)
    later(database, tmp_path / "second", "2022Q3", "2022-09")
    later(database, tmp_path / "third", "2022Q4", "2022-12")
    correct(database, tmp_path / "again")
    after = files(database)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []
    corrected = files(database, "2022Q2-r2")
    assert corrected.keys() - before.keys() == {"更正说明.docx"}
    assert corrected["manifest.json"] != before["manifest.json"]


def test_what_is_kept_is_served_whatever_the_software_makes_now(database: Database, tmp_path: Path) -> None:
    opened = book.opened(database.rows, LAKESIDE.plan.id, "2022Q2", "zh")
    first = pack.kept(opened, tmp_path / "archive")
    place = archive.shelf(tmp_path / "archive", opened)
    listed = json.loads((place.folder / "manifest.json").read_text("utf-8"))
    assert {entry["name"] for entry in listed["files"]} == {file.name for file in first.files[:-1]}
    kept = place.file("pictures/phone.png")
    assert kept is not None and kept.content in {file.content for file in first.files}


def test_a_broken_chart_fails_the_pack_with_its_name(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that has values must have its chart."""
    opened = book.opened(database.rows, LAKESIDE.plan.id, "2022Q2", "zh")
    monkeypatch.setattr(book.Book, "plots", lambda self, item: ())
    with pytest.raises(Flawed, match="t_transfers"):
        pack.build(opened)
