"""A backup made while others write, put back on another engine, refused when damaged."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.desk.paper_files import keep, taken
from dashboard.publishing import replay
from dashboard.reporting import Database, editions, init
from dashboard.reporting.migrating import move, newest, revision_of
from dashboard.reporting.schema import metadata
from dashboard.upkeep.backup import backup
from dashboard.upkeep.backup_file import FOLDERS, opened
from dashboard.upkeep.restore import restore
from dashboard.wording import Refused
from tests.conftest import ROOT
from tests.content import content
from tests.unit.publishing.lakeside import LAKESIDE, write

PLANS = {LAKESIDE.plan.id: LAKESIDE}
PACK = Path("archive") / LAKESIDE.plan.id / "2022Q1-0123" / "zh" / "manifest.json"


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of the base period and one quarter."""
    folder = tmp_path_factory.mktemp("workbooks")
    write(LAKESIDE, folder, "2022Q1")
    return folder


@pytest.fixture(scope="module")
def office(workbooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Database]]:
    """A var folder with two editions, the originals and a pack; to be read only."""
    var = tmp_path_factory.mktemp("var")
    database = Database(f"sqlite:///{var / 'reporting.db'}")
    init(database, PLANS)
    replay(database, LAKESIDE, workbooks, originals=var / "originals")
    (var / PACK).parent.mkdir(parents=True)
    (var / PACK).write_text("{}")
    keep(var / "papers", taken("批复.pdf", b"%PDF-1.7 x", 1))
    yield var, database
    database.close()


@pytest.fixture(scope="module")
def made(office: tuple[Path, Database], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the office."""
    var, database = office
    file = tmp_path_factory.mktemp("backup") / "office.zip"
    backup(database, var, file)
    return file


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """A place for a database that is not there yet."""
    database = Database(f"sqlite:///{tmp_path / 'other' / 'reporting.db'}")
    yield database
    database.close()


def but_audit(database: Database) -> dict[str, object]:
    return dict(content(database, without=frozenset({"audit_log"})))


def audited(database: Database) -> list[tuple[object, ...]]:
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("select * from audit_log order by id"))]


def test_it_comes_back_equal_on_every_engine(
    office: tuple[Path, Database], made: Path, empty_database: Database, tmp_path: Path
) -> None:
    var, source = office
    told = restore(opened(made), empty_database, tmp_path / "var", "某人")
    assert but_audit(empty_database) == but_audit(source)
    log = audited(empty_database)
    assert log[:-1] == audited(source) and log[-1][3] == "restore"
    assert told.editions == len(editions(source, LAKESIDE.plan.id)) == 2
    for file in (p for name in FOLDERS for p in (var / name).rglob("*") if p.is_file()):
        assert (tmp_path / "var" / file.relative_to(var)).read_bytes() == file.read_bytes()
    with empty_database.transaction() as tx:  # ids go on where they were
        tx.audit("某人", "load", "x", {})
    with empty_database.snapshot() as reader:
        assert reader.audit_chain().wrong is None
    again = tmp_path / "again.zip"
    backup(empty_database, tmp_path / "var", again)
    assert [m.name for m in opened(again).members] == [m.name for m in opened(made).members]


def test_a_database_with_data_is_left_alone_unless_told(made: Path, workbooks: Path, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, PLANS)
    with database.transaction() as tx:
        tx.audit("某人", "load", "x", {})
    before = content(database)
    with pytest.raises(Refused) as refusal:
        restore(opened(made), database, tmp_path, "某人")
    assert refusal.value.key == "backup.not_empty" and content(database) == before
    assert not (tmp_path / "originals").exists()
    assert restore(opened(made), database, tmp_path, "某人", replace=True).editions == 2
    database.close()


def test_a_backup_during_writes_is_of_one_moment(made: Path, other: Database, tmp_path: Path) -> None:
    """Another process adds pairs of rows in one transaction each; a backup between two never holds half a pair."""
    restore(opened(made), other, tmp_path / "var", "某人")
    url = other.engine.url.render_as_string(hide_password=False)
    with subprocess.Popen([sys.executable, "-c", PAIRS, url], cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        counts = []
        for number in range(3):
            writer.stdout.readline()
            backup(other, tmp_path / "none", tmp_path / f"{number}.zip")
            found = opened(tmp_path / f"{number}.zip")
            rows = list(found.lines("tables/meta"))[1:]
            counts.append([str(row[1]) for row in rows if str(row[0]).startswith("pair:")])
        writer.kill()
        writer.stdout.read()
    assert all(len(pair) == 2 and pair[0] == pair[1] for pair in counts)
    assert int(counts[0][0]) < int(counts[-1][0])  # it went on writing meanwhile
    assert found.facts.editions == 2


PAIRS = """
import sys
from itertools import count
from dashboard.reporting import Database
database = Database(sys.argv[1])
for number in count(1):
    with database.transaction() as tx:
        tx.set_meta("pair:a", str(number))
        tx.set_meta("pair:b", str(number))
    print(number, flush=True)
"""


def rewritten(made: Path, target: Path, change: dict[str, bytes | None]) -> Path:
    """Write a backup again with members changed, added or (None) left out."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w") as copy:
        parts: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()} | change
        for name, held in parts.items():
            if held is not None:
                copy.writestr(name, held)
    return target


