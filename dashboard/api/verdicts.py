"""Verdicts over the data API: of targets and readings, under other rules, by county, rolled up."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Query, Request, Response

from dashboard.api import models_verdicts as models
from dashboard.api.access import Allowed
from dashboard.api.answer import Found, Row, answers, number, of_edition, page, total
from dashboard.api.asked import AskedOf, Code, chosen, language
from dashboard.api.editions import in_order
from dashboard.api.errors import Gone
from dashboard.api.models import Of
from dashboard.attainment import Status, Verdict, rollup, units
from dashboard.figures import decode
from dashboard.reporting import Edition
from dashboard.reporting.database import default
from dashboard.wording import t

By = Literal["all", "heading", "owner", "region"]
router = APIRouter(prefix="/v1")


class AskedVerdicts(AskedOf):
    """Verdicts of all targets and readings or of one."""

    target: Code = ""
    reading: Code = ""
    lang: Literal["zh", "en"] | None = None


class AskedCounties(AskedOf):
    """Counties in all targets or in one."""

    target: Code = ""
    region: Code = ""


class AskedRollups(AskedOf):
    """Groups of targets."""

    by: By = "all"


@router.get("/verdicts", **answers(models.Verdicts))
def verdicts(request: Request, asked: Annotated[AskedVerdicts, Query()], allowed: Allowed) -> Response:
    """Return one item per target and reading of an edition with every number of its verdict.

    Shares and rates are fractions, amounts in the item's ``unit``; ``units`` names the unit of every number.
    Numbers are exact decimals written as JSON numbers.
    """
    found = chosen(asked)
    return of_edition(request, asked, allowed, found, lambda: _verdicts(found, asked))


@router.get("/rule-verdicts", **answers(Of[models.RuleVerdictItem]))
def rule_verdicts(request: Request, asked: Annotated[AskedOf, Query()], allowed: Allowed) -> Response:
    """Return the default verdicts under the rule sets that did not judge the edition."""
    found = chosen(asked)
    return of_edition(request, asked, allowed, found, lambda: _rule_verdicts(found, asked))


@router.get("/counties", **answers(Of[models.CountyItem]))
def counties(request: Request, asked: Annotated[AskedCounties, Query()], allowed: Allowed) -> Response:
    """Return one item per target and county: value, share, growth; a rate only where a quota is set."""
    found = chosen(asked)
    return of_edition(request, asked, allowed, found, lambda: _counties(found, asked))


@router.get("/rollups", **answers(models.Rollups))
def rollups(request: Request, asked: Annotated[AskedRollups, Query()], allowed: Allowed) -> Response:
    """Return counts by status and the worst target: of all, or by heading, owner unit or county."""
    found = chosen(asked)
    return of_edition(request, asked, allowed, found, lambda: _rollups(found, asked))


def _verdicts(found: Edition, asked: AskedVerdicts) -> Found:
    told = default().rows("verdicts", plan=found.plan, edition=found.number)
    wanted = [row for row in told if asked.target in ("", row["target"]) and asked.reading in ("", row["reading"])]
    if not wanted:
        raise Gone("server.no_verdict", target=asked.target, reading=asked.reading)
    items = [_item(row, asked.lang or language()) for row in wanted]
    return page(items, asked, list(models.VerdictItem.model_fields), units=units())


def _rule_verdicts(found: Edition, asked: AskedOf) -> Found:
    told = default().rows("rule_verdicts", plan=found.plan, edition=found.number)
    columns = list(models.RuleVerdictItem.model_fields)
    items = [{**{name: row[name] for name in columns}, "small_sample": bool(row["small_sample"])} for row in told]
    return page(items, asked, columns)


def _counties(found: Edition, asked: AskedCounties) -> Found:
    at = {"plan": found.plan, "edition": found.number, "target": asked.target}
    if asked.target and not total("county_count", **at, region=""):
        raise Gone("server.no_target", target=asked.target)
    told = default().rows("county_page", **at, region=asked.region, most=asked.limit, skipped=asked.offset)
    count = total("county_count", **at, region=asked.region)
    return Found([_county(row) for row in told], count, list(models.CountyItem.model_fields))


def _rollups(found: Edition, asked: AskedRollups) -> Found:
    groups = _by_region(found) if asked.by == "region" else _by_target(found, asked.by)
    items = [{"key": g.key, "total": g.total, "counts": dict(g.counts), "worst": g.worst} for g in groups]
    return page(items, asked, list(models.GroupItem.model_fields), by=asked.by)


def _item(row: Row, lang: str) -> Row:
    stored = json.loads(str(row["details"]))
    numbers = {name: number(stored.get(name)) for name in units()}
    word = t(f"status.{row['status']}", "en" if lang == "en" else "zh")
    return {**stored, **numbers, "status_word": word, "default": bool(row["is_default"])}


def _county(row: Row) -> Row:
    exact = {name: number(row[name]) for name in ("level", "base", "quota")}
    kept = {name: row[name] for name in models.CountyItem.model_fields}
    return {**kept, **exact, "missing": json.loads(str(row["missing"])), "final": bool(row["final"]),
            "small_sample": bool(row["small_sample"])}  # fmt: skip


def _own(found: Edition) -> dict[str, Verdict]:
    told = default().rows("verdicts", plan=found.plan, edition=found.number)
    return {str(row["target"]): decode.verdict(row) for row in told if row["is_default"]}


def _by_target(found: Edition, by: By) -> tuple[rollup.Group, ...]:
    targets, own = {target.id: target for target in in_order(found)}, _own(found)
    day = date.fromisoformat(found.cut_off)

    def keys(verdict: Verdict) -> Iterable[str]:
        target = targets[verdict.target]
        return {"all": ("",), "heading": (target.heading,), "owner": target.owners_on(day) or ("",)}[by]

    return rollup.groups([own[code] for code in targets if code in own], keys)


def _by_region(found: Edition) -> tuple[rollup.Group, ...]:
    order = {target.id: place for place, target in enumerate(in_order(found))}
    regions: dict[str, list[Row]] = {}
    for row in default().rows("county_status", plan=found.plan, edition=found.number):
        regions.setdefault(str(row["region"]), []).append(row)
    return tuple(
        rollup.of_region(region, [
            (str(row["target"]), cast(Status, row["status"]),
             None if row["gap_points"] is None else Decimal(str(row["gap_points"])))
            for row in sorted(told, key=lambda row: order[str(row["target"])])
        ])
        for region, told in regions.items()
    )  # fmt: skip
