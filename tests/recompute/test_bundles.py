"""A bundle alone recomputes its verdict from the original workbooks, and names whatever was tampered with."""

from __future__ import annotations

import ast
import json
import re
import shutil
import sqlite3
import sys
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.desk import bundle, standalone
from dashboard.desk.bundle import Kept
from dashboard.wording import Refused
from tests.recompute.bundles import PLAN, Told, edited, originals, recomputed, unpacked

if TYPE_CHECKING:
    from dashboard.reporting import Database
    from tests.conftest import Demo

TARGETS = (*(str(number) for number in range(1, 15)), *(f"Q{number}" for number in range(1, 8)))
USUAL = {"2025Q3": ("2", "5", "7", "8", "13", "14", "Q5"), "2026Q3": ("1", "9", "Q1")}  # each kind of target
ALL_THE_SAME = "全部一致 / all the same；需人工核对0处"


@pytest.fixture(scope="module")
def kept(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The originals of the demo by hash."""
    return originals(demo.folder, tmp_path_factory.mktemp("kept") / "originals")


@pytest.fixture(scope="module")
def made(demo_database: Database, kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of target 4 in 2025Q3, small and behind."""
    return unpacked(demo_database, kept, "2025Q3", "4", tmp_path_factory.mktemp("made") / "bundle")


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A copy of it to tamper with."""
    return Path(shutil.copytree(made, tmp_path / "bundle"))


def same(database: Database, kept: Path, edition: str, target: str, folder: Path, reading: str = "") -> None:
    code, said = recomputed(unpacked(database, kept, edition, target, folder, reading))
    assert (code, ALL_THE_SAME in said) == (0, True), f"{edition} {target} {reading}\n{said}"


@pytest.mark.parametrize(("edition", "target"), [(label, code) for label, codes in USUAL.items() for code in codes])
def test_a_bundle_recomputes_its_verdict(
    demo_database: Database, kept: Path, edition: str, target: str, tmp_path: Path
) -> None:
    same(demo_database, kept, edition, target, tmp_path / "bundle")


@pytest.mark.large
@pytest.mark.parametrize("edition", ["2022Q1", "2022Q4", "2024Q2", "2024Q4", "2025Q3", "2025Q4", "2026Q3"])
def test_every_bundle_of_an_edition_recomputes_its_verdict(
    demo_database: Database, kept: Path, edition: str, tmp_path: Path
) -> None:
    for target in TARGETS:
        same(demo_database, kept, edition, target, tmp_path / target)


@pytest.mark.large
def test_so_does_every_other_reading(demo: Demo, demo_database: Database, kept: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(demo.database)) as database:
        rows = database.execute("select target, reading from verdict where edition = 16 and is_default = 0").fetchall()
    assert len(rows) > 80
    for number, (target, reading) in enumerate(rows):
        same(demo_database, kept, "2025Q3", target, tmp_path / str(number), reading)


def test_the_numbers_are_those_of_the_edition(made: Path) -> None:
    code, said = recomputed(made)
    assert code == 0
    for line in ("level = 2.23", "base = 3", "time_progress = 0.75", "status = behind"):
        assert line in said, said


def _rule(told: Told) -> None:
    told["rules"]["bands"]["progress"][1]["above"] = "-30"


def _row(told: Told) -> None:
    cell = next(cell for row in told["rows"] for cell in row["cells"] if cell["name"] == "amount" and cell["value"])
    cell["value"] = str(int(cell["value"]) + 100)


def _dropped(told: Told) -> None:
    del told["rows"][-1]


def _status(told: Told) -> None:
    told["verdict"]["status"] = "slightly_behind"


def _receipt(told: Told) -> None:
    told["reports"][-1]["workbook"] = None


def _record(told: Told) -> None:
    told["audit"][0]["actor"] = "别人"


@pytest.mark.parametrize(("change", "named"), [
    (_rule, "评价规则与目录不同：rules-2022-1"),
    (_row, r"原件“[0-9.]+”应为[0-9]+，所列为[0-9]+"),
    (_dropped, "原件中有未列出的行：2025Q.+「技术合同」第[0-9]+行"),
    (_status, "status：复算behind，报告期slightly_behind"),
    (_receipt, "status：复算awaited，报告期behind"),
    (_record, "日志第[0-9]+条与其哈希不符"),
])  # fmt: skip
def test_what_was_tampered_with_is_named_even_where_the_manifest_fits(own: Path, change: object, named: str) -> None:
    edited(own, change)  # type: ignore[arg-type]
    code, said = recomputed(own)
    assert (code, "文件哈希与清单不符" in said) == (1, False)
    assert re.search(named, said), said


def test_a_cell_of_an_original_is_named(own: Path) -> None:
    told = json.loads((own / "bundle.json").read_text("utf-8"))
    row = next(row for row in told["rows"] for cell in row["cells"] if cell["name"] == "amount" and cell["value"])
    cell = next(cell for cell in row["cells"] if cell["name"] == "amount")
    file = own / next(one["file"] for one in told["workbooks"] if one["hash"] == row["workbook"])
    _set(file, f"{cell['column']}{row['row']}", "4321")
    code, said = recomputed(own)
    assert code == 1
    assert f"「{row['sheet']}」第{row['row']}行{cell['column']}列：原件为“4321”" in said, said
    assert "原件与接收时的哈希不符" in said
    assert "文件哈希与清单不符：originals/" in said


def _set(file: Path, place: str, value: str) -> None:
    """Write another number into every sheet's cell of that place."""
    with zipfile.ZipFile(file) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    cell = re.compile(rf'(<c r="{place}"[^>]*><v>)[^<]*(</v>)'.encode())
    with zipfile.ZipFile(file, "w") as book:
        for name, content in parts.items():
            number = name.startswith("xl/worksheets/") and b't="s"' not in _cell(content, place)
            book.writestr(name, cell.sub(rb"\g<1>" + value.encode() + rb"\g<2>", content) if number else content)


def _cell(content: bytes, place: str) -> bytes:
    found = re.search(rf'<c r="{place}"[^>]*>'.encode(), content)
    return found.group() if found else b""


def test_a_hash_of_the_manifest_is_named(own: Path) -> None:
    file = own / "manifest.json"
    text = file.read_text("utf-8")
    listed = json.loads(text)["files"]["rows.csv"]
    file.write_text(text.replace(listed, "0" * 64), "utf-8")
    code, said = recomputed(own)
    assert (code, "文件哈希与清单不符：rows.csv" in said) == (1, True)


def test_an_original_that_is_gone_and_a_file_too_many_are_named(own: Path) -> None:
    gone = next((own / "originals").iterdir())
    gone.unlink()
    (own / "note.txt").write_text("x", "utf-8")
    code, said = recomputed(own)
    assert code == 1
    assert f"清单中的文件不存在：originals/{gone.name}" in said
    assert "清单外的文件：note.txt" in said


def test_the_same_state_gives_the_same_bytes(demo_database: Database, kept: Path) -> None:
    first, again = (bundle.make(demo_database, PLAN, "2025Q3", "13", Kept(kept, kept)).packed() for _ in range(2))
    assert first == again


def test_a_bundle_says_who_approved_it_and_that_it_is_demo(made: Path) -> None:
    readme, told = (made / "README.zh-CN.md").read_text("utf-8"), json.loads((made / "bundle.json").read_text("utf-8"))
    assert "演示数据" in readme
    assert "其他工作表也照收到时的样子" in readme
    assert [one["act"] for one in told["approvals"]] == ["submitted", "approved"]
    assert {one["hash"] for one in told["workbooks"]} >= {row["workbook"] for row in told["rows"]}
    assert told["revisions"][0]["label"] == "2025Q3"
    cells = (made / "rows.csv").read_text("utf-8-sig").splitlines()
    assert len(cells) == 1 + sum(len(row["cells"]) for row in told["rows"])


def test_papers_go_with_what_they_prove(demo: Demo, demo_database: Database, kept: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(demo.database)) as database:
        rows = database.execute("select file_hash, state from evidence where subject_kind = 'brands' and "
                                "from_edition <= 16 and coalesce(to_edition, 99) > 16").fetchall()  # fmt: skip
    folder = unpacked(demo_database, kept, "2025Q3", "11", tmp_path / "b")
    told = json.loads((folder / "bundle.json").read_text("utf-8"))
    assert [(one["file_hash"], one["state"]) for one in told["evidence"]] == rows != []
    assert all(one["file"].startswith(f"papers/{one['file_hash']}") for one in told["evidence"])
    assert told["signed_copies"] and all(one["file"].startswith("papers/") for one in told["signed_copies"])
    assert told["funds"]["totals"][-1]["count"] == len(told["funds"]["rows"]) > 0


def test_what_does_not_exist_is_refused(demo_database: Database, kept: Path) -> None:
    for asked, key in ((("2025Q3", "99", ""), "bundle.no_target"), (("2030Q1", "1", ""), "reporting.no_edition"),
                       (("2025Q3", "1", "fantasy"), "bundle.no_reading")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            bundle.make(demo_database, PLAN, asked[0], asked[1], Kept(kept, kept), asked[2])
        assert refused.value.key == key


def test_the_program_needs_nothing_but_an_old_python() -> None:
    tree = ast.parse(standalone.script(), feature_version=(3, 9))
    nodes = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    rooms = {(node.module if isinstance(node, ast.ImportFrom) else node.names[0].name) or "" for node in nodes}
    assert {room.partition(".")[0] for room in rooms} <= set(sys.stdlib_module_names)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Match)]
    names = [node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    names += [target.id for node in tree.body if isinstance(node, ast.Assign)
              for target in node.targets if isinstance(target, ast.Name)]  # fmt: skip
    assert [name for name, count in Counter(names).items() if count > 1] == []  # modules joined into one file
