"""A visitor without a browser: speaks its protocol, connects again as a browser does, and notes what it met."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

SIGN = "_streamlit_xsrf"  # the cookie that a browser repeats, so that the cookie of a login counts
PATIENCE = 60.0  # seconds for one run, on two cores that others use too


def opened(origin: str, cookies: Mapping[str, str] | None = None) -> ClientConnection:
    """Return a new session's socket; a certificate made for a test is taken."""
    trusting = ssl.create_default_context() if origin.startswith("https") else None
    if trusting is not None:
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())}
    address = origin.replace("http", "ws", 1) + "/_stcore/stream"
    sign = (cookies or {}).get(SIGN, "")
    protocols = [Subprotocol(name) for name in ("streamlit", sign) if name]
    return connect(address, ssl=trusting, subprotocols=protocols, max_size=None, open_timeout=PATIENCE,
                   additional_headers=headers, origin=Origin(origin) if sign else None)  # fmt: skip


def run_page(socket: ClientConnection, page: str, query: str) -> str:
    """Return everything that a page draws as HTML; AssertionError when it fails."""
    wish, bodies = BackMsg(), list[str]()
    wish.rerun_script.page_name, wish.rerun_script.query_string = page, query
    socket.send(wish.SerializeToString())
    while True:
        told = ForwardMsg()
        told.ParseFromString(socket.recv(timeout=PATIENCE))  # type: ignore[arg-type]
        kind = told.WhichOneof("type")
        if kind == "delta":
            element = told.delta.new_element
            assert element.WhichOneof("type") != "exception", element.exception.message
            bodies.append(element.html.body)
        elif kind == "script_finished":
            assert told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY, f"{page}?{query}"
            return "\n".join(bodies)


def shown(origin: str, page: str = "", query: str = "lang=zh") -> str:
    """Return what a page shows to somebody who opens it now."""
    with opened(origin) as socket:
        return run_page(socket, page, query)


@dataclass(eq=False)
class Visitor(threading.Thread):
    """Looks at one page after the other until told to stop; a connection that is cut is made again."""

    origin: str
    cookies: Mapping[str, str]
    pages: tuple[str, ...]
    query: str
    expects: str  # what every page has to say
    pause: float = 0.5
    runs: int = 0
    cuts: int = 0
    errors: list[str] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        """Act until told to stop."""
        while not self.done.is_set():
            try:
                with opened(self.origin, self.cookies) as socket:
                    self._act(socket)
            except (WebSocketException, OSError):
                self.cuts += 1
                self.done.wait(0.5)
            except Exception as error:  # whatever else happens is what this visitor is there to note
                self.errors.append(repr(error))
                return

    def _act(self, socket: ClientConnection) -> None:
        while not self.done.is_set():
            page = self.pages[self.runs % len(self.pages)]
            html = run_page(socket, page, self.query)
            if self.expects not in html:
                self.errors.append(f"{page}?{self.query} does not say {self.expects}: {html[:300]}")
            self.runs += 1
            self.done.wait(self.pause)

    def await_runs(self, number: int, within: float = 180) -> None:
        """Wait until so many more pages were looked at."""
        wanted, end = self.runs + number, time.monotonic() + within
        while self.runs < wanted:
            assert not self.errors and time.monotonic() < end, (self.errors, self.runs, wanted)
            self.done.wait(0.1)
