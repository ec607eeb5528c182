"""How a table is fitted: every word has room, rows are low, type is as large as reads well; and how a title breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.figures import glyphs
from dashboard.review import title_lines
from dashboard.review.files import Flawed
from dashboard.review.papers import Cell, Column, Table
from dashboard.review.table_fit import PADDING, fitted
from tests.unit.review import sample

LONG = "市市场监管局（知识产权局）、市财政局、市金融工作办公室、信阳金融监管分局"


def table(*rows: tuple[str, ...], width: float = 0.5) -> Table:
    """Return a table of two columns, the first with a share of the width."""
    columns = (Column("a", "甲", width), Column("b", "乙", 1 - width))
    return Table("t", "表", columns, tuple(tuple(map(Cell, row)) for row in rows))


def test_widths_fill_the_room_and_hold_every_word() -> None:
    shown = sample.table()
    for room in (300.0, 442.0, 640.0):
        fit = fitted(shown, room)
        assert sum(fit.widths) == pytest.approx(room)
        numbers = glyphs.width("12,345.67", fit.size) + 2 * PADDING
        assert fit.widths[2] >= numbers and min(fit.widths) > 2 * PADDING


def test_room_goes_where_it_makes_rows_lower_and_else_by_the_shares_asked_for() -> None:
    left, right = fitted(table(("一", LONG), ("二", LONG), width=0.8), 200).widths
    assert right > 5 * left
    left, right = fitted(table(("一", "二"), width=0.8), 400).widths
    assert left > 2 * right


def test_small_type_only_where_large_type_makes_high_rows() -> None:
    assert fitted(table(("一", "二")), 200).size == 10.5
    assert fitted(table(("一", LONG * 3)), 200).size == 8.5
    crowded = Table("t", "表", tuple(Column(str(at), "", 1) for at in range(8)), (tuple([Cell("12,345.67")] * 8),))
    assert fitted(crowded, 350).size < 8.5


def test_a_short_status_is_not_broken() -> None:
    shown = table(("一", "达到序时进度"))
    marked = replace(shown, rows=((Cell(LONG * 9), Cell("达到序时进度", tone="good", shape="s-on_schedule")),))
    assert fitted(marked, 200).widths[1] > glyphs.width("●达到序时进度", 8.5, 700) + 2 * PADDING
    with pytest.raises(Flawed, match="达到序时进度"):
        fitted(marked, 60)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于2025年三季度知识产权运营服务体系建设工作进展情况的通报", 2),
        ("知识产权运营服务体系建设进展情况报告（2025年三季度）", 2),
        ("年度总结", 1),
        ("Xinyang IP operation service system: report on Q3 2025", 2),
    ],
)
def test_titles_break_into_even_lines_and_not_within_a_date_or_a_word(title: str, lines: int) -> None:
    found = title_lines.lines(title, 22, 442)
    assert len(found) == lines and "".join(found).replace(" ", "") == title.replace(" ", "")
    widths = [glyphs.width(line, 22, 700) for line in found]
    assert max(widths) <= 442 and min(widths) > 0.6 * max(widths)
    kept = ("2025年三季度", "知识产权", "（2025年三季度）", "operation", "情况")
    assert all(any(word in line for line in found) for word in kept if word in title)


def test_no_title_gives_no_line() -> None:
    assert title_lines.lines("", 22, 442) == ()
