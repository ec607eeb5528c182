"""Hashes are the same on every machine; results are hashed at nine significant digits."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.reporting.hashing import canonical_json, hash_of, nine_digits, nine_digits_of, sha256

finite = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)


def test_canonical_json_does_not_depend_on_order_or_trailing_zeros() -> None:
    left = {"b": Decimal("1.50"), "a": [date(2025, 9, 30), None, "浉河区"]}
    right = {"a": [date(2025, 9, 30), None, "浉河区"], "b": Decimal("1.5")}
    assert canonical_json(left) == canonical_json(right) == '{"a":["2025-09-30",null,"浉河区"],"b":"1.5"}'
    assert hash_of(left) == sha256(canonical_json(right))


def test_what_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json({"x": math.nan})
    with pytest.raises(TypeError, match="has no canonical JSON"):
        canonical_json({"x": object()})


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.1 + 0.2, "0.3"), (1 / 3, "0.333333333"), (0, "0"), (-0.0, "0"), (123456789012, "123456789000"),
        (1e-12, "0.000000000001"), (Decimal("2.50"), "2.5"), (None, None),
    ],
)  # fmt: skip
def test_nine_digits(number: float | None, text: str | None) -> None:
    assert nine_digits(number) == text


@given(finite)
def test_nine_digits_forgive_the_last_bits(number: float) -> None:
    text = nine_digits(number)
    assert text is not None
    assert math.isclose(float(text), number, rel_tol=1e-8, abs_tol=1e-300)
    assert nine_digits(float(text)) == text


def test_only_floats_of_a_row_are_rounded() -> None:
    row = {"level": "12.123456789012", "count": 123456789012, "gap": -1 / 3, "pace": None}
    assert nine_digits_of(row) == {**row, "gap": "-0.333333333"}
