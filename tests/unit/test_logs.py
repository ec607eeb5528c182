"""Logs: one JSON object a line, a traceback inside it, nothing secret or personal."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from dashboard.logs import FACTS, Lines, Plain, adopt, blotted, request_id


def record(message: str, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("dashboard.test", logging.ERROR, __file__, 1, message, (), None)
    made.__dict__.update(more)
    return made


def raised() -> object:
    try:
        raise ValueError("cannot reach postgresql://reader:hunter2@db.example/office")
    except ValueError:
        return sys.exc_info()


def test_a_record_is_one_line_of_json_with_its_traceback() -> None:
    token = request_id.set("r-1")
    line = Lines().format(record("第一行\n第二行", **{FACTS: {"status": 500, "ms": 1.5}}, exc_info=raised()))
    request_id.reset(token)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["message"], told["request"], told["status"]) == ("error", "第一行\n第二行", "r-1", 500)
    assert told["exception"].startswith("Traceback") and "ValueError" in told["exception"]
    assert "hunter2" not in line and told["time"].endswith("+00:00")


def test_what_was_asked_begins_no_line_of_its_own() -> None:
    line = Plain().format(record(f"refused: /x\r\n2026-01-01 INFO forged{chr(0x2028)}\x1b[31m", exc_info=None))
    assert len(line.splitlines()) == 1 and "\x1b" not in line and "forged" in line


def test_plain_text_names_the_request_too() -> None:
    token = request_id.set("r-2")
    assert Plain().format(record("token=abcdef")).endswith("token=*** [r-2]")
    request_id.reset(token)
    assert not Plain().format(record("x")).endswith("]")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mysql+pymysql://u:p%40ss@h/d", "mysql+pymysql://u:***@h/d"),
        ("Authorization: Bearer abc.def", "Authorization: ***"),
        ("{'password': 'x1'}", "{'password': ***"),
        ("电话13812345678。", "电话138****5678。"),
        ("41150219800101123X", "411502********123X"),
        ("91411500MA3X12345Y 2025-09-30 12345.67", "91411500MA3X12345Y 2025-09-30 12345.67"),
    ],
)
def test_secrets_and_personal_numbers_are_blotted_out(text: str, told: str) -> None:
    assert blotted(text).rstrip("}") == told.rstrip("}")


def test_a_logger_with_handlers_of_its_own_speaks_through_ours() -> None:
    found = logging.getLogger("uvicorn.tried")
    found.addHandler(logging.NullHandler())
    found.propagate = False
    adopt(found)
    assert found.handlers == [] and found.propagate
