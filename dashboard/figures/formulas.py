"""The formulas behind a verdict with the numbers put in, as (what, formula) lines for tooltips and the target page."""

from __future__ import annotations

from decimal import Decimal

from dashboard.figures.facts import Item
from dashboard.figures.phrases import points
from dashboard.wording import Language, number, percent, percent_against, period_words, signed, t

Line = tuple[str, str]
_TWO, _ONE = 2, 1


def lines(item: Item, lang: Language) -> tuple[Line, ...]:
    """Return the formulas of a target's verdict in the order they are computed."""
    found = item.verdict
    made: list[Line] = []
    if found.method in ("compound", "total"):
        made += [*_path(item, lang), *_goal(item, lang)]
    if found.reason in ("year_to_date", "count_share", "count_reached") and found.time_progress is not None:
        made += _progress(item, lang)
    elif found.completion is not None and found.path:
        made += [
            _line(
                "completion",
                lang,
                f"{_exact(item, found.level)} ÷ {_exact(item, found.path)} = {percent_against(found.completion, 1)}",
            )
        ]
    return (*made, *_still(item, lang), *_growth(item, lang), *_pace(item, lang), *_months(item, lang))


def _line(key: str, lang: Language, text: str) -> Line:
    return t(f"target.formula_{key}", lang), text


def _exact(item: Item, value: Decimal | None) -> str:
    """Return a number with two digits more than its table shows; whole counts stay whole."""
    if value is None:
        return "—"
    decimals = item.indicator.decimals if item.indicator else 0
    if value == value.to_integral_value() and not decimals:
        return number(value, 0)
    return number(value, decimals + (_TWO if decimals else _ONE))


def _power(item: Item, years: Decimal) -> str:
    """Return base × (1 + g) to the years, as the reading has it."""
    found = item.verdict
    k = number(years, 0 if years == years.to_integral_value() else 2)
    power = f"({k}/{found.n})" if found.method == "total" and years != found.n else k
    once = power == "1" or (found.method == "total" and years == found.n)
    return f"{_exact(item, found.base)} × (1 + {percent(found.threshold or 0, 0)})" + ("" if once else f"^{power}")


def _path(item: Item, lang: Language) -> list[Line]:
    found = item.verdict
    if found.path is None or found.k is None or found.base is None:
        return []
    return [_line("path", lang, f"{_power(item, found.k)} = {_exact(item, found.path)}")]


def _goal(item: Item, lang: Language) -> list[Line]:
    found = item.verdict
    if found.goal is None or found.n is None or found.base is None or found.goal == found.path:
        return []
    return [_line("goal", lang, f"{_power(item, Decimal(found.n))} = {_exact(item, found.goal)}")]


def _progress(item: Item, lang: Language) -> list[Line]:
    """Return completion, time progress, their difference and the seasonal position."""
    found = item.verdict
    whole = found.goal if found.reason != "year_to_date" else found.path
    share, time = found.completion or Decimal(0), found.time_progress or Decimal(0)
    span = 12 if found.reason == "year_to_date" else (found.months or 0) + (found.months_left or 0)
    made = [
        _line(
            "completion", lang, f"{_exact(item, found.level)} ÷ {_exact(item, whole)} = {percent_against(share, time)}"
        ),
        _line("time", lang, f"{found.months} ÷ {span} = {percent(time)}"),
    ]
    if found.gap_points is not None:
        gap = signed(found.gap_points, len(points(found.gap_points).partition(".")[2]))
        difference = f"{percent_against(share, time)} − {percent(time)} = {t('target.gap_points', lang, points=gap)}"
        made.append(_line("gap", lang, difference))
    return made + _season(item, lang)


