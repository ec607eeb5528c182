"""Phone and identity-card numbers, masked before anything else sees them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.intake.values import Value, plain

_CONTACT = re.compile(r"电\s*话|手\s*机|联系方式|固话|身份证")
_LABEL = re.compile(r"(电\s*话|手\s*机号?码?|联系方式|固话)\s*[:：]?\s*$")
_AMOUNT = re.compile(r"元|额|值|号|码|数|量|编|证|面积|户|件")  # columns of long numbers that are no phones
_LONG = re.compile(r"\d[\d\s-]{5,}\d")
_EDGE, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z.])"
_MOBILE = re.compile(rf"{_EDGE}(?:\+?86[\s-]?)?(1[3-9]\d)[\s-]?(\d{{4}})[\s-]?(\d{{4}}){_END}", re.ASCII)
_LANDLINE = re.compile(rf"{_EDGE}(0\d{{2,3}})[\s-](\d{{7,8}})(?:[\s-]\d{{1,5}})?{_END}", re.ASCII)
_LABELLED = re.compile(r"((?:电\s*话|手\s*机号?码?|联系方式|固话)\s*[:：]?\s*)(?:0\d{2,3})?\d{7,8}(?!\d)", re.ASCII)
_BARE = re.compile(r"(?:0\d{2,3})?\d{7,8}", re.ASCII)
_CARD = re.compile(
    r"(?<![0-9A-Za-z])([1-8]\d)\d{4}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])",
    re.ASCII,
)
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_HEADER_CELLS, _HEADER_LENGTH = 3, 20


def masked(text: str) -> str:
    """Return a text with phone and identity-card numbers masked: 138****5678; a firm's credit code stays."""
    if not _LONG.search(text):
        return text
    text = _CARD.sub(_mask_card, text)
    text = _MOBILE.sub(r"\1****\3", text)
    text = _LANDLINE.sub(r"\1-****", text)
    return _LABELLED.sub(r"\1****", text)


def _mask_card(found: re.Match[str]) -> str:
    text = found.group()
    return text if _is_credit_code(text) else text[:4] + "*" * 14


def _is_credit_code(text: str) -> bool:
    """True for an 18-digit number that is a valid unified social credit code (GB 32100)."""
    values = [_CODE.find(sign) for sign in text.upper()]
    total = sum(value * pow(3, place, 31) for place, value in enumerate(values[:-1]))
    return -1 not in values and values[-1] == (31 - total % 31) % 31


@dataclass(slots=True)
class Masker:
    """Masks the rows of one sheet from top to bottom; remembers which columns hold phones, which hold amounts."""

    contacts: set[int] = field(default_factory=set)
    amounts: set[int] = field(default_factory=set)

    def row(self, values: Sequence[Value]) -> list[Value]:
        """Return a row with its phone and identity-card numbers masked."""
        self._learn(values)
        return [self._cell(values, index) for index in range(len(values))]

    def _learn(self, values: Sequence[Value]) -> None:
        filled = [value for value in values if value != ""]
        if len(filled) < _HEADER_CELLS or not all(isinstance(v, str) and not _BARE.search(v) for v in filled):
            return
        for index, value in enumerate(values):
            if not isinstance(value, str) or len(value) > _HEADER_LENGTH:
                continue
            if _CONTACT.search(value):
                self.contacts.add(index)
            elif _AMOUNT.search(value):
                self.amounts.add(index)

    def _cell(self, values: Sequence[Value], index: int) -> Value:
        value = values[index]
        if isinstance(value, str):
            if len(value) < 7 or not _LONG.search(value):
                return value
            return self._text(value.strip(), value, self._contact(values, index), index)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 1e6:
            text = plain(value)
            hidden = self._text(text, text, True, index) if self._contact(values, index) else text
            return value if hidden == text else hidden
        return value

    def _contact(self, values: Sequence[Value], index: int) -> bool:
        before = values[index - 1] if index else ""
        return index in self.contacts or (isinstance(before, str) and bool(_LABEL.search(before)))

    def _text(self, text: str, whole: str, contact: bool, index: int) -> str:
        if contact and _BARE.fullmatch(text):
            return text[:2] + "****"
        if not contact and text.isdigit() and index in self.amounts and len(text) != 18:
            return whole
        return masked(whole)
