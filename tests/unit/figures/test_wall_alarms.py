"""What a big screen says loudly: data past the day on which newer ones were due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.figures.reports import Batch, Report
from dashboard.figures.wall_alarms import alarms, overdue
from tests.unit.figures.samples import EDITION

SENT = (
    Batch("a", "2025Q3", (Report("a", "x", "2025Q3", date(2025, 10, 10), date(2025, 10, 9), 1),), ()),
    Batch("a", "2025Q4", (Report("a", "x", "2025Q4", date(2026, 1, 10)),), ()),
    Batch("a", "2025", (Report("a", "y", "2025", date(2025, 8, 31)),), ()),
    Batch("b", "2025Q4", (Report("b", "x", "2025Q4", date(2026, 1, 15)),), ()),
    Batch("b", "2026Q1", (Report("b", "x", "2026Q1", date(2026, 4, 10)),), ()),
)  # fmt: skip


@pytest.mark.parametrize(("day", "late"), [(date(2026, 1, 15), False), (date(2026, 1, 16), True)])
def test_data_are_overdue_when_all_of_the_next_quarter_was_due(day: date, late: bool) -> None:
    assert overdue(EDITION, SENT, day) == (("2025Q4", date(2026, 1, 15)) if late else None)


def test_an_edition_after_which_nothing_is_due_never_is() -> None:
    assert overdue(replace(EDITION, through="2026-03"), SENT, date(2030, 1, 1)) is None


def test_the_alarm_names_days_and_a_newer_edition() -> None:
    newer = replace(EDITION, number=18, label="2026Q3", through="2026-09")
    (text,) = alarms(EDITION, (EDITION, newer), SENT, date(2026, 1, 20), "zh")
    assert (
        text
        == "数据已过期：截至2025年9月30日，2025年四季度数据应于2026年1月15日前报齐，已逾期5天（已发布2026年三季度）"
    )


def test_a_corrected_edition_says_where_the_correction_is() -> None:
    revised = replace(EDITION, number=17, label="2025Q3-r2", revision=2)
    assert alarms(EDITION, (EDITION, revised), (), date(2025, 10, 16), "zh") == (
        "本报告期已更正，见2025年三季度更正（第2次发布）",
    )
