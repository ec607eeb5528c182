"""A county's value in two rows instead of one: the city and its verdicts say the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dashboard.publishing import replay
from dashboard.reporting import Database
from tests.unit.intake.drafting import Draft
from tests.unit.publishing.lakeside import BASE, LAKESIDE, drafts, write
from tests.unit.publishing.reading_back import verdicts

HEAD = 3  # rows of a sheet before its data


def split_deals(draft: Draft) -> None:
    """Make two deals of every deal of a sheet, the amount shared between them."""
    sheet = draft.sheets["质押台账"]
    number, amount = (sheet[HEAD - 1].index(name) for name in ("登记号", "登记金额（万元）"))
    first = [[*row] for row in sheet[HEAD:]]
    second = [[*row] for row in sheet[HEAD:]]
    for one, other in zip(first, second, strict=True):
        one[amount], other[amount] = 100, other[amount] - 100  # type: ignore[operator]
        other[number] = f"{other[number]}B"
    sheet[HEAD:] = first + second


def move_between_rows(draft: Draft) -> None:
    """Tell three events of every month in the row of licences instead of that of transfers."""
    for row in draft.sheets["专利运用"][HEAD:]:
        row[2] += 3 if row[1] == "许可" else -3  # type: ignore[operator]


def test_splitting_a_countys_value_in_two_rows_changes_nothing(
    published: Database, empty: Callable[[], Database], tmp_path: Path
) -> None:
    write(LAKESIDE, tmp_path, "2022Q1")
    for quarter in (BASE, "2022Q1"):
        west = next(draft for draft in drafts(LAKESIDE, quarter) if draft.sender == "west")
        split_deals(west)
        move_between_rows(west)
        west.save(tmp_path / quarter / f"{quarter}_west.xlsx")
    database = empty()
    replay(database, LAKESIDE, tmp_path)
    whole, split = (verdicts(found, LAKESIDE.plan.id, 2) for found in (published, database))
    assert split["t_transfers"] == whole["t_transfers"]
    told = ("status", "level", "base", "path", "completion", "gap_points", "required", "months_ahead")
    assert [split["t_pledged"][name] for name in told] == [whole["t_pledged"][name] for name in told]
    assert split["t_pledged"]["level"] is not None
    assert split["t_firms"]["level"] == whole["t_firms"]["level"]  # distinct firms, however many deals
