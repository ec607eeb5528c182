"""No room left, and two people at once: a workbook is stored wholly or not at all, what was acknowledged stays."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from dashboard.access import Person
from dashboard.access.notes import note
from dashboard.intake import load
from dashboard.reporting import Database, init
from dashboard.settings import ROOT
from tests.content import content
from tests.reporting.loading import DONE, loading
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE

CATALOGUES = {CATALOGUE.plan.id: CATALOGUE}
ROOM = 160 << 10  # bytes by which a file may still grow
FULL = f"""
import resource, signal, sys
from pathlib import Path
from dashboard.intake import load
from dashboard.reporting import Database
from tests.unit.intake.invented import CATALOGUE
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
file, small, large = map(Path, sys.argv[1:])
database = Database("sqlite:///" + str(file))
most = file.stat().st_size + {ROOM}
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
tell = lambda result: print(result.path.name, result.outcome, result.refusal or "", flush=True)
load(database, {{CATALOGUE.plan.id: CATALOGUE}}, [small, large], progress=tell)
"""


def book(folder: Path, name: str, sender: str = "east", deals: int = 3, day: int = 1) -> Path:
    draft = Draft(CATALOGUE, sender, "2024Q3", filled_on=date(2024, 10, day))
    rows = (pledge(registration_no=f"{name}{number:05d}", county=None) for number in range(deals))
    return draft.add("pledge", *rows).save(folder / f"{name}.xlsx")


def test_a_full_disk_takes_nothing_of_a_workbook_and_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    small, large = book(tmp_path, "small"), book(tmp_path, "large", "west", deals=2000)
    file, reference = tmp_path / "reporting.db", Database(f"sqlite:///{tmp_path / 'reference.db'}")
    for database in (Database(f"sqlite:///{file}"), reference):
        init(database, CATALOGUES)
        database.close()
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(file), str(small), str(large)], cwd=ROOT, capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, second, *_ = done.stdout.splitlines()
    assert first.strip() == "small.xlsx loaded"
    assert second.startswith("large.xlsx refused 数据库") and "腾出磁盘空间" in second
    load(reference, CATALOGUES, [small])
    stored = Database(f"sqlite:///{file}")
    assert content(stored) == content(reference)
    (again,) = load(stored, CATALOGUES, [large])  # with room it arrives
    assert (again.outcome, again.added) == ("loaded", 2000)
    stored.close()
    reference.close()


@pytest.mark.parametrize("senders", [("east", "east"), ("east", "west")])
def test_two_people_load_different_workbooks_at_the_same_moment(
    engine_url: str, tmp_path: Path, senders: tuple[str, str]
) -> None:
    """Of one sender the later is a correction of the earlier; of two senders both stand."""
    files = [book(tmp_path, name, sender, day=day) for name, sender, day in zip("ab", senders, (1, 2), strict=True)]
    database = Database(engine_url)
    init(database, CATALOGUES)
    with loading(database, files[:1], step=False) as one, loading(database, files[1:], step=False) as two:
        one.go()
        two.go()
        told = [running.line().split()[1:] for running in (one, two)]
        assert (one.line(), two.line()) == (DONE, DONE)
    outcomes = dict(told)
    same = senders[0] == senders[1]
    assert sorted(outcomes.values()) == (["loaded", "replaced"] if same else ["loaded", "loaded"])
    last = [name for name, outcome in outcomes.items() if outcome == "replaced" or not same]
    with database.snapshot() as reader:
        entries = reader.rows("publishing_entries", plan=CATALOGUE.plan.id, edition=1)
        assert reader.audit_chain().wrong is None
    assert {f"{str(row['entry_key'])[0].lower()}.xlsx" for row in entries} == set(last)
    assert len(entries) == 3 * len(last)
    database.close()


def test_a_reader_is_not_stopped_by_a_note_that_finds_no_room(
    migrated_file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What could not be noted stands in the server's log; with room the next note is in the chain."""
    file, reader = Path(shutil.copy(migrated_file, tmp_path / "reporting.db")), Person("x", "viewer", login="x")
    full, asked = Database(f"sqlite:///{file}"), {"asked": "x" * 9000}
    event.listen(full.engine, "connect", lambda driver, _: driver.execute("pragma max_page_count = 1"))  # as it is
    while "not in the audit log: x export /tables/growth.xlsx" not in caplog.text:
        note(full, reader, "export", "/tables/growth.xlsx", asked)
    assert "reporting.no_room" in caplog.text
    full.close()
    database = Database(f"sqlite:///{file}")
    note(database, reader, "export", "/tables/growth.xlsx", asked)
    with database.snapshot() as found:
        chain = found.audit_chain()
    assert chain.wrong is None and chain.count >= 1
    database.close()
