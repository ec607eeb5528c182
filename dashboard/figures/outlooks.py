"""The outlook of a target in words and dots: chance, range, date, method, cut-off, record, readings, counties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.figures.dot_plots import DotPlot, dot_plot
from dashboard.figures.facts import Item
from dashboard.figures.outlook_facts import PLAN_END, YEAR, Forecast, PastRecord, Pending, TargetOutlook
from dashboard.wording import Language, day_words, percent, period_words, t, tenths_words

CHANCES = ((0.8, "high"), (0.4, "open"), (0.0, "low"))
_NONE_YET = ("awaited", "not_assessed")


@dataclass(frozen=True)
class ReadingChance:
    """A reading with its chances at the year's and the plan's end."""

    name: str
    year: str
    plan_end: str
    used: bool


@dataclass(frozen=True)
class CountyOutlook:
    """What a county brings on the paths around the city's median, and its own 80 % range."""

    name: str
    middle: str
    between: str


@dataclass(frozen=True)
class Panel:
    """Everything the page says of the future; ``reason`` where there is no outlook."""

    horizon: str
    chance: str
    number: str
    word: str
    reason: str
    plot: DotPlot | None
    lines: tuple[tuple[str, str], ...]
    readings: tuple[ReadingChance, ...]
    city: str
    counties: tuple[CountyOutlook, ...]


def panel(item: Item, found: TargetOutlook, names: Mapping[str, str], lang: Language) -> Panel | None:
    """Return the panel; None where nothing is open: final, reached or without a number."""
    main = found.main
    if main is None or item.verdict.final:
        return None
    shown = main.p is not None
    return Panel(
        horizon=horizon(main, lang),
        chance=t("sentence.chance_tip", lang, tenths=tenths_words(main.p, lang)) if main.p is not None else "",
        number=share(main.p, lang),
        word=t(f"outlook.word_{word(main.p)}", lang) if main.p is not None else "",
        reason="" if shown else t(f"outlook.why_{main.reason or 'not_assessed'}", lang),
        plot=dot_plot(item, main, lang) if shown and main.dots and main.goal is not None else None,
        lines=tuple(_lines(item, main, found.record, lang)),
        readings=_readings(item, found, lang) if shown else (),
        city=_amount(item, main.middle, lang) if main.middle is not None else "",
        counties=tuple(_county(item, one, names, lang) for one in found.counties if one.quantiles),
    )  # fmt: skip


def share(p: float | None, lang: Language) -> str:
    """Return a chance as a number; never 0 % or 100 %, which no forecast knows."""
    if p is None:
        return "—"
    if p < 0.01 or p > 0.99:
        return t("outlook.under" if p < 0.01 else "outlook.over", lang)
    return percent(Decimal(repr(p)), 0)


def word(p: float) -> str:
    """Return the word for a chance: high from 80 % on, low below 40 %, open between."""
    return next(key for least, key in CHANCES if p >= least)


def horizon(main: Forecast, lang: Language) -> str:
    """Return by when: the end of the year or of the plan."""
    if not main.period:
        return ""
    return t(f"outlook.by_{main.horizon}", lang, period=period_words(main.period, lang), year=main.period[:4])


def _amount(item: Item, value: float, lang: Language) -> str:
    return item.amount(Decimal(repr(value)), lang)


def between(item: Item, found: Forecast, low: str, high: str, lang: Language) -> str:
    """Return the range between two quantiles with its unit."""
    lower, upper = (Decimal(repr(found.quantiles[name])) for name in (low, high))
    return t("outlook.between", lang, low=item.bare(lower, lang), high=item.amount(upper, lang))


def _lines(item: Item, main: Forecast, record: PastRecord | None, lang: Language) -> Iterator[tuple[str, str]]:
    """Yield label and text of every line beside the chance."""
    if main.p is not None:
        yield t("outlook.middle", lang), _amount(item, main.quantiles["0.5"], lang)
        yield t("outlook.half", lang), between(item, main, "0.25", "0.75", lang)
        yield t("outlook.most", lang), between(item, main, "0.1", "0.9", lang)
        yield t("outlook.expected", lang), _expected(main, lang)
    if main.method:
        yield t("outlook.method", lang), _method(main.method, lang)
    if main.known:
        yield t("outlook.known", lang), period_words(main.known, lang)
    if record is not None and main.reason not in _NONE_YET:
        yield t("outlook.record", lang), record_words(record, lang)


def _expected(main: Forecast, lang: Language) -> str:
    """Return the median date and the 80 % range of dates; a date beyond the horizon is not in sight."""
    horizon = period_words(main.period, lang)
    early, late = (period_words(text, lang) if text else "" for text in (main.earliest, main.latest))
    if not main.expected:
        return t("outlook.unlikely" if not early else "outlook.perhaps", lang, period=horizon, early=early)
    middle = period_words(main.expected, lang)
    if early == late:
        return middle
    key = "dated" if late else "dated_late" if early == middle else "dated_open"
    return t(f"outlook.{key}", lang, middle=middle, early=early, late=late,
             period=horizon)  # fmt: skip


def _method(method: str, lang: Language) -> str:
    """Return the method in words: its way, then what was added."""
    way, *more = method.split("+")
    words = [t(f"outlook.method_{way.replace(' ', '_').replace('-', '_')}", lang)]
    words += [t(f"outlook.method_{part.replace(' ', '_')}", lang) for part in more]
    return ("；" if lang == "zh" else "; ").join(words)


def record_words(record: PastRecord, lang: Language) -> str:
    """Return how past outlooks did: intervals that held, Brier score beside the last status, or 样本不足."""
    if record.held is None or record.brier is None or record.persistence is None:
        return t("outlook.record_none", lang)
    held = round(record.held * record.origins)
    scores = {"brier": f"{record.brier:.3f}", "naive": f"{record.persistence:.3f}"}
    key = "outlook.record_few" if record.reason == "too_few" else "outlook.record_full"
    made = t(f"outlook.made_{record.kind}", lang)
    return t(key, lang, count=record.origins, held=held, made=made, **scores)


def entry_words(entry: Pending, lang: Language) -> str:
    """Return an entry on its way with the step it reached last and its day."""
    day = day_words(date.fromisoformat(entry.since), lang)
    return t("outlook.entry", lang, name=entry.name, step=entry.step if lang == "zh" else entry.step_en, day=day)


def _readings(item: Item, found: TargetOutlook, lang: Language) -> tuple[ReadingChance, ...]:
    """Return the chances of every reading that has any, the one used first."""
    rows = []
    for reading in item.target.readings:
        year, end = (found.of(reading.id, horizon) for horizon in (YEAR, PLAN_END))
        if any(one is not None and one.p is not None for one in (year, end)):
            name = reading.name if lang == "zh" else reading.name_en
            texts = [share(one.p if one else None, lang) for one in (year, end)]
            rows.append(ReadingChance(name, texts[0], texts[1], reading.id == item.reading.id))
    return tuple(rows)


def _county(item: Item, found: Forecast, names: Mapping[str, str], lang: Language) -> CountyOutlook:
    middle = "—" if found.middle is None else _amount(item, found.middle, lang)
    return CountyOutlook(names.get(found.region, found.region), middle, between(item, found, "0.1", "0.9", lang))
