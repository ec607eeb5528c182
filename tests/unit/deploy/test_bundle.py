"""The bundle holds what it promises, and installs and serves on a machine whose network is cut."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.e2e.conftest import free_port
from tests.unit.deploy.machine import Machine, machine

MACHINES = ("x86_64", "aarch64")
SCRIPTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "deploy").glob("*.sh"))


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_sound(script: str) -> None:
    """Also the one that runs on machines whose ``sh`` is no bash."""
    shells = ["bash"] if (ROOT / script).read_text("utf-8").startswith("#!/usr/bin/env bash") else ["bash", "sh"]
    for shell in shells:
        subprocess.run([shell, "-n", str(ROOT / script)], check=True)


def plain(name: str) -> str:
    """Return a package's name as every tool writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> set[tuple[str, str]]:
    """Return name and version of everything that runs with the dashboard."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pins = [re.match(r"([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==([^\s;]+)", line) for line in lines]
    return {(plain(pin[1]), pin[2]) for pin in pins if pin}


def wheel_name(wheel: Path) -> tuple[str, str]:
    """Return name and version of a wheel."""
    name, version, *_ = wheel.name.split("-")
    return plain(name), version


def unsound(wheel: Path) -> list[str]:
    """Return the files of a wheel that are not what its own list says, by hash."""
    with zipfile.ZipFile(wheel) as opened:
        (record,) = (name for name in opened.namelist() if name.endswith(".dist-info/RECORD"))
        rows = [row for row in csv.reader(io.StringIO(opened.read(record).decode())) if row[1]]
        return [name for name, told, _ in rows if told != f"sha256={_digest(opened.read(name))}"]


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The tar of ``make bundle``, for every machine."""
    folder = tmp_path_factory.mktemp("bundle")
    script = ["bash", str(ROOT / "deploy" / "bundle.sh"), sys.executable, str(folder)]
    done = subprocess.run(script, env=os.environ | {"MACHINES": " ".join(MACHINES)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (tar,) = folder.glob("*.tar")
    yield tar
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def unpacked(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle, unpacked."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(bundle) as opened:
        opened.extractall(folder, filter="data")
    (found,) = folder.iterdir()
    return found


@pytest.mark.large
@pytest.mark.parametrize("name", MACHINES)
def test_every_package_is_there_once_for_each_machine_and_sound(unpacked: Path, name: str) -> None:
    wheels = sorted((unpacked / "wheels" / name).iterdir())
    found = [wheel_name(wheel) for wheel in wheels]
    assert {one for one in found if one[0] != "pip"} == pinned() and len(found) == len(pinned()) + 1
    other = next(one for one in MACHINES if one != name)
    assert [wheel.name for wheel in wheels if other in wheel.name] == []
    assert [wheel.name for wheel in wheels if not wheel.stem.endswith("any") and name not in wheel.name] == []
    assert {wheel.name: unsound(wheel) for wheel in wheels if unsound(wheel)} == {}


def done(there: Machine, *command: str, cwd: Path | None = None, **environment: str) -> str:
    """Run a command there that must succeed; return what it printed."""
    ran = there.run(*command, cwd=cwd, **environment)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.mark.large
def test_it_installs_and_serves_with_the_network_cut(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with machine() as there:
        tar, target = there.home / bundle.name, there.home / "srv"
        shutil.copy(bundle, tar)
        tar.chmod(0o644)
        shutil.copy(ROOT / "tests" / "unit" / "deploy" / "offline.py", there.home / "offline.py")
        began = time.monotonic()
        done(there, "tar", "-xf", tar.name)
        script = str(there.home / bundle.stem / "install.sh")
        done(there, "sh", script, str(target), PYTHON=there.python)
        installed = time.monotonic() - began
        own = str(target / ".venv" / "bin" / "python")
        for asked in (["init"], ["demo"]):
            done(there, own, "-m", "dashboard", *asked, cwd=target)
        sent = [target / "var" / "demo" / quarter for quarter in ("2021Q4", "2022Q1")]
        books = [str(book) for folder in sent for book in folder.iterdir()]
        publish = ["publish", "--through", "2022-03", "--incomplete", "--reason", "试"]
        for asked in (["load", *books], publish, ["check"]):
            done(there, own, "-m", "dashboard", *asked, cwd=target)
        walked = done(there, own, str(there.home / "offline.py"), str(free_port()), *["--cut"] * there.cut, cwd=target)
        told = json.loads(walked.splitlines()[-1])
        assert told["answers"] > 300 and told["cut"] is there.cut
        _refused(there, target, script)
        with capsys.disabled():
            size = bundle.stat().st_size / 1e6
            print(f"\nbundle {size:.0f} MB, installed in {installed:.0f} s {there.said}; {told}")


def _refused(there: Machine, target: Path, script: str) -> None:
    """A bundle of which a file was changed is not installed; a machine without its packages is told so."""
    changed = Path(script).parent / "source" / "README.md"
    whole = changed.read_bytes()
    changed.write_text("changed")
    ran = there.run("sh", script, str(target), PYTHON=there.python)
    assert ran.returncode == 1 and "damaged" in ran.stderr
    changed.write_bytes(whole)
    shutil.rmtree(Path(script).parent / "wheels" / os.uname().machine)
    ran = there.run("sh", script, str(target), PYTHON=there.python)
    assert ran.returncode == 1 and "no packages" in ran.stderr
