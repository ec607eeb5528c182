"""What a verdict rests on beside its formulas: rule set and bands, other rule sets, chance, completeness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.attainment.verdict import Verdict
from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Mark
from dashboard.figures.shapes import TONES
from dashboard.plan.judging import Band, RuleSet
from dashboard.wording import Language, day_words, number, percent, period_words, signed, t

_STAGED = ("stages_open", "stage_overdue", "stages_done")


@dataclass(frozen=True)
class BandRow:
    """One band of the rule set in words; ``holds``: the one that gave the status."""

    word: str
    condition: str
    light: str
    holds: bool


@dataclass(frozen=True)
class OtherRules:
    """The verdict under another rule set; ``differs`` from the edition's own."""

    name: str
    note: str
    mark: Mark
    light: str
    differs: bool


@dataclass(frozen=True)
class PartRow:
    """Numerator or denominator of a ratio: name, closing day, value and growth since the base."""

    name: str
    day: str
    value: str
    growth: str


@dataclass(frozen=True)
class Basis:
    """Everything beside the formulas; empty tuples and texts where nothing applies."""

    rules: str
    rules_note: str
    bands: tuple[BandRow, ...]
    others: tuple[OtherRules, ...]
    override: tuple[Mark, str] | None
    remarks: tuple[str, ...]
    parts: tuple[PartRow, ...]
    rubric: tuple[tuple[str, str, str, str], ...]


def basis(item: Item, state: State, lang: Language) -> Basis:
    """Return what the verdict of a target rests on."""
    found, rules = item.verdict, state.rule_set(item.verdict.rules)
    note = (rules.note if lang == "zh" else rules.note_en) if rules else ""
    return Basis(
        rules=_rules(rules, lang) if rules else found.rules,
        rules_note=note,
        bands=_bands(found, rules, lang) if rules else (),
        others=tuple(_others(item, state, lang)),
        override=_override(found, lang),
        remarks=tuple(remarks(item, rules, lang)),
        parts=_parts(item, lang),
        rubric=_rubric(item, lang),
    )


def _rules(rules: RuleSet, lang: Language) -> str:
    key = "basis.rules_to" if rules.valid_to else "basis.rules_from"
    until = day_words(rules.valid_to, lang) if rules.valid_to else ""
    return t(key, lang, name=rules.name if lang == "zh" else rules.name_en,
             since=day_words(rules.valid_from, lang), until=until, author=rules.author)  # fmt: skip


def _bands(found: Verdict, rules: RuleSet, lang: Language) -> tuple[BandRow, ...]:
    """Return the bands by which the verdict came about; none for stages and final verdicts."""
    row = {"closed_year": rules.bands.growth, "stock_path": rules.bands.growth, "year_to_date": rules.bands.progress,
           "count_share": rules.bands.progress}.get(found.reason, ())  # fmt: skip
    growth = found.reason in ("closed_year", "stock_path")
    holding = next((one for one in row if (one.status, one.light) == (found.status, found.light)), None)
    return tuple(band(one, one is holding, growth, lang) for one in row)


def band(found: Band, holds: bool, growth: bool, lang: Language) -> BandRow:
    """Return a band in words; ``growth``: points are against the path, not against time."""
    word = t(f"status.{found.status}", lang)
    light = t(f"status.light_{found.light}", lang) if found.light else ""
    limit = found.at_least if found.at_least is not None else found.above
    sign = "≥" if found.at_least is not None else "＞" if lang == "zh" else ">"
    shown = "" if limit is None else percent(limit, 0) if found.when == "pace" else number(limit, 0).replace("-", "−")
    name = {None: "else", "gap_points": "points_path" if growth else "points_time"}.get(found.when, str(found.when))
    return BandRow(word, t(f"basis.band_{name}", lang, sign=sign, limit=shown), light, holds)


def _others(item: Item, state: State, lang: Language) -> Iterator[OtherRules]:
    for code, status, light, small in item.other_rules:
        rules = state.rule_set(code)
        name = (rules.name if lang == "zh" else rules.name_en) if rules else code
        note = (rules.note if lang == "zh" else rules.note_en) if rules else ""
        mark = Mark(status, t(f"status.{status}", lang), f"{'h' if small else 's'}-{status}", TONES[status], small)
        shown = t(f"status.light_{light}", lang) if light else ""
        yield OtherRules(name, note, mark, shown, status != item.verdict.status)


