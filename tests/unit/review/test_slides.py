"""The slides: native charts and tables with the edition's numbers, nothing beyond an edge, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from dashboard.figures.charts import Plot
from dashboard.reporting import Database
from dashboard.review import book as books
from dashboard.review import slides
from dashboard.review.book import Book
from dashboard.wording import Language
from tests import office
from tests.conftest import Demo
from tests.unit.review import edition, reading
from tests.unit.review.edition import Raw

CASES: tuple[tuple[str, Language], ...] = (("2021Q4", "en"), ("2025Q3", "zh"), ("2026Q3", "en"))
NOTHING = {"—", "/"}
SIGNS = "√◆●▲■▼〓⊙×◇○△□▽"
DATES = re.compile(
    r"(?<![\d.])20\d\d(?![\d.])(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|-\d{2}|—\d{4})?"
    r"|\d+—\d+月|\d{1,2}月|第\d个|\d+个月|Q\d"
)


@dataclass(frozen=True)
class Deck:
    """Slides as a reader opens them, with the edition that they were made of."""

    book: Book
    raw: Raw
    content: bytes

    @cached_property
    def slides(self) -> list[Slide]:
        return list(Presentation(BytesIO(self.content)).slides)

    def table(self, key: str) -> list[list[str]]:
        """Return the rows of a table, whole again where it went on over several slides; no headers and groups."""
        shapes = (shape for slide in self.slides for shape in slide.shapes)
        found = [shape.table for shape in shapes if shape.has_table and shape.name == key]
        rows = ([cell.text for cell in row.cells] for table in found for row in list(table.rows)[1:])
        return [row for row in rows if any(row[1:])]

    def of(self, code: str) -> Slide:
        """Return the slide of a target."""
        return next(slide for slide in self.slides if title(slide).startswith(f"{code} "))

    @cached_property
    def charted(self) -> list[tuple[str, str, tuple[Plot, ...]]]:
        """Code, id and charts of every target that has any."""
        return [(item.target.code, item.target.id, plots) for item in self.book.state.numeric
                if (plots := self.book.plots(item))]  # fmt: skip


@pytest.fixture(scope="module")
def decks(demo: Demo, demo_database: Database) -> dict[str, Deck]:
    made = {}
    for label, lang in CASES:
        book = books.opened(demo_database.rows, "xinyang-2022", label, lang)
        made[label] = Deck(book, Raw(demo.database, label), slides.pptx(book))
    return made


@pytest.fixture(params=[label for label, _ in CASES])
def deck(request: pytest.FixtureRequest, decks: dict[str, Deck]) -> Deck:
    return decks[request.param]


def title(slide: Slide) -> str:
    assert slide.shapes.title is not None
    return slide.shapes.title.text_frame.text


def words(slide: Slide) -> Iterator[str]:
    """Yield every text of a slide."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def drawn(chart: Chart) -> dict[str, tuple[float | None, ...]]:
    return {one.name: tuple(one.values) for part in chart.plots for one in part.series}


def fan(chart: Chart) -> list[list[float | None]]:
    """Return the edges of the fan from the lowest up."""
    stacked = [one.values for part in chart.plots if part._element.tag.endswith("areaChart") for one in part.series]
    columns = zip(*stacked, strict=True)
    edges = [list(accumulate(column)) if None not in column else [None] * len(column) for column in columns]
    return [list(edge) for edge in zip(*edges, strict=True)]


def test_the_same_edition_gives_the_same_bytes(decks: dict[str, Deck], demo_database: Database) -> None:
    again = books.opened(demo_database.rows, "xinyang-2022", "2021Q4", "en")
    assert slides.pptx(again) == decks["2021Q4"].content


