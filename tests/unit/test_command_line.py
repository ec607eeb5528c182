"""The command line as a user meets it: a real process, its sentences and its exit codes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.commands import app
from dashboard.reporting import Database
from dashboard.wording import LANGUAGES, _messages
from tests.conftest import ROOT


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m dashboard`` with its own var folder."""
    own = {"DASHBOARD_VAR_DIR": str(folder), "DASHBOARD_DATABASE_URL": "", "COLUMNS": "200"}
    command = [sys.executable, "-m", "dashboard", *arguments]
    asked = os.environ | own | environment
    return subprocess.run(command, cwd=ROOT, env=asked, capture_output=True, text=True, timeout=300)


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return the only line on stderr; fail on a traceback."""
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var folder with an empty reporting database."""
    folder = tmp_path_factory.mktemp("var")
    assert run(folder, "init").returncode == 0
    return folder


def test_without_a_command_it_shows_help_as_wrong_usage(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert all(command in done.stdout + done.stderr for command in ("init", "demo", "load", "publish", "serve"))


@pytest.mark.parametrize(
    "arguments",
    ["nonsense", "load", "publish", "publish --through 2025-09 --incomplete", "serve --port x", "init --unknown"],
)
def test_wrong_usage_is_2(arguments: str) -> None:
    assert CliRunner().invoke(app, arguments.split()).exit_code == 2


def test_init_again_is_fine_and_speaks_json(ready: Path) -> None:
    again = run(ready, "init", "--json")
    assert again.returncode == 0
    assert "xinyang-2022" in json.loads(again.stdout)["plans"]


def test_before_init_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "load", "nowhere.xlsx")
    assert done.returncode == 1
    assert "python -m dashboard init" in one_sentence(done)


@pytest.mark.parametrize(("language", "word"), [("zh", "找不到"), ("en", "not")])
def test_a_refusal_is_one_sentence_in_the_language_chosen(ready: Path, language: str, word: str) -> None:
    done = run(ready, "load", "nowhere.xlsx", DASHBOARD_LANGUAGE=language)
    assert done.returncode == 1
    assert "nowhere.xlsx" in one_sentence(done) and word in one_sentence(done)


def test_several_files_are_reported_one_by_one(ready: Path) -> None:
    done = run(ready, "load", "a.xlsx", "b.txt", "--json")
    assert done.returncode == 1
    files = json.loads(done.stdout)["files"]
    assert [(f["file"], f["outcome"]) for f in files] == [("a.xlsx", "refused"), ("b.txt", "refused")]
    database = Database(f"sqlite:///{ready / 'reporting.db'}")
    noted = database.rows("audit_page", actor="", action="load", first="", last="9", most=2, skipped=0)
    database.close()
    assert [(row["object"], '"outcome":"refused"' in str(row["detail"])) for row in noted] == [
        ("b.txt", True), ("a.xlsx", True),
    ]  # fmt: skip


def test_an_unknown_plan_names_the_known_ones(ready: Path) -> None:
    done = run(ready, "publish", "--through", "2025-09", "--plan", "atlantis")
    assert done.returncode == 1
    assert "atlantis" in one_sentence(done) and "xinyang-2022" in one_sentence(done)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://nobody:secret@127.0.0.1:1/none", "sqlite:////proc/none/x.db", "secret",
        "oracular://u:secret@host/db", "mysql+pymysql://u:secret@host/db",
    ],
)  # fmt: skip
def test_an_unreachable_database_is_one_sentence_without_the_password(tmp_path: Path, url: str) -> None:
    done = run(tmp_path, "init", DASHBOARD_DATABASE_URL=url)
    assert done.returncode == 1
    assert "secret" not in one_sentence(done)


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run(tmp_path, "serve", "--port", port)
    assert done.returncode == 1
    assert port in one_sentence(done)


def test_both_languages_have_every_sentence() -> None:
    chinese, english = (set(_messages("cli", lang)) for lang in LANGUAGES)
    assert chinese == english


def test_templates_are_written_for_one_unit_or_refused_in_one_sentence(ready: Path, tmp_path: Path) -> None:
    asked = ("templates", "--out", str(tmp_path / "out"), "--period", "2026Q4")
    done = run(ready, *asked, "--sender", "bank-01", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["files"] == [str(tmp_path / "out" / "bank-01-2026Q4.xlsx")]
    assert (tmp_path / "out" / "bank-01-2026Q4.xlsx").is_file()
    refused = run(ready, *asked, "--sender", "nobody")
    assert refused.returncode == 1 and "nobody" in one_sentence(refused)


def test_a_setting_of_a_wrong_kind_is_one_sentence_for_every_command(tmp_path: Path) -> None:
    done = run(tmp_path, "check", DASHBOARD_PORT="abc")
    assert done.returncode == 1
    assert "DASHBOARD_PORT" in one_sentence(done) and "abc" in one_sentence(done)


def test_check_audit_backup_and_restore_answer_a_script(ready: Path, tmp_path: Path) -> None:
    checked = run(ready, "check", "--json", DASHBOARD_PLOT="1")
    told = json.loads(checked.stdout)
    assert checked.returncode == 0 and told["ok"]
    assert {"setting_unknown", "editions_none"} <= {f["name"] for f in told["findings"] if f["state"] == "warn"}
    file, copy = tmp_path / "backup.zip", f"sqlite:///{tmp_path / 'copy.db'}"
    assert run(ready, "backup", "--out", str(file)).returncode == 0
    restored = run(tmp_path, "restore", str(file), "--into", copy, "--json")
    assert restored.returncode == 0 and json.loads(restored.stdout)["rows"] > 100
    cut = run(tmp_path, "audit", "--verify", "--noted", "f" * 64, DASHBOARD_DATABASE_URL=copy)
    assert cut.returncode == 1 and any(map(str.isdecimal, one_sentence(cut)))
