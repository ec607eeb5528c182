"""Every package is pinned, also those that the chosen ones bring along, and the environment holds exactly these."""

from __future__ import annotations

import re
from importlib.metadata import requires, version

from packaging.requirements import Requirement

from tests.conftest import ROOT


def pins(*files: str) -> dict[str, Requirement]:
    """Return the requirements of the files by normalised name."""
    lines = [line.strip() for file in files for line in (ROOT / file).read_text("utf-8").splitlines()]
    found = [Requirement(line) for line in lines if line and line[0] not in "#-"]
    return {plain(requirement.name): requirement for requirement in found}


def plain(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def brought(requirement: Requirement) -> set[str]:
    """Return the names of what a package needs on this machine with the extras asked for."""
    needed = [Requirement(text) for text in requires(requirement.name) or []]
    extras = {"", *requirement.extras}
    return {plain(n.name) for n in needed if n.marker is None or any(n.marker.evaluate({"extra": e}) for e in extras)}


def test_everything_brought_along_is_pinned() -> None:
    for files in (("requirements.txt",), ("requirements.txt", "requirements-dev.txt")):
        pinned = pins(*files)
        assert set().union(*map(brought, pinned.values())) - set(pinned) == set()


def test_the_environment_holds_what_is_pinned() -> None:
    pinned = pins("requirements.txt", "requirements-dev.txt")
    assert {name: str(r.specifier) for name, r in pinned.items()} == {n: f"=={version(n)}" for n in pinned}
