"""The end of the server: SIGTERM lets open requests finish, for some seconds; then the process ends all the same."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType


def cleanly() -> None:
    """Make SIGTERM end this process with exit code 0; the server hands the signal on once it has stopped."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def within(seconds: float) -> None:
    """Give open requests so many seconds once SIGTERM has come; uvicorn alone would wait for the last one.

    To be called under uvicorn's own handling of signals, which is kept. After as long again the process ends with
    exit code 0, whatever a thread of it still waits for.
    """
    stop = signal.getsignal(signal.SIGTERM)
    if not callable(stop) or threading.current_thread() is not threading.main_thread():
        return

    def stopping(number: int, frame: FrameType | None) -> None:
        stop(number, frame)
        _after(seconds, lambda: stop(signal.SIGINT, None))  # a second signal makes uvicorn leave at once
        _after(2 * seconds, lambda: os._exit(0))

    signal.signal(signal.SIGTERM, stopping)


def _after(seconds: float, act: Callable[[], object]) -> None:
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()
