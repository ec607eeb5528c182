"""One open session of the load: it follows the links and takes the files of the pages it sees, and looks at each.

A page counts as right when its script ended well, nothing of it is an exception, its title names the page that was
asked for, it has a heading and the edition's name in the language asked for, and it is none of the pages that say
"failed", "away", "no data" or "log in" (or "closed", where everybody may see everything).
"""

from __future__ import annotations

import asyncio
import html
import random
import re
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

import httpx
from load_login import Login
from page_runs import PROTOCOL
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from dashboard.screens import menu
from dashboard.wording import Language, edition_words, t

PATIENCE = 60.0  # seconds for one act
FILES = 0.1  # share of the acts that take a file, where the page offers some
LINK = re.compile(r'href="\./([a-z]*)\?([^"#]*)"')
FILE = re.compile(r'href="\./((?:figures|tables|workbooks|api)/[^"?#]+\.(png|svg|xlsx|csv)\?[^"#]*)"')
BEGINS = {"png": b"\x89PNG\r\n", "svg": b"<svg", "xlsx": b"PK\x03\x04", "csv": b""}
NO_PAGE = ('<main class="empty" role="alert"', '<main class="empty door')  # failed or away; the door
CLOSED = ("access.closed_how", "intake.closed")
PAGES = tuple(menu.address(name) for name in menu.MENU + menu.BESIDE)
Runs = list[tuple[str, float]]


@dataclass
class Visitor:
    """Where a session is, the links that it sees, and what it has met; ``plain``: of an app without pages."""

    draw: random.Random
    origin: str
    page: str = ""
    query: str = "lang=zh"
    plain: bool = False
    pause: float = 10.0  # seconds between two acts, on average
    login: Login | None = None
    links: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    runs: Runs = field(default_factory=list)
    taken: Runs = field(default_factory=list)
    asked: set[tuple[str, str]] = field(default_factory=set)  # keys of addresses and their values
    errors: list[str] = field(default_factory=list)

    def choose(self) -> None:
        """Choose a link of the page seen, when it has any: first which page, then which link to it."""
        if self.links:
            self.page = self.draw.choice(sorted(self.links))
            self.query = self.draw.choice(self.links[self.page])

    async def act(self, socket: ClientConnection) -> None:
        """Run the page once, to its end; look at it, and keep the links that it shows."""
        wish, began = BackMsg(), time.perf_counter()
        wish.rerun_script.page_name, wish.rerun_script.query_string = self.page, self.query
        await socket.send(wish.SerializeToString())
        told, title = [], ""
        while True:
            message = ForwardMsg()
            message.ParseFromString(await asyncio.wait_for(socket.recv(decode=False), PATIENCE))
            kind = message.WhichOneof("type")
            if kind == "delta":
                told.append(self._part(message))
            elif kind == "page_config_changed":
                title = message.page_config_changed.title
            elif kind == "script_finished":
                break
        self.runs.append((self.page or "overview", time.perf_counter() - began))
        if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
            self._wrong(f"ended with {message.script_finished}")
        if not self.plain:
            self._look("".join(told), title)

    def _part(self, message: ForwardMsg) -> str:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self._wrong(element.exception.message)
        if kind == "alert":
            self._wrong(element.alert.body)
        return element.html.body if kind == "html" else ""

    def _look(self, body: str, title: str) -> None:
        """Say what is not as asked for, and keep the links and files."""
        asked = {key: values[-1] for key, values in parse_qs(self.query).items()}
        self.asked |= set(asked.items())
        lang: Language = "en" if asked.get("lang") == "en" else "zh"
        name = t(f"ui.page_{self.page or 'overview'}", lang) if self.page in PAGES else "a page that there is"
        wanted = {
            "the title": title.startswith(f"{name} · "),
            "a heading": "<h1" in body,
            "the language": f'lang="{"en" if lang == "en" else "zh-CN"}"' in body,
            "the edition": html.escape(edition_words(asked["edition"], lang)) in body if "edition" in asked else True,
            "a page": not any(one in body for one in (*NO_PAGE, t("ui.no_data_title", lang))),
            "an open page": bool(self.login) or not any(t(key, lang) in body for key in CLOSED),
            "a way on": bool(LINK.search(body)),
        }
        for what, there in wanted.items():
            if not there:
                self._wrong(f"{what} is missing, titled {title!r}")
        links: dict[str, list[str]] = defaultdict(list)
        for page, query in LINK.findall(body):
            links[page].append(html.unescape(query))
        self.links, self.files = dict(links) or self.links, {html.unescape(a): kind for a, kind in FILE.findall(body)}

    def _wrong(self, why: str) -> None:
        self.errors.append(f"{self.page or 'overview'}?{self.query}: {why[:200]}")

    async def take(self, client: httpx.AsyncClient) -> None:
        """Take one of the files that the page offers, and look at how it begins."""
        address = self.draw.choice(sorted(self.files))
        kind, began = self.files[address], time.perf_counter()
        answer = await client.get(f"{self.origin}/{address}", cookies=self.login.cookies if self.login else None)
        self.taken.append((kind, time.perf_counter() - began))
        if answer.status_code != 200 or not answer.content.startswith(BEGINS[kind]) or not answer.content:
            self.errors.append(f"{address}: {answer.status_code} {answer.content[:80]!r}")

    async def next(self, socket: ClientConnection, client: httpx.AsyncClient) -> None:
        """Act as somebody at a desk does: mostly another page, at times a file of this one."""
        if self.files and self.draw.random() < FILES:
            await self.take(client)
        else:
            self.choose()
            await self.act(socket)

    def reached(self) -> connect:
        """Return the way to the server: the socket that a browser opens."""
        protocols, headers = [PROTOCOL], {}
        if self.login:
            protocols, headers = [PROTOCOL, self.login.xsrf], self.login.headers(self.origin)
        address = self.origin.replace("http", "ws", 1) + "/_stcore/stream"
        return connect(address, subprotocols=protocols, additional_headers=headers, max_size=None,  # type: ignore[arg-type]
                       open_timeout=PATIENCE)  # fmt: skip

    async def stay(self, until: float, client: httpx.AsyncClient, all_here: asyncio.Barrier, rest: float) -> float:
        """Act until a moment, then once together with all others, then rest; return the seconds of that last run."""
        async with self.reached() as socket:
            await asyncio.sleep(self.draw.uniform(0, self.pause))
            await self.act(socket)
            while True:
                pause = self.draw.uniform(0.5, 1.5) * self.pause
                if time.monotonic() + pause > until:
                    break
                await asyncio.sleep(pause)
                await self.next(socket, client)
            await asyncio.sleep(until - time.monotonic())
            await all_here.wait()
            counted = len(self.runs)
            self.choose()
            await self.act(socket)
            await all_here.wait()
            await asyncio.sleep(rest)
            return self.runs.pop(counted)[1]
