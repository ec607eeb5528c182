"""The data API below /api: what editions say, as JSON; read-only, described at /api/openapi.json.

No documentation page is served: the ready-made ones load their scripts from other hosts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

from dashboard.api_data import Code, Label, PlanId, Row, chosen, head, language, router
from dashboard.attainment import Status, Verdict, rollup, units
from dashboard.figures import decode
from dashboard.plan.models import Target
from dashboard.reporting import Edition
from dashboard.reporting.database import default
from dashboard.wording import Refused, t

By = Literal["all", "heading", "owner", "region"]

api = FastAPI(title="Dashboard data API", version="1", docs_url=None, redoc_url=None)
api.include_router(router)


@api.exception_handler(Refused)
def refused(request: Request, error: Refused) -> JSONResponse:
    """Answer what does not exist with one sentence in the language of the installation."""
    return JSONResponse({"detail": error.sentence(language())}, 404)


@api.get("/v1/verdicts")
def verdicts(
    edition: Label, plan: PlanId = "", target: Code = "", reading: Code = "", lang: Literal["zh", "en", ""] = ""
) -> Row:
    """Return one item per target and reading of an edition with every number of its verdict.

    Shares and rates are fractions, amounts in the item's ``unit``; ``units`` names the unit of every number.
    Numbers are exact decimals written as JSON numbers.
    """
    found = chosen(plan, edition)
    told = default().rows("verdicts", plan=found.plan, edition=found.number)
    wanted = [row for row in told if target in ("", row["target"]) and reading in ("", row["reading"])]
    if not wanted:
        raise HTTPException(404, t("server.no_verdict", language(), target=target, reading=reading))
    items = [_item(row, lang or language()) for row in wanted]
    return {"edition": head(found), "units": units(), "items": items}


@api.get("/v1/rule-verdicts")
def rule_verdicts(edition: Label, plan: PlanId = "") -> Row:
    """Return the default verdicts under the rule sets that did not judge the edition."""
    found = chosen(plan, edition)
    return {"edition": head(found), "items": default().rows("rule_verdicts", plan=found.plan, edition=found.number)}


@api.get("/v1/counties")
def counties(edition: Label, plan: PlanId = "", target: Code = "") -> Row:
    """Return one item per target and county: value, share, growth; a rate only where a quota is set."""
    found = chosen(plan, edition)
    told = default().rows("county_verdicts", plan=found.plan, edition=found.number)
    items = [_county(row) for row in told if target in ("", row["target"])]
    return {"edition": head(found), "items": items}


@api.get("/v1/rollups")
def rollups(edition: Label, by: By = "all", plan: PlanId = "") -> Row:
    """Return counts by status and the worst target: of all, or by heading, owner unit or county."""
    found = chosen(plan, edition)
    groups = _by_region(found) if by == "region" else _by_target(found, by)
    items = [{"key": g.key, "total": g.total, "counts": dict(g.counts), "worst": g.worst} for g in groups]
    return {"edition": head(found), "by": by, "items": items}


def _item(row: Row, lang: str) -> Row:
    stored = json.loads(str(row["details"]))
    numbers = {name: _number(stored.get(name)) for name in units()}
    word = t(f"status.{row['status']}", "en" if lang == "en" else "zh")
    return {**stored, **numbers, "status_word": word, "default": bool(row["is_default"])}


def _county(row: Row) -> Row:
    exact = {name: _number(row[name]) for name in ("level", "base", "quota")}
    return {**row, **exact, "missing": json.loads(str(row["missing"])), "final": bool(row["final"]),
            "small_sample": bool(row["small_sample"])}  # fmt: skip


def _number(value: object) -> int | float | None:
    """Return an exact decimal as a JSON number."""
    if value is None:
        return None
    found = Decimal(str(value))
    return int(found) if found == found.to_integral_value() else float(found)


def _targets(found: Edition) -> tuple[Target, ...]:
    told = decode.definitions(default().rows("targets", plan=found.plan, edition=found.number), Target)
    return tuple(sorted(told, key=lambda target: (target.kind != "numeric", target.seq)))


def _own(found: Edition) -> dict[str, Verdict]:
    told = default().rows("verdicts", plan=found.plan, edition=found.number)
    return {str(row["target"]): decode.verdict(row) for row in told if row["is_default"]}


def _by_target(found: Edition, by: By) -> tuple[rollup.Group, ...]:
    targets, own = {target.id: target for target in _targets(found)}, _own(found)
    day = date.fromisoformat(found.cut_off)

    def keys(verdict: Verdict) -> Iterable[str]:
        target = targets[verdict.target]
        return {"all": ("",), "heading": (target.heading,), "owner": target.owners_on(day) or ("",)}[by]

    return rollup.groups([own[code] for code in targets if code in own], keys)


def _by_region(found: Edition) -> tuple[rollup.Group, ...]:
    order = {target.id: place for place, target in enumerate(_targets(found))}
    regions: dict[str, list[Row]] = {}
    for row in default().rows("county_verdicts", plan=found.plan, edition=found.number):
        regions.setdefault(str(row["region"]), []).append(row)
    return tuple(
        rollup.of_region(region, [
            (str(row["target"]), cast(Status, row["status"]),
             None if row["gap_points"] is None else Decimal(str(row["gap_points"])))
            for row in sorted(told, key=lambda row: order[str(row["target"])])
        ])
        for region, told in regions.items()
    )  # fmt: skip
