"""How the plan's office numbers its supervision slips, and how long a unit has."""

from __future__ import annotations

from pydantic import Field

from dashboard.plan.basics import Model


class SlipRules(Model):
    """``number``: what a slip is called, with ``{year}`` and ``{number}``; ``days``: from its making to its due day."""

    number: str = Field(default="督〔{year}〕{number}号", pattern=r"^[^{}]*\{year\}[^{}]*\{number\}[^{}]*$")
    days: int = Field(default=15, ge=1, le=366)

    def label(self, year: int, number: int) -> str:
        """Return what the slip with a number of a year is called."""
        return self.number.format(year=year, number=number)
