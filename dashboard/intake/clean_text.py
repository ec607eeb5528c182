"""Text of any column: widths of letters and digits, blanks that nobody sees, marks for 'nothing' and 'as above'."""

from __future__ import annotations

import re
import unicodedata

from dashboard.intake.cleaned import Cleaned, repaired

# Full NFKC would turn ℃ into °C, ㎡ into m2 and some characters of names into others.
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_BLANK = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_BRACKETED = re.compile(rf"[(（]((?:{_HAN})+)[)）]")
_BETWEEN_LATIN = re.compile(r"(?<=[0-9A-Za-z])[－．／＃＿＋](?=[0-9A-Za-z])")
_STAND_IN = re.compile(r"某|[xX×＊*Ｘ]{2,}(?=.*(公司|银行|企业|厂|中心|大学|学院|机构|协会|合作社|局))")
_TYPED_AS_TEXT = re.compile(r"^['‘’`](?=\w)")  # the mark by which a spreadsheet takes what follows as a text
NOTHING = frozenset(
    {"", "/", "//", "\\", "-", "--", "---", "—", "——", "–", "―", "─", "无", "暂无", "没有", "空", "空白"}
    | {"不涉及", "不适用", "N/A", "NA", "#N/A", "NULL"}
)
AS_ABOVE = frozenset(
    {"同上", "〃", "〞", "〝", "″", '"', "''", "“", "”", "„", "同前", "同上行", "同上格", "同上一行", "同上栏"}
)
ERRORS = frozenset({"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#N/A"})


def visible(text: str) -> str:
    """Return a text without characters nobody sees (zero width, direction marks, controls); blanks become one blank."""
    if text.isprintable() and "  " not in text and text == text.strip() and text[:1] not in "'‘’`":
        return text  # nearly every cell: printable marks and single blanks only
    seen = "".join(mark for mark in text if mark.isspace() or unicodedata.category(mark) not in ("Cf", "Cc"))
    return _TYPED_AS_TEXT.sub("", _BLANK.sub(" ", seen).strip())


def folded(text: str) -> str:
    """Return a text as numbers, dates and codes are read: NFKC, upper case, no blanks at all."""
    return unicodedata.normalize("NFKC", visible(text)).replace(" ", "").upper()


def clean_text(sent: str) -> Cleaned:
    """Return a text with half-width letters and digits and ordinary blanks; nothing else changes."""
    return repaired(sent, _narrow(sent))


def clean_name(sent: str) -> Cleaned:
    """Return the name of a firm or unit: as a text, no blanks between Chinese characters, brackets as registered."""
    return repaired(sent, _BRACKETED.sub(r"（\1）", _BETWEEN_HAN.sub("", _narrow(sent))))


def _narrow(sent: str) -> str:
    """Return a text with half-width letters and digits, and the marks between them."""
    text = visible(sent).translate(_WIDE)
    return _BETWEEN_LATIN.sub(lambda mark: unicodedata.normalize("NFKC", mark.group()), text)


def stands_in(sent: str) -> bool:
    """True for what stands for any name: 某某银行, XX公司."""
    return bool(_STAND_IN.search(visible(sent)))


def is_nothing(sent: str) -> bool:
    """True for a mark that says 'no value'; zero is a value."""
    return folded(sent).strip("。.") in NOTHING


def is_as_above(sent: str) -> bool:
    """True for a mark that repeats the cell above."""
    return "".join(visible(sent).split()).strip("。.，,()（）") in AS_ABOVE


def is_error(sent: str) -> bool:
    """True for the cached error of a formula."""
    return visible(sent).upper() in ERRORS