def test_every_chart_is_native_and_holds_the_values_of_its_plot(deck: Deck) -> None:
    assert deck.charted
    for code, _, plots in deck.charted:
        charts = {shape.name: shape.chart for shape in deck.of(code).shapes if shape.has_chart}
        assert set(charts) == {plot.key for plot in plots}
        for plot in plots:
            found, bands = drawn(charts[plot.key]), [trace for trace in plot.traces if trace.ink.startswith("band")]
            for trace in (trace for trace in plot.traces if trace not in bands):
                assert found[trace.name] == trace.values, (code, trace.name)
            wanted = [*(band.lower for band in bands), *(band.values for band in reversed(bands))]
            got = fan(charts[plot.key])
            assert [[round(v, 6) if v is not None else None for v in edge] for edge in got] == [
                [round(v, 6) if v is not None else None for v in edge] for edge in wanted
            ]
            if plot.goal is not None:
                assert set(found[plot.goal_text]) == {plot.goal}
    assert not [shape for slide in deck.slides for shape in slide.shapes if "pic" in shape._element.tag]


def test_the_numbers_of_the_table_are_those_of_the_verdicts(deck: Deck) -> None:
    rows = deck.table("targets")
    codes = {item.target.code: item.target.id for item in deck.book.state.numeric}
    assert [row[0] for row in rows] == list(codes)
    for row in rows:
        verdict = deck.raw.own[codes[row[0]]]
        timed = verdict["reason"] in ("year_to_date", "count_share")
        exact = {
            3: None if verdict["method"] in ("count", "stages") else verdict["base"],
            4: edition.asked(verdict),
            5: verdict["level"],
            7: None if (share := edition.completion(verdict)) is None else share * 100,
            8: Decimal(verdict["time_progress"]) * 100 if timed else None,
            9: verdict["gap_points"] if timed else None,
        }
        for at, value in exact.items():
            if row[at] in NOTHING or not list(edition.numbers(row[at])):
                assert value is None, (row, at)
            else:
                assert value is not None and edition.reads_as(Decimal(value), row[at]), (row, at, value)


def test_every_number_in_the_sentences_is_one_of_the_verdict(decks: dict[str, Deck]) -> None:
    deck = decks["2025Q3"]
    told = 0
    for code, target, _ in deck.charted:
        sentence = next(text for text in words(deck.of(code)) if text.endswith("。"))
        plain = DATES.sub(" ", re.sub(r"同比(增长|下降)[\d.]+%|件/万户", "", sentence))
        known = edition.allowed(deck.raw.own[target])
        found = [abs(number) for number in edition.numbers(plain)]
        assert [number for number in found if number not in known] == [], sentence
        told += len(found)
    assert told > 30


def test_a_change_on_the_year_before_is_that_of_the_two_series(decks: dict[str, Deck]) -> None:
    deck, seen = decks["2025Q3"], 0
    for code, _, plots in deck.charted:
        sentence = next(text for text in words(deck.of(code)) if text.endswith("。"))
        change = re.search(r"同比(增长|下降)([\d.]+)%", sentence)
        if change and plots[0].key == "year":
            inks = {trace.ink: trace.values for trace in plots[0].traces}
            now, before = inks["solid"], inks["line"]
            at = max(place for place, value in enumerate(now) if value is not None)
            ratio = Decimal(str(now[at])) / Decimal(str(before[at])) - 1
            assert (ratio > 0) == (change[1] == "增长") and edition.reads_as(ratio * 100, change[2])
            seen += 1
    assert seen == 4


def test_the_counts_are_those_of_the_verdicts_and_sum_to_all(deck: Deck) -> None:
    rows = deck.table("counts")
    statuses = [verdict["status"] for verdict in deck.raw.own.values()]
    assert int(rows[-1][-1]) == len(statuses) == sum(int(row[-1]) for row in rows[:-1])
    chart = next(shape.chart for shape in deck.slides[1].shapes if shape.has_chart)
    assert [int(v) for v in chart.plots[0].series[0].values] == [int(row[-1]) for row in rows[:-1]]
    behind = [int(row[-1]) for row in rows if row[0].startswith("■")]
    assert sum(behind) == statuses.count("behind")


def test_a_status_is_told_by_shape_and_word(deck: Deck) -> None:
    for key, at in (("targets", 10), ("qualitative", 5), ("counts", 0)):
        rows = deck.table(key)
        assert rows
        for row in rows[:-1] if key == "counts" else rows:
            assert row[at][0] in SIGNS and len(row[at]) > 3, row


