"""The layout of the workbooks that units send: which sheet, row and words hold what, by template version."""

from __future__ import annotations

from functools import cache
from typing import Literal

import yaml

from dashboard.plan.models import Model
from dashboard.settings import ROOT

DataKind = Literal["demo", "real"]
_FOLDER = ROOT / "data" / "templates"


class CoverLabels(Model):
    """Words in column A of the cover, one per field."""

    plan: str
    template: str
    sender: str
    sender_name: str
    period_from: str
    period: str
    data_kind: str
    filled_on: str


class CoverLayout(Model):
    """The cover sheet: labels in column A, values in column B, from ``first_row`` on."""

    sheet: str
    first_row: int
    labels: CoverLabels
    data_kinds: dict[str, DataKind]


class MilestoneHeaders(Model):
    """Headers of the milestone sheet."""

    milestone: str
    name: str
    state: str
    done_on: str
    doc_no: str
    note: str


class MilestoneLayout(Model):
    """The milestone sheet and the words for its states."""

    sheet: str
    headers: MilestoneHeaders
    states: dict[str, Literal["not_started", "under_way", "done"]]


class BlankLayout(Model):
    """What a workbook that the office issues holds beside the data: an example, last year's values, the form's own."""

    example_row: int  # as Excel counts; above the header row, where nothing is read
    example: str
    example_note: str
    last_year: str
    milestones_ahead: int  # months
    form: tuple[str, ...]
    working: str
    zero_report: str
    zero_options: tuple[str, ...]
    notes: tuple[str, ...]
    contents: tuple[str, ...]


class Template(Model):
    """One version of the workbook layout."""

    version: str
    cover: CoverLayout
    header_row: int  # of every data sheet, as Excel counts
    booleans: dict[str, bool]
    milestones: MilestoneLayout
    blank: BlankLayout | None = None  # versions that the office issues prefilled

    def last_year(self, header: str) -> str:
        """Return the header of the column that shows last year's value beside ``header``; "" when there is none."""
        return f"{self.blank.last_year}{header}" if self.blank else ""


@cache
def templates() -> dict[str, Template]:
    """Return every known layout by version, oldest first."""
    files = sorted(_FOLDER.glob("*.yaml"), key=lambda file: int(file.stem))
    found = [Template.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]
    return {template.version: template for template in found}


def newest() -> Template:
    """Return the newest layout; covers look the same in every version."""
    return list(templates().values())[-1]
