"""Workbooks on their way in: read, kept in the session only, then taken, sent back or dropped."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.access import Person
from dashboard.intake import LoadResult, load
from dashboard.intake.blanks import entering
from dashboard.intake.blanks.entering import Entry
from dashboard.intake.differences import Difference
from dashboard.intake.loading import foreign
from dashboard.intake.returning import give_back
from dashboard.intake.withdrawing import withdraw
from dashboard.plan.models import Catalogue
from dashboard.reporting import default
from dashboard.screens import intake_reads
from dashboard.settings import settings
from dashboard.wording import Language, Refused, t

if TYPE_CHECKING:
    from dashboard.publishing.preview import Effect

LARGEST = 10  # MiB of a file that is uploaded; larger ones come by the command line
_NAME = 120  # characters of a file's name
_REPLY_FROM = ".xlsx"


@dataclass(frozen=True)
class Draft:
    """A workbook as it came and what became of it when it was read; nothing of it is stored yet."""

    name: str
    content: bytes
    result: LoadResult | None = None  # None when refused
    refusal: Refused | None = None
    differences: tuple[Difference, ...] = field(default=(), repr=False)
    effects: tuple[Effect, ...] = field(default=(), repr=False)
    entry: Entry | None = field(default=None, compare=False)  # of a form

    @property
    def id(self) -> str:
        """The same file twice is one draft."""
        return hashlib.sha256(self.name.encode() + b"\0" + self.content).hexdigest()[:16]

    @property
    def takes(self) -> bool:
        """True when confirming it would change something."""
        return self.result is not None and self.result.outcome != "unchanged"

    @property
    def clear(self) -> bool:
        """True when no row of it is in question."""
        return self.result is not None and not self.result.rows.held and not self.result.rows.returned

    def reply(self) -> bytes:
        """Return the workbook with its questions, as its sender gets it; Refused where none can be made."""
        if self.result is None or not self.name.lower().endswith(_REPLY_FROM):
            raise Refused("intake.no_reply", file=self.name)
        with _placed(self) as path:
            answer = replace(self.result, path=path).reply(path.parent / "reply")
            return answer.read_bytes() if answer else b""


def read(name: str, content: bytes, person: Person) -> Draft:
    """Read a workbook as loading it would, and undo that; one that may not be taken from this person is refused."""
    bare = Draft(_safe(name), content)
    if len(content) > LARGEST << 20:
        return replace(bare, content=b"", refusal=Refused("intake.too_large", file=bare.name, most=LARGEST))
    return _previewed(bare, person)


def entered(
    catalogue: Catalogue, unit: str, period: str, entry: Entry, person: Person, lang: Language
) -> Draft:
    """Make a workbook of what a form holds and read it; Refused when there is nothing that could be read."""
    sheets = {sheet.subject: sheet.page.name for sheet in entering.sheets(default().primary, catalogue, unit, period)}
    name = _safe(t("intake.form_file", lang, sheet=sheets.get(entry.subject, ""), period=period))
    with _folder() as folder:
        entering.enter(
            default().primary, catalogue, unit, period, entry, folder / name, settings().now(), settings().originals,
        )  # fmt: skip
        content = (folder / name).read_bytes()
    return _previewed(Draft(name, content, entry=entry), person)


def nothing(catalogue: Catalogue, unit: str, period: str, person: Person, lang: Language) -> Draft:
    """Make the workbook of a unit that has nothing new in any sheet, and read it."""
    name = _safe(t("intake.zero_file", lang, period=period))
    with _folder() as folder:
        entering.enter_nothing(default().primary, catalogue, unit, period, folder / name, settings().now())
        content = (folder / name).read_bytes()
    return _previewed(Draft(name, content), person)


def confirm(draft: Draft, person: Person) -> tuple[Draft, bool]:
    """Take a workbook and return what became of it, and True; when another version came since it was read, read it
    again instead and return that, and False. Refused when it cannot be taken."""
    if not _newest(draft):
        return again(draft, person), False
    with _placed(draft) as path:
        (result,) = load(default().primary, intake_reads.catalogues(), [path], actor=person.actor, only=_only(person),
                         originals=settings().originals)  # fmt: skip
    return replace(draft, result=result), True


def send_back(draft: Draft, person: Person, reason: str) -> None:
    """Record that a workbook goes back to its sender; Refused without a reason."""
    if draft.result is None:
        raise Refused("intake.return_unknown", file=draft.name)
    with _placed(draft) as path:
        give_back(default().primary, path, draft.result, person.actor, reason)


def take_back(catalogue: Catalogue, unit: str, period: str, person: Person, reason: str) -> None:
    """Withdraw the workbook in force of a unit and period; Refused without a reason, and for another's unit."""
    if not person.may_send_for(unit):
        raise Refused("intake.closed")
    if not reason.strip():
        raise Refused("intake.reason_missing")
    withdraw(default().primary, intake_reads.catalogues(), catalogue.plan.id, unit, period, person.actor, reason)


