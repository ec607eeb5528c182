"""What a row under a header is: data, a total or a part of one, a footer, a sample, a numbering of the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from dashboard.intake.cells import normal
from dashboard.intake.habits import habits
from dashboard.intake.values import Value

LineKind = Literal["data", "total", "footer", "sample", "numbering", "struck", "part"]
_TOTAL = re.compile(
    r"(本页|本期|本季度?|累计|全市|全县|全区|各?县区|各?县\(区\)|城区)*(合计|小计|总计|共计|总数)(数|\([^)]*\))?[:：]?"
    r"|[\u4e00-\u9fff]{1,12}(县|区|市|局|行|季度|月|年)(合计|小计|总计|共计)[:：]?"
    r"|(本年度?|全年|年初至今|自年初|截至.{1,8}|(\d{4}年)?\d{1,2}[-—~至]\d{1,2}月份?)(累计|合计|小计|总计|共计)数?[:：]?"
)
# a total only as the name of the row, for it may be a value elsewhere
_WHOLE = re.compile(r"全市|全县|全区|总和|(合计|总计|共计|共)[:：]?\d+[笔件项家户个条次]")
_PART = re.compile(r"其中[:：].*")  # a part of the total above it
_CLOSING = re.compile(
    r"[\u4e00-\u9fff()（）]{2,30}(局|委员会|管委会|办公室)(\((盖章|公章|章)\))?"
    r"|[\d〇零一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,2}月([\d一二三四五六七八九十]{1,3}日)?|\d{4}([-./])\d{1,2}\4\d{1,2}"
    r"|.*(真实|属实|准确|完整).{0,6}[。.]?"
)
_FIRM = re.compile(r"(公司|集团|厂|合作社|银行|支行|大学|学院|协会|研究院|研究所)$")
_FOOTER = re.compile(
    r"(注|备注|说明|填表说明|附注|特此说明)\s*\d*\s*[:：]"
    r"|(填表人|填报人|制表人|审核人|复核人|经办人|联系人|负责人|单位负责人|分管领导|联系电话|电话|手机|联系方式|制表|审核|填表日期"
    r"|填报日期|报出日期|单位\(盖章\)|\(盖章\)|盖章)(\(签字\)|\(签章\))?\s*([:：]|$)"
)
_HAN_ORDER = "甲乙丙丁戊己庚辛壬癸"
_LABELS = 3  # a total or sample says so among the first texts; a stand-in for a name may follow anywhere


def kind_of(values: Sequence[Value], texts: Sequence[str], in_footer: bool) -> LineKind:
    """Return the kind of a row that is not blank; ``in_footer`` when the row above belongs to a footer."""
    filled = [index for index, text in enumerate(texts) if text]
    first = normal(texts[filled[0]])
    if _FOOTER.match(first) and _is_footer(first, len(filled), len(texts)):
        return "footer"
    if len(filled) == 1 and len(texts) > _LABELS and _closes(texts[filled[0]]):
        return "footer"
    if in_footer and len(filled) <= 2 and isinstance(values[filled[0]], str):
        return "footer"
    words = [_joined(texts[index]) for index in filled if isinstance(values[index], str)]
    if _is_sample(words):
        return "sample"
    names = [word for word in words if not word.isdecimal()]
    if any(map(_TOTAL.fullmatch, words[:_LABELS])) or any(map(_WHOLE.fullmatch, names[:1])):
        return "total"
    if any(map(_PART.fullmatch, names[:1])):
        return "part"
    return "data"


def _closes(text: str) -> bool:
    """True for what stands alone under a table: who sends it, on which day, that it is true."""
    return bool(_CLOSING.fullmatch(_joined(text)))


def _is_sample(words: Sequence[str]) -> bool:
    """True for a row that shows how to fill in the form."""
    sample, stand_in = _patterns()
    if any(map(sample.fullmatch, words[:_LABELS])) or any(map(stand_in.fullmatch, words[:_LABELS])):
        return True
    shown = [bool(stand_in.fullmatch(word)) for word in words if stand_in.fullmatch(word) or _FIRM.search(word)]
    return bool(shown) and all(shown)  # a real firm beside a stand-in is asked about


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = habits()
    return re.compile(known.samples), re.compile(known.stand_ins)


def _is_footer(first: str, filled: int, width: int) -> bool:
    """True unless a full row of data happens to begin with such a word and no colon."""
    return ":" in first or "：" in first or filled <= max(2, width // 2)


def numbers_columns(texts: Sequence[str]) -> bool:
    """True for a row that only numbers the columns: 1 2 3, 甲 乙 1 2, (1) (2)."""
    signs = [_joined(text).strip("()[]栏") for text in texts if text]
    letters = [sign for sign in signs if sign in _HAN_ORDER]
    numbers = signs[len(letters) :]
    expected = ([str(number) for number in range(start, start + len(numbers))] for start in (1, len(letters) + 1))
    return len(signs) >= 3 and letters == list(_HAN_ORDER[: len(letters)]) and numbers in expected


def repeats_header(texts: Sequence[str], header: Sequence[str]) -> bool:
    """True for a row that says the header again, as at the top of every printed page."""
    same = all(text == name for text, name in zip(texts, header, strict=False) if text)
    return same and sum(map(bool, texts)) >= _LABELS


def _joined(text: str) -> str:
    return "".join(normal(text).split())
