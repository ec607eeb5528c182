"""The page of sending: one unit and report period as one frozen value, with its answer in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.figures.intake_facts import Due, Remark, Sending
from dashboard.figures.intake_values import Act, IntakePage, Outcomes, OwedSheet, Question, Settled, Version
from dashboard.figures.marks import Mark
from dashboard.figures.reminding import Reminded
from dashboard.figures.reports import sent_mark
from dashboard.figures.shell import Entry
from dashboard.intake.confirmed import may_stand
from dashboard.wording import Language, day_words, period_words, t

Href = Callable[..., str]
LOOKS = {
    "passed": ("s-completed", "good"), "repaired": ("h-on_schedule", "good"),
    "held": ("s-slightly_behind", "warn"), "returned": ("s-behind", "bad"), "noted": ("h-attained", "wait"),
}  # fmt: skip
COUNTED = ("passed", "repaired", "held", "returned")  # what a row may come to; one that is only noted passes
NAMED = 3  # missing sheets named in the second sentence
OPEN = ("held", "returned")


@dataclass(frozen=True)
class Known:
    """What is known of a unit: its name, the sheets it may fill in, what it owes and what it sent."""

    unit: str
    name: str
    sheets: Mapping[str, str]  # subject -> name of its sheet in the workbook
    names: Mapping[str, str]  # subject -> name on screen
    dues: tuple[Due, ...]
    sendings: tuple[Sending, ...]
    kept: frozenset[int]  # submissions whose original is there, so that a reply can be made
    settled: Mapping[str, tuple[Settled, ...]] = field(default_factory=dict)  # confirmed rows by report period
    reminded: tuple[Reminded, ...] = ()  # by the office, the newest first


@dataclass(frozen=True)
class Asked:
    """What is looked at, by whom, on which day."""

    period: str
    sheet: str
    today: date
    lang: Language
    href: Href  # of this page, with changes


def page(known: Known, asked: Asked, units: tuple[Entry, ...], periods: tuple[Entry, ...], acts: tuple[Act, ...],
         links: Mapping[str, str]) -> IntakePage:  # fmt: skip
    """Return the page; ``links``: template, unit and data."""
    mine = [due for due in known.dues if due.asked_in(asked.period)]
    current = next((s for s in known.sendings if s.period == asked.period and s.in_force), None)
    owed = tuple(_owed(due, known, asked) for due in mine)
    questions = tuple(_questions(current, known, asked)) if current else ()
    return IntakePage(
        headline=_headline(mine, owed, current, known, asked),
        second=_second(mine, current, known, asked),
        units=units, periods=periods, owed=owed, questions=questions, settled=known.settled.get(asked.period, ()),
        versions=tuple(_version(sending, known, asked) for sending in known.sendings),
        acts=acts, template=links["template"], unit_href=links["unit"], data_href=links["data"],
        proof_href=links.get("proof", ""),
        untouched=bool(mine) and not any(due.submission for due in mine),
        reminders=tuple(_reminder(one, known, asked.lang) for one in known.reminded if one.period == asked.period),
    )  # fmt: skip


def _reminder(one: Reminded, known: Known, lang: Language) -> str:
    """Return what the unit was reminded of, as it reads it itself."""
    names = ("、" if lang == "zh" else ", ").join(known.names.get(code, code) for code in one.sheets)
    return t("due.to_intake", lang, day=day_words(one.sent_on, lang), way=t(f"due.way_{one.way}", lang), sheets=names)


def outcome(name: str, lang: Language) -> Mark:
    """Return what became of a row as word, shape and tone."""
    return Mark(name, t(f"load.outcome_{name}", lang), *LOOKS[name])


def outcomes(passed: int, repaired: int, held: int, returned: int, lang: Language) -> Outcomes:
    """Return numbers of rows with the marks of the four outcomes."""
    return Outcomes(passed, repaired, held, returned, tuple(outcome(name, lang) for name in COUNTED))


def question(remark: Remark, lang: Language, href: str = "", confirm: str = "") -> Question:
    """Return an issue of a row as the page says it."""
    return Question(remark.sheet, remark.row_no, remark.column, outcome(remark.outcome, lang), remark.sentence(lang),
                    href, confirm)  # fmt: skip


def _headline(mine: Sequence[Due], owed: Sequence[OwedSheet], current: Sending | None, known: Known,
              asked: Asked) -> str:  # fmt: skip
    lang = asked.lang
    period = period_words(asked.period, lang)
    if not mine:
        return t("intake.headline_none", lang, unit=known.name, period=period)
    nil = sum(due.reported and not sheet.rows for due, sheet in zip(mine, owed, strict=True))
    rows = {name: current.rows_with(name) if current else 0 for name in OPEN}
    told = {name: t(f"intake.and_{name}", lang, count=count) if count else "" for name, count in rows.items()}
    return t("intake.headline", lang, unit=known.name, period=period, owed=len(mine),
             sent=sum(due.reported for due in mine), due=day_words(min(due.due for due in mine), lang),
             nil=t("intake.nil", lang, count=nil) if nil else "", **told)  # fmt: skip


def _second(mine: Sequence[Due], current: Sending | None, known: Known, asked: Asked) -> str:
    """Return what to do next."""
    lang, missing = asked.lang, [due for due in mine if not due.submission]
    if missing:
        named = ("、" if lang == "zh" else ", ").join(known.names[due.subject] for due in missing[:NAMED])
        more = t("intake.and_more", lang, names=named, count=len(missing)) if len(missing) > NAMED else named
        days = (min(due.due for due in missing) - asked.today).days
        key = "intake.missing_late" if days < 0 else "intake.missing"
        return t(key, lang, names=more, days=abs(days))
    open_rows = sum(current.rows_with(name) for name in OPEN) if current else 0
    return t("intake.answer" if open_rows else "intake.complete" if mine else "intake.nothing_owed", lang)


def _owed(due: Due, known: Known, asked: Asked) -> OwedSheet:
    lang, name = asked.lang, known.names[due.subject]
    if due.yearly:
        name = t("intake.of_year", lang, name=name, period=period_words(due.period, lang))
    found = next((s for s in known.sendings if s.id == due.submission), None)
    sheet = known.sheets.get(due.subject, "")
    rows = found.stated.get(sheet, 0) if found else 0
    open_rows = {r.row_no for r in found.remarks if r.sheet == sheet and r.outcome in OPEN} if found else set()
    late = 0 if due.submission else max((asked.today - due.due).days, 0)
    filled = asked.sheet == due.subject
    return OwedSheet(name, day_words(due.due, lang), late, _mark(due, found, rows, late, lang), rows, len(open_rows),
                     asked.href(sheet="" if filled else due.subject) if sheet else "", filled, due.why)  # fmt: skip


def _mark(due: Due, found: Sending | None, rows: int, late: int, lang: Language) -> Mark:
    """Return how a sheet was sent."""
    if not due.submission:
        return sent_mark("missing" if late else "open", lang)
    if due.waiting:
        return outcome("held", lang)
    if found is not None and found.filled is not None and found.filled > due.due:
        return sent_mark("late", lang)
    return sent_mark("on_time" if rows else "nil", lang)


def confirmable(remarks: Iterable[Remark]) -> frozenset[str]:
    """Return the places of the rows that a person may confirm as they are: each of their questions allows it."""
    told = [remark for remark in remarks if remark.outcome in OPEN]
    return frozenset(r.place for r in told) - {r.place for r in told if not may_stand(r)}


def _questions(current: Sending, known: Known, asked: Asked) -> Iterator[Question]:
    """Yield what the workbook in force still asks, each with the way to the form of its sheet."""
    by_sheet = {sheet: subject for subject, sheet in known.sheets.items()}
    right = confirmable(current.remarks)
    for remark in current.remarks:
        if remark.outcome in OPEN:
            subject = by_sheet.get(remark.sheet, "")
            href = asked.href(sheet=subject, row=str(remark.row_no)) if subject else ""
            yield question(remark, asked.lang, href, asked.href(confirm=remark.place) if remark.place in right else "")


def _version(sending: Sending, known: Known, asked: Asked) -> Version:
    lang = asked.lang
    newest = next(s for s in known.sendings if s.period == sending.period)
    state = "in_force" if sending.in_force else "superseded" if newest.in_force or sending != newest else "withdrawn"
    looks = {"in_force": ("s-completed", "good"), "superseded": ("h-on_schedule", "wait"),
             "withdrawn": ("s-not_assessed", "wait")}  # fmt: skip
    return Version(
        period_words(sending.period, lang), t("reports.version", lang, number=sending.version), sending.file,
        day_words(sending.filled, lang) if sending.filled else "", sum(sending.stated.values()),
        sending.rows_with("repaired"), sending.rows_with("held"), sending.rows_with("returned"),
        Mark(state, t(f"intake.state_{state}", lang), *looks[state]),
        asked.href(path="workbooks/intake-reply.xlsx", period=sending.period, version=str(sending.version))
        if sending.id in known.kept and sending.remarks else "",
        asked.href(period=sending.period, withdraw=sending.period) if sending.in_force else "",
    )  # fmt: skip
