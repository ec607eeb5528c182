"""What the draft evaluation of units weighs: a file of its own beside a plan, which nothing else reads."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from dashboard.plan.basics import Model, Source
from dashboard.plan.judging import StageState
from dashboard.plan.reading import read_yaml
from dashboard.plan.refusing import Invalid, from_pydantic

FILE = "appraisal.yaml"
CriterionId = Literal["targets", "measures", "reports"]
Role = Literal["owner", "partner"]
Worth = Annotated[Decimal, Field(ge=0, le=1)]
Status = Literal["completed", "attained", "on_schedule", "on_stages", "slightly_behind", "behind", "below_base",
                 "final_met", "final_missed"]  # fmt: skip
_WHOLE = Decimal(100)


class Weighed(Model):
    """What is looked at, for so many points of a hundred, on which ground."""

    id: CriterionId
    weight: Annotated[Decimal, Field(gt=0, le=100)]
    name: str
    name_en: str
    basis: str


class Appraisal(Source):
    """Weights of a plan; ``span``: milestones and reports of the edition's year, or of the whole plan."""

    span: Literal["year", "plan"] = "year"
    criteria: tuple[Weighed, ...]
    roles: dict[Role, Worth]
    statuses: dict[Status, Worth]
    steps: dict[StageState, Worth]


def appraisal(plan_dir: Path, plan: str) -> Appraisal | None:
    """Return the weights of a plan; None where it has none. Invalid with the first thing that is wrong."""
    for folder in sorted(path for path in plan_dir.iterdir() if (path / FILE).exists()):
        if (read_yaml(folder / "plan.yaml", "plan.yaml").get("plan") or {}).get("id") == plan:
            return read(folder)
    return None


def read(folder: Path) -> Appraisal | None:
    """Return the weights in a plan's folder; None without the file. Invalid as ``appraisal``."""
    if not (folder / FILE).exists():
        return None
    content = read_yaml(folder / FILE, FILE)
    if unknown := sorted(content.keys() - {"appraisal"}):
        raise Invalid(FILE, unknown[0], None, "unknown_key")
    if "appraisal" not in content:
        raise Invalid(FILE, "appraisal", None, "missing")
    try:
        found = TypeAdapter(Appraisal).validate_python(content["appraisal"])
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise from_pydantic(FILE, "appraisal", content["appraisal"], first) from error
    _checked(found)
    return found


def _checked(found: Appraisal) -> None:
    names = [one.id for one in found.criteria]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise Invalid(FILE, "appraisal.criteria", twice, "duplicate")
    total = sum((one.weight for one in found.criteria), Decimal())
    if total != _WHOLE:
        raise Invalid(FILE, "appraisal.criteria", total, "weights")
    if missing := sorted({"owner", "partner"} - found.roles.keys()):
        raise Invalid(FILE, f"appraisal.roles.{missing[0]}", None, "missing")
