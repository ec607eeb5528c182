"""Units and how they convert: powers of ten in front of a unit, and money down to 分."""

from __future__ import annotations

_POWERS = {"万": 4, "亿": 8}
_CENTS = ("分", -2, "元")


def power(unit: str) -> tuple[int, str]:
    """Return the power of ten of a Chinese unit, and its base: 万元 -> (4, 元), 分 -> (-2, 元), 件 -> (0, 件)."""
    cents, below, base = _CENTS
    if unit == cents:
        return below, base
    return (_POWERS[unit[0]], unit[1:]) if len(unit) > 1 and unit[0] in _POWERS else (0, unit)


def digits(sent: str, unit: str, scale: int) -> int:
    """Return how many decimals of a value in the unit ``sent`` fit an integer of ``unit`` x 10**scale.

    ValueError when the units measure different things.
    """
    (sent_power, sent_base), (own_power, own_base) = power(sent), power(unit)
    if sent_base != own_base:
        raise ValueError(f"{sent} is not a multiple of {unit}")
    return sent_power - own_power + scale


MONEY_DIGITS = {unit: digits(unit, "分", 0) for unit in ("分", "元", "万元", "亿元")}  # 分 = value x 10**digits


def convertible(unit: str, other: str) -> bool:
    """Return whether values in one unit can be given in the other."""
    return unit == other or (unit in MONEY_DIGITS and other in MONEY_DIGITS)
