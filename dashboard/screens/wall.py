"""The big screen of a selection, made once for an edition, language and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from time import monotonic
from zoneinfo import ZoneInfo

from dashboard.figures import decode, wall
from dashboard.figures.facts import Edition
from dashboard.figures.scene_tasks import Slips
from dashboard.figures.slips import Slip
from dashboard.figures.wall import Shown
from dashboard.reporting import lasting
from dashboard.review import scenes
from dashboard.review.book import Book
from dashboard.screens import reads, slip_reads
from dashboard.screens.selection import Selection, choose
from dashboard.settings import settings
from dashboard.wording import Language

FRESH_SECONDS = 2.0  # so long the list of editions is believed: all screens together ask the database that often
_LOCK = Lock()


@dataclass(frozen=True)
class _Known:
    """The editions of a plan and its slips as read at a moment."""

    at: float
    editions: tuple[Edition, ...]
    slips: tuple[Slip, ...]


_known: dict[str, _Known] = {}


def now() -> datetime:
    """Return the time on the wall: of the office, on the fixed day where there is one."""
    found = datetime.now(ZoneInfo(settings().time_zone))
    day = settings().today or found.date()
    return found.replace(year=day.year, month=day.month, day=day.day)


def editions(plan: str) -> tuple[Edition, ...]:
    """Return the published editions of a plan, asked of the database every other second, while it answers."""
    return _read(plan).editions


def _read(plan: str) -> _Known:
    with _LOCK:
        found = _known.get(plan)
        if found is None or monotonic() - found.at > FRESH_SECONDS:
            published, slips = lasting(("wall", plan), lambda: (_editions(plan), slip_reads.standing(plan)))
            found = _known[plan] = _Known(monotonic(), published, slips)
    return found


def _editions(plan: str) -> tuple[Edition, ...]:
    return tuple(map(decode.edition, reads.rows("edition_list", plan=plan)))


def shown(asked: Mapping[str, str]) -> Shown:
    """Return what a screen shows for its address."""
    kept = {key: asked[key] for key in ("plan", "edition", "lang") if key in asked}
    chosen = choose(kept, reads.plans(), editions, settings())
    if chosen is None:
        return wall.shown(None, "", "en" if asked.get("lang") == "en" else "zh")
    slips = slip_reads.seen(chosen, "", lambda plan: _read(plan).slips)
    with _LOCK:
        return _made(chosen.plan.id, chosen.edition, chosen.lang, now().date(), _newest(chosen), slips)


def _newest(chosen: Selection) -> tuple[Edition, ...]:
    """Return the editions published after the one shown: one of them may correct or follow it."""
    return tuple(edition for edition in chosen.editions if edition.number > chosen.edition.number)


@lru_cache(maxsize=32)
def _made(
    plan: str, edition: Edition, lang: Language, day: date, later: tuple[Edition, ...], slips: Slips
) -> Shown:
    found = next(known for known in reads.plans() if known.id == plan)
    book = Book(reads.rows, found, edition, lang, (edition, *later))
    return wall.shown(scenes.wall(book, day, slips), edition.label, lang)
