"""A visit to a page in a real browser that notes every address asked for and every breach of the security policy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page, Playwright, expect

SETTLED = 30_000  # ms, generous: two cores shared by several workers
QUIET = (  # nothing of its own over the network, whoever runs the tests
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-domain-reliability",
)  # fmt: skip
Scheme = Literal["light", "dark"]
DESK = (1920, 1080)
READER: dict[str, Any] = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "reduced_motion": "reduce"}
WATCH = """
window.breaches = [];
const note = e => window.breaches.push(e.effectiveDirective + ' ' + e.blockedURI);
document.addEventListener('securitypolicyviolation', note);
"""


def launch(playwright: Playwright, args: Sequence[str] = (), **environment: str) -> Browser:
    """Start the system's Chromium, with further flags; nothing is downloaded."""
    found = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    assert found, "no Chromium on this machine: bash deploy/system.sh installs it"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    flags = [*QUIET, *sandbox, *args]
    return playwright.chromium.launch(executable_path=found, args=flags, env={**os.environ, **environment})


@dataclass
class Visit:
    """One page, opened, and what it asked for."""

    page: Page
    origin: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def foreign(self) -> list[str]:
        """Return the addresses that are not the server's: requests, web sockets and what the policy stopped."""
        host = urlsplit(self.origin).netloc
        asked = [url for url in self.requests if urlsplit(url).scheme in {"http", "https", "ws", "wss"}]
        stopped = [b.split(" ", 1)[1] for b in self.breaches() if "://" in b]
        return [url for url in [*asked, *stopped] if urlsplit(url).netloc != host]

    def breaches(self) -> list[str]:
        """Return what the security policy stopped: directive and address."""
        found: list[str] = self.page.evaluate("window.breaches")
        return found

    def settle(self) -> Visit:
        """Wait until the script has run and every font asked for is there."""
        app = self.page.locator("[data-testid=stApp]")
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=SETTLED)
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=SETTLED)
        expect(self.page.locator("[data-testid=stSkeleton], [data-testid=stSpinner]")).to_have_count(0, timeout=SETTLED)
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self


@contextmanager
def visit(
    browser: Browser,
    origin: str,
    path: str = "/",
    *,
    scheme: Scheme = "light",
    query: dict[str, str] | None = None,
    viewport: tuple[int, int] = DESK,
    **context: Any,
) -> Iterator[Visit]:
    """Open a page as somebody who has never been there, and close the browser window again."""
    with closing(browser.new_context(**{**READER, **context})) as opened:
        page = opened.new_page()
        page.add_init_script(WATCH)
        with _open(page, origin, path, scheme, query, viewport) as seen:
            yield seen


@dataclass
class Tab:
    """A tab that stays open from visit to visit: a browser fetches and compiles the files of the app once."""

    browser: Browser
    page: Page | None = None

    @contextmanager
    def visit(
        self,
        origin: str,
        path: str = "/",
        *,
        scheme: Scheme = "light",
        query: dict[str, str] | None = None,
        viewport: tuple[int, int] = DESK,
    ) -> Iterator[Visit]:
        """Open a page in the tab; after a failure the next visit gets a new one."""
        if self.page is None:
            self.page = self.browser.new_context(**READER).new_page()
            self.page.add_init_script(WATCH)
        try:
            with _open(self.page, origin, path, scheme, query, viewport) as seen:
                yield seen
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the tab and forget what it has stored."""
        if self.page is not None:
            self.page.context.close()
            self.page = None


@contextmanager
def _open(
    page: Page, origin: str, path: str, scheme: Scheme, query: dict[str, str] | None, viewport: tuple[int, int]
) -> Iterator[Visit]:
    """Go to an address and note, from the start to the end of the visit, what is asked for and what goes wrong."""
    seen = Visit(page, origin)
    notes: dict[str, Callable[[Any], None]] = {
        "request": lambda request: seen.requests.append(request.url),
        "websocket": lambda socket: seen.requests.append(socket.url),
        "pageerror": lambda error: seen.errors.append(str(error)),
    }
    page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
    page.emulate_media(media="null", color_scheme=scheme)
    for event, note in notes.items():
        page.on(event, note)  # type: ignore[call-overload]
    try:
        page.goto(f"{origin}{path}" + (f"?{urlencode(query)}" if query else ""))
        yield seen.settle()
    finally:
        for event, note in notes.items():
            page.remove_listener(event, note)
