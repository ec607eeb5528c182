"""Somebody of an office at the browser, by the own login: what a person does with a page, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Cookie, Locator, Page, expect

WAITS = 60_000  # ms: two cores that others use, too
ENGLISH = re.compile(r"[A-Za-z]{3,}")
CODES = re.compile(r"\S+\.(?:xlsx|pdf)|\([a-z]+\)|keyboard_\w+")  # files, accounts, signs of the framework
LOGGED = re.compile(r"python -m dashboard [a-z、 -]+|[\w./%=&?-]*[\d._/=%&][\w./%=&?-]*", re.ASCII)  # codes, hashes
KNOWN = {"xlsx", "XLSX", "xls", "csv", "DOCX", "docx", "CSV", "ZIP", "PNG", "SVG", "PDF"}  # kinds of files
PLAN = {"firms", "licences", "milestones", "dong", "shi", "wang", "Rules"}  # of the log: sheets, accounts, a name


@dataclass(eq=False)
class Seat:
    """Somebody of the office at the one browser, by the own login; and what the browser complained of."""

    who: str
    page: Page
    origin: str
    cookies: list[Cookie]
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str, **query: str) -> Seat:
        """Sit down, go to an address and wait until the page stands still."""
        kept = self.page.context.cookies()
        if kept != self.cookies:
            self.page.goto("about:blank")
            self.page.context.clear_cookies()
            self.page.context.add_cookies(self.cookies)  # type: ignore[arg-type]
        self.page.goto(f"{self.origin}{path}?{urlencode({'lang': 'zh', **query})}")
        return self.settle()

    def settle(self) -> Seat:
        """Wait until the script has run."""
        app = self.page.locator("[data-testid=stApp]")
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=WAITS)
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=WAITS)
        expect(self.page.locator(".xy h1, .xy .headline").first).to_be_visible(timeout=WAITS)
        self.look()
        return self

    def look(self) -> None:
        """Note what no page of a real office may say: that data is invented, and English on a Chinese page."""
        text = CODES.sub("", self.page.locator("[data-testid=stApp]").inner_text())
        at = urlsplit(self.page.url).path
        text = LOGGED.sub("", text) if at == "/audit" else text
        if "演示" in text:
            self.complaints.append(f"{at}: 演示")
        known = KNOWN | PLAN if at == "/audit" else KNOWN
        self.complaints += [f"{at}: {word}" for word in sorted({*ENGLISH.findall(text)} - known)]

    def reads(self, *words: str, where: str = ".xy") -> Seat:
        """Wait until the page says something."""
        for word in words:
            expect(self.page.locator(where, has_text=word).first).to_be_visible(timeout=WAITS)
        return self

    def told(self, *words: str) -> Seat:
        """Wait until the page answers an act with something."""
        self.reads(*words, where=".told")
        return self.settle()

    def button(self, name: str) -> Locator:
        """Return a button by its words."""
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> Seat:
        """Press a button."""
        self.button(name).click()
        return self

    def fill(self, **texts: str) -> Seat:
        """Fill in fields by their labels."""
        for label, text in texts.items():
            self.page.get_by_label(label, exact=True).fill(text)
        return self

    def choose(self, label: str, option: str) -> Seat:
        """Choose from a list."""
        self.page.get_by_label(label, exact=True).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        return self

    def upload(self, *files: tuple[str, bytes]) -> Seat:
        """Choose files, as from a folder."""
        chosen = [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
        self.page.locator("[data-testid=stFileUploaderDropzoneInput]").first.set_input_files(chosen)  # type: ignore[arg-type]
        return self

    def fetch(self, link: Locator) -> bytes:
        """Download what a link or a button leads to."""
        with self.page.expect_download(timeout=WAITS) as held:
            link.click()
        return Path(held.value.path()).read_bytes()
