"""What the first visitor would wait for, done at the start: imports, and a run of every page nobody looks at.

The overview is run before the server answers; the other pages follow one after another while it does.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import pkgutil
from collections.abc import AsyncIterator, Sequence
from importlib import import_module

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import ClientContext, SessionClient

from dashboard.screens import person

PACKAGES = ("dashboard.screens", "dashboard.figures")  # their imports cost the first visitor seconds
PATIENCE = 60.0  # seconds for a page
log = logging.getLogger(__name__)


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
    gc.collect()
    gc.freeze()


async def page(runtime: Runtime, address: str) -> None:
    """Run a page once as nobody; whatever fails shows when somebody comes."""
    visitor, wish = Nobody(), BackMsg()
    wish.rerun_script.page_name = address
    session = runtime.connect_session(visitor, user_info=person.ourselves())
    try:
        runtime.handle_backmsg(session, wish)
        await asyncio.wait_for(visitor.finished.wait(), PATIENCE)
    except TimeoutError:
        log.warning("page %r was not warm within %s s", address, PATIENCE)
    finally:
        runtime.close_session(session)


@contextlib.asynccontextmanager
async def warm(runtime: Runtime, addresses: Sequence[str]) -> AsyncIterator[None]:
    """Run the first page, and the others in the background until the end of the block."""

    async def rest() -> None:
        for address in addresses[1:]:
            await page(runtime, address)

    for address in addresses[:1]:
        await page(runtime, address)
    running = asyncio.create_task(rest())
    try:
        yield
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
