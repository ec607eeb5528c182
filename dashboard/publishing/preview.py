"""What a workbook would change, before anybody loads it: values, and the verdicts that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from dashboard.attainment import Reason, Status, Verdict
from dashboard.intake import LoadResult
from dashboard.intake.differences import Difference, differences
from dashboard.intake.loading import confirmations, read, rehearse
from dashboard.intake.submitted import Submission
from dashboard.intake.vocabulary import vocabulary
from dashboard.plan import periods
from dashboard.plan.models import Catalogue, Reading, Target
from dashboard.publishing.edition import verdicts
from dashboard.publishing.facts import Facts, gather
from dashboard.reporting import Database, Transaction, editions, require_tables
from dashboard.wording import Language, number, period_words, t


@dataclass(frozen=True, slots=True)
class Effect:
    """One reading of a target whose status, reason or level changes; levels in ``unit``, None where there is none."""

    plan: str
    target: str
    reading: str
    default: bool  # by the target's default reading
    through: str  # last month of what was judged
    unit: str
    status_before: Status
    status_after: Status
    reason_before: Reason
    reason_after: Reason
    level_before: Decimal | None
    level_after: Decimal | None

    def sentence(self, catalogue: Catalogue, lang: Language) -> str:
        """Return what changes in one line; ``catalogue`` of the plan."""
        target = next(found for found in catalogue.targets if found.id == self.target)
        reading = next(found for found in target.readings if found.id == self.reading)
        own = "" if self.default else t("load.effect_reading", lang, reading=_name(reading, lang))
        return t(
            "load.effect", lang, target=_name(target, lang), reading=own, period=period_words(self.through, lang),
            before=self._state(target, lang, self.status_before, self.level_before),
            after=self._state(target, lang, self.status_after, self.level_after),
        )  # fmt: skip

    def _state(self, target: Target, lang: Language, status: Status, level: Decimal | None) -> str:
        word = t(f"status.{status}", lang)
        if level is None:
            return word
        unit = self.unit if lang == "zh" else target.unit_en
        return t("load.effect_level", lang, status=word, level=_short(level), unit=unit)


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading would do; nothing of it has happened."""

    results: tuple[LoadResult, ...]
    differences: tuple[Difference, ...] = ()
    effects: tuple[Effect, ...] = ()

    @property
    def result(self) -> LoadResult:
        """The result of the only, or first, workbook."""
        return self.results[0]


class _Undo(Exception):
    """Ends a rehearsal: nothing stays."""


def preview(database: Database, catalogues: Mapping[str, Catalogue], path: Path, today: date) -> Preview:
    """Return what loading one workbook would change in the working edition; Refused where loading would be.

    Verdicts are judged up to the newest published month, or to the workbook's report period when that is later and
    its last month has begun by ``today``. Outlooks are not made.
    """
    return previews(database, catalogues, [path], today)


def previews(
    database: Database, catalogues: Mapping[str, Catalogue], paths: Iterable[Path], today: date
) -> Preview:
    """Return what loading workbooks one after the other would change; see ``preview``.

    Refused when the only one is; among several a refused one is a result.
    """
    require_tables(database)
    words = {plan: vocabulary(catalogue) for plan, catalogue in catalogues.items()}
    settled = confirmations(database, words)
    found = [read(path, words, settled=settled) for path in paths]  # before the lock is taken: reading takes long
    sent = [one for _, one in found if isinstance(one, Submission)]
    results: list[LoadResult] = []
    states: list[tuple[Facts, Facts]] = []
    with suppress(_Undo), database.transaction() as tx:
        months = {plan: _through(tx, catalogues[plan], sent, today) for plan in {one.cover.plan for one in sent}}
        before = {plan: _facts(tx, catalogues[plan], month) for plan, month in months.items()}
        results += rehearse(tx, words, found)
        states += [(before[plan], _facts(tx, catalogues[plan], month)) for plan, month in months.items()]
        raise _Undo
    told = (differences(one.stored, words[one.cover.plan]) for one in results if one.cover is not None)
    return Preview(
        tuple(results),
        tuple(item for group in told for item in group),
        tuple(effect for pair in states for effect in _effects(*pair)),
    )


def _through(tx: Transaction, catalogue: Catalogue, sent: Iterable[Submission], today: date) -> str:
    """Return the last month to judge: published, or reported by then."""
    plan, now = catalogue.plan, f"{today:%Y-%m}"
    reported = [periods.last_month(one.cover.period) for one in sent if one.cover.plan == plan.id]
    begun = [month for month in reported if month <= now] or [min(min(reported), max(now, plan.data_from))]
    known = [edition.through for edition in editions(tx, plan.id)]
    return min(max((*begun, *known)), plan.settled_by)


def _facts(tx: Transaction, catalogue: Catalogue, through: str) -> Facts:
    return gather(tx, catalogue, tx.working_edition(catalogue.plan.id), through)


def _effects(before: Facts, after: Facts) -> Iterable[Effect]:
    """Yield what judging the later state says otherwise; equal states are not judged."""
    if before == after:
        return
    was = {(verdict.target, verdict.reading): verdict for verdict, _ in verdicts(before)}
    for verdict, default in verdicts(after):
        old = was[verdict.target, verdict.reading]
        if _told(old) != _told(verdict):
            yield Effect(
                after.catalogue.plan.id, verdict.target, verdict.reading, default, after.through, verdict.unit,
                old.status, verdict.status, old.reason, verdict.reason, old.level, verdict.level,
            )  # fmt: skip


def _name(found: Target | Reading, lang: Language) -> str:
    return found.name if lang == "zh" else found.name_en


def _short(level: Decimal) -> str:
    """Return a level with as many decimals as a change of one deal needs."""
    return number(level, max(0, min(4, -int(level.normalize().as_tuple().exponent))))


def _told(verdict: Verdict) -> tuple[object, ...]:
    return verdict.status, verdict.reason, verdict.level
