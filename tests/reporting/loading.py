"""A process of its own that loads workbooks and can be stopped before any statement it sends to the database."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from sqlalchemy import event

from dashboard.intake import LoadResult, load
from dashboard.reporting import Database
from tests.unit.intake.invented import CATALOGUE

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])  # every process starts with the imports done
DONE = "done"


def work(pipe: Connection, url: str, names: list[str], step: bool) -> None:
    """Say ``ready`` and wait for the word; load; name each finished file, with ``step`` each statement and commit.

    Before a statement or commit the process waits until it may go on.
    """
    database = Database(url)

    def pause(word: str) -> None:
        pipe.send(word)
        pipe.recv()

    def told(result: LoadResult) -> None:
        pipe.send(f"= {result.path.name} {result.outcome}")

    def before(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        pause(statement.lstrip("- ").split()[0])

    if step:
        event.listen(database.engine, "before_cursor_execute", before)
        event.listen(database.engine, "commit", lambda _connection: pause("commit"))
    pause("ready")
    load(database, {CATALOGUE.plan.id: CATALOGUE}, map(Path, names), actor="test", progress=told)
    pipe.send(DONE)


@dataclass(frozen=True)
class Running:
    """A loading process as its parent sees it."""

    process: ForkServerProcess
    pipe: Connection

    def line(self) -> str:
        """Wait for the next thing it says; EOFError when it is dead."""
        return str(self.pipe.recv())

    def go(self) -> None:
        """Let it go on."""
        self.pipe.send("go")

    def steps(self) -> Iterator[str]:
        """Let it go on step by step; yield each place where it stands and waits, and each file it is done with."""
        self.go()
        while (word := self.line()) != DONE:
            yield word
            if not word.startswith("="):
                self.go()

    def kill(self) -> None:
        """Send SIGKILL and wait for the end."""
        self.process.kill()
        self.process.join()
        assert self.process.exitcode == -9


@contextmanager
def loading(database: Database, files: list[Path], *, step: bool) -> Iterator[Running]:
    """A loading process that has started and waits for the word; whatever happens, it ends with the block."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=work, args=(theirs, database.url, list(map(str, files)), step))
    process.start()
    theirs.close()
    running = Running(process, ours)
    try:
        assert running.line() == "ready"
        yield running
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
