"""Names, texts, choices and yes or no as clerks write them; marks for nothing and for the same as above."""

from __future__ import annotations

from random import Random

from tests.corpus.cell import Sent

NOTHING = ("/", "—", "无", "-", "--", "——", "暂无", "\\", "／", " ", "\u3000", "－", "无。", "N/A", "n/a", "空")
SAME = ("同上", "〃", "同上。", "同  上", "″", '"', "同上行", "〞")
ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NAME?")
_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"}
_SIZES = {"大": "大型", "中": "中型", "小": "小型", "微": "微型"}
_YES = ("√", "Y", "Yes", "yes", "✓", "是 ", "是\u200b", "TRUE", True)
_NO = ("N", "No", "no", "否 ", "\u3000否", "FALSE", False, "×")


def spaced(dice: Random, text: str) -> Sent:
    """Return a name or text with blanks that nobody sees, or with wide letters and digits."""
    at = dice.randrange(1, len(text))
    while text[at - 1].isascii() or text[at].isascii():
        at = dice.randrange(1, len(text))
    ways = [
        f" {text}",
        f"{text}\u3000",
        f"{text}\u00a0",
        f"{text[:at]}\u200b{text[at:]}",
        f"\ufeff{text}",
        f"{text[:at]} {text[at:]}",
    ]
    ways += [
        f"{text[:at]}\u3000{text[at:]}",
        f"{text}\n",
        f"\u00a0\u00a0{text}",
        f"{text[:at]}\n{text[at:]}",
        f"\t{text}",
    ]
    return Sent(dice.choice(ways), text, "D06", "repair")


def widened(text: str) -> Sent:
    """Return a number of a document or contract typed with wide letters and digits."""
    wide = text.translate(_WIDE)
    return Sent(wide, text, "D06", "clean" if wide == text else "repair")


def choice(dice: Random, option: str) -> Sent:
    """Return an option in another writing."""
    ways = [
        f" {option}",
        f"{option}\u3000",
        f"{option}\u200b",
        f"{option[:1]} {option[1:]}" if len(option) > 1 else f"{option}\u00a0",
    ]
    if option in _SIZES:
        ways = [_SIZES[option], f"{_SIZES[option]}企业", f"{option}\u3000"]
        return Sent(dice.choice(ways), option, "D06", "repair")
    if "(" in option:
        ways += [option.replace("(", "（").replace(")", "）")] * 3
    return Sent(dice.choice(ways), option, "D06", "repair")


def no_option(dice: Random) -> Sent:
    """Return what stands in no list."""
    return Sent(
        dice.choice(("其它类型", "待定", "综合", "见附件", "未分类", "多种", "不清楚", "A类")), "", "L", "wrong"
    )


def yes_no(dice: Random, truth: str) -> Sent:
    """Return yes or no in another writing."""
    return Sent(dice.choice(_YES if truth == "1" else _NO), truth, "D06", "repair")


def nothing(dice: Random) -> Sent:
    """Return a mark that says that there is no value."""
    return Sent(dice.choice(NOTHING), "", "D14", "repair")


def same(dice: Random, truth: str) -> Sent:
    """Return a mark that repeats the cell above."""
    return Sent(dice.choice(SAME), truth, "D14", "repair")


def broken(dice: Random) -> Sent:
    """Return the cached error of a formula."""
    return Sent(dice.choice(ERRORS), "", "D20", "remark")


def renamed(name: str) -> Sent:
    """Return a firm's name in another form of the same name."""
    return Sent(name.replace("有限公司", "有限责任公司"), name, "D23", "either")
