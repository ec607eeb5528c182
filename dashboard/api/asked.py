"""What may be asked of the data API: every parameter has a form, and one that is not known is refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from dashboard.reporting import Edition, edition
from dashboard.reporting.database import default
from dashboard.settings import settings
from dashboard.wording import Language

MOST = 5000  # items in one answer
FAR = 1_000_000_000
_CODE = r"^[A-Za-z0-9_.@-]*$"
PlanId = Annotated[str, Field(max_length=64, pattern=_CODE,
                              description="id of a plan; the installation's own when left out")]  # fmt: skip
Label = Annotated[str, Field(max_length=32, pattern=r"^[A-Za-z0-9-]+$", examples=["2025Q3"],
                             description="label of an edition, such as 2025Q3 or 2025Q3-r2")]  # fmt: skip
Code = Annotated[str, Field(max_length=96, pattern=_CODE)]
Codes = Annotated[tuple[Code, ...], Field(max_length=64, description="codes of regions; every one when left out")]
Period = Annotated[str, Field(pattern=r"^([12][0-9]{3}(-(0[1-9]|1[0-2])|Q[1-4])?)?$",
                              description="2024-09, 2024Q3 or 2024")]  # fmt: skip
Word = Annotated[str, Field(max_length=96, pattern=r"^[^\x00-\x1f\x7f]*$")]
Form = Literal["json", "csv"]


class Asked(BaseModel):
    """What every call may be asked: plan, form of the answer, page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    plan: PlanId = ""
    format: Form | None = Field(None, description="form of the answer; as the header Accept says when left out")
    limit: int = Field(1000, ge=1, le=MOST, description="items in this answer at most")
    offset: int = Field(0, ge=0, le=FAR, description="items left out before the first one")


class AskedOf(Asked):
    """What is asked of one edition."""

    edition: Label


def language() -> Language:
    """Return the language of the installation."""
    return "en" if settings().language == "en" else "zh"


def chosen(asked: AskedOf) -> Edition:
    """Return the edition asked for; Refused when there is none."""
    return labelled(asked.plan, asked.edition)


def labelled(plan: str, label: str) -> Edition:
    """Return an edition by its label; Refused when there is none."""
    return edition(default(), plan or settings().plan, label)