def _override(found: Verdict, lang: Language) -> tuple[Mark, str] | None:
    made = found.override
    if made is None:
        return None
    mark = Mark(made.status, t(f"status.{made.status}", lang), f"s-{made.status}", TONES[made.status])
    text = t("basis.override", lang, author=made.author, reason=made.reason, doc_no=made.doc_no,
             day=day_words(made.made_on, lang), until=day_words(made.expires_on, lang))  # fmt: skip
    return mark, text


def remarks(item: Item, rules: RuleSet | None, lang: Language) -> Iterator[str]:
    """Yield what qualifies a verdict: chance, tiny base, over-achievement, partial periods, evidence, completeness."""
    found = item.verdict
    if found.small_sample:
        counted = item.indicator is not None and item.indicator.scale == 0
        yield _small(found, rules if counted else None, lang)
    elif found.confidence is not None:
        yield t("basis.confidence", lang, share=percent(found.confidence, 0))
    if found.tiny_base and found.base is not None:
        yield t("basis.tiny_base", lang, base=item.said(found.base, lang))
    if found.over_achieved and found.completion is not None:
        yield t("basis.over_achieved", lang, share=percent(found.completion, 0))
    if found.partial_period and found.partial_level is not None:
        period, level = period_words(found.partial_period, lang), item.said(found.partial_level, lang)
        yield t("basis.partial", lang, period=period, level=level)
    if found.verified is not None and found.level is not None:
        yield t("basis.verified", lang, count=item.said(found.level, lang), verified=found.verified)
    if found.expected_senders:
        yield t("basis.complete", lang, expected=found.expected_senders, received=found.received_senders)


def _small(found: Verdict, rules: RuleSet | None, lang: Language) -> str:
    share = percent(found.confidence, 0) if found.confidence is not None else ""
    if rules is not None and found.base is not None and found.base < rules.small_base and found.confidence is not None:
        return t("basis.small_base", lang, limit=rules.small_base, share=share)
    return t("basis.small_share" if share else "basis.small", lang, share=share)


def _parts(item: Item, lang: Language) -> tuple[PartRow, ...]:
    """Return numerator and denominator of a ratio."""
    found = item.verdict
    rows = (("numerator", found.numerator, found.numerator_growth, found.numerator_day),
            ("denominator", found.denominator, found.denominator_growth, found.denominator_day))  # fmt: skip
    return tuple(_part(name, value, growth, day, lang) for name, value, growth, day in rows if value is not None)


def _part(name: str, value: Decimal, growth: Decimal | None, day: date | None, lang: Language) -> PartRow:
    risen = f"{signed(growth * 100)}%" if growth is not None else "—"
    return PartRow(t(f"basis.{name}", lang), day_words(day, lang) if day else "", number(value, 0), risen)


def _rubric(item: Item, lang: Language) -> tuple[tuple[str, str, str, str], ...]:
    """Return the criteria of a qualitative target: name, score, day, evidence."""
    names = {c.id: c.name if lang == "zh" else c.name_en for c in item.target.criteria}
    return tuple(
        (names.get(mark.id, mark.id), "—" if mark.score is None else f"{mark.score} / {mark.full}",
         day_words(mark.scored_on, lang) if mark.scored_on else "", mark.evidence)
        for mark in item.verdict.rubric
    )  # fmt: skip


def restated(rows: Sequence[Mapping[str, object]], labels: Mapping[int, str], scale: int, item: Item,
             lang: Language) -> tuple[str, ...]:  # fmt: skip
    """Return restated values in words, the newest first: period, old and new value, the edition that brought it."""
    told = []
    for row in reversed(rows):
        old, new = (Decimal(str(row[name])).scaleb(-scale) for name in ("old_value", "new_value"))
        told.append(t("basis.restated", lang, period=period_words(str(row["period"]), lang), old=item.said(old, lang),
                      new=item.said(new, lang), edition=labels.get(int(str(row["new_edition"])), "")))  # fmt: skip
    return tuple(told)
