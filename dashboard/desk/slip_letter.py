"""The letter of a supervision slip (督办单), in the office's form and in Chinese; a unit addressed by hand is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dashboard.figures.slips import Slip
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue
from dashboard.review.docx_file import docx
from dashboard.review.letters import ordinal
from dashboard.review.papers import Annex, Block, Cell, Column, Letter, Paper, Paragraph, Table
from dashboard.wording import day_words, t

_RECEIPT = ("number", "signed", "answer", "proof", "extension", "unit")  # rows of the form that comes back


def letter(slip: Slip, catalogue: Catalogue, *, demo: bool) -> bytes:
    """Return the letter as DOCX: the same bytes for the same slip; a draft until it is issued."""
    return docx(paper(slip, catalogue, demo=demo))


def name(slip: Slip) -> str:
    """Return the name of the letter's file."""
    return f"{t('slips.letter', 'zh')}_{slip.label}.docx"


def paper(slip: Slip, catalogue: Catalogue, *, demo: bool) -> Paper:
    """Return the letter of a slip, dated by the day of its issue."""
    issued, made = slip.on("issue"), slip.events[0].day
    day = issued or made
    unit = lookup.sender(catalogue, slip.unit).name_on(day).name
    around = Letter(
        catalogue.plan.issuer,
        slip.label,
        addressees=(unit,),
        date=day_words(issued, "zh") if issued else "",
        draft="" if issued else t("paper.draft", "zh"),
    )
    marks = (slip.label, t("ui.demo", "zh")) if demo else (slip.label,)
    title = t(f"slips.letter_title_{_manner(slip)}", "zh", title=slip.title)
    return Paper("slip", title, around, tuple(_blocks(slip)), (_receipt(slip, unit),), marks, "zh", day)


def _manner(slip: Slip) -> str:
    return "ask" if slip.decided_by else "order"


def _blocks(slip: Slip) -> Iterator[Block]:
    manner = _manner(slip)
    decided = t("slips.letter_decided", "zh", who=slip.decided_by) if slip.decided_by else ""
    yield Paragraph(t(f"slips.letter_lead_{manner}", "zh", ground=slip.ground, decided=decided))
    points = [t("slips.letter_matter", "zh", title=slip.title), _due(slip), t(f"slips.letter_answer_{manner}", "zh")]
    for at, text in enumerate(points, 1):
        yield Paragraph(t("slips.letter_point", "zh", number=ordinal(at), text=text))
    yield Paragraph(t(f"slips.letter_end_{manner}", "zh"))


def _due(slip: Slip) -> str:
    """Return by when it is to be done, and what the day was before an extension."""
    due = day_words(slip.due, "zh")
    if slip.due == slip.first_due:
        return t("slips.letter_due", "zh", due=due)
    extended: date = next(event.day for event in reversed(slip.events) if event.act == "extend")
    first, day = day_words(slip.first_due, "zh"), day_words(extended, "zh")
    return t("slips.letter_extended", "zh", due=due, first=first, day=day)


def _receipt(slip: Slip, unit: str) -> Annex:
    """Return the form on which the unit signs and answers; what is known stands in it."""
    known = {"number": slip.label, "unit": unit}
    rows = tuple((Cell(t(f"slips.receipt_{key}", "zh")), Cell(known.get(key, ""))) for key in _RECEIPT)
    columns = (Column("item", t("slips.receipt_item", "zh"), 0.3), Column("said", t("slips.receipt_said", "zh"), 0.7))
    return Annex(t("slips.receipt", "zh"), (Table("receipt", t("slips.receipt", "zh"), columns, rows),))
