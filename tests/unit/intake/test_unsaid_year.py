"""Periods without a year: completed where the report period proves which, and told; asked about where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.intake.unsaid_year import Reported
from dashboard.plan import periods
from dashboard.reporting import Database
from tests.unit.intake.drafting import Draft
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import values
from tests.unit.intake.refusing import CATALOGUES


@pytest.mark.parametrize(("first", "last", "sent", "frequency", "meant"), [
    ("2024Q3", "2024Q3", "7月", "M", "2024-07"),
    ("2024Q3", "2024Q3", "９ 月份", "M", "2024-09"),
    ("2024Q3", "2024Q3", "七月", "M", "2024-07"),
    ("2024Q4", "2024Q4", "十二月", "M", "2024-12"),
    ("2024Q3", "2024Q3", "7", "M", "2024-07"),
    ("2024Q3", "2024Q3", "3月", "M", "2024-03"),
    ("2024Q3", "2024Q3", "10月", "M", None),
    ("2024Q3", "2024Q3", "13月", "M", None),
    ("2023Q1", "2024Q3", "7月", "M", None),
    ("2023Q1", "2024Q3", "11月", "M", "2023-11"),
    ("2023Q4", "2024Q1", "2月", "M", "2024-02"),
    ("2023Q4", "2024Q1", "7月", "M", None),
    ("2024Q3", "2024Q3", "三季度", "Q", "2024Q3"),
    ("2024Q3", "2024Q3", "第二季度", "Q", "2024Q2"),
    ("2024Q3", "2024Q3", "Q4", "Q", None),
    ("2024Q3", "2024Q3", "本季度", "Q", "2024Q3"),
    ("2024Q1", "2024Q3", "本季度", "Q", None),
    ("2024Q3", "2024Q3", "7-9月", "Q", "2024Q3"),
    ("2024Q3", "2024Q3", "2023年7月至9月", "Q", "2023Q3"),
    ("2024Q3", "2024Q3", "1-9月", "Q", None),
    ("2024Q3", "2024Q3", "三季度", "M", None),
    ("2024Q3", "2024Q3", "1-9月", "A", None),
    ("2024Q3", "2024Q3", "上月", "M", None),
])  # fmt: skip
def test_a_year_is_added_only_where_it_is_proved(
    first: str, last: str, sent: str, frequency: str, meant: str | None
) -> None:
    assert Reported(periods.span(first, last, "Q")).completed(sent, frequency) == meant


@pytest.mark.parametrize(("sent", "frequency", "meant"), [
    ("1-9月", "Q", "2024Q3"), ("1-8月", "Q", None), ("4-9月", "Q", None), ("1-9月", "M", "2024-09"),
])  # fmt: skip
def test_a_span_is_its_last_period_for_what_there_is_at_the_end(sent: str, frequency: str, meant: str | None) -> None:
    assert Reported(("2024Q3",), level=True).completed(sent, frequency) == meant


def test_a_completed_period_counts_and_is_told(database: Database, tmp_path: Path) -> None:
    draft = Draft(CATALOGUE, "east", "2024Q3")
    months = {"7月": 3, "8月": 4, "1-9月": 9, "11月": 5, "三季度": 6}
    draft.add("transfers", *([month, "转让", value] for month, value in months.items()))
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "a.xlsx")])
    assert {key[2]: value for key, value in values(database).items()} == {"2024-07": 3, "2024-08": 4}
    told = {issue.row_no: (issue.outcome, issue.code) for issue in result.issues}
    assert told == {
        4: ("repaired", "clean.year_of_cover"), 5: ("repaired", "clean.year_of_cover"),
        6: ("held", "clean.span"), 7: ("held", "clean.no_period"),
        8: ("held", "clean.span"),
    }  # fmt: skip
