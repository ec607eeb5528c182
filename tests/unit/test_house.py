"""Rules of the house that no linter knows, checked over every committed file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

TEXT = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".sql", ".po", ".sh", ".css", ".html", ".j2", ".svg", ""}
LICENCES = {"LICENSE", "dashboard/static/fonts/OFL.txt", "dashboard/static/fonts/DejaVu-LICENSE.txt"}
ADDRESS = re.compile(r"(?:https?|wss?|ftp)://([A-Za-z0-9.\-]+)")
OURS = re.compile(r"127\.0\.0\.1|localhost|(www\.)?w3\.org|schemas\.[a-z.]+|[a-z.\-]*\.(example|invalid|test)|[a-z]+")
OUTSIDE = ("../" + "shared", "/work" + "/")  # nothing outside the repository is read or named


def committed() -> list[Path]:
    """Return every text file under version control, relative to the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [Path(name) for name in listed.split("\0") if name]
    return [name for name in names if name.suffix in TEXT and (ROOT / name).is_file()]


def foreign_hosts(text: str) -> list[str]:
    """Return the hosts named in a text that are neither this machine nor reserved for examples."""
    return [host for host in ADDRESS.findall(text) if not OURS.fullmatch(host)]


def test_no_file_names_a_foreign_host() -> None:
    found = {
        str(name): hosts
        for name in committed()
        if str(name) not in LICENCES and (hosts := foreign_hosts((ROOT / name).read_text("utf-8")))
    }
    assert found == {}


def test_a_foreign_host_is_seen() -> None:
    planted = "fetch('https" + "://cdn.plotly.com/x.js'); http" + "://127.0.0.1:8501 http" + "://planted.example/"
    assert foreign_hosts(planted) == ["cdn.plotly.com"]


def test_no_file_names_a_place_outside_the_repository() -> None:
    texts = {str(name): (ROOT / name).read_text("utf-8") for name in committed()}
    assert [name for name, text in texts.items() if any(place in text for place in OUTSIDE)] == []


def test_no_module_hides_one_of_the_standard_library() -> None:
    names = {path.stem for path in (ROOT / "dashboard").glob("*") if path.suffix == ".py" or path.is_dir()}
    assert names & set(sys.stdlib_module_names) == set()  # Streamlit puts dashboard/ first on the path


def imported(path: Path) -> set[str]:
    """Return the full names a module imports, wherever it does."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def test_a_page_only_chooses_and_lays_out() -> None:
    for page in sorted((ROOT / "pages").glob("*.py")):
        rooms = {name.split(".")[1] for name in imported(page) if name.startswith("dashboard.")}
        assert rooms <= {"screens", "review", "figures", "wording", "settings"}, page.name
        assert not {"sqlalchemy", "sqlite3", "psycopg"} & {name.split(".")[0] for name in imported(page)}, page.name
        assert len(page.read_text("utf-8").splitlines()) <= 60, page.name
