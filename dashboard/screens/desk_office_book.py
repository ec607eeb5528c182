"""The office workbook on the desk: handed out filled in with what is known, read back, shown, and confirmed."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard.access import Person
from dashboard.desk import facts as acts
from dashboard.desk import office_book, office_book_reading
from dashboard.desk.items import Item, items, shown
from dashboard.figures import markup
from dashboard.figures.desk import FactRow
from dashboard.plan.models import Fact
from dashboard.reporting import default, office_facts
from dashboard.screens import desk_frame, intake_reads, person
from dashboard.screens.selection import Absent, Selection
from dashboard.settings import settings
from dashboard.wording import Refused, day_words, t

LARGEST = 10  # MiB


def handed(chosen: Selection) -> tuple[str, bytes]:
    """Return the workbook and its name; Absent for who may not work at the desk."""
    if not person.current().publishes:
        raise Absent
    catalogue = intake_reads.files()[chosen.plan.id]
    found = items(catalogue, office_facts(default().primary, chosen.plan.id), "zh", settings().now())
    return t("desk.book_name", "zh"), office_book.written(catalogue, found)


def draw(who: Person, chosen: Selection, found: Sequence[Item]) -> None:
    """Draw the way to the workbook, the place to bring it back, and what it changes."""
    lang = chosen.lang
    with st.container(key="desk-work-book"):
        desk_frame.part("desk_book.html", chosen, href=chosen.href("workbooks/office.xlsx"))
        st.html(f"<style>{markup.render('intake_uploader.j2', lang, most=LARGEST)}</style>")
        file = st.file_uploader(t("desk.book_upload", lang), key=f"desk-book-file-{lang}",
                                label_visibility="collapsed", max_upload_size=LARGEST)  # fmt: skip
        if file is None:
            return
        try:
            given = _read(file.name, file.getvalue(), found)
        except Refused as refusal:
            return desk_frame.refused(refusal.sentence(lang), chosen)
        new = [fact for fact in given if fact != _known(found).get((fact.kind, fact.key))]
        desk_frame.part("desk_changes.html", chosen, rows=_rows(new, found, chosen),
                        title=t("desk.changes", lang, file=file.name, count=len(new)))  # fmt: skip
        if new and st.button(t("desk.confirm_all", lang, count=len(new)), type="primary"):
            _confirm(who, chosen, new)


def _read(name: str, content: bytes, found: Sequence[Item]) -> list[Fact]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or "office.xlsx")
        path.write_bytes(content)
        return office_book_reading.read(path, found)


def _known(found: Sequence[Item]) -> dict[tuple[str, str], Fact]:
    return {(item.kind, item.key): item.fact for item in found if item.fact is not None}


def _rows(new: Sequence[Fact], found: Sequence[Item], chosen: Selection) -> list[FactRow]:
    by_place, lang = {(item.kind, item.key): item for item in found}, chosen.lang
    rows = []
    for fact in new:
        item = by_place.get((fact.kind, fact.key))
        name = f"{t(f'desk.kind_{fact.kind}', lang)} · {item.name if item else fact.key}"
        before, after = (shown(item, text, lang) if item else text for text in (item.now if item else "", fact.text))
        rows.append(FactRow(name, before, after, fact.source, fact.person, day_words(fact.confirmed_on, lang),
                            fact.doc_no, True, ""))  # fmt: skip
    return rows


def _confirm(who: Person, chosen: Selection, new: Sequence[Fact]) -> None:
    plan = intake_reads.files()[chosen.plan.id]
    try:
        count = acts.enter(default().primary, plan, new, who.actor, settings().now())
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(chosen.lang), chosen)
    desk_frame.turn(t("desk.confirmed_all", chosen.lang, count=count))
