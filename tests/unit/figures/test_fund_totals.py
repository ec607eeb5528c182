"""Sums of the funds ledger by year, source and unit; rows whose stated balance does not add up are named."""

from __future__ import annotations

import json
from decimal import Decimal

from dashboard.figures.fund_rows import Grant, grants
from dashboard.figures.fund_totals import totals

_WAN = 1_000_000  # 分


def grant(project: str, year: str, source: str, sender: str, **amounts: int) -> Grant:
    texts = {"project": project, "recipient": "某公司", "year": year, "fund_source": source, "basis_doc": "某号"}
    texts |= {name: str(value * _WAN) for name, value in amounts.items()}
    row = {"entry_key": project, "region": "", "sender": sender, "attributes": json.dumps(texts)}
    return grants([row])[0]


ROWS = (
    grant("甲", "2023", "市", "org_cz", approved=100, allocated=80, used=50, balance=30),
    grant("乙", "2024", "市", "org_cz", approved=60, allocated=60, used=20, returned=10, balance=31),
    grant("丙", "2024", "省", "org_kj", approved=40),
)


def test_every_grouping_comes_to_the_same_whole() -> None:
    found = totals(ROWS)
    assert [(one.by, one.name) for one in found] == [
        ("year", "2023"), ("year", "2024"), ("source", "市"), ("source", "省"), ("sender", "org_cz"),
        ("sender", "org_kj"), ("", ""),
    ]  # fmt: skip
    for by in ("year", "source", "sender", ""):
        parts = [one for one in found if one.by == by]
        assert sum(one.count for one in parts) == 3
        assert sum(one.amounts["approved"] for one in parts) == 200
        assert sum(one.balance for one in parts) == 60


def test_a_balance_that_is_not_what_is_left_is_a_difference_with_its_row() -> None:
    found = {(one.by, one.name): one for one in totals(ROWS)}
    assert (found["year", "2023"].difference, found["year", "2023"].rows) == (Decimal(0), ())
    assert found["year", "2024"].difference == found["", ""].difference == Decimal(1)
    assert [one.project for one in found["sender", "org_cz"].rows] == ["乙"]
    assert totals(()) == ()
