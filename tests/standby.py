"""A second PostgreSQL server that follows a first one by streaming replication, as a replica for reading does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.engines import PostgreSQL, folder_for


class Standby(PostgreSQL):
    """A second server that follows a first one by streaming replication, and can only be read."""

    def follow(self, first: PostgreSQL) -> None:
        """Copy the first server as it runs and follow it from there on."""
        self.run("pg_basebackup", "-R", "-D", self.data, "-h", str(first.folder), "-U", "postgres", "-X", "stream",
                 "--checkpoint=fast", "--no-sync")  # fmt: skip
        self.begin()

    def pause(self) -> None:
        """Take in what the first server sends, but show nothing of it from now on."""
        self.ask("select pg_wal_replay_pause()")
        self._until("select pg_get_wal_replay_pause_state() = 'paused'")

    def resume(self) -> None:
        """Show again what the first server sends."""
        self.ask("select pg_wal_replay_resume()")

    def catch_up(self, first: PostgreSQL) -> None:
        """Wait until everything that the first server has written is shown here."""
        self._until(f"select pg_last_wal_replay_lsn() >= '{first.ask('select pg_current_wal_flush_lsn()')}'")

    def _until(self, question: str, patience: float = 30) -> None:
        end = time.monotonic() + patience
        while not self.ask(question):
            if time.monotonic() > end:
                raise TimeoutError(question)
            time.sleep(0.02)


@contextmanager
def standby(first: PostgreSQL) -> Iterator[Standby]:
    """A server that follows another one, within the block."""
    found = Standby(folder_for("pg-", first.user), first.programs, first.user)
    try:
        found.follow(first)
        yield found
    finally:
        found.stop()
