"""An answer of the data API: JSON or CSV, a page of it, with an ETag that holds as long as the edition: for ever."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import StringIO
from typing import Any, cast

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from dashboard.api.access import Access
from dashboard.api.asked import Asked, Form
from dashboard.api.errors import ANSWERS
from dashboard.reporting import Edition, default
from dashboard.review.sheets import plain

VERSION = "1.2"  # of the shape of the answers: an ETag of another version is none
Row = Mapping[str, object]
_HEAD = ("plan", "label", "through", "cut_off", "rule_set", "revision", "corrects", "data_kind", "result_hash")
_CSV = {"text/csv": {"schema": {"type": "string"}}}


@dataclass(frozen=True)
class Found:
    """One page of items, how many there are in all, the columns of a table of them, and what stands beside them."""

    items: Sequence[Row]
    total: int
    columns: Sequence[str]
    beside: Row = field(default_factory=dict)
    after: str | None = None  # the cursor of the next page, "" on the last; None where pages have an offset only


def answers(model: type[Any]) -> dict[str, Any]:
    """Return how a call with a model of its answer is described."""
    return {"response_model": model, "responses": {200: {"content": _CSV}, **ANSWERS}}


def page(items: Sequence[Row], asked: Asked, columns: Sequence[str], **beside: object) -> Found:
    """Return the page of all items that is asked for."""
    return Found(items[asked.offset : asked.offset + asked.limit], len(items), columns, beside)


def total(query: str, **parameters: object) -> int:
    """Return the number that a query counts."""
    return int(str(default().rows(query, **parameters)[0]["total"]))


def head(found: Edition) -> Row:
    """Return what every answer carries: edition, cut-off, rule set, and whether the data are invented."""
    return {**{name: getattr(found, name) for name in _HEAD}, "preliminary": found.kind == "flash"}


def of_edition(
    request: Request, asked: Asked, allowed: Access, edition: Edition, find: Callable[[], Found]
) -> Response:
    """Return an answer about an edition; nothing is read when the caller has it already."""
    state = [edition.plan, edition.label, edition.result_hash, edition.input_hash]
    return answer(request, asked, allowed, state, find, {"edition": head(edition)})


def answer(
    request: Request, asked: Asked, allowed: Access, state: Sequence[str], find: Callable[[], Found], about: Row
) -> Response:
    """Return 304 or the items found, as JSON or CSV; ``state``: what the items depend on beside the address."""
    form = wanted(request, asked)
    tag = etag([VERSION, *state, allowed.key, form, request.url.path, request.url.query])
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "private, no-cache"}
    if tag in known(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    found = find()
    after = following(request, asked, found)
    if after:
        headers["Link"] = f'<{after}>; rel="next"'
    if form == "csv":
        return Response(table(found), media_type="text/csv; charset=utf-8", headers=headers)
    return JSONResponse({**about, **found.beside, "total": found.total, "offset": asked.offset, "limit": asked.limit,
                         "next": after, "items": list(found.items)}, headers=headers)  # fmt: skip


def wanted(request: Request, asked: Asked) -> Form:
    """Return the form asked for; the parameter goes before the header."""
    accept = request.headers.get("accept", "")
    return asked.format or ("csv" if "text/csv" in accept and "application/json" not in accept else "json")


def etag(parts: Sequence[str]) -> str:
    """Return a strong entity tag of what an answer depends on."""
    return f'"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'


def known(header: str) -> set[str]:
    """Return the tags of an If-None-Match header; a proxy that compressed the answer has made them weak."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def following(request: Request, asked: Asked, found: Found) -> str | None:
    """Return the query of the next page; None on the last one."""
    if found.after is not None:
        url = request.url.remove_query_params("offset").include_query_params(after=found.after)
        return f"?{url.query}" if found.after else None
    after = asked.offset + asked.limit
    return f"?{request.url.include_query_params(offset=after).query}" if after < found.total else None


def table(found: Found) -> bytes:
    """Return items as CSV in UTF-8 with a byte order mark; no cell is a formula."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(map(plain, found.columns))
    for item in found.items:
        flat = {**cast(Row, item.get("values", {})), **item}
        writer.writerow([cell(flat.get(name)) for name in found.columns])
    return ("\ufeff" + file.getvalue()).encode("utf-8")


def cell(value: object) -> str:
    """Return a value as the text of a cell: numbers exact, several words with semicolons, anything else as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (int, float)):
        return f"{Decimal(repr(value)):f}"
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return plain(";".join(value))
    return plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def number(value: object) -> int | float | None:
    """Return an exact decimal as a JSON number."""
    if value is None or value == "":
        return None
    found = Decimal(str(value))
    return int(found) if found == found.to_integral_value() else float(found)
