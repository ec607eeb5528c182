"""What a reader sees in a file beside the values: hidden, struck through, commented, broken; with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

FindingKind = Literal[
    "hidden_sheet",
    "hidden_row",
    "hidden_column",
    "filter",
    "struck_row",  # no data: the sender has deleted it
    "struck_cell",
    "red_font",  # by custom: still to be confirmed
    "comment",
    "error",  # a formula's cached error; the cell reads as empty
    "external_link",
    "merged_number",  # a number stands once in a merge over several rows and is not repeated
    "picture",
    "masked",  # a phone or identity-card number
]
KINDS: tuple[str, ...] = get_args(FindingKind)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One observation about a file, not yet a judgement."""

    kind: FindingKind
    sheet: str  # "" when it concerns the whole file
    row: int  # as Excel counts; 0 for a whole sheet or column
    column: int  # from 0; -1 for a whole sheet or row
    text: str = ""
