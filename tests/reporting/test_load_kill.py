"""Killed at any moment, or two at once: every workbook is in the database wholly or not at all, and once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dashboard.intake import load
from dashboard.reporting import Database, init
from tests.content import content
from tests.reporting.loading import DONE, loading
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE

CATALOGUES = {CATALOGUE.plan.id: CATALOGUE}


@cache
def blank() -> bytes:
    """Return an SQLite file with the tables and the invented plan."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "reporting.db"
        database = Database(f"sqlite:///{file}")
        init(database, CATALOGUES)
        database.close()  # the last connection brings the log into the file
        return file.read_bytes()


def new_database(file: Path) -> Database:
    file.write_bytes(blank())
    return Database(f"sqlite:///{file}")


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Workbooks of four senders over two quarters, with a restatement, a correction and a restoration."""
    folder = tmp_path_factory.mktemp("workbooks")

    def deals(month: int, *amounts: int) -> Iterator[list[object]]:
        for number, amount in enumerate(amounts):
            yield pledge(registration_no=f"D{month}{number}", amount=amount, registered_on=date(2024, month, 9))

    def book(name: str, sender: str, period: str, day: int = 1) -> tuple[str, Draft]:
        return name, Draft(CATALOGUE, sender, period, filled_on=date(2024, 10, day))

    drafts = [
        book("1", "east", "2024Q2"), book("2", "west", "2024Q2"), book("3", "zone-east", "2024Q3"),
        book("4", "east", "2024Q3"), book("5", "east", "2024Q3", 2), book("6", "org_city", "2024Q3"),
    ]  # fmt: skip
    found = dict(drafts)
    found["1"].add("transfers", ["2024-05", "转让", 3], ["2024-06", "转让", 4]).add("pledge", *deals(5, 10, 20))
    found["2"].add("transfers", ["2024-05", "许可", 1]).add("pledge")
    found["3"].add("zone_transfers", ["2024-08", "转让", 2])
    found["4"].add("transfers", ["2024-05", "转让", 5], ["2024-07", "转让", 6]).add(
        "pledge", *deals(5, 11), *deals(8, 30)
    )
    found["4"].milestones(["1.2@2023", "培训", "推进中", None, None, None])
    found["5"].add("transfers", ["2024-07", "转让", 7]).add("pledge", *deals(8, 30, 40))
    found["5"].milestones(["1.2@2023", "培训", "已完成", date(2024, 1, 9), "名单", None])
    found["6"].add("marks", ["2024Q3", "东县", 1, 2], ["2024Q3", "西县", 3, 4])
    return [draft.save(folder / f"{name}.xlsx") for name, draft in found.items()]


@pytest.fixture(scope="module")
def course(workbooks: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every place where a clean run comes by: statements, commits and finished files."""
    database = new_database(tmp_path_factory.mktemp("course") / "reporting.db")
    with loading(database, workbooks, step=True) as running:
        return list(running.steps())


@pytest.fixture(scope="module")
def clean(workbooks: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The content after one clean run."""
    database = new_database(tmp_path_factory.mktemp("clean") / "reporting.db")
    assert [result.outcome for result in load(database, CATALOGUES, workbooks, actor="test")] == [
        "loaded", "loaded", "loaded", "loaded", "replaced", "loaded",
    ]  # fmt: skip
    return dict(content(database))


def kill_at(database: Database, workbooks: list[Path], place: int) -> str:
    """Start loading and send SIGKILL while the process stands at its place-th step; return what it was about to do."""
    with loading(database, workbooks, step=True) as running:
        for number, word in enumerate(running.steps()):
            if number == place:
                running.kill()
                return word
    raise AssertionError(f"there is no step {place}")


def assert_repeatable(tmp_path: Path, workbooks: list[Path], clean: dict[str, object], places: list[int]) -> None:
    for place in places:
        database = new_database(tmp_path / f"{place}.db")
        kill_at(database, workbooks, place)
        again = load(database, CATALOGUES, workbooks, actor="test")
        assert {result.outcome for result in again} <= {"loaded", "replaced", "unchanged"}
        assert content(database) == clean, f"killed at step {place}"
        database.close()


def commits_of(course: list[str]) -> list[int]:
    """Return the places of the commits of workbooks; two reads come before: of the clock, and of what is confirmed."""
    return [place for place, word in enumerate(course) if word == "commit"][2:]


def test_a_run_has_many_places_to_be_killed_at(course: list[str]) -> None:
    assert len(commits_of(course)) == 6
    assert len(course) > 60


def test_killed_within_a_workbook_and_repeated(
    tmp_path: Path, workbooks: list[Path], clean: dict[str, object], course: list[str]
) -> None:
    assert_repeatable(tmp_path, workbooks, clean, list(range(0, len(course), len(course) // 7)))


def test_killed_around_a_commit_and_repeated(
    tmp_path: Path, workbooks: list[Path], clean: dict[str, object], course: list[str]
) -> None:
    commits = commits_of(course)
    assert_repeatable(tmp_path, workbooks, clean, [commits[0], commits[0] + 1, commits[4], commits[4] + 1])


@pytest.mark.large
def test_killed_anywhere_and_repeated(
    tmp_path: Path, workbooks: list[Path], clean: dict[str, object], course: list[str]
) -> None:
    assert_repeatable(tmp_path, workbooks, clean, list(range(len(course))))


def test_killed_before_the_commit_a_workbook_is_not_there_and_after_it_wholly(
    tmp_path: Path, workbooks: list[Path], course: list[str]
) -> None:
    commit = commits_of(course)[0]
    files: list[int] = []
    for place in (commit, commit + 1):
        database = new_database(tmp_path / f"{place}.db")
        kill_at(database, workbooks, place)
        found = content(database)
        files.append(len(found["submission"]))
        assert (len(found["observation"]), len(found["ledger_entry"]), len(found["receipt"])) in [(0, 0, 0), (2, 2, 2)]
        assert bool(found["submission"]) == bool(found["observation"])
        database.close()
    assert files == [0, 1]


def test_killed_again_and_again_it_still_arrives(
    tmp_path: Path, workbooks: list[Path], clean: dict[str, object]
) -> None:
    database = new_database(tmp_path / "reporting.db")
    for place in (20, 30, 40, 30):
        kill_at(database, workbooks, place)
    load(database, CATALOGUES, workbooks, actor="test")
    assert content(database) == clean


def test_two_processes_load_at_the_same_moment(engine_url: str, tmp_path: Path, workbooks: list[Path]) -> None:
    """Both have the same files; each file is stored once, by whichever comes first."""
    files = [file for file in workbooks if file.stem != "4"]  # a slot has one version: the order is left to chance
    database = Database(engine_url)
    init(database, CATALOGUES)
    with loading(database, files, step=False) as one, loading(database, files[::-1], step=False) as two:
        one.go()
        two.go()
        outcomes = [running.line().split()[2] for _ in files for running in (one, two)]
        assert (one.line(), two.line()) == (DONE, DONE)
    assert sorted(outcomes) == ["loaded"] * 5 + ["unchanged"] * 5
    alone = new_database(tmp_path / "alone.db")
    load(alone, CATALOGUES, files, actor="test")
    assert content(database) == content(alone)
    database.close()


def test_every_engine_holds_the_same(engine_url: str, workbooks: list[Path], clean: dict[str, object]) -> None:
    database = Database(engine_url)
    init(database, CATALOGUES)
    load(database, CATALOGUES, [*workbooks, *workbooks], actor="test")
    assert content(database) == clean
    database.close()
