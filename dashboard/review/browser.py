"""A browser without a window that is told what to show and asked for its picture, over its own debugging protocol.

Chromium or a relative of it (Chrome, Edge, 360, Qianxin) is found on the machine; none is brought along.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from websockets.sync.client import ClientConnection, connect

from dashboard.review.files import Unseen
from dashboard.settings import settings

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "qaxbrowser",
         "browser360-cn")  # fmt: skip
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--mute-audio",
          "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
          "--no-default-browser-check", "--force-color-profile=srgb", "--font-render-hinting=none",
          "--disable-lcd-text", "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-port=0")  # fmt: skip
_SECONDS = 30.0  # for the browser to start, and for each thing it is told
_MOST = 256 << 20  # bytes of one answer


def installed() -> str:
    """Return the browser of this machine: the one that the settings name, else the first known; "" for none."""
    named = settings().browser
    return next(filter(None, map(shutil.which, (named,) if named else NAMES)), "")


class Tab:
    """The one page of a browser."""

    def __init__(self, line: ClientConnection, session: str) -> None:
        self.line, self.session, self.last = line, session, 0

    def tell(self, method: str, **fields: object) -> Mapping[str, object]:
        """Return the browser's answer to a command; Unseen when it fails or does not come."""
        self.last += 1
        self.line.send(json.dumps({"id": self.last, "method": method, "params": fields, "sessionId": self.session}))
        until = time.monotonic() + _SECONDS
        while True:
            try:
                found = json.loads(self.line.recv(timeout=max(until - time.monotonic(), 0.01)))
            except TimeoutError as error:
                raise Unseen("review.browser_silent", seconds=int(_SECONDS)) from error
            if found.get("id") == self.last:
                if "error" in found:
                    raise Unseen("review.browser_failed", reason=found["error"].get("message", method))
                return dict(found["result"])

    def run(self, script: str) -> object:
        """Return the value of a script in the page; of a promise what it comes to."""
        found = self.tell("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in found:
            raise Unseen("review.browser_failed", reason=str(found["exceptionDetails"])[:200])
        return dict(found["result"]).get("value")  # type: ignore[call-overload]

    def size(self, width: int, height: int, scale: float) -> None:
        """Set the size of the page in its own pixels, and how many of the picture each of them takes."""
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale,
                  mobile=False)  # fmt: skip

    def picture(self) -> bytes:
        """Return what the page shows as PNG."""
        return base64.b64decode(str(self.tell("Page.captureScreenshot", format="png", optimizeForSpeed=False)["data"]))


@contextmanager
def tab(address: str) -> Iterator[Tab]:
    """A page opened at an address; Unseen when there is no browser or it does not start."""
    found = installed()
    if not found:
        raise Unseen("review.no_browser")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen([found, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        try:
            with connect(_door(Path(profile), process), max_size=_MOST, compression=None, proxy=None) as line:
                yield _opened(line, address)
        finally:
            process.kill()
            process.wait()


def _door(profile: Path, process: subprocess.Popen[bytes]) -> str:
    """Return the address at which a browser just started can be spoken to."""
    file, until = profile / "DevToolsActivePort", time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        lines = file.read_text().splitlines() if file.exists() else []
        if len(lines) > 1:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise Unseen("review.browser_silent", seconds=int(_SECONDS))


def _opened(line: ClientConnection, address: str) -> Tab:
    whole = Tab(line, "")
    line.send(json.dumps({"id": 1, "method": "Target.createTarget", "params": {"url": "about:blank"}}))
    target = _answer(line, 1)["targetId"]
    line.send(json.dumps({"id": 2, "method": "Target.attachToTarget", "params": {"targetId": target, "flatten": True}}))
    made = Tab(line, str(_answer(line, 2)["sessionId"]))
    made.last = whole.last + 2
    made.tell("Page.enable")
    made.tell("Page.navigate", url=address)
    return made


def _answer(line: ClientConnection, number: int) -> Mapping[str, object]:
    while True:
        found = json.loads(line.recv(timeout=_SECONDS))
        if found.get("id") == number:
            return dict(found["result"])
