"""How the columns of a ledger are called, and their stored values as a sender writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dashboard.intake.clean_number import shortest
from dashboard.plan.models import Ledger, LedgerColumn
from dashboard.plan.units import MONEY_DIGITS


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """The words of one ledger."""

    ledger: Ledger

    def column(self, name: str) -> LedgerColumn:
        """Return a column by its name."""
        return next(column for column in self.ledger.columns if column.name == name)

    def header(self, name: str) -> str:
        """Return the header of a column."""
        return self.column(name).header

    def headers(self, names: Iterable[str]) -> str:
        """Return several headers as one text."""
        return "、".join(map(self.header, names))

    def said(self, name: str, value: str) -> str:
        """Return a stored value as it stands on the sheet: money in the column's unit."""
        column = self.column(name)
        if column.type != "money" or not value:
            return value
        return shortest(Decimal(value).scaleb(-MONEY_DIGITS[column.unit or "元"]))

    def pair(self, first: str, second: str, entry: Mapping[str, str]) -> dict[str, str]:
        """Return the headers and values of two columns, as a sentence names them."""
        return {
            "first": self.header(first), "first_value": self.said(first, entry[first]),
            "second": self.header(second), "second_value": self.said(second, entry[second]),
        }  # fmt: skip
