"""Values of indicators over the data API, as JSON and as files; and what every answer of the API carries."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request, Response

from dashboard.figures import decode
from dashboard.figures.asking import KEYS, own_period
from dashboard.figures.explore_asked import Asked
from dashboard.figures.explore_page import handout
from dashboard.figures.series import exact
from dashboard.plan import periods
from dashboard.plan.models import Indicator, Plan
from dashboard.reporting import Edition, edition
from dashboard.reporting.database import default
from dashboard.review import exploring, sheets
from dashboard.settings import settings
from dashboard.wording import Language, t

Row = Mapping[str, object]
Label = Annotated[str, Query(max_length=32, description="label of an edition, such as 2025Q3 or 2025Q3-r2")]
PlanId = Annotated[str, Query(max_length=64, description="id of a plan; the installation's own when left out")]
Code = Annotated[str, Query(max_length=96)]
Codes = Annotated[tuple[str, ...], Query(max_length=64, description="codes of regions; every one when left out")]
Period = Annotated[str, Query(max_length=8, description="2024-09, 2024Q3 or 2024")]
MOST = 5000  # items in one answer
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
router = APIRouter()


def language() -> Language:
    """Return the language of the installation."""
    return "en" if settings().language == "en" else "zh"


def chosen(plan: str, label: str) -> Edition:
    """Return an edition by its label; Refused when there is none."""
    return edition(default(), plan or settings().plan, label)


def head(found: Edition) -> Row:
    """Return what every answer carries: edition, cut-off, rule set, and whether the data are invented."""
    names = ("plan", "label", "through", "cut_off", "rule_set", "revision", "corrects", "data_kind", "result_hash")
    return {name: getattr(found, name) for name in names}


@router.get("/v1/observations")
def observations(
    request: Request,
    edition: Label,
    indicator: Code,
    plan: PlanId = "",
    region: Codes = (),
    first: Annotated[Period, Query(alias="from")] = "",
    last: Annotated[Period, Query(alias="to")] = "",
    breakdown: Annotated[str, Query(max_length=96, description='a code; "" for totals, "*" for all')] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 1000,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> Row:
    """Return the values of one indicator as an edition holds them, by region, breakdown and period, page by page.

    Values stand in the indicator's unit; null where the sum is incomplete, ``missing`` then names who owes it.
    """
    found = chosen(plan, edition)
    made = _indicator(found, indicator)
    told = default().rows("explore_values", **_parameters(found, made, region, breakdown, first, last))
    items = [_item(row, made) for row in told[offset : offset + limit]]
    after = offset + limit
    more = str(request.url.include_query_params(offset=after).query) if after < len(told) else None
    about = {"code": made.id, "name": made.name, "name_en": made.name_en, "unit": made.unit, "unit_en": made.unit_en,
             "frequency": made.frequency, "aggregation": made.aggregation}  # fmt: skip
    return {"edition": head(found), "indicator": about, "total": len(told), "offset": offset, "limit": limit,
            "next": more and f"?{more}", "items": items}  # fmt: skip


@router.get("/v1/observations.{kind}")
def table(
    request: Request, kind: Literal["csv", "xlsx"], edition: Label, plan: PlanId = "", lang: Literal["zh", "en"] = "zh"
) -> Response:
    """Return the table of the explore page for the keys of its address, with units, source, cut-off and rules."""
    asked = _asked(chosen(plan, edition), {key: request.query_params.get(key, "")[:96] for key in KEYS}, lang)
    made = handout(asked)
    body, media = (sheets.to_csv(made), "text/csv; charset=utf-8") if kind == "csv" else (sheets.to_xlsx(made), XLSX)
    name = f"{asked.source.indicator.id}-{asked.edition.label}.{kind}"
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
        raise HTTPException(404, t("server.no_indicator", language(), indicator=code))
    return made


def _parameters(
    found: Edition, made: Indicator, region: Sequence[str], breakdown: str, first: str, last: str
) -> dict[str, object]:
    read = default().rows
    every = [place.code for place in exploring.regions(read, found.plan, found.number)]
    kinds = exploring.breakdown(read, found.plan, found.number, made)
    codes = ["", *(kinds.options.values() if kinds else ())] if breakdown == "*" else [breakdown]
    return {
        "plan": found.plan, "edition": found.number, "indicator": made.id, "regions": list(region) or every,
        "breakdowns": codes, "first": _edge(first, made, 0) or exploring.EARLIEST,
        "last": _edge(last, made, -1) or exploring.LATEST,
    }  # fmt: skip


def _edge(period: str, made: Indicator, end: int) -> str:
    """Return the indicator's own period at the start (0) or end (-1) of a period; 422 for what is none."""
    if not period:
        return ""
    try:
        return own_period(periods.months_of(period)[end], made)
    except ValueError as error:
        raise HTTPException(422, t("server.no_period", language(), period=period)) from error


def _item(row: Row, made: Indicator) -> Row:
    value = exact(row, made)
    number = None if value is None else int(value) if value == value.to_integral_value() else float(value)
    kept = ("region", "period", "breakdown", "numerator", "denominator", "expected", "received")
    return {**{name: row[name] for name in kept}, "value": number, "missing": json.loads(str(row["missing"]))}
