"""Editions and targets over the data API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dashboard.api import models
from dashboard.api.access import Allowed
from dashboard.api.answer import answer, answers, head, of_edition, page
from dashboard.api.asked import Asked, AskedOf, chosen
from dashboard.figures import decode
from dashboard.plan.models import Target
from dashboard.reporting import Edition
from dashboard.reporting import editions as published
from dashboard.reporting.database import default
from dashboard.settings import settings

router = APIRouter(prefix="/v1")
_MORE = ("number", "kind", "reason", "doc_no", "published_at")


@router.get("/editions", **answers(models.Paged[models.EditionItem]))
def editions(request: Request, asked: Annotated[Asked, Query()], allowed: Allowed) -> Response:
    """Return the published editions of a plan in the order of publication."""
    known = published(default(), asked.plan or settings().plan)
    items = [{**head(one), **{name: getattr(one, name) for name in _MORE}, "incomplete": bool(one.incomplete)}
             for one in known]  # fmt: skip
    state = [f"{one.label} {one.result_hash}" for one in known]
    return answer(request, asked, allowed, state, lambda: page(items, asked, list(models.EditionItem.model_fields)), {})


@router.get("/targets", **answers(models.Of[models.TargetItem]))
def targets(request: Request, asked: Annotated[AskedOf, Query()], allowed: Allowed) -> Response:
    """Return the targets of an edition in plan order, each with its readings."""
    found = chosen(asked)
    columns = list(models.TargetItem.model_fields)
    return of_edition(request, asked, allowed, found, lambda: page(list(map(_target, in_order(found))), asked, columns))


def in_order(found: Edition) -> tuple[Target, ...]:
    """Return the targets of an edition, those with a number first."""
    told = decode.definitions(default().rows("targets", plan=found.plan, edition=found.number), Target)
    return tuple(sorted(told, key=lambda target: (target.kind != "numeric", target.seq)))


def _target(target: Target) -> dict[str, object]:
    names = ("code", "kind", "heading", "name", "name_en", "clause", "unit")
    readings = [{"id": one.id, "name": one.name, "name_en": one.name_en, "default": one.id == target.default.id}
                for one in target.readings]  # fmt: skip
    return {"target": target.id, **{name: getattr(target, name) for name in names}, "owners": list(target.owners),
            "readings": readings}  # fmt: skip
