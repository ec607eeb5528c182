"""The milestone sheet -> state, day and document of each milestone a unit reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dashboard.intake.cells import choice, day, normal, text
from dashboard.intake.clean_cell import Column
from dashboard.intake.cleaning import Cleaner, CleanRow
from dashboard.intake.confirmed import NOTHING, Confirmed
from dashboard.intake.cover import Cover
from dashboard.intake.headers import under
from dashboard.intake.misfit import misfit, unread
from dashboard.intake.rows import Reader, Reading, read_rows, without
from dashboard.intake.sightings import seen_in_header
from dashboard.intake.table import read_table
from dashboard.intake.template import MilestoneLayout, Template
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.waiting import part
from dashboard.intake.workbook import Sheet
from dashboard.plan import periods


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """State of one milestone (not_started, under_way, done) as its reporter sends it."""

    table: ClassVar[str] = "milestone_event"
    milestone: str
    state: str
    done_on: str | None
    doc_no: str
    note: str
    sheet: str
    row_no: int
    row_hash: str

    @property
    def key(self) -> tuple[str, ...]:
        """What a sender may state once in a workbook."""
        return (self.milestone,)


def read_milestones(
    sheet: Sheet, template: Template, cover: Cover, words: Vocabulary, confirmed: Confirmed = NOTHING
) -> Reading[MilestoneRow]:
    """Read the milestone sheet row by row; all of them wait when its headers do not fit."""
    layout = template.milestones
    headers = layout.headers
    headed = under(sheet, template.header_row, list(headers.model_dump().values()))
    table = read_table(headed.sheet, template.header_row, list(headers.model_dump().values()))
    columns = {
        headers.milestone: Column("text"),
        headers.state: Column("choice", options=tuple(layout.states)),
        headers.done_on: Column("day"),
        headers.doc_no: Column("text"),
        headers.note: Column("text"),
    }
    reader = Reader(
        MilestoneRow.table,
        lambda row: [_milestone(row, layout, cover, words)],
        lambda row: [(part(row, [headers.milestone], lambda: _code(row, layout, cover, words)),)],
        [(None,)],
    )
    cleaner = Cleaner(columns, words, confirmed=confirmed)
    if question := misfit(table, headed):
        return unread(table, cleaner, reader, question)
    return without(read_rows(table, cleaner, reader), seen_in_header(table, headed, {}), confirmed)


def _milestone(row: CleanRow, layout: MilestoneLayout, cover: Cover, words: Vocabulary) -> MilestoneRow:
    headers, code = layout.headers, _code(row, layout, cover, words)
    state = layout.states[choice(row.filled(headers.state), tuple(layout.states))]
    return MilestoneRow(
        code, state, _done_on(row, layout, state, cover), text(row[headers.doc_no]), text(row[headers.note]),
        row.sheet.name, row.number, row.hash,
    )  # fmt: skip


def _code(row: CleanRow, layout: MilestoneLayout, cover: Cover, words: Vocabulary) -> str:
    cell = row.filled(layout.headers.milestone)
    code = normal(text(cell))
    if code not in words.reporters:
        raise cell.refuse("load.unknown_milestone")
    if words.reporters[code] != cover.sender:
        raise cell.refuse("load.foreign_milestone", sender=words.reporters[code])
    return code


def _done_on(row: CleanRow, layout: MilestoneLayout, state: str, cover: Cover) -> str | None:
    cell = row[layout.headers.done_on]
    if state != "done":
        if cell.text:
            raise cell.refuse("load.date_without_done")
        return None
    found = day(row.filled(layout.headers.done_on))
    if found > periods.last_day(cover.period):
        raise cell.refuse("load.row_later", period=cover.period)
    return found.isoformat()
