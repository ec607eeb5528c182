"""A limit for waiting on a database that has stopped without closing its connections: the connection is cut."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer


@contextmanager
def within(driver: object, seconds: float | None) -> Iterator[None]:
    """Cut the driver's connection when the block takes longer, so that whoever waits in it gets the driver's error.

    A server that is frozen, or behind a network that is gone, ends no time-out of its own. None: wait for ever.
    """
    if seconds is None:
        yield
        return
    timer = Timer(seconds, _cut, (driver,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(driver: object) -> None:
    with suppress(Exception):  # it ended at this very moment, or has no connection any more
        if isinstance(driver, sqlite3.Connection):
            driver.interrupt()
            return
        with socket.socket(fileno=os.dup(_number(driver))) as line:
            line.shutdown(socket.SHUT_RDWR)


def _number(driver: object) -> int:
    """Return the file descriptor of a connection: psycopg tells it, PyMySQL keeps its socket."""
    return int(getattr(driver, "_sock", driver).fileno())  # type: ignore[attr-defined]