def again(draft: Draft, person: Person) -> Draft:
    """Return the draft read anew; what a form holds is put into the workbook that is in force now."""
    cover = draft.result.cover if draft.result else None
    if draft.entry is None or cover is None:
        return _previewed(replace(draft, result=None, refusal=None), person)
    catalogue = intake_reads.catalogues()[cover.plan]
    return replace(entered(catalogue, cover.sender, cover.period, draft.entry, person, "zh"), name=draft.name)


def added(drafts: Sequence[Draft], new: Draft) -> tuple[Draft, ...]:
    """Return drafts with a new one first; it stands in place of an older one of the same name."""
    return (new, *(draft for draft in drafts if draft.name != new.name))


def _previewed(draft: Draft, person: Person) -> Draft:
    """Return a draft with what taking it would change; nothing is told of a workbook of another's unit."""
    from dashboard.publishing.preview import preview  # brings in the forecasts, which no start should wait for

    try:
        with _placed(draft) as path:
            found = preview(default().primary, intake_reads.catalogues(), path, settings().now())
        cover = found.result.cover
        if cover is not None and not (person.sends and person.scope(cover.sender) == cover.sender):
            raise foreign(draft.name, cover.sender, person.unit)
    except Refused as refusal:
        return replace(draft, result=None, refusal=refusal)
    return replace(draft, result=found.result, differences=found.differences, effects=found.effects)


def _newest(draft: Draft) -> bool:
    """True while no other version of the workbook came since the draft was read."""
    if draft.result is None or draft.result.cover is None:
        return True
    cover = draft.result.cover
    asked = {"plan": cover.plan, "sender": cover.sender, "period": cover.period}
    with default().primary.snapshot() as reader:
        versions = [int(str(row["version"])) for row in reader.rows("intake_submission", **asked)]
    return draft.result.version == 1 + max(versions, default=0)


def _only(person: Person) -> str:
    return person.unit if person.role == "reporter" else ""


def _safe(name: str) -> str:
    """Return the last part of a name without signs that a file's name may not have, the ending kept."""
    last = re.sub(r'[\x00-\x1f<>:"|?*]', "_", re.split(r"[\\/]", name)[-1]).strip(" .") or "upload"
    last = "".join(filter(str.isprintable, last))  # a sign that turns the direction makes exe.xlsx of xslx.exe
    stem, dot, ending = last.rpartition(".")
    return f"{stem[: _NAME - len(ending)]}.{ending}" if dot and len(ending) < 8 else last[:_NAME]


@contextmanager
def _placed(draft: Draft) -> Iterator[Path]:
    """The draft as a file in a private folder, while it is read."""
    with _folder() as folder:
        path = folder / draft.name
        try:
            path.write_bytes(draft.content)
        except OSError as error:
            raise Refused("intake.no_room", reason=error.strerror) from error
        yield path


@contextmanager
def _folder() -> Iterator[Path]:
    """A private folder that is gone afterwards."""
    place = settings().var_dir / "drafts"
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = tempfile.TemporaryDirectory(dir=place)
    except OSError as error:
        raise Refused("intake.no_room", reason=error.strerror) from error
    with found as name:
        yield Path(name)
