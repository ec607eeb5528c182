"""The words that stand around a document's content: to whom, from whom, copies, annexes; made once for every format."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.review.papers import Annex, Block, Paper, Table
from dashboard.wording import Language, t

_LONG = ("report", "yearly")  # kinds long enough for a list of contents


@dataclass(frozen=True)
class Surround:
    """The lines around a document in its language; "" where there is nothing to say."""

    number: str  # with room to write one in where there is none yet
    signer: str
    to: str
    annexes: tuple[str, ...]  # one for each, as it is listed at the end of the text
    labels: tuple[str, ...]  # one for each, as it stands at the head of the annex
    copies: str
    issued: str
    contents: str  # what the list of contents is called


def surround(paper: Paper) -> Surround:
    """Return the lines around a document."""
    letter, lang = paper.letter, paper.lang
    numbers = range(1, len(paper.annexes) + 1)
    lone = "one" if len(paper.annexes) == 1 else "many"
    return Surround(
        number=letter.number or t("typeset.number", lang),
        signer=t("typeset.signer", lang, name=letter.signer),
        to=t("typeset.to", lang, names=_list(paper, letter.addressees)) if letter.addressees else "",
        annexes=tuple(t(f"typeset.listed_{lone}", lang, number=number, title=annex.title)
                      for number, annex in zip(numbers, paper.annexes, strict=True)),
        labels=tuple(t(f"typeset.label_{lone}", lang, number=number) for number in numbers),
        copies=t("typeset.copies" if letter.copies else "typeset.copies_open", lang, names=_list(paper, letter.copies)),
        issued=t("typeset.issued", lang, issuer=letter.issuer, date=letter.date or t("typeset.date", lang)),
        contents=t("typeset.contents", lang) if paper.kind in _LONG else "",
    )  # fmt: skip


def unit_line(shown: Table, lang: Language) -> str:
    """Return what stands at the right above a table; "" where it has no unit of its own."""
    return t("typeset.unit", lang, unit=shown.unit) if shown.unit else ""


def named_once(block: Block, annex: Annex) -> Block:
    """Return a block of an annex; a table that has the annex's own title goes without."""
    return replace(block, title="") if isinstance(block, Table) and block.title == annex.title else block


def _list(paper: Paper, names: tuple[str, ...]) -> str:
    return t("typeset.between", paper.lang).join(names)
