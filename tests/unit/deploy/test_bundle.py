"""The bundle installs and answers without any index."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

NOWHERE = dict.fromkeys(("PIP_INDEX_URL", "http_proxy", "https_proxy"), "http://127.0.0.1:9/")


@pytest.mark.large
def test_a_bundle_installs_without_an_index_and_answers(tmp_path: Path) -> None:
    made = {**os.environ, "MACHINES": platform.machine()}
    script = ["bash", str(ROOT / "deploy" / "bundle.sh"), sys.executable, str(tmp_path)]
    subprocess.run(script, env=made, check=True, capture_output=True)
    (tar,) = tmp_path.glob("*.tar")
    with tarfile.open(tar) as opened:
        opened.extractall(tmp_path / "out", filter="data")
    (bundle,) = (tmp_path / "out").iterdir()
    target, bare = tmp_path / "srv", {"PATH": os.environ["PATH"], "PYTHON": sys.executable, **NOWHERE}
    subprocess.run(["sh", str(bundle / "install.sh"), str(target)], env=bare, check=True)
    command = [str(target / ".venv" / "bin" / "python"), "-m", "dashboard"]
    for asked in (["init"], ["check"]):
        done = subprocess.run([*command, *asked], cwd=target, env=bare, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    (bundle / "source" / "README.md").write_text("changed")
    refused = subprocess.run(["sh", str(bundle / "install.sh"), str(target)], env=bare, capture_output=True, text=True)
    assert refused.returncode == 1 and "damaged" in refused.stderr
