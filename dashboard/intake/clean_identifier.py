"""Identifiers with check digits: patent numbers (mod 11) and unified social credit codes (ISO 7064 MOD 31-3)."""

from __future__ import annotations

import re
import unicodedata

from dashboard.intake.clean_text import folded
from dashboard.intake.cleaned import Cleaned, held, repaired

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
_MISREAD = str.maketrans({"I": "1", "O": "0", "S": "5", "Z": "2"})
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_SPLIT = re.compile(r"[、;；,，\n\r|/]+|以及|[和与及]|(?<!ZL)(?<!CN)(?<!zl)(?<!cn)\s{1,}(?=(?:ZL|CN|zl|cn)?\s?\d{8})")
_MORE = re.compile(r"等\s*(\d+|[一二三四五六七八九十两]+)?\s*[件项个]?")
_PATENT = re.compile(
    r"^(?:专利号:?|申请号:?)?(?P<lead>ZL|2L|CN)?\.?(?P<body>\d{12}|\d{8})\.?(?P<check>[\dX])$", re.ASCII
)
_LABEL = re.compile(r"^[^0-9A-Z:：]+[:：]")  # 统一社会信用代码：
_TRADEMARK = re.compile(r"\d{6,8}[A-Z]?", re.ASCII)
_KINDS = "12389"


def patent_check(digits: str) -> str:
    """Return the check character of the 12 digits (8 before October 2003) of a Chinese patent number."""
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11
    return "X" if rest == 10 else str(rest)


def uscc_check(code: str) -> str:
    """Return the 18th character of a unified social credit code from its first 17."""
    total = sum(_USCC.index(mark) * pow(3, place, 31) for place, mark in enumerate(code[:17]))
    return _USCC[(31 - total % 31) % 31]


def clean_uscc(sent: str) -> Cleaned:
    """Return a unified social credit code; letters that it never has are read as the digits they resemble."""
    text = _LABEL.sub("", folded(sent)).replace("-", "")
    if re.fullmatch(r"\d{15}", text, re.ASCII):
        return held(sent, "uscc_old")
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", text, re.ASCII):
        return held(sent, "digits_lost")
    code = text.translate(_MISREAD)
    if len(code) != 18 or any(mark not in _USCC for mark in code):
        return held(sent, "uscc_form")
    if uscc_check(code) != code[17]:
        return held(sent, "uscc_check")
    return repaired(sent, code, "check_digit")


def clean_patent(sent: str, last: int = 2100) -> Cleaned:
    """Return the one patent number of a cell, or a trademark's as it is; several are held."""
    if _TRADEMARK.fullmatch(folded(sent)):
        return repaired(sent, folded(sent))
    found = clean_patents(sent, last)
    return held(sent, "one_number") if found.usable and "、" in found.value else found


def clean_patents(sent: str, last: int = 2100) -> Cleaned:
    """Return the patent numbers of a cell, joined by 、; each must carry a check digit that fits.

    ``last`` is the latest year in which an application can have been filed.
    """
    if _MORE.search(sent) and any(mark.isdigit() for mark in sent):
        return held(sent, "and_more")
    text = unicodedata.normalize("NFKC", sent).strip("。. ")
    parts = [text] if _patent(text, last) else [part for part in _SPLIT.split(text) if part.strip()]
    numbers = [_patent(part, last) for part in parts]
    wrong = [part.strip() for part, number in zip(parts, numbers, strict=True) if number is None]
    if wrong or not parts:
        lost = any(re.search(r"\dE\+?\d+$", folded(part)) for part in wrong)
        return held(sent, "digits_lost" if lost else "patent_check", number="、".join(wrong))
    unique = list(dict.fromkeys(number for number in numbers if number))
    return repaired(sent, "、".join(unique), "check_digit")


def _patent(part: str, last: int) -> str | None:
    """Return one number as ZL201910380558.X, None when its check digit is missing or does not fit."""
    text = folded(part).replace("×", "X").replace("✕", "X").replace("*", "X").replace("。", ".")
    text = re.sub(r"^(ZL|CN)[:.]", r"\1", text.replace("O", "0"))
    text = re.sub(r"^(\d{13}|\d{9})\.0$", r"\1", text)  # a number of the spreadsheet written as a text
    match = _PATENT.match(text)
    if match is None or patent_check(match["body"]) != match["check"]:
        return None
    body = match["body"]
    if len(body) == 12 and (body[4] not in _KINDS or not 1985 <= int(body[:4]) <= last):
        return None
    return f"ZL{body}.{match['check']}"
