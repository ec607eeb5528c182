"""Scene (c): what is counted, step by step, and the targets that rest on stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.figures import counts, headlines, marks, scenes
from dashboard.figures.counts import Rung
from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Mark
from dashboard.figures.register import Register
from dashboard.figures.scenes import Piece, Scene
from dashboard.wording import Language, t

CARDS, STEPS, CHIPS = 8, 5, 7


@dataclass(frozen=True)
class Card:
    """A target that counts things: how many of how many, when, and how many stand at each step."""

    name: str
    mark: Mark
    level: str
    goal: str
    when: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Staged:
    """A target that rests on stages."""

    name: str
    mark: Mark


@dataclass(frozen=True)
class Content:
    """The cards, and the targets without a number."""

    cards: tuple[Card, ...]
    staged: tuple[Staged, ...]
    staged_words: str  # how many stand at each status
    staged_more: int


def shown(state: State) -> tuple[Item, ...]:
    """Return the targets that count entries of a register, as many as fit."""
    return scenes.fitting(counts.counting(state), CARDS - bool(state.qualitative))


def scene(state: State, registers: Mapping[str, Register], expected: Mapping[str, str], lang: Language) -> Scene:
    """Return the scene; ``registers`` and the ``expected`` month by target."""
    items, staged = shown(state), scenes.fitting(state.qualitative, CHIPS)
    content = Content(
        tuple(_card(item, registers.get(item.target.id), expected.get(item.target.id, ""), lang) for item in items),
        tuple(Staged(item.name(lang), marks.mark(item, lang)) for item in staged),
        headlines.counts(state.qualitative, lang),
        len(state.qualitative) - len(staged),
    )
    opening = t("screen.counts_head", lang, total=len(items), staged=len(state.qualitative))
    headline = (Piece(opening), *scenes.failing((*items, *state.qualitative), lang))
    return Scene("counts", t("screen.title_counts", lang), headline, content)


def _card(item: Item, found: Register | None, expected: str, lang: Language) -> Card:
    verdict = item.verdict
    return Card(
        item.name(lang),
        marks.mark(item, lang),
        "—" if verdict.level is None else item.bare(verdict.level, lang),
        "" if verdict.goal is None else t("screen.goal", lang, amount=item.amount(verdict.goal, lang)),
        counts.when(item, expected, lang),
        counts.rungs(found, item.target.id, lambda *_, **__: "")[-STEPS:] if found is not None else (),
    )
