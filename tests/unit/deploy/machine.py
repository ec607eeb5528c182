"""Another machine, as far as this one can play it: another user, no network but the loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NOWHERE = dict.fromkeys(("PIP_INDEX_URL", "http_proxy", "https_proxy"), "http://127.0.0.1:9/")  # nobody listens there
SEALED = 'ip link set lo up && exec "$@"'
NOBODY = 65534


@dataclass(frozen=True)
class Machine:
    """How a command is run there, in which folder, by which Python; ``cut``: there is no network at all."""

    home: Path
    prefix: tuple[str, ...]  # what stands before every command
    python: str
    cut: bool

    @property
    def said(self) -> str:
        """What it is, for whoever reads the test's output."""
        who = "another user" if "setpriv" in self.prefix else "this user"
        how = "the network cut" if self.cut else "an index that nobody answers (this machine cannot cut the network)"
        return f"as {who}, with {how}, Python {self.python}"

    def run(self, *command: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command there to its end."""
        bare = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.home), "LANG": "C.UTF-8", **environment}
        return subprocess.run([*self.prefix, *command], cwd=cwd or self.home, env=bare if self.cut else bare | NOWHERE,
                              capture_output=True, text=True)  # fmt: skip


def _works(*command: str) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, cwd="/").returncode == 0


def _cutting() -> tuple[str, ...]:
    """Return what runs a command with the loopback alone; nothing where that is not allowed."""
    root = () if os.geteuid() == 0 else ("--user", "--map-root-user")
    seal = ("unshare", "--net", *root, "sh", "-c", SEALED, "sh")
    return seal if _works(*seal, "true") else ()


def _pythons() -> Iterator[str]:
    """Yield the Pythons of this minor version: the system's, then the one that we run."""
    name = "python{}.{}".format(*sys.version_info)
    yield from (str(path) for path in (Path("/usr/bin") / name, Path("/usr/local/bin") / name) if path.exists())
    yield getattr(sys, "_base_executable", sys.executable)


@contextmanager
def machine() -> Iterator[Machine]:
    """A machine to install on, with an empty home."""
    home, seal = Path(tempfile.mkdtemp(prefix="machine-")), _cutting()
    user = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups") if os.geteuid() == 0 else ()
    same = f"import sys, venv; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    try:
        for prefix in dict.fromkeys(((*seal, *user), seal)):
            python = next((one for one in _pythons() if _works(*prefix, one, "-c", same)), "")
            if python:
                if "setpriv" in prefix:
                    os.chown(home, NOBODY, NOBODY)
                yield Machine(home, prefix, python, bool(seal))
                return
        raise FileNotFoundError(f"no Python {sys.version_info[:2]} here that can make an environment")
    finally:
        shutil.rmtree(home)
