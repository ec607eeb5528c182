"""The big screen of an edition: its figures handed to the six scenes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard.figures import (
    geo,
    image,
    picture,
    scene_all,
    scene_counts,
    scene_growth,
    scene_map,
    scene_next,
    scene_tasks,
    shell,
    wall_alarms,
)
from dashboard.figures.charts import Plot
from dashboard.figures.comparison import Comparison
from dashboard.figures.image import Image, Signs
from dashboard.figures.outlook_facts import PLAN_END
from dashboard.figures.scene_tasks import Slips
from dashboard.figures.scenes import SCENES, Scene, Told, Wall
from dashboard.review.book import Book
from dashboard.settings import settings

CHART, EDGE = (200.0, 114.0), 10.0  # of a card's picture, in units of which 24 px at 1920 hold the 11.5 of its text


def wall(book: Book, day: date, slips: Slips | None = None) -> Wall:
    """Return the big screen of an edition as it is told on a day; with the slips of the edition, or as they stand."""
    state, lang = book.state, book.lang
    cut_off, edition, rules = shell.footer_words(state.edition, lang)
    alarms = wall_alarms.alarms(state.edition, book.editions, book.batches, day, lang)
    title = book.say(book.plan.product_title, book.plan.product_title_en)
    made = _scenes(book, day, slips or Slips(book.slips, book.day))
    return Wall(title, made, cut_off, edition, rules, state.edition.data_kind == "demo", alarms)


def switched(scene: str) -> Told:
    """Return what an office has switched on for a scene."""
    own = settings()
    on = [scene in {name.strip() for name in text.split(",")} for text in
          (own.screen_ranks, own.screen_units, own.screen_chances)]  # fmt: skip
    return Told(*on)


def _scenes(book: Book, day: date, slips: Slips) -> tuple[Scene, ...]:
    state, lang, told = book.state, book.lang, {key: switched(key) for key in SCENES}
    images, signs = _growth(book)
    return (
        scene_all.scene(state, lang, day, told["all"]),
        scene_growth.scene(state, images, signs, lang),
        scene_counts.scene(state, book.registers, _expected(book), lang),
        scene_map.scene(_compared(book), geo.geography(book.city, settings().geo_dir), lang, told["map"],
                        many=book.many),
        scene_tasks.scene(state, lang, told["tasks"], slips),
        scene_next.scene(state, lang, day, told["next"]),
    )


def _growth(book: Book) -> tuple[dict[str, Image], Signs]:
    """Return the picture of each growth target, and the signs of every series in them by its name."""
    images, plots = {}, []
    for item in scene_growth.shown(book.state):
        known = book.plots(item)
        if known:
            plots.append(known[0 if item.verdict.reason == "year_to_date" else -1])
            images[item.target.id] = _image(scene_growth.until(plots[-1], item.reading.end_year))
    return images, image.signs(plots, "dark")


def _image(plot: Plot) -> Image:
    thin = scene_growth.thinned(plot)
    made = picture.small(thin, "dark", CHART[0] - EDGE, CHART[1])
    return image.of_plot(replace(made, width=CHART[0]), plot)  # values reach over the edge


def _expected(book: Book) -> dict[str, str]:
    """Return the month in which each counted target is expected to reach its number."""
    found = {}
    for item in scene_counts.shown(book.state):
        main = book.outlook(item).of(item.reading.id, PLAN_END)
        found[item.target.id] = main.expected if main is not None else ""
    return found


def _compared(book: Book) -> Comparison | None:
    """Return the counties of the worst target for which any of them reported."""
    return next((found for item in scene_map.offered(book.state) if (found := book.compared(item)) is not None), None)
