"""An office behind a login: a server, its identity provider, its people, and what they do in a browser."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from dashboard.access import accounts, tokens
from dashboard.reporting import Database
from dashboard.settings import Role
from tests.conftest import Demo
from tests.e2e.conftest import await_answer, free_port, serving

PLAN, UNIT, OTHER = "xinyang-2022", "scjg-411502", "scjg-411503"
SECRETS = """[auth]
redirect_uri = "{origin}/oauth2callback"
cookie_secret = "a-secret-of-the-tests-that-is-long-enough"
client_id = "dashboard"
client_secret = "secret"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
"""
PEOPLE: dict[str, dict[str, object]] = {  # what the provider says of each
    "li": {"name": "李某", "roles": ["viewer"]},
    "zhao": {"name": "赵某", "roles": ["publisher"]},
    "wang": {"name": "王某", "roles": ["reporter"], "unit": UNIT},
    "qian": {"name": "钱某", "roles": ["admin", "root"], "role": "publisher", "is_publisher": True},
    "sun": {"name": "孙某"},  # named by the office's table alone
}


@dataclass(frozen=True)
class Office:
    """A server that asks for a login, its database and log."""

    origin: str
    database: Database
    folder: Path

    def acts(self, action: str) -> list[dict[str, str]]:
        """Return the records of an act in the audit log, the newest first."""
        rows = self.database.rows("audit_page", actor="", action=action, first="", last="9", most=500, skipped=0)
        return [{key: str(value) for key, value in row.items()} for row in rows]

    def token(self, name: str, role: Role, unit: str = "") -> str:
        """Make a token and return it."""
        with self.database.transaction() as tx:
            return tokens.make(tx, accounts.Account(name, "", role, unit, PLAN if unit else ""), "管理员")

    def log(self) -> str:
        """Return what the server has logged."""
        return "".join(file.read_text("utf-8") for file in self.folder.glob("*.txt"))


@contextmanager
def identity_provider(port: int, people: Mapping[str, Mapping[str, object]] = PEOPLE) -> Iterator[None]:
    """An identity provider of its own, which knows our people."""
    known = [f"--user-claims={json.dumps({'sub': name, **told})}" for name, told in people.items()]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *known]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_answer(process, f"http://127.0.0.1:{port}/.well-known/openid-configuration")
        yield
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def office_of(demo: Demo, folder: Path) -> Iterator[Office]:
    """The database of a demo behind a login."""
    database, provider, port = Database(demo.url), free_port(), free_port()
    with database.transaction() as tx:
        accounts.add(tx, accounts.Account("sun", "孙某", "auditor", valid_from="2026-01-01"), "管理员")
        accounts.add(tx, accounts.Account("li", "李某", "viewer", valid_from="2026-01-01"), "管理员")
    (folder / "secrets.toml").write_text(SECRETS.format(origin=f"http://127.0.0.1:{port}", provider=provider), "utf-8")
    with (
        identity_provider(provider),
        serving(folder, port=port, DASHBOARD_DATABASE_URL=database.url, DASHBOARD_ACCESS="oidc",
                DASHBOARD_VAR_DIR=str(folder), DASHBOARD_HOSTS="office.example",
                DASHBOARD_SECRETS=str(folder / "secrets.toml")) as origin,
    ):  # fmt: skip
        yield Office(origin, database, folder)
    database.close()


def enter(context: BrowserContext, office: Office, who: str, path: str = "/") -> Page:
    """Log in at the provider, from an address on, and return the page that opens."""
    page = context.new_page()
    page.goto(f"{office.origin}{path}")
    page.get_by_role("button", name="使用单位统一身份登录").click()
    page.locator(f"button[name=sub][value={who}]").click()
    page.locator(".xy h1").first.wait_for()
    return page


def seen(page: Page, office: Office, path: str) -> str:
    """Return the text of a page, opened anew."""
    page.goto(f"{office.origin}{path}")
    page.locator(".xy h1").first.wait_for()
    return page.locator("body").inner_text()


def cookies(context: BrowserContext) -> dict[str, str]:
    """Return what a browser keeps, by name."""
    return {str(one["name"]): str(one["value"]) for one in context.cookies()}
