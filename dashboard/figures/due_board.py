"""应报、实报 of a report period: senders by sheets as marks, in the order of the catalogue, with counts that add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.figures.duty import LOOKS, STATES, Duty, Tally, tally, why
from dashboard.figures.marks import Mark
from dashboard.figures.reminding import Reminded, told
from dashboard.figures.shell import Entry
from dashboard.plan import periods
from dashboard.plan.models import Organisation
from dashboard.wording import Language, day_words, period_words, t

Href = Callable[..., str]


@dataclass(frozen=True)
class BoardCell:
    """One sheet of a sender: how it stands; ``tip`` says it in words."""

    mark: Mark
    tip: str


@dataclass(frozen=True)
class BoardRow:
    """A sender with one cell for each column, None where it owes nothing, and what it has been reminded of."""

    code: str
    name: str
    href: str
    cells: tuple[BoardCell | None, ...]
    expected: int
    received: int
    worst: Mark  # of what it still owes; of all when it owes nothing
    reminded: str


@dataclass(frozen=True)
class DueBoard:
    """Everything the board says of a report period."""

    headline: str
    second: str
    periods: tuple[Entry, ...]
    kinds: tuple[Entry, ...]
    columns: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    counts: tuple[tuple[Mark, int], ...]  # every state and its number
    expected: int
    received: int


@dataclass(frozen=True)
class Known:
    """What a board is made of: the sheets owed, the units in catalogue order, names, reminders, the day."""

    period: str
    duties: tuple[Duty, ...]
    units: tuple[Organisation, ...]
    sheets: Mapping[str, str]  # subject -> name, in the order of the columns
    today: date
    lang: Language
    href: Href  # of a page with changes
    reminded: Mapping[str, tuple[Reminded, ...]] = field(default_factory=dict)  # by sender, the newest first

    def named(self, code: str) -> str:
        """Return a unit's short name on the day."""
        unit = next(found for found in self.units if found.id == code)
        name = unit.name_on(self.today)
        return name.short if self.lang == "zh" else name.name_en


def board(known: Known, kind: str, periods_: tuple[Entry, ...], here: Href) -> DueBoard:
    """Return the board of the units of a kind ("" for all); ``here``: its own address with changes."""
    kinds = {unit.id: unit.kind for unit in known.units}
    shown = [duty for duty in known.duties if kind in ("", kinds[duty.report.sender])]
    subjects = [code for code in known.sheets if any(duty.report.subject == code for duty in shown)]
    counted = tally(shown)
    senders = {duty.report.sender for duty in shown}
    rows = tuple(_row(unit.id, subjects, shown, known) for unit in known.units if unit.id in senders)
    return DueBoard(
        headline=headline(counted, rows, known), second=second(shown, known), periods=periods_,
        kinds=_kinds(known, kind, kinds, here), columns=tuple(known.sheets[code] for code in subjects), rows=rows,
        counts=tuple((_plain(state, known.lang), counted.counts[state]) for state in STATES),
        expected=counted.expected, received=counted.received,
    )  # fmt: skip


def headline(counted: Tally, rows: Sequence[BoardRow], known: Known) -> str:
    """Return 2026年三季度应报146张，实报140张，待核实2张，逾期4张（市统计局等2家）."""
    lang, parts = known.lang, []
    for state in ("nil", "held", "overdue", "extended", "open"):
        if counted.counts[state]:
            parts.append(t(f"due.count_{state}", lang, count=counted.counts[state]))
    key = "due.headline" if parts else "due.headline_all"
    return t(key, lang, period=period_words(known.period, lang), expected=counted.expected, received=counted.received,
             units=len(rows), notes=("，" if lang == "zh" else ", ").join(parts))  # fmt: skip


def second(shown: Iterable[Duty], known: Known) -> str:
    """Return what comes next: who is overdue, else the next day on which something is due."""
    lang, late = known.lang, [duty for duty in shown if duty.state == "overdue"]
    if late:
        names = list(dict.fromkeys(known.named(duty.report.sender) for duty in late))
        longest = max(duty.days for duty in late)
        told_ = ("、" if lang == "zh" else ", ").join(names[:5])
        more = t("due.and_more", lang, units=told_, count=len(names)) if len(names) > 5 else told_
        return t("due.second_late", lang, units=more, days=longest)
    ahead = [duty.due.day for duty in shown if duty.state in ("open", "extended")]
    if not ahead:
        return t("due.second_done", lang)
    return t("due.second_ahead", lang, day=day_words(min(ahead), lang), days=(min(ahead) - known.today).days)


def _row(code: str, subjects: Sequence[str], shown: Iterable[Duty], known: Known) -> BoardRow:
    mine = [duty for duty in shown if duty.report.sender == code]
    by_subject = {subject: [duty for duty in mine if duty.report.subject == subject] for subject in subjects}
    worst = min(mine, key=lambda duty: (_ORDER.index(duty.state), -duty.days))
    counted = tally(mine)
    return BoardRow(
        code, known.named(code), known.href("intake", unit=code, period=known.period),
        tuple(_cell(found, known) if found else None for found in by_subject.values()),
        counted.expected, counted.received, _standing(worst, counted, known.lang),
        told(known.reminded.get(code, ()), known.lang),
    )  # fmt: skip


def _standing(worst: Duty, counted: Tally, lang: Language) -> Mark:
    """Return how a sender stands: by what is worst, and 已报齐 where nothing is open."""
    if counted.received < counted.expected or not counted.counts["reported"]:
        return worst.mark(lang)
    return Mark("reported", t("due.state_all", lang), *LOOKS["reported"])


_ORDER = ("overdue", "held", "extended", "open", "nil", "reported")  # the gravest first


def _cell(found: Sequence[Duty], known: Known) -> BoardCell:
    """Return the cell of a sheet; of several years owed the gravest."""
    lang = known.lang
    first = min(found, key=lambda duty: (_ORDER.index(duty.state), -duty.days))
    mark, parts = first.mark(lang), []
    for duty in found:
        said = [known.sheets[duty.report.subject], duty.mark(lang).word,
                t("due.tip_due", lang, day=day_words(duty.due.day, lang)), why(duty.due, lang)]  # fmt: skip
        if periods.frequency(duty.report.period) == "A":
            said.insert(1, period_words(duty.report.period, lang))
        if duty.report.waiting:
            said.append(t("due.tip_waiting", lang, count=duty.report.waiting))
        parts.append(("，" if lang == "zh" else ", ").join(filter(None, said)))
    return BoardCell(mark, "\n".join(parts))


def _plain(state: str, lang: Language) -> Mark:
    return Mark(state, t(f"due.legend_{state}", lang), *LOOKS[state])  # type: ignore[index]


def _kinds(known: Known, chosen: str, kinds: Mapping[str, str], here: Href) -> tuple[Entry, ...]:
    present = list(dict.fromkeys(kinds[unit.id] for unit in known.units
                                 if any(duty.report.sender == unit.id for duty in known.duties)))  # fmt: skip
    every = Entry(t("due.every_kind", known.lang), here(kinds=""), not chosen)
    return (every, *(Entry(t(f"due.kind_{kind}", known.lang), here(kinds=kind), kind == chosen) for kind in present))
