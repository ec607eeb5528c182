"""What one officer hands over to the next: open matters part by part, as tables that hold words only.

Drawn in the console, on the page and as a document from this one value; it names no person and no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.wording import Language, day_words, t

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One kind of matter: what it is called, its table, and a remark below; ``where`` names the way to it."""

    key: str
    title: str
    columns: Cells
    rows: tuple[Cells, ...]
    note: str = ""
    wide: tuple[int, ...] = ()  # columns of long texts
    counted: bool = True  # False for what is no open matter by itself: days to come


@dataclass(frozen=True)
class Handover:
    """Everything that is handed over on a day; parts without a row are left out."""

    day: date
    title: str
    headline: str
    second: str
    parts: tuple[Part, ...]
    marks: Cells = ()

    @property
    def empty(self) -> bool:
        """True where nothing waits for anybody."""
        return not any(part.counted for part in self.parts)


def handover(found: Iterator[Part], day: date, plan: str, marks: Cells, lang: Language) -> Handover:
    """Return the list as of a day; ``plan`` is the plan's name."""
    parts = tuple(part for part in found if part.rows or part.note)
    open_ = [part for part in parts if part.counted and part.rows]
    told = ("、" if lang == "zh" else ", ").join(
        t("handover.count", lang, title=part.title, count=len(part.rows)) for part in open_)  # fmt: skip
    headline = t("handover.headline", lang, parts=told) if open_ else t("handover.nothing", lang)
    second = t("handover.second", lang, plan=plan, day=day_words(day, lang))
    return Handover(day, t("handover.title", lang), headline, second, parts, marks)


def text(shown: Handover, lang: Language) -> str:
    """Return the list as lines to be pasted."""
    return "\n".join(_lines(shown, lang))


def _lines(shown: Handover, lang: Language) -> Iterator[str]:
    yield shown.title
    yield from shown.marks
    yield shown.second
    yield shown.headline
    for part in shown.parts:
        yield ""
        yield t("handover.part", lang, title=part.title, count=len(part.rows))
        for at, row in enumerate(part.rows, 1):
            pairs = zip(part.columns, row, strict=True)
            told = ("；" if lang == "zh" else "; ").join(
                t("handover.pair", lang, name=name, value=value) for name, value in pairs if value)  # fmt: skip
            yield f"{at}. {told}"
        if part.note:
            yield part.note
