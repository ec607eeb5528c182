"""The two accounts of a database, made by the statements that are shipped for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass

import sqlalchemy as sa

from tests.conftest import ROOT
from tests.engines import MariaDB, PostgreSQL

FOLDER = ROOT / "deploy" / "accounts"
NAME, OWNER, READER = "dashboard", "dashboard_owner", "dashboard_reader"
SECRETS = {"OWNER_PASSWORD": "o'wner \\ 1", "READER_PASSWORD": "r\"eader ' 2"}  # quoted by whoever reads them


@dataclass(frozen=True)
class Accounts:
    """The addresses of one database: of who writes, and of who may only read."""

    owner: str
    reader: str


def accounts(server: PostgreSQL | MariaDB) -> Accounts:
    """Make the database and its accounts anew; what an earlier test left of them goes."""
    if isinstance(server, PostgreSQL):
        server.ask(f"drop database if exists {NAME} with (force)")
        for name in (OWNER, READER):
            server.ask(f"drop role if exists {name}")
        _by_psql(server)
        return Accounts(server.url(NAME, OWNER), server.url(NAME, READER))
    server.ask(f"drop database if exists {NAME}")
    for name in (OWNER, READER):
        server.ask(f"drop user if exists {name}")
    _by_lines(server)
    return Accounts(_with_password(server, OWNER), _with_password(server, READER))


def _by_psql(server: PostgreSQL) -> None:
    program = shutil.which("psql") or str(server.programs / "psql")
    command = [program, "-X", "-v", "ON_ERROR_STOP=1", "-h", str(server.folder), "-U", "postgres"]
    with (FOLDER / "postgresql.sql").open("rb") as statements:
        subprocess.run(command, stdin=statements, env=os.environ | SECRETS, check=True, stdout=subprocess.DEVNULL)


def _by_lines(server: MariaDB) -> None:
    """Run the statements one by one, with passwords of our own in the two lines that ask for that."""
    lines = [line for line in (FOLDER / "mariadb.sql").read_text("utf-8").splitlines() if not line.startswith("--")]
    engine = sa.create_engine(server.url(""), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for line, text in zip(lines[:2], SECRETS.values(), strict=True):
            name = line.split()[1]
            assert line.startswith(f"set {name} = 'change me"), line
            connection.execute(sa.text(f"set {name} = :text"), {"text": text})
        for line in lines[2:]:
            connection.exec_driver_sql(line)
    engine.dispose()


def _with_password(server: MariaDB, account: str) -> str:
    secret = SECRETS["OWNER_PASSWORD" if account == OWNER else "READER_PASSWORD"]
    url = sa.make_url(server.url(NAME, account)).set(password=secret)
    return url.render_as_string(hide_password=False)
