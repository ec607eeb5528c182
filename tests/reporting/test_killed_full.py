"""Commands killed at any step, or without room: nothing half is taken for whole, nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.publishing import replay
from dashboard.publishing.verifying import verified
from dashboard.reporting import Database, init, require_tables
from dashboard.review.archive import Shelf
from dashboard.upkeep.backup import backup
from dashboard.upkeep.backup_file import opened
from dashboard.upkeep.kept_files import begun
from dashboard.upkeep.restore import restore
from dashboard.upkeep.stored import stored
from dashboard.wording import Refused
from dashboard.writing import leftovers
from tests.content import content
from tests.engines import MariaDB, PostgreSQL
from tests.reporting.acting import Actor, acting
from tests.unit.publishing.lakeside import LAKESIDE, write

KILLED = -9
LOG = frozenset({"audit_log"})
Content = dict[str, object]


@pytest.fixture(scope="module")
def actor() -> Iterator[Actor]:
    """A process that acts on request."""
    with acting() as found:
        yield found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var folder with an edition, its originals, and the workbooks of a quarter that has not been loaded."""
    var = tmp_path_factory.mktemp("office")
    write(LAKESIDE, var / "sent", "2022Q1")
    (var / "sent" / "2022Q1").rename(var / "late")
    database = Database(f"sqlite:///{var / 'reporting.db'}")
    init(database, {LAKESIDE.plan.id: LAKESIDE})
    replay(database, LAKESIDE, var / "sent", originals=var / "originals")
    database.close()
    return var


@pytest.fixture
def var(office: Path, tmp_path: Path) -> Path:
    """A copy of the office's folder."""
    return Path(shutil.copytree(office, tmp_path / "var"))


