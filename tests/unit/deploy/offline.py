"""A walk through an installation whose network may be cut: start its server, run a page, fetch all that it may ask for.

Run by the installation's own Python, in its folder: ``offline.py PORT [--cut]`` prints what it saw as one line of JSON.
It knows nothing of the tests; ``--cut``: fail when there is a way out of this machine.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PICTURE = re.compile(r'<img[^>]+src="(?!data:)([^"]+)"')
ELSEWHERE = "192.0.2.1", 80  # nobody has it: with a way out the attempt lasts, without one it fails at once
PAGES = ("", "growth", "tasks", "counties", "outlook")


def cut_off() -> bool:
    """True when this machine has no way out, not even to find out where a name is."""
    try:
        socket.create_connection(ELSEWHERE, 2).close()
    except TimeoutError:
        return False
    except OSError:
        pass
    with contextlib.suppress(socket.gaierror):
        return not socket.getaddrinfo("pypi.org", 443)
    return True


def fetched(address: str) -> int:
    """Return the bytes of an answer, 0 of a refusal."""
    try:
        with urlopen(address, timeout=30) as answer:
            return len(answer.read())
    except HTTPError:
        return 0


def await_ready(process: subprocess.Popen[bytes], address: str, within: float = 120) -> float:
    """Return the seconds until the server says that it can serve readers."""
    began = time.monotonic()
    while True:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        assert time.monotonic() - began < within, "the server is not ready"
        with contextlib.suppress(URLError):
            if fetched(f"{address}/readyz"):
                return time.monotonic() - began
        time.sleep(0.1)


def run_page(port: int, page: str) -> str:
    """Return everything a page draws as HTML, run over the socket that a browser uses."""
    wish, bodies = BackMsg(), []
    wish.rerun_script.page_name, wish.rerun_script.query_string = page, "lang=zh"
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=30) as opened:  # type: ignore[list-item]
        opened.send(wish.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(opened.recv(timeout=60))  # type: ignore[arg-type]
            kind = told.WhichOneof("type")
            if kind == "delta":
                element = told.delta.new_element
                assert element.WhichOneof("type") != "exception", element.exception.message
                bodies.append(element.html.body)
            elif kind == "script_finished":
                assert told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return "\n".join(bodies)


def files() -> list[str]:
    """Return the paths of every static file: the framework's and the dashboard's own, fonts among them."""
    found = []
    for folder, at in ((Path(streamlit.__file__).parent / "static", ""), (Path("dashboard/static"), "app/static/")):
        kept = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
        found += [at + path.relative_to(folder).as_posix() for path in kept if path.name != "index.html"]
    return found


def walk(port: int, process: subprocess.Popen[bytes]) -> dict[str, object]:
    """Return what was fetched of a running server."""
    address = f"http://127.0.0.1:{port}"
    ready = await_ready(process, address)
    drawn = {page: run_page(port, page) for page in PAGES}
    assert all("数据截至" in html for html in drawn.values()), "a page says nothing"
    shown = sorted({source.removeprefix("./") for html in drawn.values() for source in PICTURE.findall(html)})
    assert not [source for source in shown if "://" in source], shown
    asked = ["", "editions/latest/", "screen", "api/v1/editions", "figures/overview-targets.png", "tables/growth.xlsx"]
    seen = {path: fetched(f"{address}/{path}") for path in (*asked, *files(), *shown)}
    assert all(seen.values()), [path for path, body in seen.items() if not body]
    return {"ready_seconds": round(ready, 1), "answers": len(seen), "bytes": sum(seen.values()), "pages": len(drawn)}


def main() -> None:
    """Serve, walk, stop."""
    port = int(sys.argv[1])
    cut = cut_off()
    assert cut or "--cut" not in sys.argv, "there is a way out of this machine"
    process = subprocess.Popen([sys.executable, "-m", "dashboard", "serve", "--port", str(port)])
    try:
        found = walk(port, process) | {"cut": cut}
    finally:
        process.terminate()
        ended = process.wait(30)
    assert ended == 0, ended
    print(json.dumps(found))


if __name__ == "__main__":
    main()
