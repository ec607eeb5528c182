"""What the page of sending hands out: the prefilled workbook, the reply to one that was sent, the lists as tables."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from dashboard.figures import sheets_intake
from dashboard.figures.intake_facts import Sending
from dashboard.figures.workbook import Sheet
from dashboard.intake.blanks import issue
from dashboard.intake.headers import REMARKS
from dashboard.intake.originals import original
from dashboard.intake.reply import write_reply
from dashboard.intake.rows import Tally
from dashboard.intake.template import templates
from dashboard.reporting import default
from dashboard.screens import intake, intake_reads, person
from dashboard.screens.intake import Place
from dashboard.screens.selection import Absent, Selection
from dashboard.settings import settings
from dashboard.wording import Refused, period_words, t


def template(chosen: Selection) -> tuple[str, bytes]:
    """Return the workbook to be filled in by a unit for a period, and its name."""
    at = _place(chosen)
    with tempfile.TemporaryDirectory() as folder:
        try:
            (file,) = issue(default().primary, at.catalogue, Path(folder), at.period, at.unit.id)
        except Refused as refusal:
            raise Absent from refusal
        return _named(t("intake.template_name", "zh"), at), file.read_bytes()


def reply(chosen: Selection) -> tuple[str, bytes]:
    """Return a workbook as it was sent with what became of its rows, and its name; Absent without its original."""
    at = _place(chosen)
    known = intake_reads.of(at.catalogue, at.unit, settings().now(), chosen.lang)
    wanted = (at.period, chosen.chosen("version"))
    found = next((s for s in known.sendings if (s.period, str(s.version)) == wanted and s.id in known.kept), None)
    source = original(settings().originals, found.file_hash) if found else None
    if found is None or source is None:
        raise Absent
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "sent.xlsx"
        copy.write_bytes(source.read_bytes())
        header_row = templates()[found.template].header_row
        made = write_reply(copy, found.remarks, _tally(found), header_row, Path(folder) / "reply.xlsx")
        return f"{found.file.rpartition('.')[0]}_{REMARKS}", made.read_bytes()


def tables(chosen: Selection) -> Sequence[Sheet]:
    """Return the lists of the page as tables."""
    at = _place(chosen)
    page, _ = intake.page(person.current(), chosen, at)
    return sheets_intake.sheets(page, chosen.lang)


def _place(chosen: Selection) -> Place:
    """Return what is asked for; Absent where the page would show something else to this person."""
    who = person.current()
    if intake.closed(who, chosen):
        raise Absent
    at, found = intake.place(who, chosen)
    if found.notices != chosen.notices:
        raise Absent
    return at


def _tally(found: Sending) -> Tally:
    asked = [found.rows_with(name) for name in ("repaired", "held", "returned")]
    clean = sum(found.stated.values()) - asked[0]
    return Tally(max(clean, 0), *asked)


def _named(what: str, at: Place) -> str:
    name = at.unit.name_on(settings().now()).short
    return f"{what}_{name}_{period_words(at.period, 'zh')}"
