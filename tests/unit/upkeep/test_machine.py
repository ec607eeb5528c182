"""The doctor's eyes for settings, folders, fonts, originals and packs: each fault is told."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from dashboard.review.archive import Shelf
from dashboard.review.files import File
from dashboard.settings import Settings
from dashboard.upkeep import kept_files
from dashboard.upkeep.configuration import configuration, openness
from dashboard.upkeep.finding import Finding
from dashboard.upkeep.machine import FONTS, fonts, machine
from dashboard.wording import _messages


def states(found: list[Finding]) -> dict[str, str]:
    """Return how each thing stands; every finding must have its words in both languages."""
    for one in found:
        assert one.fact("zh") and one.fact("en")
        assert bool(one.remedy("zh")) == bool(one.remedy("en")) == (one.state != "ok")
    return {one.key: one.state for one in found}


def test_a_setting_that_nothing_reads_is_named_with_the_one_meant(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DASHBOARD_LANGUGE=en\nOTHER=1\n")
    (found,) = configuration({"DASHBOARD_PORT": "1", "PATH": "x"}, tmp_path / ".env")
    assert states([found]) == {"setting_unknown": "warn"}
    assert "DASHBOARD_LANGUGE" in found.fact("zh") and "DASHBOARD_LANGUAGE" in found.remedy("zh")
    assert states([*configuration({"DASHBOARD_PORT": "1"}, tmp_path / "none")]) == {"settings": "ok"}


def test_a_server_that_others_reach_should_name_its_hosts() -> None:
    assert openness(Settings(host="127.0.0.1", hosts="")).state == "ok"
    assert states([openness(Settings(host="0.0.0.0", hosts=""))]) == {"hosts_any": "warn"}
    assert states([openness(Settings(host="0.0.0.0", hosts="ip.example"))]) == {"hosts": "ok"}


def test_originals_open_to_others_are_seen(tmp_path: Path) -> None:
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals").chmod(0o755)
    assert states([*machine(tmp_path, tmp_path / "originals")])["originals_open"] == "warn"
    (tmp_path / "originals").chmod(0o700)
    found = states([*machine(tmp_path, tmp_path / "originals")])
    assert found["originals_private"] == found["folder"] == found["fonts"] == "ok"


def test_a_lacking_font_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(FONTS, tmp_path / "fonts")
    assert fonts(folder).state == "ok"
    next(folder.glob("*-700-3.woff2")).unlink()
    assert fonts(folder).state == "fail" and "700-3.woff2" in fonts(folder).fact("zh")
    assert fonts(tmp_path / "nowhere").state == "fail"


def test_an_original_that_changed_or_is_missing_is_told(tmp_path: Path) -> None:
    good = hashlib.sha256(b"x").hexdigest()
    (tmp_path / good).write_bytes(b"x")
    assert states([*kept_files.originals(tmp_path, [good])]) == {"originals": "ok"}
    assert states([*kept_files.originals(tmp_path, [good, "0" * 64])]) == {"originals_missing": "warn"}
    (tmp_path / good).write_bytes(b"y")
    assert states([*kept_files.originals(tmp_path, [good])]) == {"originals_changed": "fail"}


@pytest.mark.parametrize("harm", ["changed", "removed", "list"])
def test_a_pack_that_is_not_as_built_is_named(tmp_path: Path, harm: str) -> None:
    place = tmp_path / "plan" / "2025Q3-0123" / "zh"
    Shelf(place).keep({"edition": "2025Q3"}, [File("report.pdf", b"one"), File("site/index.html", b"two")])
    assert states([kept_files.packs(tmp_path)]) == {"packs": "ok"}
    if harm == "changed":
        (place / "report.pdf").write_bytes(b"on3")
    elif harm == "removed":
        (place / "site" / "index.html").unlink()
    else:
        (place / "manifest.json").write_text("{")
    found = kept_files.packs(tmp_path)
    assert found.state == "fail" and "2025Q3-0123/zh" in found.fact("zh")


def test_both_languages_have_every_finding() -> None:
    for domain in ("check", "backup", "settings"):
        assert set(_messages(domain, "zh")) == set(_messages(domain, "en"))
