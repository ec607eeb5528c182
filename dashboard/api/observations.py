"""Values of indicators over the data API, as JSON and as files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from dashboard.api import models
from dashboard.api.access import Allowed
from dashboard.api.answer import Found, Row, answers, number, of_edition, total
from dashboard.api.asked import AskedOf, Code, Codes, Label, Period, PlanId, Word, chosen, labelled
from dashboard.api.cursor import After, cursor, key
from dashboard.api.errors import TABLE, Gone
from dashboard.figures import decode
from dashboard.figures.asking import KEYS, own_period
from dashboard.figures.explore_asked import Asked
from dashboard.figures.explore_page import handout
from dashboard.figures.series import exact
from dashboard.plan import periods
from dashboard.plan.models import Indicator, Plan
from dashboard.reporting import Edition
from dashboard.reporting.database import default
from dashboard.review import exploring, sheets
from dashboard.wording import Language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BINARY = {XLSX: {"schema": {"type": "string", "format": "binary"}}, "text/csv": {"schema": {"type": "string"}}}
KEY = ("region", "breakdown", "period")
router = APIRouter(prefix="/v1")


class AskedObservations(AskedOf):
    """Values of one indicator, of all regions and periods or of some."""

    indicator: Annotated[Code, Field(min_length=1, examples=["ip_transfers"])]
    region: Codes = ()
    first: Annotated[Period, Field(alias="from")] = ""
    last: Annotated[Period, Field(alias="to")] = ""
    breakdown: Annotated[str, Field(max_length=96, pattern=r"^([A-Za-z0-9_.@-]*|\*)$",
                                    description='a code; "" for totals, "*" for all')] = ""  # fmt: skip
    after: After = ""


@router.get("/observations", **answers(models.Observations))
def observations(request: Request, asked: Annotated[AskedObservations, Query()], allowed: Allowed) -> Response:
    """Return the values of one indicator as an edition holds them, by region, breakdown and period, page by page.

    Values stand in the indicator's unit; null where the sum is incomplete, ``missing`` then names who owes it.
    """
    found = chosen(asked)
    return of_edition(request, asked, allowed, found, lambda: _found(found, asked))


def _found(found: Edition, asked: AskedObservations) -> Found:
    made = _indicator(found, asked.indicator)
    at = _parameters(found, made, asked)
    count = total("observation_count", **at)
    told = default().rows("observation_page", **at, **key(asked.after, KEY), most=asked.limit + 1, skipped=asked.offset)
    about = {"code": made.id, "name": made.name, "name_en": made.name_en, "unit": made.unit, "unit_en": made.unit_en,
             "frequency": made.frequency, "aggregation": made.aggregation}  # fmt: skip
    items = [_item(row, made) for row in told[: asked.limit]]
    after = cursor(told[asked.limit - 1], KEY) if len(told) > asked.limit else ""
    return Found(items, count, list(models.ObservationItem.model_fields), {"indicator": about}, after)


class AskedTable(BaseModel):
    """What the explore page asks; keys of other pages in its address are left aside, its own are checked there."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    edition: Label
    plan: PlanId = ""
    lang: Language = "zh"
    indicator: Word = ""
    region: Word = ""
    breakdown: Word = ""
    step: Word = ""
    first: Annotated[Word, Field(alias="from")] = ""
    last: Annotated[Word, Field(alias="to")] = ""
    rows: Word = ""
    columns: Word = ""
    measure: Word = ""
    show: Word = ""
    find: Word = ""
    skip: Word = ""


@router.get("/observations.{kind}", response_class=Response, responses={200: {"content": _BINARY}, **TABLE})
def table(kind: Literal["csv", "xlsx"], asked: Annotated[AskedTable, Query()], allowed: Allowed) -> Response:
    """Return the table of the explore page for the keys of its address, with units, source, cut-off and rules."""
    told = asked.model_dump(by_alias=True)
    shown = _asked(labelled(asked.plan, asked.edition), {key: told[key] for key in KEYS}, asked.lang)
    made = handout(shown)
    body, media = (sheets.to_csv(made), "text/csv; charset=utf-8") if kind == "csv" else (sheets.to_xlsx(made), XLSX)
    name = f"{shown.source.indicator.id}-{shown.edition.label}.{kind}"
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _asked(found: Edition, keys: Mapping[str, str], lang: Language) -> Asked:
    read = default().rows
    rules = read("rule_sets", plan=found.plan, edition=found.number)
    row = next(row for row in read("edition_list", plan=found.plan) if row["number"] == found.number)
    plan: Plan = decode.plan(read("plan_as_of", plan=found.plan, edition=found.number)[0])
    return exploring.ask(read, plan, decode.edition(row, rules, lang), keys, lang)


def _indicator(found: Edition, code: str) -> Indicator:
    known = exploring.indicators(default().rows, found.plan, found.number)
    made = next((made for made in known if made.id == code), None)
    if made is None:
        raise Gone("server.no_indicator", indicator=code)
    return made


def _parameters(found: Edition, made: Indicator, asked: AskedObservations) -> dict[str, object]:
    read = default().rows
    kinds = exploring.breakdown(read, found.plan, found.number, made)
    codes = ["", *(kinds.options.values() if kinds else ())] if asked.breakdown == "*" else [asked.breakdown]
    return {
        "plan": found.plan, "edition": found.number, "indicator": made.id, "every": int(not asked.region),
        "regions": list(asked.region) or [""], "breakdowns": codes,
        "first": _edge(asked.first, made, 0) or exploring.EARLIEST,
        "last": _edge(asked.last, made, -1) or exploring.LATEST,
    }  # fmt: skip


def _edge(period: str, made: Indicator, end: int) -> str:
    """Return the indicator's own period at the start (0) or end (-1) of a period, "" for none."""
    return own_period(periods.months_of(period)[end], made) if period else ""


def _item(row: Row, made: Indicator) -> Row:
    kept = ("region", "period", "breakdown", "numerator", "denominator", "expected", "received")
    return {**{name: row[name] for name in kept}, "value": number(exact(row, made)),
            "missing": json.loads(str(row["missing"]))}  # fmt: skip
