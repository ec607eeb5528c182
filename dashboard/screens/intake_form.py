"""The short form: one row of one owed sheet, or 零报告; what it holds becomes a workbook and goes the same way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard.access import Person
from dashboard.figures.intake_values import Question
from dashboard.intake.blanks import entering
from dashboard.intake.blanks.entering import Entry
from dashboard.intake.blanks.issuing import Owed
from dashboard.intake.blanks.page import Column, Value
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue
from dashboard.reporting import default
from dashboard.screens import frame, intake_drafts
from dashboard.screens.intake import Place
from dashboard.screens.intake_drafts import Draft
from dashboard.screens.literal import literal
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, Refused, period_words, t

_ACROSS = 3  # fields side by side
_LABELLED = 2  # cells that name a row


def draw(
    at: Place, person: Person, chosen: Selection, questions: Sequence[Question], keep: Callable[[Draft], None]
) -> None:
    """Draw the form of the sheet in the address; ``keep`` is given what it makes. Nothing for a sheet not owed."""
    subject, lang = chosen.chosen("sheet"), chosen.lang
    owed = entering.sheets(default().primary, at.catalogue, at.unit.id, at.period)
    sheet = next((found for found in owed if found.subject == subject), None)
    if sheet is None:
        return
    with st.container(key="intake-form"):
        said = t("intake.form_of", lang, sheet=_named(at.catalogue, sheet, lang), period=period_words(at.period, lang))
        row = chosen.chosen("row")
        asked = [q for q in questions if (q.sheet, str(q.row)) == (sheet.page.name, row)]
        st.html(frame.part("intake_form.html", chosen, "intake", title=said, back=frame.here(chosen, "intake"),
                           asked=asked))  # fmt: skip
        try:
            answers, begun = _row(at, chosen, sheet)
            cells = _fields(at.catalogue, sheet, begun, lang, zero=not answers)
            if cells is not None:
                entry = Entry(subject, cells, answers)
                keep(intake_drafts.entered(at.catalogue, at.unit.id, at.period, entry, person, lang))
        except Refused as refusal:
            st.html(frame.part("intake_refused.html", chosen, "intake", text=refusal.sentence(lang)))


def _row(at: Place, chosen: Selection, sheet: Owed) -> tuple[int, Sequence[Value]]:
    """Return the row in question that is answered, 0 for none, and the cells to begin with; Refused as ``waiting``."""
    if chosen.chosen("row"):
        asked = entering.waiting(default().primary, at.catalogue, at.unit.id, at.period, settings().originals)
        for row in asked:
            if (row.sheet, str(row.row_no)) == (sheet.page.name, chosen.chosen("row")):
                return row.row_no, [row.cells.get(column.header) for column in sheet.page.columns]
    return 0, _chosen_row(sheet, chosen.lang)


def _chosen_row(sheet: Owed, lang: Language) -> Sequence[Value]:
    """Return the row that is filled in: one that stands on the sheet, or a new one of a ledger."""
    is_ledger = sheet.fresh
    rows = sheet.page.rows
    options = [-1, *range(len(rows))] if is_ledger else [*range(len(rows))]
    if len(options) < 2:
        return rows[options[0]] if options and options[0] >= 0 else [None] * len(sheet.page.columns)
    at = st.selectbox(
        t("intake.form_row", lang), options, key=f"intake-row-{sheet.subject}-{lang}", filter_mode=None,
        format_func=lambda at: t("intake.form_new", lang) if at < 0 else _row_name(sheet, rows[at]),
    )  # fmt: skip
    return rows[at] if at is not None and at >= 0 else [None] * len(sheet.page.columns)


def _row_name(sheet: Owed, row: Sequence[Value]) -> str:
    shown = [str(value) for value, column in zip(row, sheet.page.columns, strict=True)
             if value is not None and not column.shown]  # fmt: skip
    return " · ".join(shown[:_LABELLED])


def _fields(
    catalogue: Catalogue, sheet: Owed, row: Sequence[Value], lang: Language, *, zero: bool
) -> Mapping[str, str] | None:
    """Draw a field for each column and return what was filled in; {} for 零报告, None until a button is pressed."""
    with st.form(f"intake-fields-{sheet.subject}-{hash(tuple(row))}-{lang}", border=False, enter_to_submit=False):
        cells: dict[str, str] = {}
        open_columns = [(c, v) for c, v in zip(sheet.page.columns, row, strict=True) if not c.shown]
        labels = _labels(catalogue, sheet, lang)
        for first in range(0, len(open_columns), _ACROSS):
            for place, (column, value) in zip(st.columns(_ACROSS), open_columns[first : first + _ACROSS], strict=False):
                with place:
                    cells[column.header] = _field(column, value, labels.get(column.header, column.header), lang)
        with st.container(horizontal=True):
            sent = st.form_submit_button(t("intake.form_preview", lang), type="primary")
            nothing = (
                zero and sheet.fresh and not sheet.page.rows and st.form_submit_button(t("intake.form_zero", lang))
            )
    return {} if nothing else cells if sent else None


def _field(column: Column, value: Value, label: str, lang: Language) -> str:
    shown = f"{literal(label)} *" if column.required else literal(label)
    text = _text(value)
    if column.options:
        at = column.options.index(text) if text in column.options else None
        found = st.selectbox(shown, column.options, at, placeholder=t("intake.form_choose", lang), filter_mode=None)
        return found or ""
    example = t("intake.form_example", lang, example=_text(column.example))
    return st.text_input(shown, text, max_chars=500, placeholder=example) or ""


def _text(value: Value) -> str:
    """Return a cell as somebody would type it: 1.500000 -> 1.5."""
    if value is None:
        return ""
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdigit() else text


def _labels(catalogue: Catalogue, sheet: Owed, lang: Language) -> dict[str, str]:
    """Return the headers in the reader's language, as far as the catalogue has them."""
    if lang == "zh" or sheet.subject == lookup.MILESTONES:
        return {}
    found = lookup.subject(catalogue, sheet.subject)
    return {column.header: column.header_en for column in getattr(found, "columns", ())}


def _named(catalogue: Catalogue, sheet: Owed, lang: Language) -> str:
    if sheet.subject == lookup.MILESTONES:
        return t("reports.milestones", lang)
    found = lookup.subject(catalogue, sheet.subject)
    return found.name if lang == "zh" else found.name_en
