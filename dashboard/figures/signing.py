"""Who compiled, reviewed and published an edition, on which days, by which document: what is on record, no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dashboard.figures.series import Row
from dashboard.settings import settings
from dashboard.wording import Language, day_words, t


@dataclass(frozen=True)
class Hand:
    """A person and the day on which they acted."""

    by: str
    on: date


@dataclass(frozen=True)
class Signing:
    """How an edition came about; ``compiled`` and ``reviewed`` are None where it was published without review."""

    compiled: Hand | None
    reviewed: Hand | None
    publisher: str
    doc_no: str


def signing(steps: Iterable[Row], edition: Row) -> Signing:
    """Return who stands for an edition; ``steps`` of ``draft_steps``, ``edition`` of ``edition_list``.

    A draft that was sent back or withdrawn leaves nobody: who handed it in again counts.
    """
    compiled, reviewed = None, None
    for step in steps:
        hand = Hand(str(step["actor"]), _day(str(step["at"])))
        compiled = hand if step["act"] == "submitted" else compiled if step["act"] == "approved" else None
        reviewed = hand if step["act"] == "approved" else None
    return Signing(compiled, reviewed if compiled else None, str(edition["publisher"]), str(edition["doc_no"]))


def by_edition(steps: Sequence[Row], editions: Iterable[Row]) -> dict[str, Signing]:
    """Return who stands for each edition, by label; ``steps`` of ``draft_steps_of_plan``."""
    return {str(row["label"]): signing([step for step in steps if step["number"] == row["number"]], row)
            for row in editions}  # fmt: skip


def words(found: Signing, lang: Language) -> str:
    """Return it in one line: 编制：李四（2026年7月10日）　审核：…　签发：…　文号：…; "" where nothing is known."""
    return ("　" if lang == "zh" else "; ").join(_parts(found, lang))


def _parts(found: Signing, lang: Language) -> Iterator[str]:
    for name, hand in (("compiled", found.compiled), ("reviewed", found.reviewed)):
        if hand is not None:
            yield t(f"paper.signed_{name}", lang, name=hand.by, day=day_words(hand.on, lang))
    for name, text in (("published", found.publisher), ("doc_no", found.doc_no)):
        if text:
            yield t(f"paper.signed_{name}", lang, name=text)


def _day(at: str) -> date:
    return datetime.fromisoformat(at).astimezone(ZoneInfo(settings().time_zone)).date()
