"""What a process and all that it starts take of the memory, at their highest."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

EVERY = 0.2  # seconds between two looks


def watched(command: Sequence[str]) -> tuple[str, float]:
    """Run a command; return what it printed, and the sum of the peaks of its processes in GiB.

    CalledProcessError when it fails. The sum is an upper limit: not all have their peaks at one moment.
    """
    peaks: dict[int, int] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while True:
            for number in _family(process.pid):
                peaks[number] = max(peaks.get(number, 0), _peak(number))
            try:
                told, _ = process.communicate(timeout=EVERY)
                break
            except subprocess.TimeoutExpired:
                continue
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return told, sum(peaks.values()) / 2**20


def _family(number: int) -> Iterator[int]:
    """Yield a process and every one below it that is there now."""
    yield number
    for told in Path("/proc", str(number), "task").glob("*/children"):
        try:
            children = told.read_text("utf-8").split()
        except OSError:  # it has just ended
            continue
        for child in children:
            yield from _family(int(child))


def _peak(number: int) -> int:
    """Return the highest resident memory of a process so far in KiB; 0 when it has ended."""
    try:
        lines = Path("/proc", str(number), "status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
