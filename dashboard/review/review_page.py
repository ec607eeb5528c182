"""The page of the quarterly circular: what changed since another edition, and the pack as it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.figures import signing
from dashboard.figures.facts import Edition
from dashboard.figures.marks import Mark, mark
from dashboard.figures.shell import Entry
from dashboard.review.archive import Shelf
from dashboard.review.book import Book
from dashboard.review.moved import Change, Moved, Turn
from dashboard.wording import Language, edition_words, number, period_words, quantity, t

_FEW = 12  # changed values seen before the rest are unfolded
_MIB = 1 << 20


@dataclass(frozen=True)
class TurnRow:
    """A target whose verdict is another one than before."""

    name: str
    href: str
    old: Mark
    new: Mark
    word: str  # 好转, 转差 or neither
    values: str


@dataclass(frozen=True)
class ChangeRow:
    """A value of an earlier period that this edition holds otherwise."""

    name: str
    place: str
    period: str
    old: str
    new: str
    word: str


@dataclass(frozen=True)
class FileRow:
    """A file of the pack."""

    name: str
    href: str
    size: str
    hash: str


@dataclass(frozen=True)
class ReviewPage:
    """Everything the page says beside the preview."""

    headline: str
    second: str
    signed: str  # who compiled, reviewed and published the edition
    choices: tuple[Entry, ...]
    compared: str
    turns: tuple[TurnRow, ...]
    changes: tuple[ChangeRow, ...]
    more: tuple[ChangeRow, ...]
    corrections: tuple[str, ...]
    files: tuple[tuple[str, tuple[FileRow, ...]], ...]
    zip_href: str
    zip_name: str
    pictures: tuple[tuple[str, str], ...]  # name and address


def page(
    book: Book, found: Moved | None, shelf: Shelf, choices: Sequence[Entry], zip_name: str, href: Callable[..., str]
) -> ReviewPage:
    """Return the page; ``found`` is None where no earlier edition can be compared with."""
    lang = book.lang
    turns = tuple(_turn(turn, lang, href) for turn in found.verdicts) if found else ()
    changes = tuple(_change(change, lang) for change in found.changes) if found else ()
    hashes = shelf.hashes()
    return ReviewPage(
        headline=_headline(book, found, len(turns), len(changes)),
        second=t("review.kept_second" if hashes else "review.not_built", lang, count=len(hashes)),
        signed=signing.words(book.signing, lang),
        choices=tuple(choices),
        compared=edition_words(found.then.label, lang) if found else "",
        turns=turns,
        changes=changes[:_FEW],
        more=changes[_FEW:],
        corrections=tuple(_correction(one, lang) for one in found.corrections) if found else (),
        files=tuple(_groups(shelf, hashes, lang, href)),
        zip_href=href(f"packs/{book.edition.label}.zip") if hashes else "",
        zip_name=f"{zip_name}.zip",
        pictures=tuple((name, href(f"packs/{book.edition.label}/{name}")) for name in hashes
                       if name.startswith("pictures/screen-") and "1920" in name),
    )  # fmt: skip


def _headline(book: Book, found: Moved | None, turns: int, changes: int) -> str:
    edition = edition_words(book.edition.label, book.lang)
    if found is None:
        return t("review.headline_first", book.lang, edition=edition)
    then = edition_words(found.then.label, book.lang)
    key = "review.headline" if turns or changes else "review.headline_same"
    return t(key, book.lang, edition=edition, then=then, turns=turns, changes=changes)


def _turn(turn: Turn, lang: Language, href: Callable[..., str]) -> TurnRow:
    item = turn.item
    old, new = (item.amount(v.level, lang) if v.level is not None else "—" for v in (turn.old, turn.new))
    word = {1: "better", -1: "worse", 0: "other"}[turn.direction]
    before, after = (mark(replace(item, verdict=verdict), lang) for verdict in (turn.old, turn.new))
    return TurnRow(item.name(lang), href("target", target=item.target.id), before, after,
                   t(f"review.turn_{word}", lang), f"{old} → {new}" if {old, new} != {"—"} else "—")  # fmt: skip


def _change(change: Change, lang: Language) -> ChangeRow:
    made, zh = change.indicator, lang == "zh"
    old, new = ("—" if value is None else quantity(value, made.unit, made.unit_en, made.decimals, lang)
                for value in (change.old, change.new))  # fmt: skip
    return ChangeRow(made.name if zh else made.name_en, change.region.name if zh else change.region.name_en,
                     period_words(change.period, lang), old, new, t(f"review.value_{change.kind}", lang))  # fmt: skip


def _correction(found: Edition, lang: Language) -> str:
    return t("review.correction_line", lang, edition=edition_words(found.label, lang), reason=found.reason,
             doc_no=found.doc_no or "—")  # fmt: skip


def _groups(
    shelf: Shelf, hashes: dict[str, str], lang: Language, href: Callable[..., str]
) -> Iterator[tuple[str, tuple[FileRow, ...]]]:
    """Yield the files by what they are: documents, pictures, the static site."""
    label = shelf.facts().get("edition", "")
    kinds = {"documents": [n for n in hashes if "/" not in n], "pictures": [n for n in hashes if "pictures/" in n],
             "site": [n for n in hashes if n.startswith("site/") and n.endswith("index.html")]}  # fmt: skip
    for kind, names in kinds.items():
        rows = tuple(FileRow(name.rpartition("/")[2] if kind != "site" else name, href(f"packs/{label}/{name}"),
                             _size(shelf.size(name)), hashes[name][:12]) for name in names)  # fmt: skip
        if rows:
            yield t(f"review.files_{kind}", lang), rows


def _size(size: int) -> str:
    return f"{number(size / _MIB, 1)} MB" if size >= _MIB / 10 else f"{number(size / 1024, 0)} KB"
