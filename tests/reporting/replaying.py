"""Replays a history in a process of its own: ``python -m tests.reporting.replaying URL FOLDER [STATEMENT N]``.

Prints a line after every step. With a statement's beginning and a number the process kills itself (SIGKILL) right
after the N-th such statement, inside its transaction.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event

from dashboard.publishing import replay
from dashboard.reporting import Database
from tests.unit.publishing.lakeside import LAKESIDE


def die_after(database: Database, beginning: str, number: int) -> None:
    """Kill this process after the N-th statement that begins so."""
    left = [number]

    @event.listens_for(database.engine, "after_cursor_execute")
    def _count(_c: object, _u: object, statement: str, _p: object, _x: object, _m: bool) -> None:
        if statement.startswith(beginning):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)


def main(url: str, folder: str, beginning: str = "", number: str = "0") -> None:
    """Replay the workbooks of a folder into a database."""
    database = Database(url)
    if beginning:
        die_after(database, beginning, int(number))
    replay(database, LAKESIDE, Path(folder), lambda done, total, what: print(done, total, what, flush=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
