"""The parts of the list that is handed over, each from what was read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.desk import owed
from dashboard.desk.drafts import Draft
from dashboard.figures import contacts, reminding, slip_words
from dashboard.figures.contacts import Post
from dashboard.figures.duty import Duty
from dashboard.figures.filed import Filed
from dashboard.figures.findings import Finding, open_findings
from dashboard.figures.handover import Part
from dashboard.figures.reminding import Reminded
from dashboard.figures.series import Row
from dashboard.figures.slips import Slip, urgent
from dashboard.intake.confirmed import may_stand
from dashboard.plan import lookup, periods
from dashboard.plan.models import Catalogue, Fact
from dashboard.wording import Language, day_words, edition_words, period_words, t

_NAMED = 12  # units named in one cell


@dataclass(frozen=True)
class Seen:
    """For which plan, on which day and in which language the list is made."""

    catalogue: Catalogue
    today: date
    lang: Language

    @property
    def until(self) -> date:
        """The last day of the quarter after the one that runs."""
        following = periods.shift(periods.last_month(periods.of_date(self.today, "Q")), 3)
        return periods.last_day(following)

    def unit(self, code: str) -> str:
        """Return a unit's name on the day."""
        try:
            name = lookup.sender(self.catalogue, code).name_on(self.today)
        except KeyError:  # of a plan as it was
            return code
        return name.short if self.lang == "zh" else name.name_en

    def named(self, codes: Iterable[str]) -> str:
        """Return units by name; of very many the first ones and how many there are."""
        names = [self.unit(code) for code in codes]
        told = self.listed(names[:_NAMED])
        return told if len(names) <= _NAMED else t("due.and_more", self.lang, units=told, count=len(names))

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts as a list."""
        return ("、" if self.lang == "zh" else ", ").join(texts)

    def part(self, key: str, columns: str, rows: Iterable[tuple[str, ...]], note: str = "", *,
             wide: tuple[int, ...] = (), counted: bool = True) -> Part:  # fmt: skip
        """Return a part; ``columns`` are the names of its columns with spaces between."""
        heads = tuple(t(f"handover.col_{name}", self.lang) for name in columns.split())
        return Part(key, t(f"handover.part_{key}", self.lang), heads, tuple(rows), note, wide, counted)


@dataclass(frozen=True)
class _Question:
    """What a held row is asked about."""

    outcome: str
    code: str


def open_slips(found: Sequence[Slip], seen: Seen) -> Part:
    """Return the supervision slips that are not ended: the longest late first, then drafts."""
    drafted = [slip for slip in found if slip.standing == "drafted"]
    rows = []
    for slip in (*urgent(found, seen.today), *drafted):
        tag = slip_words.tag(slip, seen.today, seen.lang)
        rows.append((tag.label, slip_words.title(slip, seen.lang), seen.unit(slip.unit),
                     day_words(slip.due, seen.lang), tag.mark.word, tag.when))  # fmt: skip
    return seen.part("slips", "number matter unit due standing days", rows, wide=(1,))


def open_drafts(found: Draft, seen: Seen) -> Part:
    """Return the edition that is being compiled, where something was done with it."""
    rows = []
    if found.steps:
        last, proof = found.steps[-1], next((one.proof for one in reversed(found.steps) if one.proof), None)
        label = edition_words(proof.label, seen.lang) if proof else ""
        day = day_words(date.fromisoformat(last.at[:10]), seen.lang)
        rows.append((label, t(f"handover.draft_{last.act}", seen.lang), day, last.note))
    return seen.part("drafts", "edition standing day note", rows, wide=(3,))


def missing(found: Sequence[Duty], period: str, reminders: Iterable[Reminded], seen: Seen) -> Part:
    """Return who still owes a sheet of the report period that runs, and how often each was reminded."""
    sent = reminding.by_sender(reminders, period)
    plan, titles = seen.catalogue, owed.titles(seen.catalogue, seen.lang)
    made = reminding.drafts(found, plan.organisations, titles, plan.plan, period, seen.today, plan.notices, seen.lang,
                            sent)  # fmt: skip
    rows = [(one.name, one.missing, one.held, one.due, t("handover.over", seen.lang, days=one.days) if one.days else "",
             one.reminded) for one in made]  # fmt: skip
    part = seen.part("missing", "unit missing held due days reminded", rows, wide=(1, 2))
    return replace(part, title=t("handover.part_missing_of", seen.lang, period=period_words(period, seen.lang)))


def held(rows: Iterable[Row], seen: Seen) -> Iterator[Part]:
    """Yield the rows in quarantine by workbook and sheet, then those that wait for the office to say they are right."""
    rows = [row for row in rows if row["sender"]]
    sheets: dict[tuple[str, ...], set[object]] = {}
    waiting: dict[tuple[str, ...], set[object]] = {}
    for row in rows:
        sender, period, sheet, outcome = (str(row[key]) for key in ("sender", "period", "sheet", "outcome"))
        sheets.setdefault((sender, period, sheet, outcome), set()).add(row["row_no"])
        if may_stand(_Question(outcome, str(row["code"]))):
            waiting.setdefault((sender, period), set()).add((sheet, row["row_no"]))
    yield seen.part("held", "unit period sheet outcome rows", [
        (seen.unit(unit), period_words(period, seen.lang), sheet, t(f"handover.outcome_{outcome}", seen.lang),
         str(len(numbers))) for (unit, period, sheet, outcome), numbers in sheets.items()
    ])  # fmt: skip
    yield seen.part("confirmations", "unit period rows", [
        (seen.unit(unit), period_words(period, seen.lang), str(len(numbers)))
        for (unit, period), numbers in waiting.items()
    ])  # fmt: skip


def proofs(found: Iterable[Filed], seen: Seen) -> Part:
    """Return the files of evidence that wait to be verified, or to be sent again by their unit."""
    files: dict[tuple[str, str, str], list[Filed]] = {}
    for one in found:
        if one.state in ("submitted", "returned"):
            files.setdefault((one.sender, one.file_name, one.state), []).append(one)
    rows = [(seen.unit(sender), name, str(len(group)), t(f"handover.proof_{state}", seen.lang),
             day_words(max(date.fromisoformat(one.steps[-1].day) for one in group), seen.lang))
            for (sender, name, state), group in files.items()]  # fmt: skip
    return seen.part("proofs", "unit file subjects standing day", rows, wide=(1,))


def from_outside(found: Iterable[Finding], seen: Seen) -> Part:
    """Return the findings of auditors and evaluators that nobody has closed: late ones first."""
    rows = []
    for one in open_findings(found, seen.today):
        standing = t(f"findings.standing_{one.standing(seen.today)}", seen.lang)
        rows.append((one.code, one.matter, seen.unit(one.unit), day_words(one.due, seen.lang), standing))
    return seen.part("findings", "number matter unit due standing", rows, wide=(1,))


def questions(facts: Iterable[Fact], seen: Seen) -> Part:
    """Return what only the office can answer and nobody has."""
    answered = {fact.key for fact in facts if fact.kind == "answer"}
    rows = [(one.code, *((one.name, one.question) if seen.lang == "zh" else (one.name_en, one.question_en)))
            for one in seen.catalogue.questions if one.code not in answered]  # fmt: skip
    return seen.part("questions", "no question ask", rows, wide=(2,))


def running(seen: Seen) -> Part:
    """Return the extensions that have not run out."""
    names, lang = owed.titles(seen.catalogue, seen.lang), seen.lang
    rows = [(seen.unit(one.sender) if one.sender else t("due.extend_every_unit", lang),
             names.get(one.subject, one.subject) if one.subject else t("due.extend_every_sheet", lang),
             period_words(one.period, lang), day_words(one.until, lang), one.reason, one.doc_no or "")
            for one in seen.catalogue.extensions if one.until >= seen.today]  # fmt: skip
    return seen.part("extensions", "unit sheet period until reason doc_no", rows, wide=(4,))


def gaps(posts: tuple[Post, ...], seen: Seen) -> Part:
    """Return the units with nobody in charge, and contacts that end soon with nobody to follow."""
    units = [unit.id for unit in lookup.every_sender(seen.catalogue)]
    empty = contacts.gaps(units, posts, seen.today)
    rows = [(t("handover.no_contact", seen.lang, count=len(empty)), seen.named(empty))] if empty else []
    for one in contacts.ending(posts, seen.today, seen.until):
        rows.append((t("handover.contact_ends", seen.lang, day=day_words(one.valid_to or seen.until, seen.lang)),
                     f"{seen.unit(one.unit)} {one.post}"))  # fmt: skip
    return seen.part("contacts", "matter unit", rows, wide=(1,))
