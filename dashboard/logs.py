"""Logs as one JSON object a line (or plain text): what happened, in which request, with the whole traceback.

Addresses are told without their query, statements without their parameters; what still looks like a password in a URL
or like a phone or identity-card number is blotted out before it is written.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from contextlib import suppress
from contextvars import ContextVar
from copy import copy
from datetime import UTC, datetime
from typing import Literal, TextIO

Format = Literal["json", "plain"]
request_id: ContextVar[str] = ContextVar("request_id", default="")
FACTS = "facts"  # the attribute of a record that holds further fields: {"status": 200, ...}
_SECRETS = (
    (re.compile(r"(://[^\s:/@]*):[^\s/@]+@"), r"\1:***@"),
    (re.compile(r"(?i)\b(password|passwd|secret|token|authorization|cookie)(\"?'?\s*[=:]\s*)(?:bearer\s+)?[^\s,;&]+"),
     r"\1\2***"),
    (re.compile(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)"), r"\1****\2"),
    (re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)"), r"\1********\2"),
)  # fmt: skip
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127, 0x85, 0x2028, 0x2029)}


def blotted(text: str) -> str:
    """Return a text without passwords, tokens, phone and identity-card numbers."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class Lines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request, the record's facts, exception."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": blotted(record.getMessage()),
        }
        if known := request_id.get():
            told["request"] = known
        told |= getattr(record, FACTS, {})
        if record.exc_info:
            told["exception"] = blotted(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False, default=str)


class Plain(logging.Formatter):
    """A line for people, a traceback below it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the text of a record; what was asked cannot begin a line of its own."""
        record = copy(record)
        record.msg, record.args = record.getMessage().translate(_CONTROLS), None
        known = request_id.get()
        return blotted(super().format(record)) + (f" [{known}]" if known else "")


class Lossy:
    """A stream that may find no room: what does not fit is lost, whoever writes goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write what fits."""
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Send on what fits."""
        with suppress(OSError):
            self._stream.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def survive() -> None:
    """Let this process go on where the disk of its log is full."""
    sys.stdout, sys.stderr = (stream if isinstance(stream, Lossy) else Lossy(stream)
                              for stream in (sys.stdout, sys.stderr))  # fmt: skip


def adopt(logger: logging.Logger) -> None:
    """Let a logger that brought its own handlers speak through ours."""
    logger.handlers.clear()
    logger.propagate = True


def setup(chosen: Format) -> None:
    """Send everything that any library logs to stderr in one format; warnings of Python too."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines() if chosen == "json" else Plain())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.getLogger("dashboard").setLevel(logging.INFO)
    logging.captureWarnings(True)
    for name in logging.root.manager.loggerDict:
        if name.split(".")[0] in ("uvicorn", "streamlit", "websockets"):
            adopt(logging.getLogger(name))
