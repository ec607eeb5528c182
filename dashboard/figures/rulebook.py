"""The rule sets with their bands in words, the base values, and the questions that the plan's wording leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures.basis import BandRow, band
from dashboard.figures.definition import confirmation
from dashboard.figures.facts import Edition, Item, State
from dashboard.figures.shell import Entry
from dashboard.plan.judging import Band, RuleSet
from dashboard.plan.models import Ambiguity, BaseValue
from dashboard.wording import Language, day_words, edition_words, period_words, t

Href = Callable[..., str]


@dataclass(frozen=True)
class Rules:
    """A rule set: since when, whose, its bands in words, its fixed limits, and the editions judged by it."""

    name: str
    valid: str
    author: str
    note: str
    used: bool
    progress: tuple[BandRow, ...]
    growth: tuple[BandRow, ...]
    lights: bool
    limits: tuple[str, ...]
    editions: tuple[Entry, ...]


@dataclass(frozen=True)
class Base:
    """A base value as the edition has it, with its source and who confirmed it."""

    name: str
    year: str
    value: str
    source: str
    confirmation: str
    targets: tuple[Entry, ...]
    listed: bool  # named by the plan's catalogue; others belong to further readings


@dataclass(frozen=True)
class Question:
    """A question of the register with what is used and the targets whose readings answer it."""

    code: str
    name: str
    question: str
    chosen: str
    targets: tuple[Entry, ...]


def rule_sets(state: State, editions: Sequence[Edition], lang: Language, href: Href) -> tuple[Rules, ...]:
    """Return every rule set, the one that judged this edition first. ``editions``: with their rule sets as codes."""
    own = state.items[0].verdict.rules if state.items else ""
    ordered = sorted(state.rule_sets, key=lambda rules: (rules.id != own, not rules.default, rules.valid_from))
    return tuple(_rules(rules, rules.id == own, editions, lang, href) for rules in ordered)


def _rules(rules: RuleSet, used: bool, editions: Sequence[Edition], lang: Language, href: Href) -> Rules:
    zh = lang == "zh"
    judged = tuple(Entry(edition_words(e.label, lang), href("method", part="rules", edition=e.label))
                   for e in sorted(editions, key=lambda e: (e.through, e.revision)) if e.rules == rules.id)  # fmt: skip
    lights = any(b.light for b in (*rules.bands.progress, *rules.bands.growth))
    return Rules(
        rules.name if zh else rules.name_en,
        _valid(rules, lang),
        t("method.author", lang, author=rules.author) if zh else "",
        rules.note if zh else rules.note_en,
        used,
        _bands(rules.bands.progress, False, lang),
        _bands(rules.bands.growth, True, lang),
        lights,
        tuple(_limits(rules, lang)),
        judged,
    )


def _valid(rules: RuleSet, lang: Language) -> str:
    since = day_words(rules.valid_from, lang)
    if rules.valid_to is None:
        return t("method.valid_from", lang, since=since)
    return t("method.valid_to", lang, since=since, until=day_words(rules.valid_to, lang))


def _bands(found: Sequence[Band], growth: bool, lang: Language) -> tuple[BandRow, ...]:
    return tuple(band(one, False, growth, lang) for one in found)


def _limits(rules: RuleSet, lang: Language) -> Iterator[str]:
    """Yield the limits that hold beside the bands."""
    yield t("method.limit_stages", lang, limit=rules.stage_limit)
    yield t("method.limit_noise", lang, share=_whole(rules.noise_quantile))
    yield t("method.limit_small", lang, base=rules.small_base, years=rules.small_years, share=_whole(rules.small_share))
    yield t("method.limit_tiny", lang, base=rules.tiny_base)
    yield t("method.limit_over", lang, share=_whole(rules.over_achieved))


def _whole(share: Decimal) -> str:
    return f"{share * 100:.0f}%"


def bases(state: State, lang: Language, href: Href) -> tuple[Base, ...]:
    """Return the base values that any reading grows from: those of the plan's base year first."""
    found: dict[tuple[str, int], list[Item]] = {}
    for item in state.items:
        for reading, verdict in item.every:
            if verdict.base is not None and reading.base_year is not None and verdict.indicator:
                found.setdefault((verdict.indicator, reading.base_year), []).append(item.under(reading.id))
    known = {(base.indicator, base.year): base for base in state.bases}
    ordered = sorted(found, key=lambda key: (key not in known, key[1] != state.plan.base_year))
    return tuple(_base(found[key], known.get(key), key[1], lang, href) for key in ordered)


def _base(items: Sequence[Item], known: BaseValue | None, year: int, lang: Language, href: Href) -> Base:
    item, made = items[0], items[0].indicator
    name = item.name(lang) if made is None else made.name if lang == "zh" else made.name_en
    targets = {found.target.id: found for found in items}
    return Base(
        name,
        period_words(str(year), lang),
        item.amount(item.verdict.base or 0, lang),
        _source(known, lang),
        confirmation(known, lang) if known is not None and known.confirmed else t("method.base_open", lang),
        tuple(Entry(found.name(lang), href("method", target=code)) for code, found in targets.items()),
        known is not None,
    )


def _source(known: BaseValue | None, lang: Language) -> str:
    """Return where a base value comes from; sources are quoted in Chinese only."""
    if known is not None and lang == "zh":
        return known.source
    return t("method.base_given" if known is not None and known.value is not None else "method.base_reported", lang)


def questions(state: State, register: Sequence[Ambiguity], lang: Language, href: Href) -> tuple[Question, ...]:
    """Return the register of open questions with the targets and the number of readings each one touches."""
    zh = lang == "zh"
    return tuple(
        Question(
            found.code,
            found.name if zh else found.name_en,
            found.question if zh else found.question_en,
            found.chosen if zh else found.chosen_en,
            tuple(_touched(found.code, state, lang, href)),
        )
        for found in register
    )


def _touched(code: str, state: State, lang: Language, href: Href) -> Iterator[Entry]:
    for item in state.items:
        count = sum(reading.ambiguity == code for reading in item.target.readings)
        if count:
            yield Entry(item.name(lang), href("method", target=item.target.id), note=str(count))
