"""The big screen of a selection: cached reads handed to the scenes, made once for an edition, language and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from time import monotonic
from zoneinfo import ZoneInfo

from dashboard.figures import (
    decode,
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
    wall,
    wall_alarms,
)
from dashboard.figures.charts import Plot
from dashboard.figures.comparison import Comparison, compare
from dashboard.figures.facts import Edition, State
from dashboard.figures.image import Image, Signs
from dashboard.figures.outlook_facts import PLAN_END
from dashboard.figures.scenes import SCENES, Scene, Told, Wall
from dashboard.figures.wall import Shown
from dashboard.screens import counts, reads, reports, targets
from dashboard.screens.selection import Selection, choose
from dashboard.settings import settings
from dashboard.wording import Language

CHART, EDGE = (200.0, 114.0), 10.0  # of a card's picture, in units of which 24 px at 1920 hold the 11.5 of its text
FRESH_SECONDS = 2.0  # so long the list of editions is believed: all screens together ask the database that often
_LOCK = Lock()


@dataclass(frozen=True)
class _Known:
    """The editions of a plan as read at a moment."""

    at: float
    editions: tuple[Edition, ...]


_known: dict[str, _Known] = {}


def now() -> datetime:
    """Return the time on the wall: of the office, on the fixed day where there is one."""
    found = datetime.now(ZoneInfo(settings().time_zone))
    day = settings().today or found.date()
    return found.replace(year=day.year, month=day.month, day=day.day)


def editions(plan: str) -> tuple[Edition, ...]:
    """Return the published editions of a plan, asked of the database every other second; it raises when gone."""
    with _LOCK:
        found = _known.get(plan)
        if found is None or monotonic() - found.at > FRESH_SECONDS:
            _known.pop(plan, None)
            read = tuple(decode.edition(row) for row in reads.rows("edition_list", plan=plan))
            found = _known[plan] = _Known(monotonic(), read)
    return found.editions


def shown(asked: Mapping[str, str]) -> Shown:
    """Return what a screen shows for its address."""
    kept = {key: asked[key] for key in ("plan", "edition", "lang") if key in asked}
    chosen = choose(kept, reads.plans(), editions, settings())
    if chosen is None:
        return wall.shown(None, "", "en" if asked.get("lang") == "en" else "zh")
    with _LOCK:
        return _made(chosen.plan.id, chosen.edition, chosen.lang, now().date(), _newest(chosen))


def _newest(chosen: Selection) -> tuple[Edition, ...]:
    """Return the editions published after the one shown: one of them may correct or follow it."""
    return tuple(edition for edition in chosen.editions if edition.number > chosen.edition.number)


@lru_cache(maxsize=32)
def _made(plan: str, edition: Edition, lang: Language, day: date, later: tuple[Edition, ...]) -> Shown:
    found = next(known for known in reads.plans() if known.id == plan)
    chosen = Selection(found, edition, lang, editions=(edition, *later))
    return wall.shown(_wall(chosen, day), edition.label, lang)


def _wall(chosen: Selection, day: date) -> Wall:
    state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
    cut_off, edition, rules = shell.footer_words(state.edition, chosen.lang)
    alarms = wall_alarms.alarms(state.edition, chosen.editions, reports.sent(chosen), day, chosen.lang)
    title = chosen.plan.product_title if chosen.lang == "zh" else chosen.plan.product_title_en
    return Wall(title, _scenes(state, chosen, day), cut_off, edition, rules, state.edition.data_kind == "demo", alarms)


def _scenes(state: State, chosen: Selection, day: date) -> tuple[Scene, ...]:
    lang, told = chosen.lang, {key: switched(key) for key in SCENES}
    images, signs = _growth(state, chosen)
    places = geo.geography(_city(chosen), settings().geo_dir)
    return (
        scene_all.scene(state, lang, day, told["all"]),
        scene_growth.scene(state, images, signs, lang),
        scene_counts.scene(state, counts.registers(state, chosen), _expected(state, chosen), lang),
        scene_map.scene(_compared(state, chosen), places, lang, told["map"]),
        scene_tasks.scene(state, lang, told["tasks"]),
        scene_next.scene(state, lang, day, told["next"]),
    )


def switched(scene: str) -> Told:
    """Return what an office has switched on for a scene."""
    own = settings()
    on = [scene in {name.strip() for name in text.split(",")} for text in
          (own.screen_ranks, own.screen_units, own.screen_chances)]  # fmt: skip
    return Told(*on)


def _city(chosen: Selection) -> str:
    return next(r.code for r in reads.regions(chosen.plan.id, chosen.edition.number) if r.kind == "city")


def _growth(state: State, chosen: Selection) -> tuple[dict[str, Image], Signs]:
    """Return the picture of each growth target, and the signs of every series in them by its name."""
    images, plots = {}, []
    for item in scene_growth.shown(state):
        known = targets.plots(state, replace(chosen, target=item.target.id))
        if known:
            plots.append(known[0 if item.verdict.reason == "year_to_date" else -1])
            images[item.target.id] = _image(scene_growth.until(plots[-1], item.reading.end_year))
    return images, image.signs(plots, "dark")


def _image(plot: Plot) -> Image:
    thin = scene_growth.thinned(plot)
    made = replace(picture.small(thin, "dark", CHART[0] - EDGE, CHART[1]), width=CHART[0])  # values reach over the edge
    return image.of_plot(made, plot)


def _expected(state: State, chosen: Selection) -> dict[str, str]:
    """Return the month in which each counted target is expected to reach its number."""
    found = {}
    for item in scene_counts.shown(state):
        ahead = reads.outlook(chosen.plan.id, chosen.edition.number, item.target.id, item.reading.id)
        main = ahead.of(item.reading.id, PLAN_END)
        found[item.target.id] = main.expected if main is not None else ""
    return found


def _compared(state: State, chosen: Selection) -> Comparison | None:
    """Return the counties of the worst target for which any of them reported."""
    plan, number = chosen.plan.id, chosen.edition.number
    for item in scene_map.offered(state):
        assert item.indicator is not None
        series = reads.values(plan, number, item.indicator.id, item.indicator)
        found = compare(item, series, reads.regions(plan, number), chosen.edition.through, chosen.lang)
        if found is not None:
            return found
    return None
