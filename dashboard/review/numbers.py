"""The numbers of a text with the words around them, and those in which two texts differ.

A number is known by the words before it, so that two numbers that changed places are found; words that changed around
a number that is the same are no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\u2212?\d+(?:,\d{3})*(?:\.\d+)?\s?%?")
_PAGE_NUMBER = re.compile(r"^\s*\d+\s*$|[\-\u2014\u2013]\s*\d+\s*[\-\u2014\u2013]\s*$")  # at the end of a page
_KEY, _BEFORE, _AFTER = 6, 16, 12  # signs by which a number is known; that are shown before it and after it
_NARROW = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_EDGE, _LEAST_PAGES = 2, 3  # lines at either end of a page; one that stands there on so many is no part of the text


@dataclass(frozen=True, slots=True)
class Found:
    """A number, as it stands, with the words around it; ``key``: by which it is known in either text."""

    text: str
    key: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """The number between its words."""
        return f"{self.before}【{self.text}】{self.after}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A number of the edition that is another one in the copy; "" on one side for a number that the other lacks."""

    edition: str
    copy: str
    words: str  # around it, in the text that has it; in the copy where both have one


Named = Callable[[Found], str]


def numbers(text: str) -> list[Found]:
    """Return the numbers of a text in its order; full-width signs and those of thousands make no difference."""
    plain = text.translate(_NARROW)
    return [_found(plain, match) for match in _NUMBER.finditer(plain)]


def _found(text: str, match: re.Match[str]) -> Found:
    before, after = text[: match.start()], text[match.end() :]
    told = re.sub(r"[\s,]", "", match[0])
    near = before[-200:]
    letters = "".join(sign for sign in near if sign.isalpha())[-_KEY:]
    last = max((at for at, sign in enumerate(near) if sign.isalpha()), default=-1)
    place = len(_NUMBER.findall(near[last + 1 :]))  # which of the numbers after those letters: a row of a table
    return Found(told, f"{letters}/{place}", _line(before[-60:])[-_BEFORE:], _line(after[:60])[:_AFTER])


def _line(text: str) -> str:
    """Return a text in one line, without the blanks that a typesetter puts between Chinese signs."""
    return re.sub(r"(?<![a-zA-Z0-9])\s+|\s+(?![a-zA-Z0-9])", "", text)


def running(pages: Sequence[str], marks: Iterable[str] = ()) -> str:
    """Return the text of pages without page numbers, without heads and feet, and without the edition's marks."""
    lines = [[line.strip() for line in _unnumbered(page.strip().splitlines())] for page in pages]
    often = Counter(line for page in lines for line in {*page[:_EDGE], *page[-_EDGE:]})
    known = [squeezed(mark) for mark in marks if mark]
    least = max(_LEAST_PAGES, len(pages) // 2)

    def stays(line: str, at: int, count: int) -> bool:
        edge = at < _EDGE or at >= count - _EDGE
        return not (edge and often[line] >= least) and not (known and all(mark in squeezed(line) for mark in known))

    return "\n".join(line for page in lines for at, line in enumerate(page) if stays(line, at, len(page)))


def _unnumbered(lines: list[str]) -> list[str]:
    """Return the lines of a page without its number, which stands at its end."""
    return [*lines[:-1], _PAGE_NUMBER.sub("", lines[-1])] if lines else []


def squeezed(text: str) -> str:
    """Return a text without blanks, its signs as narrow as they can be: as lines are compared."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def differences(edition: Sequence[Found], copy: Sequence[Found]) -> list[Difference]:
    """Return the numbers in which a copy differs from an edition, in the order of the copy, then those it lacks."""
    ours, theirs = _unlike(edition, copy, lambda one: f"{one.key}|{one.text}")
    pairs, ours, theirs = _paired(ours, theirs)
    ours, theirs = _unlike(ours, theirs, lambda one: one.text)  # the words around it have changed, it has not
    only = [(one, Difference("", one.text, one.words)) for one in theirs]
    place = {id(one): at for at, one in enumerate(copy)}
    found = sorted([*pairs, *only], key=lambda pair: place[id(pair[0])])
    return [*(difference for _, difference in found), *(Difference(one.text, "", one.words) for one in ours)]


def _unlike(ours: Sequence[Found], theirs: Sequence[Found], name: Named) -> tuple[list[Found], list[Found]]:
    """Return what either side has more often than the other, the last of those that are alike."""
    return list(_more(ours, theirs, name)), list(_more(theirs, ours, name))


def _more(these: Sequence[Found], others: Sequence[Found], name: Named) -> Iterator[Found]:
    left = Counter(map(name, others))
    for one in these:
        if left[name(one)]:
            left[name(one)] -= 1
        else:
            yield one


def _paired(
    ours: Sequence[Found], theirs: Sequence[Found]
) -> tuple[list[tuple[Found, Difference]], list[Found], list[Found]]:
    """Return numbers that stand after the same words and are not the same, and what is left of both sides."""
    waiting: dict[str, list[Found]] = defaultdict(list)
    for one in ours:
        waiting[one.key].append(one)
    pairs, rest = [], []
    for one in theirs:
        if waiting[one.key]:
            pairs.append((one, Difference(waiting[one.key].pop(0).text, one.text, one.words)))
        else:
            rest.append(one)
    left = {id(one) for found in waiting.values() for one in found}
    return pairs, [one for one in ours if id(one) in left], rest


def known_share(these: Sequence[Found], others: Sequence[Found]) -> float:
    """Return which share of some numbers others hold after the same words."""
    lacking = sum(1 for _ in _more(these, others, lambda one: f"{one.key}|{one.text}"))
    return 1 - lacking / len(these) if these else 1.0
