"""Which regions are shown at a time: all of a city's; of a nation's the whole, the one asked for and a page of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.plan.models import Region
from dashboard.wording import Language, t

MANY, PAGE = 200, 30  # regions: with more than so many, so many are shown at a time
LONGEST = 60  # characters of the words looked for


def too_many(regions: int) -> bool:
    """True where so many regions are shown page by page."""
    return regions > MANY


@dataclass(frozen=True)
class Places:
    """The regions shown, the city first; ``total``: how many the words fit, from which a page is shown."""

    shown: tuple[Region, ...] = ()
    many: bool = False
    total: int = 0
    skip: int = 0
    find: str = ""

    @property
    def city(self) -> str:
        """The code of the city."""
        return next(region.code for region in self.shown if region.kind == "city")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the regions shown."""
        return tuple(region.code for region in self.shown)

    @property
    def last(self) -> int:
        """The place of the last one of the page."""
        return min(self.skip + PAGE, self.total)

    @property
    def earlier(self) -> str | None:
        """What ``skip`` is on the page before; None on the first."""
        return None if not self.skip else str(max(self.skip - PAGE, 0) or "")

    @property
    def later(self) -> str | None:
        """What ``skip`` is on the next page; None on the last."""
        return str(self.skip + PAGE) if self.skip + PAGE < self.total else None


def places(every: Sequence[Region], region: str = "", find: str = "", skip: str = "") -> Places:
    """Return the regions to show; ``find``: words in a name or the beginning of a code, ``skip``: how many before."""
    if not too_many(len(every)):
        return Places(tuple(every))
    words = find.strip()[:LONGEST]
    below = [one for one in every if one.kind == "county" and _fits(one, words.lower())]
    first = int(skip) if skip.isdecimal() and len(skip) < 9 and int(skip) < len(below) else 0
    page = below[first : first + PAGE]
    asked = [one for one in every if one.code == region and one.kind != "city" and one not in page]
    whole = [one for one in every if one.kind == "city"]
    return Places((*whole, *asked, *page), many=True, total=len(below), skip=first, find=words)


def _fits(region: Region, words: str) -> bool:
    return words in region.name or words in region.name_en.lower() or region.code.startswith(words)


@dataclass(frozen=True)
class Paging:
    """Which part of very many regions is shown, in words, and the addresses of the parts before and after it."""

    text: str
    find: str
    earlier: str
    later: str


def paging(found: Places, lang: Language, link: Callable[..., str]) -> Paging | None:
    """Return the part that is shown; None where all are. ``link(skip=...)`` makes an address of the page."""
    if not found.many:
        return None
    key = "places_none" if not found.total else "places_found" if found.find else "places_shown"
    text = t(f"ui.{key}", lang, first=found.skip + 1, last=found.last, total=f"{found.total:,}", find=found.find)
    before, after = found.earlier, found.later
    return Paging(text, found.find, "" if before is None else link(skip=before), link(skip=after) if after else "")
