"""The proof of an edition that is not published yet: what it would say, what moved, what is missing; marked 送审稿."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.desk.drafts import Proof
from dashboard.intake import originals
from dashboard.plan.models import Catalogue
from dashboard.publishing import gaps
from dashboard.publishing.freezing import Request, rehearsed
from dashboard.reporting import Database, Transaction, office_facts
from dashboard.review import book, circular, docx_file, overall, problems, watermark
from dashboard.review.book import Book
from dashboard.review.moved import Moved, moved, turned, words
from dashboard.settings import settings
from dashboard.wording import LANGUAGES, Language, t


@dataclass(frozen=True)
class Told:
    """What a proof says in one language: the counts, what moved since the last edition, what is still open."""

    counts: str
    since: str
    turns: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A proof with its document, a DOCX with 送审稿 across every page, and its words by language."""

    proof: Proof
    content: bytes
    told: dict[Language, Told]


def make(database: Database, catalogue: Catalogue, asked: Request) -> Made:
    """Make the proof of the working edition; nothing of it is published. Refused as publishing would be."""
    plan = catalogue.plan.id
    with rehearsed(database, catalogue, asked) as (found, tx):
        books = {lang: book.opened(tx.rows, plan, found.label, lang) for lang in LANGUAGES}
        told = {lang: _told(one, catalogue, tx) for lang, one in books.items()}
        content = _document(books["zh"])
    proof = Proof(found.label, found.input_hash, hashlib.sha256(content).hexdigest(), _sentences(told["zh"]))
    return Made(proof, content, told)


def keep(folder: Path, made: Made) -> Path:
    """Keep the document of a proof under its hash and return where; once kept it is never written again."""
    file = kept(folder, made.proof.file_hash)
    return originals.put(made.content, file, file.name)


def kept(folder: Path, file_hash: str) -> Path:
    """Return where the document of a proof is kept."""
    return folder / f"{file_hash}.docx"


def _document(found: Book) -> bytes:
    word = t("desk.proof_mark", "zh")
    paper = circular.paper(found, signed=False)  # nobody has yet
    marked = replace(paper, letter=replace(paper.letter, draft=word), marks=(word, *paper.marks))
    return watermark.across(docx_file.docx(marked), word)


def _told(found: Book, catalogue: Catalogue, tx: Transaction) -> Told:
    change = moved(found, found.at(found.before)) if found.before is not None else None
    return Told(
        overall.counted(found).text, words(change, found, most=0) if change else t("desk.proof_first", found.lang),
        tuple(_turns(change, found)) if change else (), tuple(_open(found, catalogue, tx)),
    )  # fmt: skip


def _turns(change: Moved, found: Book) -> Iterator[str]:
    yield from (turned(turn, found) for turn in change.verdicts)


def _open(found: Book, catalogue: Catalogue, tx: Transaction) -> Iterator[str]:
    """Yield what a reviewer should know is missing: readings, reports, words about what is behind, answers."""
    lang, items = found.lang, found.state.items
    unconfirmed = sum(not item.verdict.confirmed for item in items)
    if unconfirmed:
        yield t("desk.proof_unconfirmed", lang, count=unconfirmed)
    edition = found.edition
    lacking = gaps.of_edition(tx, catalogue, edition.number, edition.through, settings().now(), lang)
    if lacking:
        yield t("desk.proof_gaps", lang, gaps=lacking)
    silent = [item.name(lang) for item in problems.bad(found) if not list(problems.own_words(item, found))]
    if silent:
        yield t("desk.proof_silent", lang, names=("、" if lang == "zh" else ", ").join(silent))
    answered = {fact.key for fact in office_facts(tx, catalogue.plan.id) if fact.kind == "answer"}
    waiting = [one for one in catalogue.questions if one.code not in answered]
    if waiting:
        yield t("desk.proof_questions", lang, count=len(waiting))


def _sentences(told: Told) -> tuple[str, ...]:
    return (told.counts, told.since, *told.turns, *told.open)
