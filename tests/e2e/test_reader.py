"""Everything that is handed out is read by the account that may only read; what is written goes by the other one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from dashboard.reporting import Database
from dashboard.reporting.rights import changeable
from dashboard.review import archive, book
from dashboard.review.files import File
from dashboard.screens import menu
from tests.accounts import READER, Accounts, accounts
from tests.conftest import Demo
from tests.e2e.conftest import free_port, serving
from tests.e2e.office import SECRETS, Office, cookies, enter, identity_provider, seen
from tests.e2e.test_intake import press, send, told
from tests.engines import MariaDB, PostgreSQL, copy_database, start_mariadb, start_postgresql
from tests.pages.sending import PERIOD, UNIT, dirty

pytestmark = pytest.mark.large
EDITION, PLAN = "2025Q3", "xinyang-2022"
SERVERS: dict[str, Callable[[], PostgreSQL | MariaDB]] = {"postgresql": start_postgresql, "mariadb": start_mariadb}
BUSY = {"postgresql": "select count(*) from pg_stat_activity where usename = '{}'",
        "mariadb": "select count(*) from information_schema.processlist where user = '{}'"}  # fmt: skip
API = ("targets", "ledgers", "ledger?ledger=pledge", "observations?indicator=ip_transfers",
       "observations.csv?indicator=ip_transfers", "outlooks", "tasks", "milestones", "verdicts", "rule-verdicts",
       "counties", "rollups")  # fmt: skip
PLAIN = ("api/v1/editions", "screen", "screen/state", "editions/", f"editions/{EDITION}/", f"editions/{EDITION}/en/",
         f"packs/{EDITION}.zip", "readyz")  # fmt: skip


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[PostgreSQL | MariaDB]:
    """A database server of its own."""
    found = SERVERS[request.param]()
    yield found
    found.stop()


@pytest.fixture
def made(server: PostgreSQL | MariaDB, demo: Demo) -> Accounts:
    """The demo, loaded by the owner."""
    found = accounts(server)
    with closing(Database(demo.url)) as source, closing(Database(found.owner)) as target:
        copy_database(source, target)
    return found


@pytest.fixture
def office(made: Accounts, tmp_path: Path) -> Iterator[Office]:
    """A server behind a login that reads by one account and writes by the other."""
    provider, port, owner = free_port(), free_port(), Database(made.owner)
    _shelve(owner, tmp_path)
    secrets = SECRETS.format(origin=f"http://127.0.0.1:{port}", provider=provider)
    (tmp_path / "secrets.toml").write_text(secrets, "utf-8")
    with (
        identity_provider(provider), closing(owner),
        serving(tmp_path, port=port, DASHBOARD_DATABASE_URL=made.owner, DASHBOARD_DATABASE_READ_URL=made.reader,
                DASHBOARD_ACCESS="oidc", DASHBOARD_VAR_DIR=str(tmp_path),
                DASHBOARD_SECRETS=str(tmp_path / "secrets.toml")) as origin,
    ):  # fmt: skip
        yield Office(origin, owner, tmp_path)


def _shelve(database: Database, folder: Path) -> None:
    """Keep a pack of one file, as building one would."""
    opened = book.opened(database.rows, PLAN, EDITION, "zh")
    archive.shelf(folder / "archive", opened).keep({}, [File("edition.json", b"{}")])


def answered(client: httpx.Client, path: str) -> None:
    """Ask for one thing, which must be there."""
    found = client.get(path, follow_redirects=True)
    assert found.status_code == 200 and found.content, (path, found.status_code, found.text[:300])


def test_everything_is_read_by_one_account_and_written_by_the_other(
    office: Office, made: Accounts, server: PostgreSQL | MariaDB, demo: Demo, browser: Browser
) -> None:
    with closing(Database(made.reader)) as alone:
        assert changeable(alone) == []
    with browser.new_context(locale="zh-CN") as context:
        page, links = enter(context, office, "zhao"), set[str]()
        for name in menu.built(menu.MENU + menu.BESIDE):
            text = seen(page, office, f"/{menu.address(name)}?edition={EDITION}&lang=zh")
            assert "无法显示" not in text and "没有应答" not in text, name
            links |= set(re.findall(r'href="\.(/(?:figures|tables|workbooks|api)/[^"]+)"', page.content()))
        page.goto(f"{office.origin}/intake?lang=zh&unit={UNIT}&period={PERIOD}")
        send(page, dirty(demo), "息县更正.xlsx")
        press(page, "确认报送")
        told(page, "第2版")
        with httpx.Client(base_url=office.origin, cookies=cookies(context), timeout=60) as client:
            for path in (*sorted(map(unescape, links)), *(f"/{path}" for path in PLAIN)):
                answered(client, path)
            for path in API:
                answered(client, f"/api/v1/{path}{'&' if '?' in path else '?'}edition={EDITION}")
        assert len(links) > 30 and int(str(server.ask(BUSY[kind(server)].format(READER)))) > 0
        page.goto(f"{office.origin}/auth/logout")
    written(office)


def kind(server: PostgreSQL | MariaDB) -> str:
    return "postgresql" if isinstance(server, PostgreSQL) else "mariadb"


def written(office: Office) -> None:
    """What was done stands in the audit log, whole, and nothing went wrong on the way."""
    assert all(office.acts(act) for act in ("login", "view", "export", "load", "logout"))
    with office.database.snapshot() as reader:
        assert reader.audit_chain().wrong is None
    log = "\n".join(file.read_text("utf-8") for file in office.folder.glob("*.txt"))
    assert "Traceback" not in log and "not in the audit log" not in log
