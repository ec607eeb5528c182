"""Throw-away database servers for tests, and a copy of a database from one engine to another."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
    return Path(found).resolve().parent if found else folders[-1].parent  # the others stand beside the real one


def unprivileged() -> str | None:
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
        self.begin()

    def begin(self) -> None:
        """Start on the files that are there."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self.run("pg_ctl", "start", "-w", "-D", self.data, "-o", options, "-l", str(self.folder / "log"))

    def halt(self) -> None:
        """Stop at once; no connection is told."""
        self.run("pg_ctl", "stop", "-m", "immediate", "-w", "-D", self.data)

    def processes(self) -> list[int]:
        """Return the postmaster and every process of its own."""
        first = int(Path(self.data, "postmaster.pid").read_text().split()[0])
        told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True, check=True)
        return [first, *map(int, told.stdout.split())]

    def stop(self) -> None:
        """Stop and remove everything."""
        if Path(self.data, "postmaster.pid").exists():  # a test may have stopped it
            self.halt()
        shutil.rmtree(self.folder)

    def create(self) -> str:
        """Return the URL of a new, empty database."""
        name = f"test_{next(self._numbers)}"
        self.ask(f"create database {name}")
        return self.url(name)

    def ask(self, statement: str, name: str = "postgres") -> object:
        """Run one statement as the superuser, outside any transaction; return its first value, None without rows."""
        server = sa.create_engine(self.url(name), isolation_level="AUTOCOMMIT")
        try:
            with server.connect() as connection:
                answer = connection.exec_driver_sql(statement)
                return answer.scalar() if answer.returns_rows else None
        finally:
            server.dispose()

    def url(self, name: str, account: str = "postgres") -> str:
        """Return the URL of a database by name, for an account."""
        return f"postgresql+psycopg://{account}@/{name}?host={self.folder}"


def start_postgresql() -> PostgreSQL:
    """Start a server in a new folder under the system's temporary folder (socket paths must be short)."""
    user = unprivileged()
    server = PostgreSQL(folder_for("pg-", user), binaries(), user)
    server.start()
    return server


def folder_for(prefix: str, user: str | None) -> Path:
    """Return a new folder under the system's temporary folder that belongs to a user."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    if user:
        shutil.chown(folder, user)
    return folder


MARIADB_OPTIONS = ("--skip-networking", "--skip-name-resolve", "--skip-log-bin", "--innodb-flush-log-at-trx-commit=2",
                   "--innodb-flush-method=nosync", "--innodb-doublewrite=0",
                   "--character-set-server=latin1", "--performance-schema=0")  # fmt: skip


@dataclass
class MariaDB:
    """A server of its own, reachable by a socket in its folder only; its own character set is not ours."""

    folder: Path
    server: Path
    user: str | None
    _process: subprocess.Popen[bytes] | None = None
    _numbers: count[int] = field(default_factory=count)

    def start(self, patience: float = 30) -> None:
        """Make the files and start; durability is not needed here. TimeoutError when it does not answer."""
        data, quiet = f"--datadir={self.folder / 'data'}", subprocess.DEVNULL
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", data, "--auth-root-authentication-method=normal", "--skip-test-db"],
            check=True, cwd=self.folder, user=self.user, stdin=quiet, stdout=quiet, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.begin(patience)

    def begin(self, patience: float = 30) -> None:
        """Start on the files that are there. TimeoutError when it does not answer."""
        data, quiet = f"--datadir={self.folder / 'data'}", subprocess.DEVNULL
        self.socket.unlink(missing_ok=True)
        files = (data, f"--socket={self.socket}", f"--pid-file={self.folder / 'pid'}",
                 f"--log-error={self.folder / 'log'}")  # fmt: skip
        self._process = subprocess.Popen(
            [str(self.server), "--no-defaults", *files, *MARIADB_OPTIONS], cwd=self.folder, user=self.user,
            stdin=quiet, stdout=quiet, stderr=quiet,
        )  # fmt: skip
        end = time.monotonic() + patience
        while not self.socket.exists():
            if time.monotonic() > end or self._process.poll() is not None:
                raise TimeoutError((self.folder / "log").read_text("utf-8"))
            time.sleep(0.02)

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.folder / "socket"

    def processes(self) -> list[int]:
        """Return its one process."""
        assert self._process is not None
        return [self._process.pid]

    def halt(self) -> None:
        """Stop at once; no connection is told."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """Stop and remove everything."""
        self.halt()
        shutil.rmtree(self.folder)

    def create(self) -> str:
        """Return the URL of a new, empty database."""
        name = f"test_{next(self._numbers)}"
        self.ask(f"create database {name}")
        return self.url(name)

    def ask(self, statement: str, name: str = "") -> object:
        """Run one statement as root; return its first value, None without rows."""
        server = sa.create_engine(self.url(name), isolation_level="AUTOCOMMIT")
        try:
            with server.connect() as connection:
                answer = connection.exec_driver_sql(statement)
                return answer.scalar() if answer.returns_rows else None
        finally:
            server.dispose()

    def url(self, name: str, account: str = "root") -> str:
        """Return the URL of a database by name, for an account."""
        return f"mariadb+pymysql://{account}@/{name}?unix_socket={self.socket}"


def start_mariadb() -> MariaDB:
    """Start a server in a new folder under the system's temporary folder."""
    found = shutil.which("mariadbd", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        pytest.fail("MariaDB is missing: run `make test`, which installs and starts it.", pytrace=False)
    user = unprivileged()
    server = MariaDB(folder_for("my-", user), Path(found), user)
    server.start()
    return server


def _stands(process: int) -> bool:
    """True when every thread of a process has been stopped."""
    tasks = Path(f"/proc/{process}/task").glob("*/stat")
    return all(file.read_text().rpartition(")")[2].split()[0] in "TZX" for file in tasks)


@contextmanager
def frozen(server: PostgreSQL | MariaDB) -> Iterator[None]:
    """Every process of a server stands still within the block."""
    every = server.processes()
    for number in every:
        os.kill(number, signal.SIGSTOP)
    while not all(map(_stands, every)):  # a thread goes on until it hears of it
        time.sleep(0.01)
    try:
        yield
    finally:
        for number in every:
            os.kill(number, signal.SIGCONT)


def clear(database: Database) -> None:
    """Remove every row from a server's database and begin its ids anew: much faster than a new database."""
    names = [table.name for table in metadata.sorted_tables]
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"truncate {', '.join(names)} restart identity")
            return
        for name in reversed(names):  # to truncate makes every table anew, which takes longer
            connection.exec_driver_sql(f"delete from {name}")
            connection.exec_driver_sql(f"alter table {name} auto_increment = 1")


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
