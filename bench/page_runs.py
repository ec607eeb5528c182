"""Script runs of a page, timed at the socket the browser uses: from the wish to run until the server says finished."""

from __future__ import annotations

import time
from collections.abc import Sequence

from load_login import Login
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PROTOCOL = "streamlit"


def seconds(origin: str, page: str, query: str, times: int) -> Sequence[float]:
    """Return the seconds of so many warm runs of a page in one session; its first three are not counted."""
    address = origin.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, subprotocols=[PROTOCOL], max_size=None, open_timeout=30) as socket:  # type: ignore[list-item]
        for _ in range(3):
            _run(socket, page, query)
        return [_run(socket, page, query) for _ in range(times)]


def first(origin: str, page: str, query: str, login: Login | None = None) -> float:
    """Return the seconds of a page's first run in a new session, of somebody who has logged in where one is given."""
    protocols = [PROTOCOL, login.xsrf] if login else [PROTOCOL]
    headers = login.headers(origin) if login else {}
    address = origin.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, subprotocols=protocols, additional_headers=headers, max_size=None,  # type: ignore[arg-type]
                 open_timeout=30) as socket:  # fmt: skip
        return _run(socket, page, query)


def _run(socket: ClientConnection, page: str, query: str) -> float:
    wish = BackMsg()
    wish.rerun_script.query_string = query
    wish.rerun_script.page_name = page
    began = time.perf_counter()
    socket.send(wish.SerializeToString())
    while True:
        told = ForwardMsg()
        told.ParseFromString(socket.recv(timeout=60))  # type: ignore[arg-type]
        if told.WhichOneof("type") == "script_finished":
            return time.perf_counter() - began
