"""What the documents promise is there: commands, options, links and pictures, in both languages."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from typer.main import get_command

from dashboard.commands import app
from tests.conftest import ROOT

READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = (*READMES, "CHANGELOG.md", *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "docs").rglob("*.md"))))
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
CODE = re.compile(r"```(?:sh|bash|console)?\n(.*?)```|`([^`\n]+)`", re.DOTALL)
SETTING = re.compile(r"DASHBOARD_[A-Z_]+")


def text(name: str) -> str:
    """Return a document."""
    return (ROOT / name).read_text("utf-8")


def code(name: str) -> str:
    """Return everything a document sets as code."""
    return "\n".join(block or inline for block, inline in CODE.findall(text(name)))


def options() -> dict[str, set[str]]:
    """Return the options of every command of the command line; a group has those of its commands."""
    commands = getattr(get_command(app), "commands")  # noqa: B009
    every = {name: [command, *getattr(command, "commands", {}).values()] for name, command in commands.items()}
    return {name: {o for one in found for param in one.params for o in param.opts} for name, found in every.items()}


@pytest.mark.parametrize("name", READMES)
def test_make_targets_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    promised = set(re.findall(r"\bmake ([a-z-]+)", code(name)))
    assert {"run", "test"} <= promised <= targets


@pytest.mark.parametrize("name", READMES)
def test_commands_and_options_exist(name: str) -> None:
    promised = re.findall(r"python -m dashboard ([a-z]+)([^\n`|]*)", code(name))
    assert promised
    for command, rest in promised:
        assert set(re.findall(r"--[a-z-]+", rest)) <= options()[command], command


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_described(name: str) -> None:
    assert all(f"python -m dashboard {command}" in code(name) for command in options())


@pytest.mark.parametrize("name", READMES)
def test_settings_exist(name: str) -> None:
    from dashboard.settings import Settings

    known = {f"DASHBOARD_{field.upper()}" for field in Settings.model_fields}
    assert set(SETTING.findall(text(name))) <= known


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_are_alive(name: str) -> None:
    targets = [target for target in LINK.findall(text(name)) if "://" not in target]
    assert [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()] == []


def test_pictures_are_real_and_the_same_in_both_languages() -> None:
    shown = [re.findall(r"!\[[^\]]+\]\((docs/pictures/[^)]+\.png)\)", text(name)) for name in READMES]
    assert len(shown[0]) == len(shown[1]) >= 2
    for picture in {*shown[0], *shown[1]}:
        width, height = size(ROOT / picture)
        assert width >= 1200 and height >= 600, picture


def size(picture: Path) -> tuple[int, int]:
    """Return width and height of a PNG file in pixels."""
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_decisions_are_numbered_and_say_what_was_decided() -> None:
    notes = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(note.name[:4]) for note in notes] == list(range(1, len(notes) + 1))
    for note in notes:
        body = note.read_text("utf-8")
        assert body.startswith(f"# {int(note.name[:4])}. ")
        assert all(f"**{part}" in body for part in ("Status", "Decision", "Price"))

