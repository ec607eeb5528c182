"""签发件: the circular of an edition as it was signed, kept with it, and its numbers compared with the edition's.

A copy that comes later stands beside the one before; nothing is taken away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, cast

from dashboard.access import Person
from dashboard.desk.paper_files import PaperFile
from dashboard.intake.isolation import read_apart
from dashboard.reporting import Database
from dashboard.reporting.editions import Source
from dashboard.reporting.hashing import canonical_json
from dashboard.review import circular, paper_text
from dashboard.review.book import Book
from dashboard.review.numbers import Difference, differences, known_share, numbers, running, squeezed
from dashboard.review.papers import Paper
from dashboard.review.surround import surround
from dashboard.wording import Refused, day_words

Outcome = Literal["compared", "no_text", "unread"]
_DOC_NO = re.compile(r"[^\s〔〕\d][^\s〔〕]{0,59}〔(19|20)\d\d〕\d{1,5}号(（[^（）]{1,20}）)?")
_BRACKETS = str.maketrans("[]［］【】", "〔〕〔〕〔〕")
_UNREAD = ("load.too_slow", "load.too_heavy", "load.unreadable")  # the parser came to no end
_LEAST_SIGNS, _MOST, _THERE = 20, 200, 0.5  # of a text; differences that are kept; share of an annex that is there


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of comparing: differences (the first of them), how many there are, annexes that are not in it."""

    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    count: int = 0
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed copy: of which edition, its number and day, who kept it when, and how its numbers compare."""

    label: str
    file_hash: str
    file_name: str
    doc_no: str
    doc_date: str
    person: str
    kept_on: str
    compared: Compared


def copies(source: Source, plan: str, label: str = "") -> tuple[Signed, ...]:
    """Return the signed copies of an edition ("" for all), in the order in which they came."""
    return tuple(map(_signed, source.rows("signed_copies", plan=plan, label=label)))


def number(text: str) -> str:
    """Return a document number as it is written, brackets set right; Refused for what is none."""
    found = re.sub(r"\s", "", text).translate(_BRACKETS)
    if not _DOC_NO.fullmatch(found):
        raise Refused("signed.number", text=text.strip()[:60])
    return found


def keep(database: Database, book: Book, file: PaperFile, doc_no: str, day: date | None, who: Person,
         today: date) -> Signed:  # fmt: skip
    """Note a signed copy, whose file is kept already, and return it with its differences; ``book``: in Chinese.

    Refused for who may not publish, a number that is none, a day before the edition's data end or to come, a PDF that
    cannot be opened, and the same file a second time.
    """
    if not who.publishes:
        raise Refused("signed.may_not")
    found = number(doc_no)
    if day is None or not book.day < day <= today:
        raise Refused("signed.day", day=day or "", first=book.day, today=today)
    made = Signed(book.edition.label, file.digest, file.name, found, day.isoformat(), who.actor, today.isoformat(),
                  compared(book, file, found, day))  # fmt: skip
    plan = book.plan.id
    with database.transaction() as tx:
        tx.lock(plan)
        before = copies(tx, plan, made.label)
        if any(one.file_hash == made.file_hash for one in before):
            raise Refused("signed.again", file=file.name)
        tx.insert("signed_copy", [{"plan": plan, **_row(made)}])
        told = {"before": _told(before[-1]) if before else None, "after": _told(made)}
        tx.audit(who.actor, "signed_copy", f"{plan}/{made.label}", told)
    return made


def compared(book: Book, file: PaperFile, doc_no: str, day: date) -> Compared:
    """Return how the numbers of a copy compare with those of the edition's own circular; Refused as ``pages``."""
    try:
        told = pages(file)
    except Refused as refusal:
        if refusal.key in _UNREAD:
            return Compared("unread")
        raise
    paper = circular.paper(book, signed=False)
    text = running(told, paper.marks)
    if sum(sign.isalnum() for sign in text) < _LEAST_SIGNS:
        return Compared("no_text")
    parts = paper_text.parts(paper)
    own = (doc_no, day_words(day, "zh"))  # of the document, unless the edition says the same of something else
    known = "\n".join(words for _, words in parts)
    theirs = numbers(_without(_inside(text, book, paper), [one for one in own if not re.search(_spread(one), known)]))
    there = [(title, found) for title, words in parts[1:] if (found := numbers(words))]
    absent = tuple(title for title, found in there if known_share(found, theirs) < _THERE)
    ours = [*numbers(parts[0][1]), *(one for title, found in there if title not in absent for one in found)]
    unlike = differences(ours, theirs)
    return Compared("compared", tuple(unlike[:_MOST]), len(unlike), absent)


def _inside(text: str, book: Book, paper: Paper) -> str:
    """Return the text of a copy without what says nothing of the edition: numbers of annexes, who published it."""
    around = surround(paper)
    labels = set(map(squeezed, around.labels))
    kept = "\n".join(line for line in text.splitlines() if squeezed(line) not in labels)
    return _without(kept, (*around.annexes, *(block.text for block in circular.colophon(book))))


def pages(file: PaperFile) -> list[str]:
    """Return the text of a PDF page by page, read in a process of its own; Refused for one that cannot be opened."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "signed.pdf"
        path.write_bytes(file.content)
        try:
            found = read_apart(path, what="pdf")
        except Refused as refusal:
            raise Refused(refusal.key, **{**refusal.fields, "file": file.name}) from refusal
    return [str(message[1]) for message in found if message[0] == "page"]


def _without(text: str, words: Iterable[str]) -> str:
    """Return a text without some words, however they are broken into lines."""
    for one in words:
        text = re.sub(_spread(one), "", text)
    return text


def _spread(words: str) -> str:
    return r"\s*".join(re.escape(sign) for sign in words if not sign.isspace())


def _row(made: Signed) -> dict[str, object]:
    told = asdict(made)
    found = told.pop("compared")
    return {**told, "outcome": found.pop("outcome"), "differences": canonical_json(found)}


def _signed(row: Mapping[str, object]) -> Signed:
    told = json.loads(str(row["differences"])) or {}
    found = Compared(cast(Outcome, row["outcome"]), tuple(Difference(**one) for one in told.get("differences", ())),
                     int(told.get("count", 0)), tuple(told.get("absent", ())))  # fmt: skip
    names = ("label", "file_hash", "file_name", "doc_no", "doc_date", "person", "kept_on")
    label, digest, name, doc_no, day, person, kept_on = (str(row[column]) for column in names)
    return Signed(label, digest, name, doc_no, day, person, kept_on, found)


def _told(made: Signed) -> dict[str, object]:
    """Return a copy as the audit log keeps it."""
    return {"file": made.file_name, "hash": made.file_hash, "doc_no": made.doc_no, "day": made.doc_date,
            "outcome": made.compared.outcome, "count": made.compared.count}  # fmt: skip
