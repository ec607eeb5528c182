"""A workbook that has been read and not yet been taken, as a card: outcomes, differences, effects and questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from dashboard.figures.intake import outcome, outcomes
from dashboard.figures.intake_values import Change, DraftCard, Effect, Outcomes, Question
from dashboard.figures.marks import Mark
from dashboard.figures.shapes import TONES
from dashboard.intake.differences import Difference
from dashboard.intake.issue import Issue
from dashboard.intake.result import LoadResult
from dashboard.intake.rows import Tally
from dashboard.plan.models import Catalogue, Target
from dashboard.wording import Language, Refused, number, period_words, t

if TYPE_CHECKING:
    from dashboard.publishing.preview import Effect as Moved

_ORDER = ("returned", "held", "noted", "repaired")
_CELLS = 4  # values told of a row that is new or gone
_DECIMALS = 4


def refused(file: str, refusal: Refused, lang: Language) -> DraftCard:
    """Return the card of a file that cannot be taken at all."""
    return DraftCard(file, "", "", refusal.sentence(lang), True, None, (), (), (), "")


def card(
    file: str, result: LoadResult, unit: str, differences: Sequence[Difference], effects: Sequence[Effect],
    lang: Language,
) -> DraftCard:  # fmt: skip
    """Return the card of a workbook that can be taken, or that says nothing new."""
    period = period_words(result.cover.period, lang) if result.cover else ""
    return DraftCard(
        file, unit, period, _sentence(result, lang), False, _outcomes(result.rows, lang),
        tuple(changes(differences, lang)), tuple(effects), tuple(_questions(result.issues, lang)),
        "" if effects else t("intake.no_effect", lang),
    )  # fmt: skip


def changes(differences: Sequence[Difference], lang: Language) -> Iterator[Change]:
    """Yield one line for a row that is new or gone, one for each value of a row that is changed."""
    for (_, _, title, kind), group in groupby(differences, key=lambda d: (d.subject, d.key, d.title, d.kind)):
        found = list(group)
        word, sheet = t(f"intake.kind_{kind}", lang), found[0].sheet
        if kind == "changed":
            yield from (Change(word, sheet, title, d.column, d.old, d.new) for d in found)
        else:
            told = [f"{d.column} {d.new or d.old}" for d in found[:_CELLS]]
            more = t("intake.and_cells", lang, count=len(found) - _CELLS) if len(found) > _CELLS else ""
            yield Change(word, sheet, title, cells=("；" if lang == "zh" else "; ").join(told) + more)


def effects(
    moved: Sequence[Moved], catalogue: Catalogue, href: Callable[..., str], lang: Language
) -> tuple[Effect, ...]:
    """Return one line a target: by its default reading where that moves; ``href`` of a target's page."""
    found = [effect for effect in moved if effect.plan == catalogue.plan.id]
    by_target = {code: [e for e in found if e.target == code] for code in dict.fromkeys(e.target for e in found)}
    return tuple(_effect(group, catalogue, href, lang) for group in by_target.values())


def _effect(group: Sequence[Moved], catalogue: Catalogue, href: Callable[..., str], lang: Language) -> Effect:
    first = min(group, key=lambda effect: not effect.default)
    target = next(found for found in catalogue.targets if found.id == first.target)
    unit = first.unit if lang == "zh" else target.unit_en
    note = ("；" if lang == "zh" else "; ").join(_readings(first, group, target, lang))
    return Effect(
        target.name if lang == "zh" else target.name_en, note,
        href("target", target=first.target), _status(first.status_before, lang), _status(first.status_after, lang),
        _amount(first.level_before, unit), _amount(first.level_after, unit),
    )  # fmt: skip


def _readings(first: Moved, group: Sequence[Moved], target: Target, lang: Language) -> Iterator[str]:
    """Yield which reading is told, where it is not the default one, and how many more move."""
    if not first.default:
        reading = next(found for found in target.readings if found.id == first.reading)
        yield t("intake.reading_of", lang, reading=reading.name if lang == "zh" else reading.name_en)
    if len(group) > 1:
        yield t("intake.more_readings", lang, count=len(group) - 1)


def _status(status: str, lang: Language) -> Mark:
    return Mark(status, t(f"status.{status}", lang), f"s-{status}", TONES.get(status, "wait"))


def _amount(level: Decimal | None, unit: str) -> str:
    """Return a level with as many decimals as a change of one deal needs."""
    if level is None:
        return ""
    exponent = level.normalize().as_tuple().exponent
    return f"{number(level, max(0, min(_DECIMALS, -int(exponent))))} {unit}"


def _sentence(result: LoadResult, lang: Language) -> str:
    """Return what taking the workbook would do."""
    if result.outcome == "unchanged":
        key = "intake.would_be_old" if result.superseded_by else "intake.would_be_same"
        return t(key, lang, version=result.version, newer=result.superseded_by)
    key = "intake.would_replace" if result.outcome == "replaced" else "intake.would_load"
    return t(key, lang, version=result.version, added=result.added, changed=result.changed, closed=result.closed)


def _outcomes(rows: Tally, lang: Language) -> Outcomes:
    return outcomes(rows.passed, rows.repaired, rows.held, rows.returned, lang)


def _questions(issues: Sequence[Issue], lang: Language) -> list[Question]:
    """Return the issues, what must be answered first."""
    ordered = sorted(issues, key=lambda issue: (_ORDER.index(issue.outcome), issue.sheet, issue.row_no, issue.column))
    return [Question(i.sheet, i.row_no, i.column, outcome(i.outcome, lang), i.sentence(lang)) for i in ordered]
