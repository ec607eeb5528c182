"""Invented identifiers whose check digits are right: credit codes, patent and registration numbers."""

from __future__ import annotations

_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z
_BODY_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # GB 11714
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def uscc(region: str, number: int) -> str:
    """Return a unified social credit code of a region; the letters DEM mark it as invented."""
    body = f"DEM{number:05d}"
    rest = 11 - sum(_BODY_SIGNS.index(sign) * weight for sign, weight in zip(body, _BODY_WEIGHTS, strict=True)) % 11
    stem = f"91{region}{body}" + {10: "X", 11: "0"}.get(rest, str(rest))
    total = sum(_CODE_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(stem))
    return stem + _CODE_SIGNS[(31 - total % 31) % 31]


def patent(year: int, kind: int, number: int) -> str:
    """Return a patent number ZL + 12 digits + check digit; kind 1 invention, 2 utility model, 3 design."""
    digits = f"{year}{kind}9{number:06d}"
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _PATENT_WEIGHTS, strict=True)) % 11
    return f"ZL{digits}.{'X' if rest == 10 else rest}"
