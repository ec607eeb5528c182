"""What stands beside a chance: the range on its axis, the date, the record of past outlooks, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.figures.facts import Item
from dashboard.figures.outlook_facts import Forecast, PastRecord
from dashboard.wording import Language, period_words, t

AXIS = 1.5  # the range axis ends at 150 % of the goal


@dataclass(frozen=True)
class Range:
    """The 80 % range, the median and the goal on an axis from nothing to 150 % of the goal, in percent of the axis."""

    left: float
    width: float
    middle: float
    over: bool  # the range goes on beyond the axis
    goal: float = round(100 / AXIS, 2)


def why(item: Item, main: Forecast | None, lang: Language) -> str:
    """Return why a target has no outlook."""
    if item.verdict.final:
        return t("outlook_page.why_final", lang)
    if main is not None:
        return t(f"outlook.why_{main.reason or 'not_assessed'}", lang)
    if item.target.kind == "qualitative":
        return t("outlook_page.why_stages", lang)
    reached = item.verdict.status in ("completed", "attained")
    return t("outlook_page.why_reached" if reached else "outlook_page.why_edition", lang)


def span(main: Forecast) -> Range | None:
    """Return the range on the axis; None without a goal above nothing."""
    if not main.goal or main.goal < 0:
        return None
    low, middle, high = (main.quantiles[name] / main.goal / AXIS * 100 for name in ("0.1", "0.5", "0.9"))
    left, right = (round(min(max(value, 0.0), 100.0), 2) for value in (low, high))
    return Range(left, round(right - left, 2), round(min(max(middle, 0.0), 100.0), 2), high > 100)


def when(main: Forecast, lang: Language) -> tuple[str, str]:
    """Return the month in which the goal is expected and its range; a month beyond the horizon is not in sight."""
    early, late = (period_words(text, lang) if text else "" for text in (main.earliest, main.latest))
    if main.expected:
        middle = period_words(main.expected, lang)
        if early == late or not early:
            return middle, ""
        key = "date_between" if late else "date_from"
        return middle, t(f"outlook_page.{key}", lang, early=early, late=late)
    horizon = period_words(main.period, lang)
    key = "date_early" if early else "date_late"
    return t("outlook_page.date_open" if early else "outlook_page.date_none", lang), t(
        f"outlook_page.{key}", lang, period=horizon, early=early
    )


def record_words(found: PastRecord | None, lang: Language) -> tuple[str, str]:
    """Return how often past 80 % ranges held, and below it that the sample is short."""
    if found is None or found.held is None:
        return t("outlook_page.record_none", lang), ""
    held = round(found.held * found.origins)
    few = t("outlook_page.record_few", lang) if found.reason == "too_few" else ""
    return t("outlook_page.record", lang, count=found.origins, held=held), few
