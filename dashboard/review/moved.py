"""What changed between two editions of a plan: verdicts that moved, values of earlier periods, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dashboard.attainment import rollup
from dashboard.attainment.verdict import Verdict
from dashboard.figures.facts import Edition, Item
from dashboard.figures.headlines import in_sentence
from dashboard.figures.series import series
from dashboard.plan import periods
from dashboard.plan.models import Indicator, Reading, Region
from dashboard.review.book import Book
from dashboard.wording import edition_words, quantity, t

_RANKS = {  # from worse to better; coming from or going to what is awaited or not assessed is neither
    "final_missed": 0, "below_base": 1, "behind": 2, "slightly_behind": 3, "attained": 4, "on_schedule": 4,
    "on_stages": 4, "completed": 5, "final_met": 5,
}  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """A target under one reading in two editions; ``item`` is the newer one's."""

    item: Item
    reading: Reading
    old: Verdict
    new: Verdict

    @property
    def used(self) -> bool:
        """True for the reading whose verdict is the target's own."""
        return self.reading.id == self.item.target.default.id

    @property
    def moved(self) -> bool:
        """True where the verdict is another one; what was reached and is now final has not moved."""
        was, now = (rollup.COUNTED_AS.get(found.status, found.status) for found in (self.old, self.new))
        return was != now

    @property
    def direction(self) -> Literal[-1, 0, 1]:
        """1 better, -1 worse, 0 where neither can be said."""
        was, now = (_RANKS.get(found.status) for found in (self.old, self.new))
        if was is None or now is None or was == now:
            return 0
        return 1 if now > was else -1


@dataclass(frozen=True)
class Change:
    """A value of one period that two editions hold otherwise; None: not known to that edition."""

    indicator: Indicator
    region: Region
    period: str
    old: Decimal | None
    new: Decimal | None

    @property
    def kind(self) -> Literal["restated", "filled", "withdrawn"]:
        """What happened to the value."""
        return "filled" if self.old is None else "withdrawn" if self.new is None else "restated"


@dataclass(frozen=True)
class Moved:
    """What an edition says otherwise than an earlier one."""

    then: Edition
    now: Edition
    turns: tuple[Turn, ...]  # verdicts of any reading with another word, level or target
    changes: tuple[Change, ...]  # of periods that the earlier edition covers
    corrections: tuple[Edition, ...]  # published after the earlier edition, up to the newer one
    fresh: tuple[Item, ...] = ()  # targets that the earlier edition does not have

    @property
    def verdicts(self) -> tuple[Turn, ...]:
        """The targets' own verdicts that moved, in plan order."""
        return tuple(turn for turn in self.turns if turn.used and turn.moved)

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        """Return the values that were restated, filled in or withdrawn."""
        return tuple(change for change in self.changes if change.kind == kind)


def moved(now: Book, then: Book) -> Moved:
    """Return what changed from one edition to a later one of the same plan."""
    before = {item.target.id: item for item in then.state.items}
    fresh = tuple(item for item in now.state.items if item.target.id not in before)
    between = tuple(one for one in now.editions
                    if one.corrects and then.edition.number < one.number <= now.edition.number)  # fmt: skip
    turns = tuple(turn for item in now.state.items if item.target.id in before
                  for turn in _turns(item, before[item.target.id]))  # fmt: skip
    return Moved(then.edition, now.edition, turns, tuple(_changes(now, then)), between, fresh)


def _turns(item: Item, before: Item) -> Iterator[Turn]:
    known = {reading.id: verdict for reading, verdict in before.every}
    for reading, new in item.every:
        old = known.get(reading.id)
        if old is not None and (old.status, old.level, old.path) != (new.status, new.level, new.path):
            yield Turn(item, reading, old, new)


def _changes(now: Book, then: Book) -> Iterator[Change]:
    """Yield the values that differ, by indicator, region and period, up to the last month of the earlier edition."""
    every = indicators(now)
    rows = now.rows("moved_values", then=then.edition.number, indicators=[made.id for made in every],
                    regions=[region.code for region in now.regions])  # fmt: skip
    for made in every:
        mine = [row for row in rows if row["indicator"] == made.id]
        new, old = (series([row for row in mine if row["fresh"] == fresh], made).values for fresh in (1, 0))
        for region in now.regions:
            before, after = old.get(region.code, {}), new.get(region.code, {})
            yield from _differing(made, region, before, after, then.edition.through)


def _differing(
    made: Indicator, region: Region, old: Mapping[str, Decimal | None], new: Mapping[str, Decimal | None], last: str
) -> Iterator[Change]:
    for period in sorted({*new, *old}):
        change = Change(made, region, period, old.get(period), new.get(period))
        if change.old != change.new and periods.last_month(period) <= last:
            yield change


def indicators(book: Book) -> tuple[Indicator, ...]:
    """Return the quantities that any reading of a target measures, each once, in plan order."""
    found = {made.id: made for item in book.state.items for made in item.quantities.values()}
    return tuple(found.values())


def decimals(change: Change) -> int:
    """Return how many decimals tell both values exactly; where none of a few do, how many tell them apart."""
    few = range(change.indicator.decimals, change.indicator.decimals + 5)
    known = [value for value in (change.old, change.new) if value is not None]
    exact = (d for d in few if all(value == round(value, d) for value in known))
    differ = (d for d in few if len({round(value, d) for value in known}) > 1)
    return next(exact, next(differ, few[0] if len(known) < 2 else few[-1]))


def apart(change: Change, book: Book) -> tuple[str, str]:
    """Return both values in words with their unit; — for one that is not known."""
    made, places = change.indicator, decimals(change)
    old, new = ("—" if value is None else quantity(value, made.unit, made.unit_en, places, book.lang)
                for value in (change.old, change.new))  # fmt: skip
    return old, new


def words(found: Moved, book: Book, most: int = 8) -> str:
    """Return in a sentence which verdicts moved and how many earlier values are others; ``most`` verdicts by name."""
    lang, key = book.lang, "moved.since" if found.then == book.before else "moved.since_year"
    parts = [_turned(found, book, most)]
    parts += [t(f"moved.{kind}", lang, count=len(found.of_kind(kind))) for kind in ("restated", "filled", "withdrawn")
              if found.of_kind(kind)]  # fmt: skip
    if found.corrections:
        named = [edition_words(one.label, lang) for one in found.corrections]
        parts.append(t("moved.corrected", lang, names=("、" if lang == "zh" else ", ").join(named)))
    told = ("；" if lang == "zh" else "; ").join(parts)
    return t(key, lang, edition=edition_words(found.then.label, lang), told=told)


def _turned(found: Moved, book: Book, most: int) -> str:
    if not found.verdicts:
        return t("moved.none", book.lang)
    if not most:
        return t("moved.turns_count", book.lang, count=len(found.verdicts))
    comma = "，" if book.lang == "zh" else "; "
    names = comma.join(turned(turn, book) for turn in found.verdicts[:most])
    if len(found.verdicts) > most:
        names = t("moved.and_more", book.lang, names=names)
    return t("moved.turns", book.lang, count=len(found.verdicts), names=names)


def turned(turn: Turn, book: Book) -> str:
    """Return how one verdict moved: 由“略低于序时进度”变为“达到序时进度”."""
    old, new = (in_sentence(t(f"status.{found.status}", book.lang), book.lang) for found in (turn.old, turn.new))
    return t("moved.turn", book.lang, name=turn.item.name(book.lang), old=old, new=new)
