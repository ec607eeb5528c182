"""What the scenes of the big screen share: the switches of an office, a coloured piece of a sentence, a scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dashboard.attainment import rollup
from dashboard.figures import headlines
from dashboard.figures.facts import Item
from dashboard.figures.shapes import TONES
from dashboard.wording import Language, t

SCENES = ("all", "growth", "counts", "map", "tasks", "next")  # in the order of their rotation
ROWS = 15  # at most, in any column of a scene
_NAMED = 2  # targets named in a headline before the rest are counted


@dataclass(frozen=True)
class Told:
    """What may hurt people is told only where an office has switched it on for a scene."""

    ranks: bool = False  # counties ranked
    units: bool = False  # units named beside what is failing
    chances: bool = False  # probabilities as numbers


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence in the tone of a status; "" is the tone of plain text."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class Scene:
    """One scene: its name, its sentence, the number of charts it declares, and what its template shows."""

    key: str
    title: str
    headline: tuple[Piece, ...]
    content: object
    charts: int = 0


@dataclass(frozen=True)
class Wall:
    """The big screen: its scenes and what every one of them carries."""

    title: str
    scenes: tuple[Scene, ...]
    cut_off: str
    edition: str
    rules: str
    demo: bool
    alarms: tuple[str, ...] = field(default=())  # what must not be overlooked: data past its due date, a correction


def chances(items: Sequence[Item]) -> dict[str, float]:
    """Return the probability of attainment by target, where there is one."""
    return {item.target.id: item.chance.p for item in items if item.chance and item.chance.p is not None}


def worst_first(items: Sequence[Item]) -> list[Item]:
    """Return targets in the order of the roll-up: status, most behind, lowest probability, plan order."""
    known, left, made = chances(items), list(items), []
    while left:
        found = rollup.worst([item.verdict for item in left], known)
        made.append(next(item for item in left if item.verdict is found))
        left = [item for item in left if item is not made[-1]]
    return made


def fitting(items: Sequence[Item], most: int) -> tuple[Item, ...]:
    """Return targets in plan order; where there are too many of them, those that need attention most."""
    kept = {item.target.id for item in worst_first(items)[:most]} if len(items) > most else None
    return tuple(item for item in items if kept is None or item.target.id in kept)


def failing(items: Sequence[Item], lang: Language) -> tuple[Piece, ...]:
    """Return how many targets are behind, missed or awaited, the worst statuses with names; that none is, if so."""
    made = []
    for status in headlines.ATTENTION:
        found = [item for item in items if item.verdict.status == status]
        if found:
            word = headlines.in_sentence(t(f"status.{status}", lang), lang)
            made.append(Piece(t("screen.failing", lang, count=len(found), word=word), TONES[status]))
            if TONES[status] == "bad":
                made[-1] = replace(made[-1], text=t("screen.named", lang, what=made[-1].text, names=names(found, lang)))
    if not made:
        return (Piece(t("screen.none_failing", lang), "good"),)
    comma, stop = t("screen.comma", lang), t("screen.stop", lang)
    ends = [comma] * (len(made) - 1) + [stop]
    return tuple(replace(piece, text=piece.text + end) for piece, end in zip(made, ends, strict=True))


def names(items: Sequence[Item], lang: Language) -> str:
    """Return targets by name: the first few, then how many there are."""
    known = [item.name(lang) for item in items]
    joined = ("、" if lang == "zh" else ", ").join(known[:_NAMED])
    return joined if len(known) <= _NAMED else t("screen.and_more", lang, names=joined, count=len(known))