@pytest.mark.parametrize("kind", ["cut", "flipped", "changed", "missing", "added", "outside", "nothing", "no list"])
def test_a_damaged_file_is_refused_in_one_sentence(made: Path, tmp_path: Path, kind: str) -> None:
    file, whole = tmp_path / "x.zip", made.read_bytes()
    manifest = json.loads(zipfile.ZipFile(made).read("manifest.json"))
    if kind in ("cut", "flipped", "nothing"):
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        file.write_bytes({"cut": whole[:middle], "flipped": flipped, "nothing": b""}[kind])
    elif kind == "outside":
        manifest["files"].append({**manifest["files"][0], "name": "originals/../../x"})
        first = zipfile.ZipFile(made).read(manifest["files"][0]["name"])
        rewritten(made, file, {"manifest.json": json.dumps(manifest).encode(), "originals/../../x": first})
    else:
        changes: dict[str, dict[str, bytes | None]] = {
            "changed": {"tables/verdict": b"[]\n"}, "missing": {"tables/verdict": None},
            "added": {"tables/more": b""}, "no list": {"manifest.json": b"{}"},
        }  # fmt: skip
        rewritten(made, file, changes[kind])
    with pytest.raises(Refused) as refusal:
        opened(file)
    assert refusal.value.key == "backup.damaged" and refusal.value.sentence("en")


def test_a_result_forged_in_table_and_list_undoes_everything(made: Path, other: Database, tmp_path: Path) -> None:
    """Who forges the manifest too is found by the edition's own hash."""
    held = zipfile.ZipFile(made)
    table = held.read("tables/verdict").replace(b'"not_assessed"', b'"attained"')
    assert table != held.read("tables/verdict")
    manifest = json.loads(held.read("manifest.json"))
    for member in manifest["files"]:
        if member["name"] == "tables/verdict":
            member.update(bytes=len(table), sha256=sha256(table).hexdigest())
    changed: dict[str, bytes | None] = {"tables/verdict": table, "manifest.json": json.dumps(manifest).encode()}
    forged = rewritten(made, tmp_path / "forged.zip", changed)
    with pytest.raises(Refused) as refusal:
        restore(opened(forged), other, tmp_path / "var", "某人")
    assert refusal.value.key == "backup.edition_differs"
    assert not other.has_tables() and not (tmp_path / "var").exists()


def test_another_file_is_never_written_over(office: tuple[Path, Database], tmp_path: Path) -> None:
    var, database = office
    (tmp_path / "mine.zip").write_text("mine")
    with pytest.raises(Refused) as refusal:
        backup(database, var, tmp_path / "mine.zip")
    assert refusal.value.key == "backup.exists" and (tmp_path / "mine.zip").read_text() == "mine"


def test_older_tables_come_back_up_to_date(empty_database: Database, tmp_path: Path) -> None:
    old = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with old.writing() as connection:
        move(connection, "0004")  # without the table of confirmations
    with old.transaction() as tx:
        tx.audit("某人", "load", "x", {})
    backup(old, tmp_path / "none", tmp_path / "old.zip")
    old.close()
    assert opened(tmp_path / "old.zip").facts.version == "0004"
    restore(opened(tmp_path / "old.zip"), empty_database, tmp_path / "var", "某人")
    assert revision_of(empty_database) == newest()
    assert [row[3] for row in audited(empty_database)] == ["load", "restore"]


def test_every_table_is_in_it(made: Path) -> None:
    assert {name.split("/")[1] for name in opened(made).names("tables")} == set(metadata.tables)
