"""Throw-away database servers for tests, and a copy of a database from one engine to another."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.reporting import Database
from dashboard.reporting.migrating import upgrade
from dashboard.reporting.schema import metadata


def binaries(debian: Path = Path("/usr/lib/postgresql")) -> Path:
    """Return the folder of PostgreSQL's programs: from PATH, else the newest of Debian's; fails when missing."""
    found = shutil.which("initdb")
    folders = sorted(debian.glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found is None and not folders:
        pytest.fail("PostgreSQL is missing: run `make test`, which installs and starts it.", pytrace=False)
    return Path(found).parent if found else folders[-1].parent


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root: return another user then."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@dataclass
class PostgreSQL:
    """A server of its own, reachable by a socket in its folder only; sorts by language unless told otherwise."""

    folder: Path
    programs: Path
    user: str | None
    _numbers: count[int] = field(default_factory=count)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs to its end."""
        command = [str(self.programs / program), *arguments]
        subprocess.run(
            command, check=True, cwd=self.folder, user=self.user, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    @property
    def data(self) -> str:
        """The folder of its files."""
        return str(self.folder / "data")

    def start(self) -> None:
        """Make the files and start; durability is not needed here."""
        locale = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh-Hans")
        self.run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *locale)
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self.run("pg_ctl", "start", "-w", "-D", self.data, "-o", options, "-l", str(self.folder / "log"))

    def stop(self) -> None:
        """Stop and remove everything."""
        self.run("pg_ctl", "stop", "-m", "immediate", "-w", "-D", self.data)
        shutil.rmtree(self.folder)

    def create(self) -> str:
        """Return the URL of a new, empty database."""
        name = f"test_{next(self._numbers)}"
        server = sa.create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.exec_driver_sql(f"create database {name}")
        server.dispose()
        return self.url(name)

    def url(self, name: str) -> str:
        """Return the URL of a database by name."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"


def start_postgresql() -> PostgreSQL:
    """Start a server in a new folder under the system's temporary folder (socket paths must be short)."""
    server = PostgreSQL(Path(tempfile.mkdtemp(prefix="pg-")), binaries(), _unprivileged())
    if server.user:
        shutil.chown(server.folder, server.user)
    server.start()
    return server


def clear(database: Database) -> None:
    """Remove every row from a PostgreSQL database and begin its ids anew: much faster than a new database."""
    names = ", ".join(table.name for table in metadata.sorted_tables)
    with database.writing() as connection:
        connection.exec_driver_sql(f"truncate {names} restart identity")


def copy_database(source: Database, target: Database) -> None:
    """Copy every row, ids included, into an empty database of any engine.

    Rows are written in reverse, so that an answer whose order leaves a tie differs.
    """
    upgrade(target)
    with source.engine.connect() as reader, target.writing() as writer:
        for table in metadata.sorted_tables:
            rows = [dict(row) for row in reader.execute(sa.select(table)).mappings()][::-1]
            writer.execute(table.delete())
            if rows:
                writer.execute(table.insert(), rows)
        if writer.dialect.name == "postgresql":
            _restart_ids(writer)


def _restart_ids(connection: sa.Connection) -> None:
    for table in metadata.sorted_tables:
        if "id" in table.c:
            highest = f"(select coalesce(max(id), 0) + 1 from {table.name})"
            sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
            connection.exec_driver_sql(f"select setval({sequence}, {highest}, false)")
