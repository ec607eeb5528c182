"""The command line on the invented plan, in processes that can be short of room or killed at any step.

``python -m tests.reporting.acting`` has everything imported and forks for each act that it is told on stdin.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.settings import ROOT

NEVER = 1 << 30
STEPS = ("os.rename", "os.mkdir", "os.remove")  # beside files opened for writing, statements and commits


@dataclass(frozen=True)
class Done:
    """What became of an act: exit code (below zero: the signal that killed it), what it said, steps it took."""

    code: int
    said: str
    steps: int


class Actor:
    """A process that acts on request."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def act(self, var: Path, *argv: object, room: int = -1, die: int = NEVER) -> Done:
        """Run a command on a var folder; no file may grow beyond ``room`` bytes; SIGKILL before the step ``die``."""
        assert self._process.stdin is not None and self._process.stdout is not None
        told = {"var": str(var), "argv": [str(word) for word in argv], "room": room, "die": die}
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        return Done(**json.loads(self._process.stdout.readline()))


@contextmanager
def acting(**environment: str) -> Iterator[Actor]:
    """A process that acts on request until the block ends."""
    own = {"DASHBOARD_PLAN": "lakeside", "DASHBOARD_BROWSER": "none", "DASHBOARD_LANGUAGE": "zh", **environment}
    with subprocess.Popen([sys.executable, "-m", "tests.reporting.acting"], cwd=ROOT, env=os.environ | own,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # fmt: skip
        yield Actor(process)
        assert process.stdin is not None
        process.stdin.close()


def _counted(die: int, count: list[int]) -> None:
    """Count the steps of this process from here on, and kill it before one of them."""
    from sqlalchemy import Engine, event

    def step(*_: object) -> None:
        if count[0] == die:
            os.kill(os.getpid(), signal.SIGKILL)
        count[0] += 1

    def hear(name: str, told: tuple[object, ...]) -> None:
        writes = name == "open" and isinstance(told[2], int) and told[2] & (os.O_WRONLY | os.O_RDWR)
        if (name in STEPS or writes) and "__pycache__" not in str(told):  # modules are compiled once only
            step()

    sys.addaudithook(hear)
    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)


def _keep(folder: str, names: Sequence[str]) -> None:
    """Keep files in a pack as building one does: a whole pack takes half a minute."""
    from dashboard.review.archive import Shelf
    from dashboard.review.files import File

    Shelf(Path(folder)).keep({"edition": "x"}, [File(name, name.encode() * 20_000) for name in names])


def _run(argv: Sequence[str]) -> int:
    from dashboard.__main__ import main

    if argv[0] == "keep":
        _keep(argv[1], argv[2:])
        return 0
    sys.argv = ["dashboard", *argv]
    try:
        return main()
    except SystemExit as ended:
        return int(ended.code or 0)


def _child(told: dict[str, object], output: int, steps: int) -> None:
    """Act, and end this process."""
    from dashboard.settings import settings

    for number in (1, 2):
        os.dup2(output, number)
    os.environ["DASHBOARD_VAR_DIR"] = str(told["var"])
    settings.cache_clear()
    count, code = [0], 70
    try:
        if int(str(told["room"])) >= 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(str(told["room"])), resource.RLIM_INFINITY))
        _counted(int(str(told["die"])), count)
        code = _run([str(word) for word in told["argv"]])  # type: ignore[attr-defined]
    finally:
        die, resource_limit = count[0], (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.setrlimit(resource.RLIMIT_FSIZE, resource_limit)
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(steps, str(die).encode())
        os._exit(code)


def _answer(told: dict[str, object]) -> Done:
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as steps:
        number = os.fork()
        if not number:
            _child(told, output.fileno(), steps.fileno())
        _, status = os.waitpid(number, 0)
        output.seek(0)
        steps.seek(0)
        return Done(os.waitstatus_to_exitcode(status), output.read().decode(), int(steps.read() or 0))


def serve() -> None:
    """Answer acts until stdin ends; the invented plan stands for those of an installation."""
    import dashboard.plan
    from dashboard import commands, intake, publishing  # noqa: F401  (imported once, for every act)
    from dashboard.upkeep import doctor, restore  # noqa: F401
    from tests.unit.publishing.lakeside import LAKESIDE

    dashboard.plan.load_catalogues = lambda _folder: {LAKESIDE.plan.id: LAKESIDE}
    for line in sys.stdin:
        done = _answer(json.loads(line))
        sys.stdout.write(json.dumps({"code": done.code, "said": done.said, "steps": done.steps}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
