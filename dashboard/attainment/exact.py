"""Exact numbers: one decimal context and fractions, so that no status hangs on rounding."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)


def decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal of 28 digits."""
    return CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return part / whole, or None when the whole is not positive."""
    return decimal(Fraction(part) / Fraction(whole)) if whole > 0 else None
