"""Outlooks over the data API."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from dashboard.api import models
from dashboard.api.access import Allowed
from dashboard.api.answer import Found, Row, answers, number, of_edition, page
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
    told = default().rows("outlooks", plan=found.plan, edition=found.number)
    if asked.target not in ("", *(row["target"] for row in told)):
        raise Gone("server.no_outlook", target=asked.target)
    kept = [row for row in told if asked.target in ("", row["target"]) and asked.region in ("", row["region"])
            and asked.horizon in ("", row["horizon"])]  # fmt: skip
    return page([_item(row) for row in kept], asked, COLUMNS)


def _item(row: Row) -> Row:
    stored = json.loads(str(row["quantiles"] or "{}"))
    return {
        **{name: row[name] for name in COLUMNS if name in row},
        "main": bool(row["is_main"]),
        "goal": number(row["goal"]),
        "middle": number(row["middle"]),
        "quantiles": {share: number(value) for share, value in dict(stored).items()},
    }
