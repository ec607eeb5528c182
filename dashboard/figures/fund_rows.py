"""The funds ledger as frozen entries: amounts in 万元, the steps of each, and sums over a choice of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.figures.series import Row

_FEN = Decimal(1_000_000)  # 分 in a 万元
AMOUNTS = ("budget", "approved", "allocated", "used", "carried_over", "returned")
KEYS = ("year", "source", "region", "mode", "task")  # what a reader can choose by, as the address names it


@dataclass(frozen=True)
class Grant:
    """One item of the ledger as its sender told it last; an amount is None where the ledger has none."""

    key: str
    project: str
    recipient: str
    region: str
    year: str
    source: str
    mode: str
    task: str
    document: str
    amounts: Mapping[str, Decimal | None]
    texts: Mapping[str, str]  # every column as stored
    row: Row  # where it came from

    def amount(self, name: str) -> Decimal:
        """Return an amount in 万元; nothing counts as 0."""
        return self.amounts[name] or Decimal(0)

    @property
    def balance(self) -> Decimal:
        """What was paid and is neither used nor returned; below 0 when more was used than paid."""
        return self.amount("allocated") - self.amount("used") - self.amount("returned")

    def day(self, name: str) -> date | None:
        """Return a date column."""
        text = self.texts.get(name, "")
        return date.fromisoformat(text) if text else None

    def stands(self, chosen: Mapping[str, str]) -> bool:
        """True when the item is one of those chosen; a key without a value chooses all."""
        return all(not chosen.get(key) or getattr(self, key) == chosen[key] for key in KEYS)


@dataclass(frozen=True)
class Sums:
    """Sums of some items in 万元."""

    count: int
    amounts: Mapping[str, Decimal]

    @property
    def paid_share(self) -> Decimal | None:
        """拨付率: allocated over approved."""
        return _over(self.amounts["allocated"], self.amounts["approved"])

    @property
    def used_share(self) -> Decimal | None:
        """支出率: used over allocated."""
        return _over(self.amounts["used"], self.amounts["allocated"])

    @property
    def balance(self) -> Decimal:
        """结余: allocated less used and returned."""
        return self.amounts["allocated"] - self.amounts["used"] - self.amounts["returned"]


def grants(rows: Iterable[Row]) -> tuple[Grant, ...]:
    """Return the items of the rows of ``ledger_rows``, newest year first, then by document and project."""
    found = [_grant(row, json.loads(str(row["attributes"]))) for row in rows]
    return tuple(sorted(found, key=lambda g: (-int(g.year or 0), g.document, g.project)))


def _grant(row: Row, texts: Mapping[str, str]) -> Grant:
    amounts = {name: Decimal(texts[name]) / _FEN if texts.get(name) else None for name in AMOUNTS}
    return Grant(
        str(row["entry_key"]), texts["project"], texts["recipient"], str(row["region"]), texts.get("year", ""),
        texts.get("fund_source", ""), texts.get("mode", ""), texts.get("task", ""), texts.get("basis_doc", ""),
        amounts, texts, row,
    )  # fmt: skip


def sums(found: Sequence[Grant]) -> Sums:
    """Return the sums of some items."""
    return Sums(len(found), {name: sum((g.amount(name) for g in found), Decimal(0)) for name in AMOUNTS})


def grouped(found: Sequence[Grant], by: Callable[[Grant], str]) -> dict[str, Sums]:
    """Return sums by group, in the order of the groups' codes."""
    names = sorted({by(grant) for grant in found}, key=_place)
    return {name: sums([grant for grant in found if by(grant) == name]) for name in names}


def _place(code: str) -> tuple[bool, int, str]:
    """Return what codes are ordered by: numbers by size, then words."""
    return (False, int(code), "") if code.isdigit() else (True, 0, code)


def time_share(year: str, through: str) -> Decimal:
    """Return 序时进度 of a year's money at a month: the share of that year that has passed, 0 to 1."""
    if year < through[:4]:
        return Decimal(1)
    return Decimal(int(through[-2:])) / 12 if year == through[:4] else Decimal(0)


def _over(part: Decimal, whole: Decimal) -> Decimal | None:
    return part / whole if whole else None
