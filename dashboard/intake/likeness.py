"""Names that mean the same firm, bank or thing although they are not written the same."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from dashboard.intake.clean_text import folded
from dashboard.intake.habits import habits

_ALIKE = 85.0  # percent
_LEAST = 4  # characters of a name of which one may be mistyped
_FORMS = re.compile(r"(股份)?有限(责任)?公司|股份公司|集团公司|\(集团\)|总公司|公司$|厂$")
_BRANCH = re.compile(r"(?<=银行)(股份)?[\u4e00-\u9fff]{0,8}(支行|分行|营业部|分理处)$")
_PLACE = re.compile(r"^(中国|河南省?|信阳市?)+(?=.{2})")
_NUMBER = re.compile(r"\d+")
_LONG = (
    ("农村商业银行", "农商银行"), ("农商行", "农商银行"), ("农村信用社", "农信社"), ("农行", "农业银行"),
    ("工行", "工商银行"), ("建行", "建设银行"), ("邮储银行", "邮政储蓄银行"),
)  # fmt: skip


@lru_cache(maxsize=4096)  # a bank stands in many rows, a firm in few
def core(name: str) -> str:
    """Return what tells a name from others: without place in front, legal form, branch, brackets and blanks.

    A former name stands for the present one.
    """
    text = folded(habits().former_names.get(folded(name), name))
    for long, short in _LONG:
        text = text.replace(long, short)
    text = _FORMS.sub("", text)
    text = _PLACE.sub("", _BRANCH.sub("", text))
    return re.sub(r"[()（）\[\]【】·.,，、\-—]", "", text) or folded(name)


def numbers_in(text: str) -> str:
    """Return the numbers in a name: a name with another number is another thing."""
    return ",".join(_NUMBER.findall(text))


def alike(first: str, second: str, slip: bool) -> bool:
    """True when two names have the same core, or with ``slip`` one that differs by a slip; numbers must agree."""
    return cores_alike(core(first), core(second), slip)


def cores_alike(one: str, other: str, slip: bool) -> bool:
    """Compare two cores as ``alike`` compares names."""
    if one == other:
        return True
    if not slip or min(len(one), len(other)) < _LEAST or numbers_in(one) != numbers_in(other):
        return False
    return Levenshtein.distance(one, other, score_cutoff=1) <= 1 or ratio(one, other, score_cutoff=_ALIKE) >= _ALIKE