@pytest.fixture(scope="module")
def made(office: Path, actor: Actor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the office."""
    file = tmp_path_factory.mktemp("backup") / "office.zip"
    assert actor.act(office, "backup", "--out", file).code == 0
    return file


def held(url: str) -> Content:
    """Return what a database holds, its log aside; every edition in it is what was published."""
    database = Database(url)
    try:
        with database.snapshot() as reader:
            assert all(found.holds for found in verified(reader).values())
            assert reader.audit_chain().wrong is None
        return dict(content(database, without=LOG))
    finally:
        database.close()


def of(var: Path) -> str:
    return f"sqlite:///{var / 'reporting.db'}"


def late(var: Path) -> list[Path]:
    return sorted((var / "late").glob("*.xlsx"))


def heavy(book: Path, target: Path) -> Path:
    """Write a workbook again with a picture of a megabyte in it."""
    shutil.copy(book, target)
    with zipfile.ZipFile(target, "a") as file:
        file.writestr("xl/media/image1.png", random.Random(1).randbytes(1 << 20))
    return target


def test_without_room_every_command_says_so_in_one_sentence_and_works_again(
    actor: Actor, var: Path, made: Path, tmp_path: Path
) -> None:
    publish = ("publish", "--through", "2022-03", "--incomplete", "--reason", "x")
    room = (var / "reporting.db").stat().st_size + (200 << 10)
    assert actor.act(var, "load", *late(var)[1:]).code == 0
    before, kept = held(of(var)), sorted(path.name for path in (var / "originals").iterdir())
    book = heavy(late(var)[0], tmp_path / "heavy.xlsx")
    acts: tuple[tuple[tuple[object, ...], int], ...] = (
        (("load", book), room), (publish, 30_000), (publish, 90_000),
        (("backup", "--out", tmp_path / "b.zip"), 50_000),
        (("restore", made, "--into", f"sqlite:///{tmp_path / 'other.db'}"), 100_000),
        (("keep", var / "archive", "one", "two"), 50_000),
    )  # fmt: skip
    for argv, most in acts:
        done = actor.act(var, *argv, room=most)
        assert done.code, argv
        if argv[0] != "keep":
            assert "空间" in done.said and len(done.said.splitlines()) == 1, done.said
    assert held(of(var)) == before and sorted(path.name for path in (var / "originals").iterdir()) == kept
    assert not (tmp_path / "b.zip").exists() and not Database(f"sqlite:///{tmp_path / 'other.db'}").has_tables()
    assert Shelf(var / "archive").files() == [] and leftovers(tmp_path) == []
    assert not list(tmp_path.rglob(".*"))
    for argv, _ in (acts[0], *acts[2:]):
        done = actor.act(var, *argv)
        assert done.code == 0, done.said
    assert len(verifying(of(var))) == 2 and opened(tmp_path / "b.zip").facts.editions == 2


def verifying(url: str) -> list[str]:
    """Return the editions of a database, each of which is what was published."""
    database = Database(url)
    with database.snapshot() as reader:
        told = verified(reader)
    database.close()
    assert all(found.holds for found in told.values())
    return list(told)


def moments(steps: int, some: int) -> list[int]:
    """Return steps to be killed at: the last, and so many spread evenly, as many at random, and the last but one."""
    if not some:
        return [steps - 1]
    chance = random.Random()
    found = {steps - 1, steps - 2, *(steps * part // (some + 1) for part in range(1, some + 1))}
    return sorted(found | {chance.randrange(steps) for _ in range(some)})


@pytest.mark.parametrize("some", [0, pytest.param(8, marks=pytest.mark.large)])
def test_a_killed_backup_leaves_no_file_that_passes_for_one(
    actor: Actor, office: Path, tmp_path: Path, some: int
) -> None:
    before, file = held(of(office)), tmp_path / "b.zip"
    steps = actor.act(office, "backup", "--out", tmp_path / "first.zip").steps
    for place in moments(steps, some):
        done = actor.act(office, "backup", "--out", file, die=place)
        assert (done.code, file.exists()) == (KILLED, False), place
    for part in tmp_path.glob(".*"):
        os.utime(part, (0, 0))
    assert actor.act(office, "backup", "--out", file).code == 0 and not list(tmp_path.glob(".*"))
    assert opened(file).facts == opened(tmp_path / "first.zip").facts or opened(file).facts.editions == 1
    assert held(of(office)) == before


def states(url: str) -> set[str]:
    """Return what the doctor says of a database that is not as it should be."""
    database = Database(url)
    told = stored(database, "zh", date(2022, 4, 1), 100, deep=True)
    found = {one.key for one in told if one.state == "fail"}
    database.close()
    return found


@pytest.mark.parametrize("some", [0, pytest.param(8, marks=pytest.mark.large)])
def test_a_killed_restore_leaves_the_old_database_or_the_whole_new_one(
    actor: Actor, var: Path, made: Path, some: int
) -> None:
    new = held(of(var))
    assert actor.act(var, "load", *late(var)).code == 0
    old = held(of(var))
    steps = actor.act(Path(shutil.copytree(var, var.parent / "trial")), "restore", made, "--replace").steps
    for place in moments(steps, some):
        assert actor.act(var, "restore", made, "--replace", die=place).code == KILLED
        assert held(of(var)) in (old, new) and not states(of(var))
    assert actor.act(var, "restore", made, "--replace").code == 0 and held(of(var)) == new


@pytest.mark.large
def test_a_restore_that_is_cut_short_where_tables_cannot_be_undone_says_so(
    mariadb: MariaDB, office: Path, made: Path, tmp_path: Path
) -> None:
    database, found = Database(mariadb.create()), opened(made)
    forged = replace(found, facts=replace(found.facts, editions=9))
    with pytest.raises(Refused, match="已全部撤回"):
        restore(forged, database, tmp_path / "var", "x")
    assert states(database.url) == {"unfinished"}
    for refused in (lambda: require_tables(database), lambda: backup(database, tmp_path, tmp_path / "b.zip")):
        with pytest.raises(Refused) as why:
            refused()
        assert why.value.key == "reporting.unfinished"
    restore(found, database, tmp_path / "var", "x", replace=True)
    assert states(database.url) == set() and held(database.url) == held(of(office))
    database.close()


@pytest.mark.large
@pytest.mark.parametrize(("kind", "some"), [("postgresql", 8), ("mariadb", 8)])
def test_a_server_killed_restore_says_that_it_is_not_whole(
    actor: Actor, office: Path, made: Path, request: pytest.FixtureRequest, tmp_path: Path, kind: str, some: int
) -> None:
    """Tables of MariaDB cannot be undone: what is left says so, and is filled by the next restore."""
    server: PostgreSQL | MariaDB = request.getfixturevalue(kind)
    url, whole = server.create(), held(of(office))
    steps = actor.act(tmp_path / "first", "restore", made, "--into", url).steps
    for place in moments(steps, some):
        done = actor.act(tmp_path / str(place), "restore", made, "--into", url, "--replace", die=place)
        assert done.code == KILLED
        assert states(url) & {"unfinished", "tables_none", "tables_old"} or held(url) == whole, place
    assert actor.act(tmp_path / "var", "restore", made, "--into", url, "--replace").code == 0
    assert held(url) == whole and not states(url)


@pytest.mark.parametrize("some", [0, pytest.param(10, marks=pytest.mark.large)])
def test_a_killed_pack_is_not_taken_for_whole(actor: Actor, tmp_path: Path, some: int) -> None:
    names = [f"f{number}" for number in range(6)]
    steps = actor.act(tmp_path, "keep", tmp_path / "whole", *names).steps
    for number, place in enumerate(moments(steps, some)):
        folder = tmp_path / str(number)
        assert actor.act(tmp_path, "keep", folder, *names, die=place).code == KILLED
        assert len(Shelf(folder).files()) in (0, len(names) + 1)  # every file compared with its hash
        assert actor.act(tmp_path, "keep", folder, *names).code == 0
        assert Shelf(folder).hashes() == Shelf(tmp_path / "whole").hashes()
    for part in tmp_path.rglob(".*.part"):
        os.utime(part, (0, 0))
    assert begun(tmp_path).state == "warn" and begun(tmp_path).remedy("en")


@pytest.mark.large
@pytest.mark.parametrize("some", [3])
def test_a_killed_build_of_a_whole_pack_is_made_again(actor: Actor, var: Path, some: int) -> None:
    label = verifying(of(var))[0].partition("/")[2]
    steps = actor.act(Path(shutil.copytree(var, var.parent / "trial")), "review", "--edition", label).steps
    for place in moments(steps, some):
        shutil.rmtree(var / "archive", ignore_errors=True)  # one that was killed late may have been whole
        assert actor.act(var, "review", "--edition", label, die=place).code == KILLED
        assert all(len(Shelf(path.parent).files()) > 10 for path in (var / "archive").rglob("manifest.json"))
    assert actor.act(var, "review", "--edition", label).code == 0
    (whole,), (trial,) = (list((root / "archive").rglob("manifest.json")) for root in (var, var.parent / "trial"))
    assert Shelf(whole.parent).hashes() == Shelf(trial.parent).hashes()
