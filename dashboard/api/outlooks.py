"""Outlooks over the data API."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from dashboard.api import models
from dashboard.api.access import Allowed
from dashboard.api.answer import Found, Row, answers, number, of_edition, total
from dashboard.api.asked import AskedOf, Code, chosen
from dashboard.api.errors import Gone
from dashboard.reporting import Edition
from dashboard.reporting.database import default

router = APIRouter(prefix="/v1")
COLUMNS = list(models.OutlookItem.model_fields)


class AskedOutlooks(AskedOf):
    """Outlooks of all targets or of one."""

    target: Code = ""
    region: Code = ""
    horizon: Literal["", "year", "plan_end"] = ""


@router.get("/outlooks", **answers(models.Of[models.OutlookItem]))
def outlooks(request: Request, asked: Annotated[AskedOutlooks, Query()], allowed: Allowed) -> Response:
    """Return what an edition expects of its targets: one item per target, reading, region and horizon."""
    found = chosen(asked)
    return of_edition(request, asked, allowed, found, lambda: _found(found, asked))


def _found(found: Edition, asked: AskedOutlooks) -> Found:
    at = {"plan": found.plan, "edition": found.number, "target": asked.target}
    if asked.target and not total("outlook_count", **at, region="", horizon=""):
        raise Gone("server.no_outlook", target=asked.target)
    at |= {"region": asked.region, "horizon": asked.horizon}
    told = default().rows("outlook_page", **at, most=asked.limit, skipped=asked.offset)
    return Found([_item(row) for row in told], total("outlook_count", **at), COLUMNS)


def _item(row: Row) -> Row:
    stored = json.loads(str(row["quantiles"] or "{}"))
    return {
        **{name: row[name] for name in COLUMNS if name in row},
        "main": bool(row["is_main"]),
        "goal": number(row["goal"]),
        "middle": number(row["middle"]),
        "quantiles": {share: number(value) for share, value in dict(stored).items()},
    }
