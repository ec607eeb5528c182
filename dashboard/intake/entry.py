"""One entry of a ledger as a workbook states it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry. Attributes by column: dates ISO, money in 分, booleans 1/0, places as codes, "" when empty."""

    table: ClassVar[str] = "ledger_entry"
    ledger: str
    entry_key: str
    title: str
    region: str  # "" when there is none
    zone: str
    attributes: bytes  # canonical JSON in UTF-8: as a str a hundred thousand entries take 100 MiB more
    raw: bytes  # the same of the texts in the cells
    sheet: str
    row_no: int
    row_hash: str

    @property
    def key(self) -> tuple[str, ...]:
        """What a sender may state once in a workbook."""
        return (self.ledger, self.entry_key)
