"""A small office on an empty system: its server from day to day, and its people, each in a browser of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.e2e.browsing import DESK, READER
from tests.e2e.conftest import free_port, serving
from tests.e2e.office import SECRETS, identity_provider
from tests.e2e.seat import WAITS, Seat

PLAN = "yunze-2026"
EAST, WEST, TRADE, OWN = "ip-980101", "ip-980102", "org_market", "org_ip"  # units of the plan
PEOPLE: dict[str, dict[str, object]] = {
    "li": {"name": "李四", "roles": ["publisher"]},
    "wang": {"name": "王五", "roles": ["reviewer"]},
    "dong": {"name": "董某", "roles": ["reporter"], "unit": EAST},
    "xi": {"name": "席某", "roles": ["reporter"], "unit": WEST},
    "shi": {"name": "施某", "roles": ["reporter"], "unit": TRADE},
    "an": {"name": "安某", "roles": ["auditor"]},
}


@dataclass(eq=False)
class System:
    """An installation: its folder, its server of the day, and who works with it."""

    folder: Path
    page: Page
    settings: dict[str, str]
    port: int
    provider: str
    running: ExitStack = field(default_factory=ExitStack)
    seats: dict[str, Seat] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Where the server is."""
        return f"http://127.0.0.1:{self.port}"

    def day(self, today: str) -> None:
        """Go home, and come back on another day."""
        self.page.goto("about:blank")
        self.running.close()
        self.running.enter_context(serving(self.folder, self.port, "livez", **self.settings, DASHBOARD_TODAY=today))

    def seat(self, who: str) -> Seat:
        """Return where somebody sits, who logs in when it is the first time."""
        if who not in self.seats:
            self.page.context.clear_cookies()
            self.page.goto(f"{self.origin}/intake?lang=zh")
            expect(self.page.locator(".door .product")).to_have_text("云泽市专利转化进展监测", timeout=WAITS)
            self.page.get_by_role("button", name="使用单位统一身份登录").click()
            self.page.locator(f"button[name=sub][value={who}]").click()
            expect(self.page.locator("header.top", has_text=str(PEOPLE[who]["name"]))).to_be_visible(timeout=WAITS)
            self.seats[who] = Seat(who, self.page, self.origin, self.page.context.cookies(), self.complaints)
        return self.seats[who]

    def listen(self) -> None:
        """Note what the browser complains of and whom it asks, while it is at a page of ours."""
        self.page.on("console", lambda said: self._hear(said.text, said.location["url"]) if said.type == "error" else 0)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda asked: self._ask(asked.url))

    def _hear(self, said: str, url: str) -> None:
        """The framework looks for itself below every page's address first."""
        if url.startswith(self.origin) and not url.endswith(("/_stcore/health", "/_stcore/host-config")):
            self.complaints.append(f"{said} {url}")

    def _ask(self, url: str) -> None:
        ours = (self.origin, "data:", "blob:", "about:")
        if self.page.url.startswith(self.origin) and not url.startswith((*ours, self.provider)):
            self.complaints.append(f"foreign: {url}")


@contextmanager
def empty_system(browser: Browser, folder: Path) -> Iterator[System]:
    """An empty installation with the second plan, as ``init --empty`` leaves it; two persons for an edition."""
    provider, port = free_port(), free_port()
    (folder / "secrets.toml").write_text(SECRETS.format(origin=f"http://127.0.0.1:{port}", provider=provider), "utf-8")
    settings = {
        "DASHBOARD_VAR_DIR": str(folder), "DASHBOARD_DATABASE_URL": "", "DASHBOARD_PLAN": PLAN,
        "DASHBOARD_PLAN_DIR": str(ROOT / "tests" / "plans"), "DASHBOARD_ACCESS": "oidc",
        "DASHBOARD_SECRETS": str(folder / "secrets.toml"), "DASHBOARD_TWO_PERSONS": "true",
    }  # fmt: skip
    command = [sys.executable, "-m", "dashboard", "init", "--empty"]
    subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=True, stdout=subprocess.DEVNULL)
    with closing(browser.new_context(**READER, viewport={"width": DESK[0], "height": DESK[1]})) as context:
        made = System(folder, context.new_page(), settings, port, f"http://127.0.0.1:{provider}/")
        made.listen()
        with identity_provider(provider, PEOPLE), made.running:
            yield made
