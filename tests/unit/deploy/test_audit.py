"""A package that could not be audited is never counted as audited."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    """The script of ``make audit``."""
    spec = spec_from_file_location("audit_script", ROOT / "deploy" / "audit.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_skipped_or_forgotten_package_is_not_audited(audit: ModuleType) -> None:
    report = {"dependencies": [{"name": "One", "vulns": []}, {"name": "two", "skip_reason": "not found"}]}
    lines, vulnerable = audit.told(report, ["one", "two", "three"])
    assert lines == ["NOT audited (its service does not know them): 2 of 3 packages: two, three",
                     "audited, nothing known: 1 of 3 packages"]  # fmt: skip
    assert not vulnerable


def test_a_known_vulnerability_fails(audit: ModuleType) -> None:
    lines, vulnerable = audit.told({"dependencies": [{"name": "one", "vulns": [{"id": "CVE-1"}]}]}, ["one"])
    assert vulnerable and lines == ["VULNERABLE  one: CVE-1", "audited, nothing known: 0 of 1 packages"]


def test_without_pip_audit_nothing_is_audited(audit: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("# x\none[extra]==1\n\ntwo==2\n")
    pinned = audit.pins(tmp_path / "requirements.txt")
    for python in (sys.executable, str(tmp_path / "none")):  # no such module; no such program
        lines, vulnerable = audit.told(audit.answer(python, tmp_path / "requirements.txt"), pinned)
        assert lines[0].startswith("NOT audited") and "2 of 2 packages: one, two" in lines[0]
        assert lines[1] == "audited, nothing known: 0 of 2 packages" and not vulnerable
