"""The headline of an edition: counts by status that sum to all targets, and the worst item by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.attainment import rollup
from dashboard.attainment.verdict import Status
from dashboard.figures import sentences
from dashboard.figures.facts import Item, State
from dashboard.wording import Language, t

ATTENTION: tuple[Status, ...] = ("below_base", "behind", "final_missed", "slightly_behind", "awaited")


def counted(statuses: Sequence[Status], lang: Language) -> list[tuple[Status, str, int]]:
    """Return (status, word, count) for each status that occurs; the counts sum to all.

    完成 is counted with 已完成 and 按节点推进 with 达到序时进度; where all members of a count share
    one of these words, the count carries that word.
    """
    rows = []
    for status, count in rollup.counts(statuses).items():
        members = {word for word in statuses if rollup.COUNTED_AS.get(word, word) == status}
        if count:
            named = next(iter(members)) if len(members) == 1 else status
            rows.append((status, t(f"status.{named}", lang), count))
    return rows


def counts(items: Iterable[Item], lang: Language) -> str:
    """Return the counts in words: 5项已完成，1项待报."""
    found = counted([item.verdict.status for item in items], lang)
    parts = [t("sentence.count", lang, count=count, word=in_sentence(word, lang)) for _, word, count in found]
    return ("，" if lang == "zh" else ", ").join(parts)


def in_sentence(word: str, lang: Language) -> str:
    """Return a status inside a sentence: small in English."""
    return word if lang == "zh" else word[:1].lower() + word[1:]


def headline(state: State, lang: Language) -> str:
    """Return the first line: numeric and qualitative targets apart, each summing to all of its kind."""
    kinds = (("numeric_counts", state.numeric), ("qualitative_counts", state.qualitative))
    parts = [t(f"sentence.{key}", lang, total=len(items), counts=counts(items, lang)) for key, items in kinds if items]
    if len(parts) == 1:
        return t("sentence.headline_one", lang, numeric=parts[0])
    return t("sentence.headline", lang, numeric=parts[0], qualitative=parts[1]) if parts else ""


def worst(state: State) -> Item | None:
    """Return the item that needs attention most; None when no target is behind, missed or awaited."""
    chances = {item.target.id: item.chance.p for item in state.items if item.chance and item.chance.p is not None}
    found = rollup.worst([item.verdict for item in state.items], chances)
    if found is None or found.status not in ATTENTION:
        return None
    return next(item for item in state.items if item.verdict is found)


def attention(state: State, lang: Language, today: date) -> str:
    """Return the second line: the worst item with its numbers and what is still required."""
    item = worst(state)
    if item is None:
        return t("sentence.attention_none", lang)
    return t("sentence.attention", lang, name=item.name(lang), finding=_finding(item, state, lang, today))


def titled(item: Item, state: State, lang: Language, today: date) -> str:
    """Return the sentence at the head of a target's page: name, verdict and finding."""
    word = in_sentence(t(f"status.{item.verdict.status}", lang), lang)
    return t("sentence.titled", lang, name=item.name(lang), word=word, finding=_finding(item, state, lang, today))


def _finding(item: Item, state: State, lang: Language, today: date) -> str:
    """Return the finding as it starts a sentence in English."""
    found = sentences.finding(item, state.organisations, lang, today)
    return found if lang == "zh" else found[:1].upper() + found[1:]
