"""Rows of the funds ledger against totals: by year, source and sending unit, and against what sheets and rows state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from dashboard.figures.fund_rows import Grant, grouped

FUNDS = "funds"  # the ledger
BY = ("year", "source", "sender")
COLUMNS = ("budget", "approved", "allocated", "used", "returned")
_FEN = Decimal(1_000_000)  # 分 in a 万元


@dataclass(frozen=True)
class Total:
    """The sums of a group in 万元.

    ``balance``: paid and neither used nor returned; ``difference``: what rows state as their balance less that,
    summed over ``rows``, the rows whose own balance does not add up.
    """

    by: str
    name: str
    count: int
    amounts: Mapping[str, Decimal]
    balance: Decimal
    difference: Decimal
    rows: tuple[Grant, ...]


def totals(found: Sequence[Grant]) -> tuple[Total, ...]:
    """Return the sums of the ledger by year, by source and by the unit that sent it, whole last."""
    groups = [_total(by, name, [one for one in found if _key(one, by) == name])
              for by in BY for name in grouped(found, partial(_key, by=by))]  # fmt: skip
    return (*groups, _total("", "", found)) if found else ()


def _key(grant: Grant, by: str) -> str:
    return str(grant.row["sender"]) if by == "sender" else str(getattr(grant, by))


def _total(by: str, name: str, found: Sequence[Grant]) -> Total:
    amounts = {column: sum((one.amount(column) for one in found), Decimal(0)) for column in COLUMNS}
    wrong = tuple(one for one in found if one.texts.get("balance") and stated(one) != one.balance)
    difference = sum((stated(one) - one.balance for one in wrong), Decimal(0))
    return Total(by, name, len(found), amounts, sum((one.balance for one in found), Decimal(0)), difference, wrong)


def stated(grant: Grant) -> Decimal:
    """Return the balance that a row states in 万元."""
    return Decimal(grant.texts["balance"]) / _FEN
