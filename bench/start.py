"""Where the time of `make run` goes: ``python bench/start.py`` prints the seconds of every step on this machine.

Works in a temporary folder: nothing of ``var/`` is touched. With ``--install`` a fresh environment is installed too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
PORT = "8599"


def run(label: str, *command: str, **environment: str) -> float:
    """Run a command, print its seconds and return them."""
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    print(f"{label:<44}{seconds:8.1f} s", flush=True)
    return seconds


def answers(path: str) -> bool:
    """Return whether the server answers 200 at a path."""
    try:
        with urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=5) as answer:
            return int(answer.status) == 200
    except (URLError, OSError):
        return False


def serve(**environment: str) -> float:
    """Start the server, wait until it is ready, end it; print and return the seconds until then."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "dashboard", "serve", "--port", PORT]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    while not answers("/readyz") and server.poll() is None:
        time.sleep(0.05)
    seconds = time.perf_counter() - began
    server.terminate()
    server.wait()
    print(f"{'serve, until ready':<44}{seconds:8.1f} s")
    return seconds


def install(home: Path) -> float:
    """Install the pinned packages into a fresh environment."""
    seconds = run("virtual environment", "bash", "deploy/environment.sh", str(home))
    pip = [str(home / "bin" / "python"), "-m", "pip", "install", "-q", "-r", "requirements.txt"]
    return seconds + run("pinned packages", *pip)


def main() -> None:
    """Measure every step once."""
    with tempfile.TemporaryDirectory() as folder:
        var = {"DASHBOARD_VAR_DIR": folder, "DASHBOARD_DATABASE_URL": f"sqlite:///{folder}/reporting.db"}
        command = [sys.executable, "-m", "dashboard"]
        total = install(Path(folder) / "venv") if "--install" in sys.argv else 0.0
        total += run("demo workbooks", *command, "demo", **var)
        total += run("load, publish every edition", *command, "demo", "--publish", **var)
        total += serve(**var)
        print(f"{'first start':<44}{total:8.1f} s")
        again = run("demo --publish again", *command, "demo", "--publish", **var) + serve(**var)
        print(f"{'second start':<44}{again:8.1f} s")


if __name__ == "__main__":
    main()
