"""Supervision slips in words: how each stands on a day, as the desk, the tasks page and the documents tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures.marks import Mark
from dashboard.figures.slips import Event, Slip, Standing, latest
from dashboard.wording import Language, day_words, t

LOOKS: dict[Standing, tuple[str, str]] = {
    "drafted": ("h-not_assessed", "wait"),
    "issued": ("h-slightly_behind", "warn"),
    "signed": ("h-on_schedule", "good"),
    "answered": ("s-on_schedule", "good"),
    "closed": ("s-completed", "good"),
    "withdrawn": ("s-not_assessed", "wait"),
}
_LATE = ("s-behind", "bad")


@dataclass(frozen=True)
class Tag:
    """The slip of a milestone, in a line: its number, how it stands, by when; ``href`` leads to it, "" for nowhere."""

    label: str
    mark: Mark
    when: str
    href: str = ""


@dataclass(frozen=True)
class Tags:
    """The slips of milestones as seen on a day; none where nobody has looked."""

    slips: Mapping[tuple[str, str], Slip]
    day: date
    href: Callable[[Slip], str]

    def of(self, milestone: str, unit: str, lang: Language) -> Tag | None:
        """Return the newest slip of a milestone of a unit; None when there is none."""
        slip = self.slips.get((milestone, unit))
        return None if slip is None else tag(slip, self.day, lang, self.href(slip))


@dataclass(frozen=True)
class SlipRow:
    """A slip in a table."""

    tag: Tag
    title: str
    unit: str
    kind: str
    issued: str
    due: str
    days: int  # past its due day; 0 when it is not


@dataclass(frozen=True)
class Step:
    """What was done about a slip, in a table."""

    act: str
    day: str
    person: str
    told: str


def tags(found: Iterable[Slip], day: date, href: Callable[[Slip], str] = lambda _: "") -> Tags:
    """Return the slips of milestones that their units know of, as seen on a day."""
    return Tags(latest([slip for slip in found if slip.told], "milestone"), day, href)


def title(slip: Slip, lang: Language) -> str:
    """Return what is to be done."""
    return slip.title if lang == "zh" else slip.title_en


def label(slip: Slip, lang: Language) -> str:
    """Return what a slip is called: as it is printed, which has no English form, or by year and number."""
    return slip.label if lang == "zh" else t("slips.label", lang, code=slip.code)


def mark(slip: Slip, day: date, lang: Language) -> Mark:
    """Return how a slip stands on a day as word, shape and tone."""
    shape, tone = _LATE if slip.late(day) else LOOKS[slip.standing]
    return Mark(slip.standing, t(f"slips.is_word_{slip.standing}", lang), shape, tone)


def when(slip: Slip, day: date, lang: Language) -> str:
    """Return how many days are left or over; of an answered one when that was, of an ended one when it ended."""
    if slip.standing in ("answered", "closed", "withdrawn"):
        return t("slips.on_day", lang, day=day_words(slip.events[-1].day, lang))
    over, left = slip.late(day), (slip.due - day).days
    if over:
        return t("slips.over", lang, days=over)
    return t("slips.left" if left else "slips.left_today", lang, days=left)


def tag(slip: Slip, day: date, lang: Language, href: str = "") -> Tag:
    """Return a slip in a line."""
    return Tag(label(slip, lang), mark(slip, day, lang), when(slip, day, lang), href)


def row(slip: Slip, units: Mapping[str, str], day: date, lang: Language, href: str = "") -> SlipRow:
    """Return a slip in a table; ``units`` names units."""
    issued = slip.on("issue")
    return SlipRow(tag(slip, day, lang, href), title(slip, lang), units.get(slip.unit, slip.unit),
                   t(f"slips.kind_{slip.kind}", lang), day_words(issued, lang) if issued else "",
                   day_words(slip.due, lang), slip.late(day))  # fmt: skip


def steps(slip: Slip, lang: Language) -> tuple[Step, ...]:
    """Return what was done about a slip, in its order; an extension with the day before and after it."""
    return tuple(_step(event, slip.events[:at], slip.first_due, lang) for at, event in enumerate(slip.events))


def _step(event: Event, before: Sequence[Event], first: date, lang: Language) -> Step:
    told = [event.note] if event.note else []
    if event.due is not None:
        old = next((e.due for e in reversed(before) if e.due is not None), first)
        told.append(t("slips.moved", lang, old=day_words(old, lang), new=day_words(event.due, lang)))
    if event.reference:
        told.append(t("slips.proof", lang, reference=event.reference))
    return Step(t(f"slips.act_{event.act}", lang), day_words(event.day, lang), event.person,
                ("；" if lang == "zh" else "; ").join(told))  # fmt: skip
