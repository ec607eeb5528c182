"""证明材料 as one frozen value: what is proved and what is not, the files that wait, and one file with its steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures import steps
from dashboard.figures.facts import Step as Milestone
from dashboard.figures.filed import Filed, Place, Standing
from dashboard.figures.marks import Mark
from dashboard.figures.shell import Entry
from dashboard.plan.lookup import MILESTONES
from dashboard.plan.models import Catalogue
from dashboard.publishing.subjects import COMMENTARY, Subject
from dashboard.wording import Language, day_words, period_words, t

Href = Callable[..., str]
MOST = 200  # rows of a list that are shown
_LISTS: tuple[Standing, ...] = ("returned", "none", "submitted", "verified")


@dataclass(frozen=True)
class SubjectRow:
    """Something that is to be proved: what it is, whose, since when it counts, how it stands."""

    place: Place
    group: str
    name: str
    unit: str
    day: str
    paper: str  # the kind of document that the plan names
    mark: Mark | None
    file: str = ""  # the name of the file that proves it
    href: str = ""


@dataclass(frozen=True)
class FileRow:
    """A file with those of its subjects that stand alike."""

    name: str
    href: str
    subjects: tuple[str, ...]
    unit: str
    sent: str
    mark: Mark | None
    note: str = ""


@dataclass(frozen=True)
class StepRow:
    """What was done with a file and a subject."""

    subject: str
    act: str
    day: str
    person: str
    note: str


@dataclass(frozen=True)
class Opened:
    """One file with everything about it."""

    name: str
    kind: str
    doc_no: str
    doc_date: str
    digest: str
    download: str
    rows: tuple[SubjectRow, ...]
    steps: tuple[StepRow, ...]


@dataclass(frozen=True)
class ProofList:
    """Subjects that stand alike, the first of them, and how many there are."""

    standing: Standing
    title: str
    rows: tuple[SubjectRow, ...]
    count: int

    @property
    def cut(self) -> bool:
        """True where more could be shown."""
        return self.count > len(self.rows)


@dataclass(frozen=True)
class ProofPage:
    """Everything the part says."""

    headline: str
    second: str
    units: tuple[Entry, ...]
    waiting: tuple[FileRow, ...]
    lists: tuple[ProofList, ...]


@dataclass(frozen=True)
class Namer:
    """Names subjects and units in a language on a day."""

    catalogue: Catalogue
    today: date
    lang: Language
    href: Href

    def unit(self, code: str) -> str:
        """Return a unit by its short name; "" for the office itself."""
        found = next((unit for unit in self.catalogue.organisations if unit.id == code), None)
        if found is None:
            return code
        name = found.name_on(self.today)
        return name.short if self.lang == "zh" else name.name_en

    def group(self, kind: str) -> str:
        """Return the register that a subject stands in."""
        ledger = next((one for one in self.catalogue.ledgers if one.id == kind), None)
        if ledger is None:
            return t(f"proof.group_{kind}", self.lang) if kind in (MILESTONES, COMMENTARY) else kind
        return ledger.sheet if self.lang == "zh" else ledger.name_en

    def subject(self, place: Place, title: str = "") -> str:
        """Return what a subject is called."""
        kind, key = place
        if kind == MILESTONES:
            return self._milestone(key)
        if kind == COMMENTARY:
            target, _, period = key.partition("@")
            found = next((one for one in self.catalogue.targets if one.id == target), None)
            name = "" if found is None else found.name if self.lang == "zh" else found.name_en
            return t("tasks.recurring", self.lang, name=name or target, period=period_words(period, self.lang))
        return title or key.replace("|", " · ")

    def paper(self, place: Place) -> str:
        """Return the kind of document that proves a milestone, as the plan names it."""
        series = place[1].partition("@")[0]
        found = next((one for task in self.catalogue.tasks for one in task.milestones if one.code == series), None)
        if place[0] != MILESTONES or found is None:
            return ""
        return found.evidence if self.lang == "zh" else found.evidence_en

    def _milestone(self, code: str) -> str:
        series, _, period = code.partition("@")
        found = next((one for task in self.catalogue.tasks for one in task.milestones if one.code == series), None)
        name = code if found is None else found.name if self.lang == "zh" else found.name_en
        made = Milestone(code, f"{name} {period}".strip(), "done", "", None, bool(period), False, "")
        return f"{series} {steps.title(made, self.lang)}"


def page(
    subjects: Iterable[Subject], stands: Callable[[Place], Standing], found: Sequence[Filed], units: tuple[Entry, ...],
    namer: Namer, whose: str,
) -> ProofPage:  # fmt: skip
    """Return the part; ``whose``: the unit in words, "" for all of them."""
    known, lang = [one for one in subjects if one.kind != COMMENTARY], namer.lang
    files = {one.place: one for one in found if one.state != "withdrawn"}
    rows = {standing: [_subject(one, standing, files, namer) for one in known if stands(one.place) == standing]
            for standing in _LISTS}  # fmt: skip
    counts: dict[str, int] = {standing: len(listed) for standing, listed in rows.items()}
    lists = tuple(ProofList(standing, t(f"proof.list_{standing}", lang), tuple(rows[standing][:MOST]), counts[standing])
                  for standing in _LISTS)  # fmt: skip
    head = t("proof.headline" if known else "proof.headline_none", lang, unit=whose, all=len(known), **counts).strip()
    bare = sum(stands(one.place) in ("verified", "submitted") and one.place not in files for one in known)
    second = t("proof.second", lang) + (t("proof.second_bare", lang, count=bare) if bare else "")
    titles = {one.place: one.title for one in known}
    return ProofPage(head, second, units, files_in(found, "submitted", namer, titles), lists)


def _subject(one: Subject, standing: Standing, files: Mapping[Place, Filed], namer: Namer) -> SubjectRow:
    file = files.get(one.place)
    href = namer.href(paper=file.file_hash) if file else ""
    return SubjectRow(one.place, namer.group(one.kind), namer.subject(one.place, one.title), namer.unit(one.sender),
                      day_words(date.fromisoformat(one.day), namer.lang) if one.day else "", namer.paper(one.place),
                      steps.proof_mark(standing, namer.lang), file.file_name if file else "", href)  # fmt: skip


def files_in(
    found: Iterable[Filed], state: str, namer: Namer, titles: Mapping[Place, str]
) -> tuple[FileRow, ...]:  # fmt: skip
    """Return the files with subjects that stand in a way, each once, in the order in which they came."""
    groups: dict[str, list[Filed]] = {}
    for one in found:
        if one.state == state:
            groups.setdefault(one.file_hash, []).append(one)
    return tuple(_file(group, namer, titles) for group in groups.values())


def _file(group: Sequence[Filed], namer: Namer, titles: Mapping[Place, str]) -> FileRow:
    first, last = group[0], group[0].steps[-1]
    names = tuple(namer.subject(one.place, titles.get(one.place, "")) for one in group)
    state = "none" if last.state == "withdrawn" else last.state
    sent = t("proof.by", namer.lang, person=last.person, day=day_words(date.fromisoformat(last.day), namer.lang))
    return FileRow(first.file_name, namer.href(paper=first.file_hash), names, namer.unit(first.sender), sent,
                   steps.proof_mark(state, namer.lang), last.note)  # fmt: skip


def opened(group: Sequence[Filed], subjects: Mapping[Place, Subject], namer: Namer, download: str) -> Opened:
    """Return one file with its subjects and everything that was done about them, the newest first."""
    first, lang = group[0], namer.lang
    rows, told = [], []
    for one in group:
        known = subjects.get(one.place)
        title = namer.subject(one.place, known.title if known else "")
        state: Standing = "none" if one.state == "withdrawn" else one.state
        rows.append(SubjectRow(one.place, namer.group(one.place[0]), title, namer.unit(one.sender), "", "",
                               steps.proof_mark(state, lang)))  # fmt: skip
        told += [(one_step.day, at, StepRow(title, t(f"proof.act_{one_step.state}", lang),
                                            day_words(date.fromisoformat(one_step.day), lang), one_step.person,
                                            one_step.note)) for at, one_step in enumerate(one.steps)]  # fmt: skip
    ordered = tuple(row for *_, row in sorted(told, key=lambda found: found[:2], reverse=True))
    day = day_words(date.fromisoformat(first.doc_date), lang) if first.doc_date else ""
    return Opened(first.file_name, first.kind.upper(), first.doc_no, day, first.file_hash, download, tuple(rows),
                  ordered)  # fmt: skip
