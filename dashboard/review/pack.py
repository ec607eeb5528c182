"""The pack of an edition: every file that is handed round, built once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.review import documents, pictures, shots
from dashboard.review.archive import Shelf, manifest, shelf
from dashboard.review.book import Book
from dashboard.review.files import File, Unseen
from dashboard.review.site import site
from dashboard.wording import edition_words, t
from dashboard.writing import write_whole

Step = Callable[[int, int, str], None]  # steps done, steps in all, what is being made
Maker = Callable[[Book], Iterator[File]]
SCENES: tuple[tuple[str, Maker], ...] = (("scenes", shots.shots),)  # they alone need a browser
PARTS: tuple[tuple[str, Maker], ...] = (  # in the order of building
    ("documents", documents.documents),
    ("tables", documents.tables),
    ("site", site),
    ("pictures", pictures.pictures),
    *SCENES,
)


@dataclass(frozen=True)
class Pack:
    """The files of an edition, the manifest last; ``told`` says in sentences what could not be made here."""

    files: tuple[File, ...]
    told: tuple[str, ...] = ()


def facts(book: Book) -> dict[str, object]:
    """Return what a manifest says of the edition; no clock and no machine is in it."""
    row = book.row
    return {
        "plan": book.plan.id, "edition": book.edition.label, "language": book.lang, "through": book.edition.through,
        "cut_off": book.edition.cut_off.isoformat(), "rules": row["rule_set"], "data_kind": book.edition.data_kind,
        "inputs": row["input_hash"], "results": row["result_hash"], "revision": book.edition.revision,
        "corrects": book.edition.corrects or "", "doc_no": book.edition.doc_no,
    }  # fmt: skip


def build(
    book: Book, step: Step = lambda done, total, what: None, parts: tuple[tuple[str, Maker], ...] = PARTS
) -> Pack:
    """Return the pack as this software makes it; Flawed, named, for a chart that is missing, blank or half drawn.

    Without a browser the pictures of the scenes are left out, and that is told.
    """
    made, told = list[File](), list[str]()
    for at, (name, make) in enumerate(parts):
        step(at, len(parts), t(f"review.part_{name}", book.lang))
        try:
            made += make(book)
        except Unseen as unseen:
            told.append(unseen.sentence(book.lang))
    step(len(parts), len(parts), t("review.part_done", book.lang))
    return Pack((*made, manifest(facts(book), made)), tuple(told))


def kept(book: Book, folder: Path, step: Step = lambda done, total, what: None) -> Pack:
    """Return the pack that is kept of an edition; where there is none it is built and kept.

    The scenes are added where a browser was lacking and there is one now.
    """
    place, told = shelf(folder, book), tuple[str, ...]()
    if not complete(place):
        made = build(book, step, SCENES if place.names() else PARTS)
        place.keep(facts(book), made.files[:-1])
        told = made.told
    return Pack(tuple(place.files()), told)


def complete(place: Shelf) -> bool:
    """True when nothing is missing of a pack that is kept."""
    return any(name.startswith("pictures/screen-") for name in place.names())


def write(found: Pack, folder: Path) -> None:
    """Write the files of a pack into a folder, each whole; what else lies there stays."""
    for file in found.files:
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, file.content, 0o644)


def named(book: Book) -> str:
    """Return the name of the pack as one file."""
    return t("review.pack_named", book.lang, edition=edition_words(book.edition.label, book.lang))

