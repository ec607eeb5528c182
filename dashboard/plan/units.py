"""Units of money and how they convert; every other unit stands for itself."""

from __future__ import annotations

MONEY_DIGITS = {"分": 0, "元": 2, "万元": 6, "亿元": 10}  # value in 分 = value in the unit x 10**digits


def convertible(unit: str, other: str) -> bool:
    """Return whether values in one unit can be given in the other."""
    return unit == other or (unit in MONEY_DIGITS and other in MONEY_DIGITS)
