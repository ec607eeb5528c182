"""The parent's side of the reading process: one request at a time, a deadline, never a byte of the file parsed."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from dashboard.intake.values import dumps, loads
from dashboard.settings import ROOT
from dashboard.wording import Refused

What = Literal["workbook", "pdf"]
_MEMORY = 700 << 20  # by which the child may grow; with what it holds before, the whole stays under a GiB
_LEAST_SECONDS, _SECONDS_PER_MIB = 8.0, 6.0  # a hundred thousand rows are ten MiB and take 12 to 20 s
_QUIET_SECONDS = 7.0  # without a sign of progress; the longest honest step takes 2 s
_OUT_OF_MEMORY = (2, -6)  # its own word; SIGABRT, by which a parser ends that gets no memory


def read_apart(
    path: Path, memory: int = _MEMORY, seconds: float = 0, quiet: float = _QUIET_SECONDS, what: What = "workbook"
) -> list[list[object]]:
    """Return the messages about a file from a child process; Refused for what it refuses and when it fails.

    ``what`` is to be read: a workbook, or the text of a PDF.

    ``memory`` in bytes is what the child may take, ``seconds`` how long it may last; 0 allows by the file's size.
    ``quiet``: the seconds after which it is ended when it comes no further.
    """
    seconds = seconds or _LEAST_SECONDS + _SECONDS_PER_MIB * path.stat().st_size / (1 << 20)
    request = dumps((str(path.absolute()), memory, int(seconds) + 1, what))
    with _LOCK:
        start = time.monotonic()
        found, status = _SERVER.ask(request, seconds, quiet)
        taken = time.monotonic() - start
    if status is None or status == -24:  # SIGXCPU
        raise Refused("load.too_slow", file=path.name, seconds=max(round(taken), 1))
    if status in _OUT_OF_MEMORY:
        raise Refused("load.too_heavy", file=path.name)
    if status != 0:
        raise Refused("load.unreadable", file=path.name)
    if found and found[-1][0] == "refused" and isinstance(found[-1][2], dict):
        raise Refused(str(found[-1][1]), **found[-1][2])
    return found


def stop_reading() -> None:
    """End the reading process; the next file starts a new one."""
    with _LOCK:
        _SERVER.close()


class _Server:
    """The reading process, started when first needed and after it was ended."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def ask(self, request: bytes, seconds: float, quiet: float) -> tuple[list[list[object]], int | None]:
        """Return messages and exit status of the child; None when it was ended."""
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        with suppress(BrokenPipeError), _watched(process, seconds, quiet) as hear:
            process.stdin.write(request)
            process.stdin.flush()
            found: list[list[object]] = []
            for line in process.stdout:
                hear()
                message = _message(line)
                if not message or message[0] == "beat":
                    continue
                if message[0] == "done":
                    return found, os.waitstatus_to_exitcode(int(str(message[1])))
                found.append(message)
        self.close()
        return [], None

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is not None and self.owner == os.getpid() and self.process.poll() is not None:
            self.close()  # somebody else has ended it
        if self.process is None or self.owner != os.getpid():
            paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dashboard.intake.reader"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=True, env={**os.environ, "PYTHONPATH": paths},
            )  # fmt: skip
            self.owner = os.getpid()
            assert self.process.stdout is not None
            self.process.stdout.readline()  # it is ready; only from now on does time count
        return self.process

    def close(self) -> None:
        """End the reading process and whatever it has started."""
        process, self.process = self.process, None
        if process is None or self.owner != os.getpid():
            return
        _kill(process)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()


def _message(line: bytes) -> list[object]:
    """Return the message of a line; an empty one when the child died within it."""
    try:
        return loads(line)
    except ValueError:
        return []


@contextmanager
def _watched(process: subprocess.Popen[bytes], seconds: float, quiet: float) -> Iterator[Callable[[], None]]:
    """Kill the process and its children when the block lasts longer, or when what is yielded is not called in time."""
    over, heard = threading.Event(), time.monotonic()
    end = heard + seconds

    def hear() -> None:
        nonlocal heard
        heard = time.monotonic()

    def watch() -> None:
        while (left := min(end, heard + quiet) - time.monotonic()) > 0:
            if over.wait(left):
                return
        _kill(process)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield hear
    finally:
        over.set()
        watching.join()


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, 9)  # the session is its own; it holds nobody else


_LOCK = threading.Lock()
_SERVER = _Server()
atexit.register(_SERVER.close)
