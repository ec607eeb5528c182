"""Which targets have an outlook, and the sentence on them: how many are likely, and the least likely by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.figures import headlines, needs, outlooks
from dashboard.figures.facts import Item, State
from dashboard.figures.outlook_facts import Forecast, TargetOutlook
from dashboard.wording import Language, joined, t

Known = Mapping[str, TargetOutlook]


def shown(state: State, known: Known) -> tuple[Item, ...]:
    """Return the open targets with an outlook, in plan order."""
    return tuple(item for item in state.items if main(item, known) is not None)


def least(items: tuple[Item, ...], known: Known) -> Item | None:
    """Return the target least likely to be attained; the first in plan order of several."""
    return min(items, key=lambda item: chance(item, known), default=None)


def main(item: Item, known: Known) -> Forecast | None:
    """Return the outlook that is shown; None for a final target and for an outlook without a chance."""
    found = known[item.target.id].main if item.target.id in known and not item.verdict.final else None
    return found if found is not None and found.p is not None else None


def chance(item: Item, known: Known) -> float:
    """Return the chance shown; 1 where none is."""
    found = main(item, known)
    return 1.0 if found is None or found.p is None else found.p


def headline(state: State, known: Known, lang: Language) -> str:
    """Return how many open targets are likely, uncertain and unlikely, and the least likely with what it needs."""
    items = shown(state, known)
    if all(item.verdict.final for item in state.items):
        return t("outlook_page.head_final", lang, total=len(state.items))
    if not items:
        return t("outlook_page.head_none", lang, total=sum(not item.verdict.final for item in state.items))
    word = [outlooks.word(chance(item, known)) for item in items]
    parts = [t(f"outlook_page.count_{key}", lang, count=word.count(key)) for _, key in outlooks.CHANCES
             if key in word]  # fmt: skip
    still = sum(not item.verdict.final for item in state.items)
    text = t("outlook_page.head", lang, total=still, known=len(items), counts=_row_of(parts, lang))
    return text + _least(state, items, known, lang)


def _row_of(parts: Sequence[str], lang: Language) -> str:
    return ("，" if lang == "zh" else ", ").join(parts)


def _least(state: State, items: tuple[Item, ...], known: Known, lang: Language) -> str:
    found = least(items, known)
    assert found is not None  # there is an outlook
    chances = [chance(item, known) for item in items]
    number = outlooks.share(chance(found, known), lang)
    same = [item for item in items if outlooks.share(chance(item, known), lang) == number]
    if len(same) > 1 and min(chances) < 0.01:  # below 1 % nothing is told apart
        names = joined([item.name(lang) for item in same], lang)
        return t("outlook_page.least_many", lang, names=names, number=number)
    need = needs.need(found, state.organisations, lang)[0]
    said = need.replace(" ", "") if lang == "zh" else headlines.in_sentence(need, lang)
    more = t("outlook_page.least_need", lang, need=said) if said else ""
    return t("outlook_page.least", lang, name=found.name(lang), number=number, more=more)
