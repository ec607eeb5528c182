"""Registers over the data API: what pages show of an entry, page by page; nothing of a row as it was sent."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from dashboard.api import models_records as models
from dashboard.api.access import Access, Allowed
from dashboard.api.answer import Found, Row, answers, number, of_edition, page, total
from dashboard.api.asked import AskedOf, Code, chosen
from dashboard.api.cursor import After, cursor, key
from dashboard.api.errors import Gone, NotYours
from dashboard.api.models import Of
from dashboard.figures import decode
from dashboard.plan.models import Indicator, Ledger, LedgerColumn, LedgerSource
from dashboard.reporting import Edition
from dashboard.reporting.database import default

router = APIRouter(prefix="/v1")
OPEN = frozenset({"funds", "evidence"})  # pages show every column of these, and of what is counted
_FEN = 100
KEY = ("entry_key", "sender")
_ROW = ("entry_key", "sender", "region", "zone", "title", "file_name", "sheet", "row_no", "since", "version")


class AskedEntries(AskedOf):
    """Entries of one ledger, of all places and senders or of one."""

    ledger: Annotated[Code, Field(min_length=1, examples=["funds"])]
    region: Code = ""
    sender: Code = ""
    after: After = ""


@router.get("/ledgers", **answers(Of[models.LedgerItem]))
def ledgers(request: Request, asked: Annotated[AskedOf, Query()], allowed: Allowed) -> Response:
    """Return the ledgers of a plan with their columns and the number of entries."""
    found = chosen(asked)
    columns = list(models.LedgerItem.model_fields)
    return of_edition(request, asked, allowed, found, lambda: page(_ledgers(found, allowed), asked, columns))


@router.get("/ledger", **answers(models.Entries))
def ledger(request: Request, asked: Annotated[AskedEntries, Query()], allowed: Allowed) -> Response:
    """Return the entries of one ledger as an edition knows them: one item per entry and sender, in order of the key."""
    if not allowed.person.takes_rows:
        raise NotYours("access.rows")
    found = chosen(asked)
    return of_edition(request, asked, allowed, found, lambda: _entries(found, asked, allowed))


def _entries(found: Edition, asked: AskedEntries, allowed: Access) -> Found:
    made = next((one for one in _known(found) if one.id == asked.ledger), None)
    if made is None:
        raise Gone("server.no_ledger", ledger=asked.ledger)
    scope = allowed.scope(found.plan)
    if scope and asked.sender not in ("", scope):
        raise NotYours()
    columns = shown(made, _opened(found))
    at = {"plan": found.plan, "edition": found.number, "ledger": made.id, "region": asked.region,
          "sender": asked.sender, "scope": scope}  # fmt: skip
    count = total("ledger_count", **at)
    rows = default().rows("ledger_page", **at, **key(asked.after, KEY), most=asked.limit + 1, skipped=asked.offset)
    names = [*_ROW, *(column.name for column in columns if column.name not in _ROW)]
    items = [_item(row, columns) for row in rows[: asked.limit]]
    after = cursor(rows[asked.limit - 1], KEY) if len(rows) > asked.limit else ""
    return Found(items, count, names, {"ledger": _head(made, columns)}, after)


def shown(made: Ledger, opened: Iterable[str]) -> list[LedgerColumn]:
    """Return the columns that a reader sees: all of a register shown entry by entry, else no free text but the name."""
    whole = made.id in opened
    return [column for column in made.columns if whole or column.type != "text" or column.name == made.title]


def _opened(found: Edition) -> frozenset[str]:
    """Return the ledgers whose entries pages show in every detail: those that are counted."""
    every = decode.definitions(default().rows("indicators", plan=found.plan, edition=found.number), Indicator)
    counted = [one.source for one in every if one.aggregation == "cumulative_count"]
    return OPEN | {source.ledger for source in counted if isinstance(source, LedgerSource)}


def _known(found: Edition) -> tuple[Ledger, ...]:
    return decode.ledgers(default().rows("plan_as_of", plan=found.plan, edition=found.number)[0])


def _ledgers(found: Edition, allowed: Access) -> list[Row]:
    opened = _opened(found)
    at = {"plan": found.plan, "edition": found.number, "region": "", "sender": "", "scope": allowed.scope(found.plan)}
    known = [(one, default().rows("ledger_count", ledger=one.id, **at)[0]["total"]) for one in _known(found)]
    return [{**_head(one, shown(one, opened)), "entries": count} for one, count in known]


def _head(made: Ledger, columns: Iterable[LedgerColumn]) -> dict[str, object]:
    heads = [{"name": one.name, "header": one.header, "header_en": one.header_en, "type": one.type,
              "unit": "元" if one.type == "money" else one.unit} for one in columns]  # fmt: skip
    return {"code": made.id, "name": made.name, "name_en": made.name_en, "columns": heads}


def _item(row: Row, columns: Iterable[LedgerColumn]) -> Row:
    stored = json.loads(str(row["attributes"]))
    values = {column.name: _value(stored.get(column.name), column) for column in columns}
    return {**{name: row[name] for name in _ROW}, "values": values}


def _value(stored: object, column: LedgerColumn) -> object:
    """Return a stored value as JSON: numbers as numbers, money (stored in 分) in yuan, truth as truth."""
    if stored is None or stored == "":
        return None
    if column.type == "money":
        return number(Decimal(str(stored)) / _FEN)
    if column.type in ("integer", "decimal"):
        return number(stored)
    return bool(int(str(stored))) if column.type == "boolean" else str(stored)
