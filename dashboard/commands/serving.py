"""The server: ``serve``."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from typing import Annotated

import typer

from dashboard.commands.console import said
from dashboard.settings import ROOT, settings
from dashboard.wording import Refused


def serve(
    host: Annotated[str, typer.Option(help=said("host"))] = settings().host,
    port: Annotated[int, typer.Option(help=said("port"))] = settings().port,
) -> None:
    """Serve the dashboard until Ctrl-C; this process becomes the server."""
    with socket.socket() as probe:  # tell now: the server itself would take the next free port
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused("cli.port_taken", host=host, port=port, reason=error.strerror) from error
    os.chdir(ROOT)  # .streamlit/config.toml is read from here
    with contextlib.suppress(OSError):  # a disk without room for a log is no reason not to serve
        typer.echo(said("serving", host=host, port=port))
        sys.stdout.flush()
    address = {"DASHBOARD_HOST": host, "DASHBOARD_PORT": str(port)}
    os.execve(sys.executable, [sys.executable, "-m", "dashboard.server"], os.environ | address)
