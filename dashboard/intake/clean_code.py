"""Numbers that name something: registrations, filings, agreements. Blanks inside them say nothing."""

from __future__ import annotations

import re
import unicodedata

from dashboard.intake.clean_text import clean_text, visible
from dashboard.intake.cleaned import Cleaned, repaired

_CODE = re.compile(r"[A-Za-z]{0,3}\d+[A-Za-z]?", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)
_LEAST, _GROUP = 7, 5  # digits of a number that people write in groups; at most in a group


def clean_code(sent: str, form: str = "") -> Cleaned:
    """Return a number without the blanks inside it: 4409 721 -> 4409721; two numbers in one cell stay as they are.

    ``form``: a regular expression of what the column holds, "" when none is known.
    """
    parts = unicodedata.normalize("NFKC", visible(sent)).split()
    whole = "".join(parts)
    if len(parts) > 1 and _CODE.fullmatch(whole) and _is_one(parts, whole, form):
        return repaired(sent, whole)
    return clean_text(sent)


def _is_one(parts: list[str], whole: str, form: str) -> bool:
    if form:
        return bool(re.fullmatch(form, whole)) and not any(re.fullmatch(form, part) for part in parts)
    digits = [len(_DIGIT.findall(part)) for part in parts]
    return max(digits) <= _GROUP and sum(digits) >= _LEAST