def test_every_slide_carries_its_marks_and_sources(deck: Deck) -> None:
    for slide in deck.slides:
        told = " ".join(words(slide))
        assert all(note in told for note in (*deck.book.stamp.notes, deck.book.stamp.demo)), title(slide)
        assert slide.has_notes_slide and deck.book.stamp.notes[1] in slide.notes_slide.notes_text_frame.text


def test_the_notes_of_a_target_name_clause_reading_and_formulas(decks: dict[str, Deck]) -> None:
    told = decks["2025Q3"].of("1").notes_slide.notes_text_frame.text
    for part in ("信知战联办", "口径：", "口径待确认", "624 × (1 + 10%)^4 = 913.6", "数据来源：", "（2022年第1版）"):
        assert part in told


def test_no_chance_is_given_as_a_number(deck: Deck) -> None:
    told = " ".join(text for slide in deck.slides for text in words(slide))
    assert not re.search(r"(可能性|概率|likely|chance)[^，。,.]{0,6}\d+ ?%|约.成", told)
    assert "附件" not in told and "annex" not in told


def inside(shape: BaseShape, wide: int, high: int) -> bool:
    return shape.left >= 0 and shape.top >= 0 and shape.left + shape.width <= wide and shape.top + shape.height <= high


def test_every_shape_stands_within_the_slide_and_none_over_another(deck: Deck) -> None:
    show = Presentation(BytesIO(deck.content))
    for slide in deck.slides:
        assert all(inside(shape, show.slide_width, show.slide_height) for shape in slide.shapes), title(slide)
        blocks = sorted((shape.top, shape.top + shape.height) for shape in slide.shapes
                        if shape.width > show.slide_width // 2 and shape.height > 1)  # fmt: skip
        assert all(bottom <= top for (_, bottom), (top, _) in pairwise(blocks)), title(slide)


def within(page: reading.Page, box: tuple[float, float, float, float]) -> str:
    """Return what is written in a box: left, top, right, bottom in points from the upper left corner."""
    left, top, right, bottom = box
    return reading.bare("".join(
        character for character, (x0, y0, x1, y1) in page.characters
        if left - 1 <= (x0 + x1) / 2 <= right + 1 and top - 1 <= page.height - (y0 + y1) / 2 <= bottom + 1
    )).replace("\ufffe", "-")  # fmt: skip


def boxes(slide: Slide) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield every text of a slide with the box that was made for it."""
    for shape in slide.shapes:
        left, top = shape.left / 12_700, shape.top / 12_700
        if shape.has_text_frame and shape.text_frame.text:
            yield shape.text_frame.text, (left, top, left + shape.width / 12_700, top + shape.height / 12_700)
        elif shape.has_table:
            wide = [0.0, *accumulate(column.width / 12_700 for column in shape.table.columns)]
            high = [0.0, *accumulate(row.height / 12_700 for row in shape.table.rows)]
            for y, row in enumerate(shape.table.rows):
                for x, cell in enumerate(row.cells):
                    end = len(wide) - 1 if cell.is_merge_origin else x + 1
                    if cell.text:
                        yield cell.text, (left + wide[x], top + high[y], left + wide[end], top + high[y + 1])


OTHERS = (pytest.param(label, marks=pytest.mark.large) for label in ("2021Q4", "2026Q3"))


@pytest.mark.parametrize("label", ["2025Q3", *OTHERS])
def test_printed_by_another_program_every_text_stays_in_its_box(
    label: str, decks: dict[str, Deck], tmp_path: Path
) -> None:
    printed = reading.pages(office.to_pdf(decks[label].content, ".pptx", tmp_path))
    found = decks[label].slides
    assert len(printed) == len(found)
    for slide, page in zip(found, printed, strict=True):
        assert reading.outside(page, 10) == []
        for text, box in boxes(slide):
            assert within(page, box) == reading.bare(text), (title(slide), text)
