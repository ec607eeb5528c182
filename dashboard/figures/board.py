"""What is looked at of the milestones, and its parts in words: rows of lists, rows of the time axis, filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.figures import steps, timeline
from dashboard.figures.facts import Measure, State, Step
from dashboard.figures.marks import Cell
from dashboard.figures.shell import Entry
from dashboard.figures.slip_words import Tag, Tags
from dashboard.figures.steps import DONE, Asked, Owed, Proofs, StepRow
from dashboard.figures.timeline import Axis, Point
from dashboard.plan.models import Task
from dashboard.wording import Language, day_words, joined, t

Href = Callable[..., str]


@dataclass(frozen=True)
class StateLink:
    """A state as a filter: its mark, word and count."""

    state: str
    word: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Track:
    """A task (or, of one task, a series of milestones) with its marks on the axis."""

    code: str
    name: str
    href: str
    unit: str
    unit_tip: str
    done: int
    due: int
    overdue: int
    verified: int
    lanes: int
    points: tuple[Point, ...]
    alt: str
    safeguard: bool = False


@dataclass(frozen=True)
class Board:
    """An edition's milestones and what is asked of them; ``href(page, **keys)`` makes addresses."""

    state: State
    asked: Asked
    proofs: Proofs
    lang: Language
    href: Href
    slips: Tags | None = None  # None: slips are not told here

    def found(self, asked: Asked | None = None) -> list[Owed]:
        """Return the milestones asked for, in plan order."""
        wanted = self.asked if asked is None else asked
        return [one for one in steps.every(self.state) if wanted.holds(one)]

    def link(self, **changes: str) -> str:
        """Return the address of the page with a change of what is asked."""
        made = replace(self.asked, **changes)
        return self.href("tasks", task=made.task, unit=made.unit, state=made.state)

    def unit(self, code: str) -> str:
        """Return a unit by the name that it had at the cut-off."""
        return self.state.organisations.get(code, code)

    def short(self, task: Task) -> str:
        """Return a task's short name."""
        return task.short if self.lang == "zh" else task.short_en

    def row(self, one: Owed) -> StepRow:
        """Return a milestone as a row of a list."""
        step, task = one.step, one.measure.task
        word = t(f"status.milestone_{step.state}", self.lang)
        return StepRow(
            cell=Cell(step.state, word),
            code=step.code.partition("@")[0].upper(),
            name=steps.title(step, self.lang),
            task=self.short(task),
            task_href=self.href("tasks", task=task.id),
            unit=self.unit(step.reporter),
            unit_href=self.href("unit", unit=step.reporter),
            due=steps.month_day(step.due, self.lang),
            done=day_words(step.done_on, self.lang) if step.done_on else "",
            days=steps.days_over(step, self.state.edition.cut_off),
            word=word,
            proof=steps.proof_mark(self.proofs.of(step), self.lang),
            paper=self.proofs.paper(step),
            slip=self.slip(step),
        )

    def slip(self, step: Step) -> Tag | None:
        """Return the newest slip of a milestone that is overdue; None where there is none or slips are not told."""
        if self.slips is None or step.state != "overdue":
            return None
        return self.slips.of(step.code, step.reporter, self.lang)

    def states(self) -> Iterator[StateLink]:
        """Yield the states that occur, each with its count under the other choices."""
        count = Counter(one.step.state for one in self.found(replace(self.asked, state="")))
        for name in steps.ORDER:
            if count[name] or name == self.asked.state:
                chosen = name == self.asked.state
                link = self.link(state="" if chosen else name)
                yield StateLink(name, t(f"status.milestone_{name}", self.lang), count[name], link, chosen)

    def units(self) -> Iterator[Entry]:
        """Yield the units that answer for milestones, with what is overdue of theirs."""
        yield Entry(t("tasks.every_unit", self.lang), self.link(unit=""), not self.asked.unit)
        late = Counter(one.step.reporter for one in steps.every(self.state) if one.step.state == "overdue")
        answering = {one.step.reporter for one in steps.every(self.state)}
        for code in (code for code in self.state.organisations if code in answering):
            note = t("overview.overdue_count", self.lang, count=late[code]) if late[code] else ""
            yield Entry(self.unit(code), self.link(unit=code), code == self.asked.unit, note)

    def tasks(self) -> Iterator[Entry]:
        """Yield the tasks and safeguards as choices."""
        yield Entry(t("tasks.every_task", self.lang), self.link(task=""), not self.asked.task)
        for task in (measure.task for measure in self.state.measures):
            yield Entry(self.short(task), self.link(task=task.id), task.id == self.asked.task, task.code)

    def tracks(self, axis: Axis) -> Iterator[Track]:
        """Yield a row of the time axis for each task with milestones asked for; of one task for each series."""
        for measure in self.state.measures:
            mine = [step for step in measure.steps if self.asked.holds(Owed(measure, step))]
            if mine and self.asked.task:
                yield from (self._track(axis, measure, found, found[0]) for found in _series(mine))
            elif mine:
                yield self._track(axis, measure, mine, None)

    def _track(self, axis: Axis, measure: Measure, found: Sequence[Step], of: Step | None) -> Track:
        """Return a row: of a task, or of the series that a milestone belongs to."""
        task, count = measure.task, Counter(step.state for step in found)
        points = timeline.points(found, axis, self.state.edition.cut_off, self.lang)
        codes = task.responsible if of is None else (of.reporter,)
        units = [self.unit(code) for code in codes]
        told = [t("tasks.state_count", self.lang, state=t(f"status.milestone_{s}", self.lang), count=count[s])
                for s in steps.ORDER if count[s]]  # fmt: skip
        done = sum(count[state] for state in DONE)
        return Track(
            code=task.code if of is None else of.code.partition("@")[0].upper(),
            name=self.short(task) if of is None else steps.plain(of),
            href=self.link(task=task.id) if of is None else "",
            unit=first(units, self.lang),
            unit_tip=joined(units, self.lang),
            done=done,
            due=done + count["overdue"],
            overdue=count["overdue"],
            verified=sum(step.verified for step in found),
            lanes=timeline.lanes(points),
            points=points,
            alt=joined(told, self.lang),
            safeguard=task.kind == "safeguard" and of is None,
        )


def first(units: Sequence[str], lang: Language) -> str:
    """Return the first unit and how many there are; what is said where the plan names none."""
    if not units:
        return t("target.no_owner", lang)
    count = len(units)
    return units[0] if count == 1 else t("tasks.and_others", lang, unit=units[0], count=count, rest=count - 1)


def _series(found: Iterable[Step]) -> Iterator[list[Step]]:
    groups: dict[str, list[Step]] = {}
    for step in found:
        groups.setdefault(step.code.partition("@")[0], []).append(step)
    yield from groups.values()
