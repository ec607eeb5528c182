"""A signed copy in words: its number and day, and the numbers in which it differs from the edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.wording import Language, day_words, edition_words, t


@dataclass(frozen=True)
class SignedRow:
    """A signed copy in a table; ``differences``: number of the edition, of the copy, words around it.

    ``absent``: the annexes that are not in it, by their names in the circular.
    """

    edition: str
    doc_no: str
    day: str
    file: str
    href: str
    kept: str
    result: str
    tone: str
    absent: str
    differences: tuple[tuple[str, str, str], ...]


def row(
    label: str, file: str, doc_no: str, doc_date: str, person: str, kept_on: str,
    outcome: tuple[str, int, tuple[str, ...]], found: Iterable[tuple[str, str, str]], href: str, lang: Language,
) -> SignedRow:  # fmt: skip
    """Return a signed copy; ``outcome``: how comparing ended, how many numbers differ, annexes that are not in it."""
    day, kept = (day_words(date.fromisoformat(text), lang) for text in (doc_date, kept_on))
    told, count, absent = outcome
    key = ("same" if not count else "differs") if told == "compared" else told
    result = t(f"signed.is_{key}", lang, count=count)
    if absent:
        result += t("signed.absent", lang, count=len(absent))
    tone, named = {"same": "good", "differs": "bad"}.get(key, "warn"), "；".join(absent)
    return SignedRow(edition_words(label, lang), doc_no, day, file, href, t("proof.by", lang, person=person, day=kept),
                     result, tone, named, tuple(found))  # fmt: skip
