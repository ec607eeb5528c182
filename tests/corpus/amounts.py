"""Numbers as clerks write them: amounts in 万元, counts of pieces and times, percentages."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.corpus.cell import Sent

_SMALL, _LARGE = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_BLANKS = (" ", "\u3000", "\u00a0", "\u200b", "\ufeff", "\t")


def numeral(number: int, large: bool = False) -> str:
    """Return a whole number below 10 000 0000 in Chinese numerals: 1205 -> 一千二百零五, or the large forms."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        zero = _SMALL[0] if low and low < 1000 else ""
        return f"{numeral(high, large)}万{zero}{numeral(low, large) if low else ''}"
    signs, tens = (_LARGE, ("", "拾", "佰", "仟")) if large else (_SMALL, ("", "十", "百", "千"))
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (signs[0] if gap else "") + signs[digit] + tens[place]
        gap = False
    return text.removeprefix("一") if text.startswith("一十") and not large else text or signs[0]


def money(value: Decimal) -> str:
    """Return an amount of 万元 as 分."""
    return str(int(value * 10**6))


def plain(value: Decimal) -> str:
    """Return a number without zeros that say nothing."""
    return format(value.normalize(), "f") if value else "0"


def written_money(dice: Random, value: Decimal) -> Sent:
    """Return an amount in another writing that means exactly the same."""
    text, whole = plain(value), value == value.to_integral_value()
    yuan = int(value * 10_000)
    ways = [
        f"{text}万", f"{text}万元", f"{text} 万元", f"￥{text}万元", f"¥{text}万", f"人民币{text}万元", f"{text}万元整",
        f"{yuan}元", f"{yuan:,}元", f"{yuan:,}.00元", f"{yuan:,.2f} 元", text.translate(_WIDE),
        f"{text.translate(_WIDE)}万元",
        f"{text}(万元)", f"{text}（万元）", f"RMB{text}万元", f"{text}万人民币",
        f"{dice.choice(_BLANKS)}{text}{dice.choice(_BLANKS)}", f"{text[:1]}{dice.choice(_BLANKS)}{text[1:]}",
        f"'{text}", f"{plain(value / 10_000)}亿元", f"{plain(value / 10_000)}亿",
    ]  # fmt: skip
    if value >= 1000:
        ways += [f"{value:,}", f"{value:,}".translate(_WIDE), f"{value:,}万元", f"{value:,}".replace(",", "，")]
        ways += [f"{plain(value / 1000)}千万元", f"{plain(value / 1000)}千万"]
    if value >= 100 and value % 100 == 0:
        ways += [f"{plain(value / 100)}百万元", f"{plain(value / 100)}百万"]
    if whole and value:
        amount = int(value)
        ways += [f"{numeral(amount)}万元", f"{numeral(amount)}万", f"{numeral(amount, True)}万元整"]
        ways += [
            f"人民币{numeral(amount, True)}万元整",
            f"人民币{numeral(amount, True)}万圆整",
            f"{text}.00",
            f"{text}.0万元",
        ]
    way = dice.choice(ways)
    return Sent(way, money(value), _which(way), "repair")


def doubtful_money(dice: Random, value: Decimal) -> Sent:
    """Return an amount that nobody can know from the cell."""
    text = plain(value)
    more = plain(value + dice.choice((50, 100, 300)))
    vague = [
        f"约{text}", f"约{text}万元", f"{text}余万", f"{text}余万元", f"{text}多万", f"近{text}万元", f"{text}左右",
        f"{text}万元以上",
        f"{text}-{more}", f"{text}~{more}万元", f"{text}—{more}", f"{text}至{more}", f"{text}到{more}万", f"≥{text}",
        f">{text}",
        f"≤{text}", f"{text}+", f"{text}上下", f"大约{text}万元", f"不超过{text}万元", f"不低于{text}", f"预计{text}",
        f"拟{text}万元",
        f"{text}?", f"{text}？", f"{text}（暂估）", f"{text}/{more}", f"{text}、{more}", f"{text}（授信{more}）",
        f"{text}+{more}",
        "几百万", "数百万元", "五六百万", "百余万元", "若干", f"{text}万美元", f"{text}万港元", f"首期{text}万元",
        f"{text}万元（含续贷）",
    ]  # fmt: skip
    broken = [
        "待定",
        "见附件",
        "未知",
        "详见合同",
        f"{text}.5.2",
        f"{text},5",
        f"{text}%",
        "保密",
        f"{text}件",
        f"{text}O",
    ]
    way = dice.choice(vague if dice.random() < 0.75 else broken)
    return Sent(way, "", "D07", "doubt")


def far_money(dice: Random, value: Decimal) -> Sent:
    """Return an amount typed in 元, or in 亿元, under a header of 万元: no loan is so large or so small."""
    return dice.choice((Sent(int(value * 10_000), "", "D05", "doubt"), Sent(float(value / 10_000), "", "D05", "doubt")))


def wrong_money(value: Decimal) -> Sent:
    """Return an amount below zero."""
    return Sent(float(-value), "", "D07", "wrong")


def written_count(dice: Random, number: int, unit: str) -> Sent:
    """Return a count in another writing that means exactly the same."""
    ways = [f"{number}{unit}", f"{number} {unit}", str(number).translate(_WIDE), f"{number}.0", f"{number}（{unit}）"]
    ways += [
        f"共{number}{unit}",
        f"{dice.choice(_BLANKS)}{number}",
        numeral(number),
        f"{numeral(number)}{unit}",
        f"{number:,}",
    ]
    way = dice.choice(ways)
    return Sent(way, str(number), _which(way), "clean" if way == str(number) else "repair")


def doubtful_count(dice: Random, number: int, unit: str) -> Sent:
    """Return a count that nobody can know."""
    ways = [
        f"约{number}",
        f"{number}余{unit}",
        f"{number}-{number + 3}",
        f"{number}多{unit}",
        f"近{number}{unit}",
        "若干",
        "多件",
    ]
    ways += [
        f"{number}+2",
        f"≥{number}",
        f"{number}左右",
        "十几",
        "待定",
        f"{number}.5",
        f"{number}/{number + 2}",
        f"{number}?",
    ]
    return Sent(dice.choice(ways), "", "D07", "doubt")


def percentage(dice: Random, value: Decimal, doubt: bool) -> Sent:
    """Return a share in percent in another writing, or in one that may mean two things."""
    text = plain(value)
    if doubt:
        return Sent(
            dice.choice((f"{text}个百分点", float(value / 100), plain(value / 100), f"约{text}%")), "", "D18", "doubt"
        )
    ways = (f"{text}%", f"{text}％", f"{text} %", f"百分之{numeral(int(value))}", f"{text.translate(_WIDE)}％")
    return Sent(dice.choice(ways[: 3 if value % 1 else 5]), text, "D18", "repair")


def _which(way: str) -> str:
    return "D06" if any(mark in way for mark in (*_BLANKS[1:], *"０１２３４５６７８９".strip())) else "D07"
