"""What the first visitor would wait for, done at the start: imports, and a run of every page nobody looks at.

The pages are run in the installation's language first, then in the others, before the server answers, as many of them
as some seconds allow; what is left follows one after another while it answers.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from urllib.parse import urlencode

from anyio import to_thread
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import ClientContext, SessionClient

from dashboard.access import Person, asking
from dashboard.screens import person
from dashboard.settings import settings
from dashboard.wording import LANGUAGES, Language

PACKAGES = ("dashboard.screens", "dashboard.figures")  # their imports cost the first visitor seconds
PATIENCE = 60.0  # seconds for a page
READY = 7.0  # seconds after the process began: so long the start waits for pages beyond the first
TABLES = "growth"  # the page whose tables are made once, as a download
LATER = ("dashboard.publishing.preview", "dashboard.editions_http")  # slow to import, and seldom the first thing asked
log = logging.getLogger(__name__)
Step = Callable[[], Awaitable[None]]


class Nobody(SessionClient):
    """A visitor who only waits for the end of a run."""

    def __init__(self) -> None:
        self.finished = asyncio.Event()

    @property
    def client_context(self) -> ClientContext | None:
        """Nobody has no connection, hence no headers and no cookies."""
        return None

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take a message of the page."""
        if msg.WhichOneof("type") == "script_finished":
            self.finished.set()


def imports() -> None:
    """Import what the pages need, and take it out of the collector's sight: it stays for good."""
    for package in PACKAGES:
        for module in pkgutil.iter_modules(import_module(package).__path__, f"{package}."):
            import_module(module.name)
    settle()


def settle() -> None:
    """Take everything that there is out of the collector's sight, who would look through it again and again."""
    gc.collect()
    gc.freeze()


def languages() -> list[Language]:
    """Return the languages in the order in which pages are run: the installation's comes first."""
    return sorted(LANGUAGES, key=lambda lang: lang != settings().language)


def steps(runtime: Runtime, pages: Sequence[str]) -> list[Step]:
    """Return what there is to do: every page in every language, then what is handed out beside them."""
    runs: list[Step] = [partial(page, runtime, one, {"lang": lang}) for lang in languages() for one in pages]
    more: list[Step] = [partial(_aside, beside, lang) for lang in languages()]
    late: list[Step] = [partial(_aside, import_module, name) for name in LATER]
    settled = partial(_aside, settle)
    return [*runs, settled, *more, *late, settled] if len(pages) > 1 else runs[:1]


async def page(runtime: Runtime, address: str, asked: dict[str, str]) -> None:
    """Run a page once as nobody."""
    visitor, wish = Nobody(), BackMsg()
    wish.rerun_script.page_name, wish.rerun_script.query_string = address, urlencode(asked)
    session = runtime.connect_session(visitor, user_info=person.ourselves())
    try:
        runtime.handle_backmsg(session, wish)
        await asyncio.wait_for(visitor.finished.wait(), PATIENCE)
    except TimeoutError:
        log.warning("page %r was not warm within %s s", address, PATIENCE)
    finally:
        runtime.close_session(session)


def beside(lang: Language) -> None:
    """Make the big screen and one file to be taken away."""
    from dashboard.screens import downloads, wall  # not before the runtime exists, whose caches they use

    with asking.asking(Person("", "viewer")):
        wall.shown({"lang": lang})
        downloads.written(TABLES, {"lang": lang})


def left() -> float:
    """Return the seconds until the server should answer, from the age of this process where the system tells it."""
    try:
        ticks = int(Path("/proc/self/stat").read_text("utf-8").rpartition(")")[2].split()[19])
        age = float(Path("/proc/uptime").read_text("ascii").split()[0]) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return READY / 2
    return min(max(READY - age, 0.0), READY)


@contextlib.asynccontextmanager
async def warm(todo: Sequence[Step], within: float) -> AsyncIterator[None]:
    """Do the first step, and the others for some seconds; what is left is done until the end of the block."""
    await _done(todo[:1])
    running = asyncio.create_task(_done(todo[1:]))
    await asyncio.wait([running], timeout=within)
    try:
        yield
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


async def _done(todo: Sequence[Step]) -> None:
    """Do one step after another; whatever fails shows when somebody comes, to whom the reason is told."""
    for step in todo:
        try:
            await step()
        except Exception as error:
            log.warning("not warmed: %r", error)


async def _aside(act: Callable[..., object], *given: object) -> None:
    """Do something in a thread that a stop does not wait for."""
    await to_thread.run_sync(act, *given, abandon_on_cancel=True)
