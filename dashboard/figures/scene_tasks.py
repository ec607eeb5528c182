"""Scene (e): the milestones of the tasks: how many are done, which are overdue, which are due next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures import slip_words, steps
from dashboard.figures.facts import Measure, State
from dashboard.figures.scenes import Piece, Scene, Told
from dashboard.figures.slips import Slip, urgent
from dashboard.figures.steps import DONE, Owed
from dashboard.figures.tasks import SOON
from dashboard.plan import periods
from dashboard.plan.judging import StageState
from dashboard.wording import Language, day_words, t

_ROWS = 14  # of the table
_LATE, _NEXT, _LINES = 4, 3, 7  # of the lists, and of all of them together
_BESIDE = 2  # lines of each of these where there are slips, which have the rest
_PARTS: tuple[StageState, ...] = ("done", "done_late", "overdue", "due_soon", "under_way", "continuous", "not_started")


@dataclass(frozen=True)
class Track:
    """A task: how many of its milestones stand at each state, in order, and how many of those due are done."""

    code: str
    name: str
    parts: tuple[tuple[str, int], ...]
    done: int
    due: int
    overdue: int


@dataclass(frozen=True)
class Line:
    """A milestone in a list; ``unit`` is "" where nobody is to be named."""

    state: str
    name: str
    task: str
    day: str
    note: str
    unit: str


@dataclass(frozen=True)
class Listing:
    """Milestones under a title; ``more`` did not fit."""

    title: str
    lines: tuple[Line, ...]
    more: int
    none: str


@dataclass(frozen=True)
class Slips:
    """Supervision slips as they stand on a day."""

    every: tuple[Slip, ...]
    day: date


NO_SLIPS = Slips((), date.min)


@dataclass(frozen=True)
class Content:
    """The numbers, the tasks, the safeguards beside them, and the lists."""

    figures: tuple[tuple[int, str, str], ...]  # count, word, tone
    tasks: tuple[Track, ...]
    safeguards: tuple[Track, ...]
    lists: tuple[Listing, ...]


def scene(state: State, lang: Language, told: Told, slips: Slips = NO_SLIPS) -> Scene:
    """Return the scene of the tasks; the open ones of the slips are told beside the milestones."""
    every = list(steps.every(state))
    count = Counter(one.step.state for one in every)
    make = _Maker(state, lang, told, slips)
    tracks = [(measure.task.kind, _track(measure, lang)) for measure in state.measures]
    late = sorted((one for one in every if one.step.state == "overdue"), key=lambda one: one.step.due)
    ahead = sorted((one for one in every if one.step.state not in (*DONE, "overdue", "continuous")),
                   key=lambda one: one.step.due)  # fmt: skip
    content = Content(
        _figures(every, count, lang),
        tuple(track for kind, track in tracks if kind == "task")[:_ROWS],
        tuple(track for kind, track in tracks if kind == "safeguard")[:4],
        make.lists(late, ahead, [one for one in every if one.step.done_on]),
    )
    return Scene("tasks", t("screen.title_tasks", lang), _headline(state, count, len(every), lang), content)


def _figures(every: Sequence[Owed], count: Counter[StageState], lang: Language) -> tuple[tuple[int, str, str], ...]:
    done = count["done"] + count["done_late"]
    bad = "bad" if count["overdue"] else "good"
    return ((len(every), t("screen.steps", lang), ""), (done, t("screen.steps_done", lang), "good"),
            (count["overdue"], t("screen.steps_overdue", lang), bad))  # fmt: skip


def _headline(state: State, count: Counter[StageState], total: int, lang: Language) -> tuple[Piece, ...]:
    done, late = count["done"] + count["done_late"], count["overdue"]
    day = day_words(state.edition.cut_off, lang)
    opening = Piece(t("screen.tasks_head", lang, day=day, total=total, done=done, late_done=count["done_late"]))
    if not late:
        return opening, Piece(t("screen.tasks_none", lang), "good")
    return opening, Piece(t("screen.tasks_late", lang, count=late), "bad")


def _track(measure: Measure, lang: Language) -> Track:
    task, count = measure.task, Counter(step.state for step in measure.steps)
    done = count["done"] + count["done_late"]
    return Track(
        task.code,
        task.short if lang == "zh" else task.short_en,
        tuple((state, count[state]) for state in _PARTS if count[state]),
        done,
        done + count["overdue"],
        count["overdue"],
    )


@dataclass(frozen=True)
class _Maker:
    state: State
    lang: Language
    told: Told
    slips: Slips

    def lists(self, late: Sequence[Owed], ahead: Sequence[Owed], done: Sequence[Owed]) -> tuple[Listing, ...]:
        """Return what is overdue and what is due next; what was done last where these leave room."""
        cut_off, lang = self.state.edition.cut_off, self.lang
        soon = [one for one in ahead if periods.last_day(one.step.due) <= cut_off + SOON]
        title = "screen.soon" if soon or not ahead else "screen.soon_later"
        urged = urgent(self.slips.every, self.slips.day)
        most, following = (_BESIDE, _BESIDE) if urged else (_LATE, _NEXT)
        made = [
            self.listing(
                t("screen.overdue_at", lang, day=day_words(cut_off, lang)), late, "screen.overdue_none", most
            ),
            self.listing(t(title, lang), soon or ahead, "screen.soon_none", following),
        ]
        room = _LINES - sum(max(len(found.lines), 1) for found in made)
        if urged:
            return (made[0], self.urged(urged, room), made[1])
        latest = sorted(done, key=lambda one: one.step.done_on or cut_off, reverse=True)
        if room > 1 and latest:
            made.append(self.listing(t("screen.done_last", lang), latest, "screen.soon_none", room - 1))
        return tuple(made)

    def listing(self, title: str, found: Sequence[Owed], none: str, most: int) -> Listing:
        """Return a list of milestones, cut to what fits; of what is done nobody asks how much more there is."""
        more = 0 if title == t("screen.done_last", self.lang) else max(len(found) - most, 0)
        return Listing(title, tuple(map(self.line, found[:most])), more, "" if found else t(none, self.lang))

    def urged(self, found: Sequence[Slip], most: int) -> Listing:
        """Return the open slips, the most urgent first, cut to what fits."""
        title = t("slips.wall_title", self.lang, count=len(found))
        return Listing(title, tuple(map(self.slip, found[:most])), max(len(found) - most, 0), "")

    def slip(self, slip: Slip) -> Line:
        """Return a slip in words."""
        day, lang = self.slips.day, self.lang
        tag = slip_words.tag(slip, day, lang)
        unit = self.state.organisations.get(slip.unit, slip.unit) if self.told.units else ""
        state = "overdue" if slip.late(day) else "under_way"
        note = tag.when if slip.standing in ("issued", "signed") else tag.mark.word
        return Line(state, slip_words.title(slip, lang), tag.label, day_words(slip.due, lang), note, unit)

    def line(self, one: Owed) -> Line:
        """Return a milestone in words."""
        step, task, lang = one.step, one.measure.task, self.lang
        days = steps.days_over(step, self.state.edition.cut_off)
        note = t("screen.days_over", lang, days=days) if days else t(f"status.milestone_{step.state}", lang)
        day: date = step.done_on or periods.last_day(step.due)
        unit = self.state.organisations.get(step.reporter, step.reporter) if self.told.units else ""
        name = task.short if lang == "zh" else task.short_en
        return Line(step.state, steps.title(step, lang), name, day_words(day, lang), note, unit)
