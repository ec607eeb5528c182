"""Scene (b): the growth targets, each with its path, its place in time and season, and the fan of what may come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.figures import growth, marks, scenes
from dashboard.figures.charts import Plot, Trace
from dashboard.figures.facts import Item, State
from dashboard.figures.image import Image, Signs
from dashboard.figures.marks import Mark
from dashboard.figures.scenes import Piece, Scene
from dashboard.wording import Language, percent, percent_against, t, year_to_date

CARDS = 8


@dataclass(frozen=True)
class Card:
    """A growth target: verdict, level and how far that is, and its picture."""

    name: str
    mark: Mark
    level: str
    goal: str
    facts: tuple[str, ...]
    image: Image | None


@dataclass(frozen=True)
class Content:
    """The cards and the signs of what their pictures draw."""

    cards: tuple[Card, ...]
    signs: Signs


def shown(state: State) -> tuple[Item, ...]:
    """Return the growth targets that fit beside the key of the pictures."""
    return scenes.fitting(growth.growing(state), CARDS - 1)


def scene(state: State, images: Mapping[str, Image], signs: Signs, lang: Language) -> Scene:
    """Return the scene; ``images`` by target, made for the size of a card."""
    items = shown(state)
    cards = tuple(_card(item, images.get(item.target.id), lang) for item in items)
    headline = (Piece(_opening(items, lang)), *scenes.failing(items, lang))
    charts = sum(card.image is not None for card in cards)
    return Scene("growth", t("screen.title_growth", lang), headline, Content(cards, signs), charts)


def _card(item: Item, image: Image | None, lang: Language) -> Card:
    found = item.verdict
    level = "—" if found.level is None else item.cell(found.level, lang)
    told = found.path is not None and (found.reason == "year_to_date" or growth.required(item, lang) is None)
    goal = t("screen.goal", lang, amount=item.bare(found.path or 0, lang)) if told else ""  # a need takes its place
    return Card(item.name(lang), marks.mark(item, lang), level, goal, _facts(item, lang), image)


def _facts(item: Item, lang: Language) -> tuple[str, ...]:
    """Return completion, time progress and seasonal position; of a closed year what it asks for from now on."""
    found = item.verdict
    if found.completion is None:
        return ()
    done = percent_against(found.completion, found.time_progress or 1)
    if found.reason != "year_to_date":
        asked = growth.required(item, lang)
        if asked is None:
            return (t("screen.of_path", lang, share=done),)
        return (t("screen.need_rate", lang, label=asked.label, rate=asked.rate),)
    usual = found.seasonal_progress
    season = () if usual is None else (t("screen.season_share", lang, share=percent(usual)),)
    return (t("screen.done_share", lang, share=done), *season)


def _opening(items: Sequence[Item], lang: Language) -> str:
    """Return how many growth targets there are and, while a year runs, how much of it has passed."""
    running = next((item.verdict for item in items if item.verdict.reason == "year_to_date"), None)
    if running is None or running.time_progress is None:
        return t("screen.growth_head", lang, total=len(items))
    months, share = year_to_date(running.period, lang), percent(running.time_progress)
    return t("screen.growth_year", lang, total=len(items), months=months, share=share)


def until(plot: Plot, year: int) -> Plot:
    """Return a chart over years without those after one: what came after a target's end was not asked of it."""
    if plot.key != "years":
        return plot
    count = sum(int(label[:4]) <= year for label in plot.labels)
    traces = tuple(
        replace(trace, values=trace.values[:count], texts=trace.texts[:count], said=trace.said[:count],
                lower=trace.lower[:count])
        for trace in plot.traces
    )  # fmt: skip
    return replace(plot, labels=plot.labels[:count], ticks=plot.ticks[:count], traces=traces)


def thinned(plot: Plot) -> Plot:
    """Return a chart for a small place: of the values written at it the last actual one alone, years without quarters.

    The others stand beside it as text.
    """
    traces = tuple(
        replace(trace, texts=_last(trace) if trace.ink in ("solid", "dots") else ()) for trace in plot.traces
    )
    quarters = len(plot.ticks) > 8
    ticks = tuple(f"<br>{tick.partition('<br>')[2]}" if "<br>" in tick else "" for tick in plot.ticks)
    return replace(plot, traces=traces, ticks=ticks if quarters else plot.ticks)


def _last(trace: Trace) -> tuple[str, ...]:
    known = [at for at, text in enumerate(trace.texts) if text]
    return tuple(text if known and at == known[-1] else "" for at, text in enumerate(trace.texts))
