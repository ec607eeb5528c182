"""Pages one after another: a cursor names the last row of a page, and the next page begins behind it.

Rows before an offset are counted through again for every page; behind a key an index leads at once.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from dashboard.api.answer import Row
from dashboard.api.errors import Gone

LONGEST = 255  # characters of a part of a key
After = Annotated[str, Field(max_length=2000, pattern=r"^[A-Za-z0-9_-]*$",
                             description="where the answer before ended, as its ``next`` says")]  # fmt: skip


def cursor(row: Row, names: Sequence[str]) -> str:
    """Return the cursor of a row by the names of its key."""
    told = json.dumps([str(row[name]) for name in names], ensure_ascii=False)
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


def key(after: str, names: Sequence[str]) -> dict[str, str]:
    """Return the parameters of a query that begins behind a cursor, "" for the first row; Gone for no cursor."""
    found = _parts(after) if after else [""] * len(names)
    if len(found) != len(names):
        raise Gone("server.no_cursor")
    return {f"after_{name}": part for name, part in zip(names, found, strict=True)}


def _parts(after: str) -> list[str]:
    try:
        told = urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode()
        found = json.loads(told) if told.startswith('["') else []
        "".join(map(str, found)).encode()  # half a character is none
    except (ValueError, RecursionError) as error:
        raise Gone("server.no_cursor") from error
    return [part for part in found if isinstance(part, str) and len(part) <= LONGEST and "\x00" not in part]
