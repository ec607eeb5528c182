"""A firm under another credit code than the one with which it is in force already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dashboard.intake.clean_text import folded
from dashboard.intake.habits import habits
from dashboard.intake.mark import Mark
from dashboard.plan.models import Ledger, LedgerColumn

_CODE = "uscc"


def code_column(ledger: Ledger) -> LedgerColumn | None:
    """Return the column of a ledger with the credit codes of the firms that name its entries, None when it has none."""
    code = next((column for column in ledger.columns if column.name == _CODE), None)
    return code if ledger.title in habits().names else None


def otherwise_coded(new: Sequence[Mark], known: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Yield each new entry of a firm that the known ones only know under other codes, with one of those."""
    firms: dict[str, dict[str, Mark]] = defaultdict(dict)
    for mark in known:
        if code := mark.attributes.get(_CODE):
            firms[folded(mark.title)].setdefault(code, mark)
    for mark in new:
        code, codes = mark.attributes.get(_CODE), firms.get(folded(mark.title), {})
        if code and codes and code not in codes:
            yield mark, next(iter(codes.values()))
