"""A cell as a clerk wrote it, beside what it means and what intake owes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fate = Literal["clean", "repair", "either", "remark", "doubt", "wrong"]
"""clean, repair: stored as the truth. either: stored as the truth or asked. remark: as either, never without a word.

doubt, wrong: never stored.
"""
GRADES: tuple[Fate, ...] = ("clean", "repair", "either", "remark", "doubt", "wrong")


@dataclass(frozen=True, slots=True)
class Sent:
    """One cell: its value, the text that the database must hold for it ("" for nothing), its pattern and its fate."""

    value: object
    truth: str = ""
    code: str = ""  # D01 to D24, or the ledger whose rule is broken; "" for a cell without fault
    fate: Fate = "clean"
    look: str = ""  # red, struck


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its cells by column; the place of the row is known once it is laid out."""

    cells: dict[str, Sent]
    code: str = ""  # of the row as a whole
    fate: Fate = "clean"
    label: str = ""  # of a line that is no data: 合计, 示例
    look: str = ""  # red, struck, hidden
    asked: bool = False  # a line that is no data about which somebody must be asked: a total that is none
    twin: bool = False  # must stand right under the line before it

    @property
    def grade(self) -> Fate:
        """The gravest fate of the row and its cells."""
        return max((self.fate, *(cell.fate for cell in self.cells.values())), key=GRADES.index)

    @property
    def codes(self) -> frozenset[str]:
        """Every pattern in the row."""
        return frozenset(filter(None, (self.code, *(cell.code for cell in self.cells.values()))))