def _season(item: Item, lang: Language) -> list[Line]:
    """Return the seasonal position and the path it implies; it never decides (methodology F2)."""
    found = item.verdict
    if found.seasonal_progress is None:
        return []
    made = [_line("season", lang, t("target.formula_season_value", lang, share=percent(found.seasonal_progress)))]
    if found.seasonal_expected is not None and found.seasonal_points is not None:
        share = percent(found.seasonal_progress)
        path = f"{_exact(item, found.path)} × {share} = {_exact(item, found.seasonal_expected)}"
        points = t("target.gap_points", lang, points=signed(found.seasonal_points))
        made.append(_line("season_path", lang, t("target.formula_season_gap", lang, path=path, points=points)))
    return made


def _still(item: Item, lang: Language) -> list[Line]:
    """Return what a month and a quarter must still bring, beside the best ever reached (methodology F5)."""
    found = item.verdict
    if not found.remaining or not found.months_left or found.required_month is None:
        return []
    each = f"{_exact(item, found.remaining)} ÷ {found.months_left} = {_exact(item, found.required_month)}"
    made = [_line("month", lang, each)]
    if found.best_quarter is not None and found.required_quarter is not None:
        best = period_words(found.best_quarter_period or "", lang)
        text = t("target.formula_quarter_value", lang, amount=_exact(item, found.required_quarter),
                 best=_exact(item, found.best_quarter), quarter=best)  # fmt: skip
        made.append(_line("quarter", lang, text))
    return made


def _pace(item: Item, lang: Language) -> list[Line]:
    """Return R of the closed years, and of the last twelve months (methodology F4)."""
    found, made = item.verdict, []
    if found.pace is not None and found.method in ("compound", "total"):
        made.append(_line("pace", lang, number(found.pace, _TWO)))
    if found.trailing_pace is not None and found.trailing_level is not None:
        text = t("target.formula_trailing_value", lang, level=_exact(item, found.trailing_level),
                 pace=number(found.trailing_pace, _TWO))  # fmt: skip
        made.append(_line("trailing", lang, text))
    if found.noise_limit is not None and found.level is not None and found.base and found.level < found.base:
        made.append(_line("noise", lang, _exact(item, found.noise_limit)))
    return made


def _growth(item: Item, lang: Language) -> list[Line]:
    """Return the growth reached up to the last closed year and what is required from then on."""
    found, base_year = item.verdict, item.reading.base_year
    made: list[Line] = []
    if found.achieved is not None and found.last_year and base_year and found.method in ("compound", "total"):
        years = found.last_year - base_year
        ratio = f"{_exact(item, found.last_level)} ÷ {_exact(item, found.base)}"
        power = ratio if years == 1 or found.method == "total" else f"({ratio})^(1/{years})"
        made.append(
            (
                t("target.formula_achieved", lang, first=base_year, last=found.last_year),
                f"{power} − 1 = {percent_against(found.achieved, found.threshold or 0)}",
            )
        )
    return made + _required(item, lang)


def _required(item: Item, lang: Language) -> list[Line]:
    """Return the growth a year that still reaches the goal; written out where the reading has a path."""
    found, end = item.verdict, item.reading.end_year
    if found.required is None or found.final:
        return []
    if found.goal is None or found.last_level is None or found.last_year is None or end <= found.last_year:
        return [_line("required", lang, percent(found.required))]
    ratio, left = f"{_exact(item, found.goal)} ÷ {_exact(item, found.last_level)}", end - found.last_year
    power = ratio if left == 1 else f"({ratio})^(1/{left})"
    return [_line("required", lang, f"{power} − 1 = {percent(found.required)}")]


def _months(item: Item, lang: Language) -> list[Line]:
    found = item.verdict
    ahead = found.months_ahead
    if ahead is None or found.final or found.method == "count":
        return []
    key = "target.months_ahead" if ahead >= 0 else "target.months_behind"
    at = period_words(str(found.last_year or found.period), lang)
    return [_line("months", lang, t(key, lang, period=at, months=number(abs(ahead), 1)))]


def tip(item: Item, lang: Language) -> str:
    """Return the formulas as a tooltip, one a line."""
    colon = "：" if lang == "zh" else ": "
    return "\n".join(f"{what}{colon}{formula}" for what, formula in lines(item, lang))
