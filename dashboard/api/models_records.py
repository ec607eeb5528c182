"""The shapes of records: ledgers with their entries, tasks with their milestones."""

from __future__ import annotations

from pydantic import BaseModel, Field

from dashboard.api.models import Of


class EntryItem(BaseModel):
    """One entry of a ledger as one sender states it."""

    entry_key: str
    sender: str
    region: str
    zone: str
    title: str
    file_name: str
    sheet: str
    row_no: int
    since: str | None = Field(description="edition from which this version counts")
    version: int
    values: dict[str, str | int | float | bool | None] = Field(description="by column; amounts in yuan")


class ColumnHead(BaseModel):
    """A column of a ledger."""

    name: str
    header: str
    header_en: str
    type: str
    unit: str | None


class LedgerHead(BaseModel):
    """The ledger whose entries are told."""

    code: str
    name: str
    name_en: str
    columns: list[ColumnHead]


class Entries(Of[EntryItem]):
    """Entries of one ledger."""

    ledger: LedgerHead


class LedgerItem(LedgerHead):
    """A ledger that a plan keeps, and how many entries an edition has of it."""

    entries: int


class TaskItem(BaseModel):
    """A task or safeguard with its milestones counted."""

    task: str
    code: str
    kind: str
    name: str
    name_en: str
    clause: str
    responsible: list[str]
    supporting: list[str]
    milestones: int
    done: int
    overdue: int
    verified: int


class MilestoneItem(BaseModel):
    """A milestone as it stood at the cut-off."""

    milestone: str
    task: str
    state: str
    due: str
    done_on: str | None
    verified: bool
    series: str
    reporter: str
    recurring: bool
    name: str
    name_en: str
