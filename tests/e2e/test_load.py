"""The load of many sessions, small: every page is looked at, and the report stands beside its limits."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT, Demo


@pytest.mark.large
@pytest.mark.parametrize("more", [[], ["--access"]], ids=["open", "access"])
def test_a_few_sessions_meet_no_error_and_are_reported(demo_copy: Demo, more: list[str]) -> None:
    command = [sys.executable, "bench/load.py", "--sessions", "3", "--minutes", "0.1", "--pause", "1", *more]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"DASHBOARD_DATABASE_URL": demo_copy.url},
                          capture_output=True, text=True, timeout=300, check=False)  # fmt: skip
    assert "errors: 0\n" in done.stdout, done.stdout + done.stderr
    runs = re.search(r"(\d+) runs, p50 .* an empty app: (\d+) runs", done.stdout)
    assert runs and int(runs[1]) >= 3 and int(runs[2]) >= 3
    for limit in ("p95 s", "peak MiB", "cpu / empty", "burst s"):
        assert re.search(rf"^{limit} +[\d.]+  limit [\d.]+  (holds|PASSED)$", done.stdout, re.MULTILINE), done.stdout
