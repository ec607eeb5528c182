"""What every catalogue model rests on: types of texts, an immutable base, sources, due dates."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Frequency = Literal["M", "Q", "A"]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
ReportPeriod = Annotated[str, Field(pattern=r"^[0-9]{4}(Q[1-4])?$")]  # a quarter, or a year
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.@-]*$")]
Sender = Annotated[str, Field(pattern=r"^(kind:)?[a-z0-9][a-z0-9_.@-]*$")]  # an organisation, or kind:<kind>


class Model(BaseModel):
    """Base of every catalogue model: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Model):
    """Where a base value, reading or quota comes from and who stands for it."""

    source: str
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    doc_no: str | None = None

    @property
    def confirmed(self) -> bool:
        """True when a person has confirmed it; otherwise screens say 口径待确认."""
        return self.confirmed_by is not None and self.confirmed_on is not None


class DueRule(Model):
    """When data is due: so many months after the end of its report period (a quarter, or a year), on a day.

    A day that the month does not have means its last day. Months are reported with their quarter. A day without work
    moves on to the next working day (顺延), unless ``moves`` says that the day stands as it is named.
    """

    months_after: int = Field(default=1, ge=0, le=24)
    day: int = Field(default=15, ge=1, le=31)
    moves: bool = True
