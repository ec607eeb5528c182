"""A phone number typed into the name of a firm: already masked, it is no part of the name and leaves it."""

from __future__ import annotations

import re

from dashboard.intake.cleaned import Cleaned

_LABEL = r"(?:联系)?(?:电\s*话|手\s*机号?码?|联系方式|固话|身份证号?码?|[Tt][Ee][Ll]\.?)\s*[:：]?\s*"
_NUMBER = r"(?:1[3-9]\d\*{4}\d{4}|0\d{2,3}-\*{4}|\d{4}\*{14})"
_BEFORE, _AFTER = r"[\s,，、;；/]*[(（\[【]?\s*", r"\s*[)）\]】]?"
_MASKED = re.compile(rf"{_BEFORE}(?:(?:{_LABEL})?{_NUMBER}|{_LABEL}\*{{4}}){_AFTER}")
_UNIT = re.compile(
    r"[\u3400-\u9fff]{2}[^\s,，、;；/*]*"
    r"(公司|集团|厂|社|行|店|院|所|中心|大学|学校|学院|协会|商会|农场|茶场|局|委员会|部|户)[)）]?"
)


def without_phone(text: str) -> str:
    """Return a text without its masked phone and identity-card numbers and the words that announce them."""
    return _MASKED.sub("", text).strip()


def nameless(found: Cleaned) -> Cleaned:
    """Return a cleaned name without a number in it; held when what is left may hold a person's name too."""
    if "*" not in found.value:
        return found
    parts = [part.strip() for part in _MASKED.split(found.value)]
    if len(parts) == 1:
        return found
    told = [part for part in parts if part]
    if len(told) != 1 or not _UNIT.fullmatch(told[0]):
        return Cleaned("", "held", "clean.phone_unclear")
    return Cleaned(told[0], "repaired", "clean.phone_removed", {"value": told[0]})
