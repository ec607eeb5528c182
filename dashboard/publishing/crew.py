"""Processes that make the parts of an edition side by side and tell this one, which alone writes.

Each reads the very state that the transaction of publishing sees. None outlives the process that started it: it ends
as soon as nobody holds the other end of its input.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Thread
from typing import Any

from dashboard.plan.models import Catalogue
from dashboard.publishing.making import Bit
from dashboard.publishing.parts import Part
from dashboard.settings import ROOT

MOST = 2  # processes: each holds the frame of the edition and one part
PAYS = 10_000  # series (indicators by regions) from which a second process is worth its start
_AHEAD = 4  # bits that wait to be written
COMMAND = (sys.executable, "-m", "dashboard.publishing.worker")


@dataclass(frozen=True)
class Job:
    """What all parts have in common; ``snapshot``: the state to read, by the server's name for it."""

    url: str
    snapshot: str
    catalogue: Catalogue
    edition: int
    through: str
    rules: str


def hands(catalogue: Catalogue) -> int:
    """Return how many processes are worth it: one for anything but a nation's catalogue."""
    if len(catalogue.indicators) * len(catalogue.regions) < PAYS:
        return 1
    return min(MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def side_by_side(job: Job, parts: Sequence[Part], workers: int) -> Generator[tuple[int, Bit], None, None]:
    """Yield what every part adds, with its place, as it comes; RuntimeError when a process ends before its part."""
    heaviest = sorted(range(len(parts)), key=lambda place: _weight(parts[place]), reverse=True)
    waiting, heard = deque(heaviest), Queue[tuple[_Worker, int, Any]](_AHEAD)
    crew: list[_Worker] = []
    try:
        crew += [_Worker(job, heard) for _ in range(min(workers, len(waiting)))]
        # one takes the heavy parts, the others begin with the light ones: two ledgers are never in memory together
        turn = {worker: waiting.pop if number else waiting.popleft for number, worker in enumerate(crew)}
        for worker, following in turn.items():
            worker.ask(following())
        busy = len(crew)
        while busy:
            worker, place, bit = heard.get()
            if isinstance(bit, BaseException):
                raise RuntimeError(f"a process of publishing ended: {bit}") from bit
            if bit is not None:
                yield place, bit
            elif waiting:
                worker.ask(turn[worker]())
            else:
                busy -= 1
    finally:
        for worker in crew:
            worker.end()


def _weight(part: Part) -> tuple[int, int, int]:
    """Return what tells the heavy parts: ledgers, then targets with their outlooks."""
    return len(part.ledgers), len(part.targets), len(part.indicators)


class _Worker:
    """One process and the thread that hears it."""

    def __init__(self, job: Job, heard: Queue[tuple[_Worker, int, Any]]) -> None:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         env={**os.environ, "PYTHONPATH": path})  # fmt: skip
        self._heard = heard
        self._thread = Thread(target=self._hear, daemon=True)
        self._thread.start()
        self._say(job)

    def ask(self, place: int) -> None:
        """Let it make the part at a place."""
        self._say(place)

    def end(self) -> None:
        """End it at once; what it still had to say is not heard."""
        self._process.kill()
        while self._thread.is_alive():
            try:
                self._heard.get(timeout=0.05)
            except Empty:
                continue
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except BrokenPipeError:
                continue
        self._process.wait()

    def _say(self, what: object) -> None:
        assert self._process.stdin is not None
        try:
            pickle.dump(what, self._process.stdin)
            self._process.stdin.flush()
        except BrokenPipeError:  # it has ended, and its thread tells so
            return

    def _hear(self) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                self._heard.put((self, *pickle.load(self._process.stdout)))
        except Exception as error:  # the end of what it says, whatever was the cause
            self._heard.put((self, -1, error))
