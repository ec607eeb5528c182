"""催报: what a unit still owes of a report period, in a text to paste; and what it has been reminded of already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dashboard.figures.duty import Duty
from dashboard.figures.series import Row
from dashboard.plan import periods, workdays
from dashboard.plan.models import Organisation, Plan
from dashboard.plan.workdays import Notices
from dashboard.wording import Language, day_words, period_words, t

WAYS = ("message", "letter", "phone", "other")
ANSWER_IN = 3  # working days that a unit gets to answer
_NOT_URGED = ("party_organ", "central_branch", "bank", "insurer", "university", "association", "platform", "national")


@dataclass(frozen=True)
class Reminded:
    """A reminder that was sent: of which sheets, how, in which words, by whom, when."""

    sender: str
    period: str
    sheets: Mapping[str, str]
    way: str
    content: str
    person: str
    sent_on: date


@dataclass(frozen=True)
class ReminderDraft:
    """What a unit is to be reminded of: its open sheets, the text; ``urged``: the office may urge it by itself."""

    sender: str
    name: str
    full: str  # its name in full, to be addressed by
    sheets: Mapping[str, str]  # subject -> missing | held
    missing: str
    held: str
    due: str
    days: int
    text: str
    urged: bool
    reminded: str


def reminded(rows: Iterable[Row]) -> tuple[Reminded, ...]:
    """Return reminders from the rows of ``reminders``, the newest first."""
    return tuple(
        Reminded(str(row["sender"]), str(row["period"]), json.loads(str(row["sheets"])), str(row["way"]),
                 str(row["content"]), str(row["person"]), date.fromisoformat(str(row["sent_on"])))
        for row in rows
    )  # fmt: skip


def by_sender(found: Iterable[Reminded], period: str) -> dict[str, tuple[Reminded, ...]]:
    """Return the reminders of a report period by sender, the newest first."""
    made: dict[str, tuple[Reminded, ...]] = {}
    for one in found:
        if one.period == period:
            made[one.sender] = (*made.get(one.sender, ()), one)
    return made


def told(found: Sequence[Reminded], lang: Language) -> str:
    """Return 已催2次，最近2026年10月12日（微信、短信）; "" for a unit that was not reminded."""
    if not found:
        return ""
    way = t(f"due.way_{found[0].way}", lang)
    return t("due.reminded", lang, count=len(found), day=day_words(found[0].sent_on, lang), way=way)


def urged(unit: Organisation) -> bool:
    """Return whether the office urges a unit by itself; the others are asked apart, one by one."""
    return bool(getattr(unit, "addressed", True)) and unit.kind not in _NOT_URGED


def drafts(
    duties: Iterable[Duty], units: Iterable[Organisation], sheets: Mapping[str, str], plan: Plan, period: str,
    today: date, notices: Notices, lang: Language, sent: Mapping[str, tuple[Reminded, ...]],
) -> tuple[ReminderDraft, ...]:  # fmt: skip
    """Return a reminder for every unit that owes something, in the order of the catalogue."""
    open_ = [duty for duty in duties if duty.state not in ("reported", "nil")]
    made = []
    for unit in units:
        mine = [duty for duty in open_ if duty.report.sender == unit.id]
        if mine:
            asking = _Asking(unit, mine, sheets, plan, period, today, notices, lang)
            made.append(asking.draft(sent.get(unit.id, ())))
    return tuple(made)


def answer_by(today: date, notices: Notices) -> date:
    """Return the day by which a reminder asks for an answer, so many working days on."""
    day = today
    for _ in range(ANSWER_IN):
        day = workdays.following(date.fromordinal(day.toordinal() + 1), notices)
    return day


@dataclass(frozen=True)
class _Asking:
    """One unit's reminder in the making."""

    unit: Organisation
    mine: Sequence[Duty]
    sheets: Mapping[str, str]
    plan: Plan
    period: str
    today: date
    notices: Notices
    lang: Language

    def draft(self, sent: Sequence[Reminded]) -> ReminderDraft:
        held = [duty for duty in self.mine if duty.state == "held"]
        missing = [duty for duty in self.mine if duty.state != "held"]
        first = min((duty.due.day for duty in missing), default=min(duty.due.day for duty in self.mine))
        codes = {duty.report.subject: "held" if duty.state == "held" else "missing" for duty in self.mine}
        return ReminderDraft(
            self.unit.id, self._name(), self._full(), codes, self._listed(map(self._sheet, missing)),
            self._listed(map(self._waiting, held)), day_words(first, self.lang),
            max((duty.days for duty in missing), default=0), self._text(missing, held), urged(self.unit),
            told(sent, self.lang),
        )  # fmt: skip

    def _text(self, missing: Sequence[Duty], held: Sequence[Duty]) -> str:
        """Return the words to paste into a message or OA: whom, what, until when, how."""
        lang, late = self.lang, any(duty.days for duty in missing)
        kind = "urge" if urged(self.unit) else "ask"
        by = day_words(answer_by(self.today, self.notices), lang)
        period = period_words(self.period, lang)
        title = self.plan.product_title if lang == "zh" else self.plan.product_title_en
        lines = [t(f"due.text_{kind}_open", lang, unit=self._full(), period=period, title=title)]
        lines += [t("due.text_missing", lang, sheets=text) for text in self._grouped(missing)]
        lines += [t("due.text_held", lang, sheets=self._listed(map(self._waiting, held)))] if held else []
        lines.append(t(f"due.text_{kind}_close" if late or held else "due.text_ahead_close", lang, day=by))
        lines.append(t("due.text_signed", lang, issuer=self.plan.issuer, day=day_words(self.today, lang)))
        return "\n".join(lines)

    def _grouped(self, missing: Sequence[Duty]) -> Iterator[str]:
        """Yield the sheets of each due day: 甲、乙（期限2026年10月10日，已逾期3天）."""
        ordered = sorted(missing, key=lambda duty: duty.due.day)
        for day, group in groupby(ordered, key=lambda duty: duty.due.day):
            found = list(group)
            key = "due.text_late" if found[0].days else "due.text_due"
            names = self._listed(map(self._sheet, found))
            yield t(key, self.lang, sheets=names, day=day_words(day, self.lang), days=found[0].days)

    def _sheet(self, duty: Duty) -> str:
        name = self.sheets[duty.report.subject]
        if periods.frequency(duty.report.period) == "A":
            return t("due.of_year", self.lang, sheet=name, period=period_words(duty.report.period, self.lang))
        return name

    def _waiting(self, duty: Duty) -> str:
        return t("due.sheet_rows", self.lang, sheet=self._sheet(duty), count=duty.report.waiting)

    def _listed(self, parts: Iterable[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(parts)

    def _name(self) -> str:
        name = self.unit.name_on(self.today)
        return name.short if self.lang == "zh" else name.name_en

    def _full(self) -> str:
        name = self.unit.name_on(self.today)
        return name.name if self.lang == "zh" else name.name_en
