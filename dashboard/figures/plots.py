"""Charts of a target as frozen values: which series, in which IBCS notation, over which labels.

Actual (AC) is solid, plan (PL) outlined, forecast (FC) hatched with its 50 and 80 % bands, last year (PY) a lighter
line; time progress is a dashed line.
"""

from __future__ import annotations

from decimal import Decimal

from dashboard.attainment import paths
from dashboard.figures import coming
from dashboard.figures.charts import Plot, Subject, Trace
from dashboard.figures.facts import Item
from dashboard.plan import periods
from dashboard.wording import Language, month_range, period_words, t

__all__ = ["Plot", "Subject", "Trace", "path", "plots"]


def plots(found: Subject) -> tuple[Plot, ...]:
    """Return the charts of a target, at most two: the running year or total, and the years."""
    made, method = found.series.indicator, found.item.verdict.method
    if method in ("stages", "qualitative") or not found.series.periods(found.region):
        return ()
    if made.aggregation == "cumulative_count":
        return (_count(found),)
    if made.aggregation != "flow":
        return (_stock(found),)
    years = _years(found)
    return (years,) if made.frequency == "A" else (_year(found), years)


def path(item: Item, year: int) -> Decimal | None:
    """Return T(k) of a year by the target's own reading; None where the reading has no path of its own."""
    found, base_year = item.verdict, item.reading.base_year
    if found.base is None or found.threshold is None or found.n is None or base_year is None:
        return None
    if found.method not in paths.FROM_BASE or not base_year <= year <= item.reading.end_year:
        return None
    return paths.asked(item.reading, found.base, Decimal(year - base_year))


def _title(found: Subject, key: str, **fields: object) -> str:
    """Return a chart's title with its unit; a county has no path, so its title names none."""
    lang, unit = found.lang, found.scale[1]
    if found.whole:
        return t(f"target.{key}", lang, **fields) + t("target.chart_in", lang, unit=unit)
    return t(f"target.{key}_plain", lang, **fields) + t("target.chart_in_region", lang, region=found.name, unit=unit)


def _quarter_ticks(quarters: list[str], lang: Language) -> tuple[str, ...]:
    """Return short labels of quarters: the year stands below the first one of each year."""
    firsts = {min(q for q in quarters if q[:4] == year) for year in {q[:4] for q in quarters}}
    return tuple(
        t("target.tick_first" if q in firsts else "target.tick_quarter", lang, number=q[-1], year=q[:4])
        for q in quarters
    )


def _year(found: Subject) -> Plot:
    """Return the year month by month (quarter by quarter): cumulative actual, path by time, last year."""
    made = found.series.indicator
    step = {"M": 1, "Q": 3}.get(made.frequency, 12)
    last = found.series.periods(found.region)[-1]
    year = min(periods.year(last), periods.year(found.through))
    months = list(range(step, 13, step))
    actual = [
        found.series.so_far(found.region, year, m) if f"{year}-{m:02d}" <= found.through else None for m in months
    ]
    before = [found.series.so_far(found.region, year - 1, m) for m in months]
    asked = path(found.item, year) if found.whole else None
    reached = max((at for at, v in enumerate(actual) if v is not None), default=0)
    traces = []
    if asked is not None:
        traces.append(found.trace("pl_time", "outline", [asked * m / 12 for m in months], (len(months) - 1,)))
    traces.append(found.trace("ac", "solid", actual, (reached,)))
    if any(v is not None for v in before):
        traces.append(found.trace("py", "line", before))
    ends = [periods.of_month(f"{year}-{m:02d}", made.frequency) for m in months]
    traces = coming.with_fan(found, traces, ends, reached)
    labels = tuple(_month_label(m, step, found.lang) for m in months)
    title = _title(found, "chart_year" if step == 1 else "chart_year_q", year=year)
    return Plot("year", title, labels, tuple(traces), _alt_year(found, year, months[reached], actual[reached], asked))


def _alt_year(found: Subject, year: int, month: int, actual: Decimal | None, asked: Decimal | None) -> str:
    item, lang = found.item, found.lang
    level = "" if actual is None else item.said(actual, lang)
    months = month_range(1, month, lang)
    if asked is None:
        return t("target.alt_year_plain", lang, name=item.name(lang), year=year, months=months, actual=level)
    plan, goal = item.said(asked * month / 12, lang), item.said(asked, lang)
    return t(
        "target.alt_year", lang, name=item.name(lang), year=year, months=months, actual=level, plan=plan, goal=goal
    )


def _month_label(month: int, step: int, lang: Language) -> str:
    if step == 3:
        return t("target.quarter_label", lang, number=month // 3)
    return t("target.month_label", lang, number=month) if lang == "zh" else month_range(month, month, lang)[:3]


def _years(found: Subject) -> Plot:
    """Return the years: closed ones and the year so far as columns, the path outlined around them."""
    known = found.series.periods(found.region)
    first, newest = periods.year(known[0]), min(periods.year(known[-1]), periods.year(found.through))
    end = found.item.reading.end_year if found.whole else newest
    years = list(range(first, max(end, newest) + 1))
    months = [12 if y < periods.year(found.through) else int(found.through[-2:]) for y in years]
    actual = [found.series.so_far(found.region, y, m) for y, m in zip(years, months, strict=True)]
    asked = [path(found.item, y) if found.whole and y > (found.item.reading.base_year or 0) else None for y in years]
    places = tuple(range(len(years)))
    traces = [found.trace("pl", "outline", asked, places)] if any(v is not None for v in asked) else []
    expected = coming.at_year_ends(found, years) if found.series.indicator.frequency != "A" else []
    traces.extend([found.trace("fc", "hatch", expected, places)] if any(v is not None for v in expected) else [])
    traces.append(found.trace("ac", "solid", actual, places))
    reached = max((at for at, v in enumerate(actual) if v is not None), default=0)
    traces = coming.with_fan(found, traces, [str(year) for year in years], reached)
    labels = tuple(_year_label(y, m, found, v is not None) for y, m, v in zip(years, months, actual, strict=True))
    alt = t("target.alt_years", found.lang, name=found.item.name(found.lang), values=_spoken(found, years, actual))
    return Plot("years", _title(found, "chart_years"), labels, tuple(traces), alt)


def _spoken(found: Subject, years: list[int], values: list[Decimal | None]) -> str:
    said = [f"{y} {found.item.amount(v, found.lang)}" for y, v in zip(years, values, strict=True) if v is not None]
    return ("，" if found.lang == "zh" else ", ").join(said)


def _year_label(year: int, months: int, found: Subject, known: bool) -> str:
    if year == found.item.reading.base_year:
        return f"{year}<br>{t('target.code_base', found.lang)}"
    if known and months < 12:
        text = month_range(1, months, found.lang)
        return f"{year}<br>{text if found.lang == 'zh' else f'{text[:3]}–{text.split(chr(0x2013))[-1][:3]}'}"
    return str(year)


def _quarter_ends(first: str, last: str) -> list[str]:
    months = [periods.last_month(q) for q in periods.span(first, last, "Q")]
    return months


def _count(found: Subject) -> Plot:
    """Return a cumulative count at quarter ends against the share of time that has passed."""
    verdict, reading = found.item.verdict, found.item.reading
    first = reading.count_from or found.series.periods(found.region)[0]
    months = _quarter_ends(first, max(f"{reading.end_year}-12", min(found.through, f"{reading.end_year}-12")))
    actual = [found.series.at(found.region, m) if m <= found.through else None for m in months]
    whole = periods.months_between(first, f"{reading.end_year}-12")
    goal = verdict.goal if found.whole else None
    reached = max((at for at, v in enumerate(actual) if v is not None), default=0)
    traces = [found.trace("ac", "solid", actual, (reached,))]
    if goal is not None:
        time = [goal * periods.months_between(first, m) / whole for m in months]
        traces.append(found.trace("pl_time", "dash", list(time)))
    traces = coming.with_fan(found, traces, months, reached)
    labels = tuple(period_words(periods.of_month(m, "Q"), found.lang) for m in months)
    level = "" if actual[reached] is None else found.item.said(actual[reached] or 0, found.lang)
    alt = t("target.alt_count", found.lang, name=found.item.name(found.lang), actual=level,
            month=period_words(months[reached], found.lang), goal=found.item.said(goal or 0, found.lang))  # fmt: skip
    text = "" if goal is None else t("target.goal_line", found.lang, amount=found.item.amount(goal, found.lang))
    return Plot("count", _title(found, "chart_count"), labels, tuple(traces), alt,
                None if goal is None else float(goal * found.scale[0]), text,
                ticks=_quarter_ticks([periods.of_month(m, "Q") for m in months], found.lang))  # fmt: skip


def _stock(found: Subject) -> Plot:
    """Return closing values by quarter as points against the path, drawn as rings at the year ends."""
    reading, made = found.item.reading, found.series.indicator
    first = periods.of_month(f"{reading.base_year}-12", made.frequency) if reading.base_year else ""
    known = [p for p in found.series.periods(found.region) if p >= first and periods.last_month(p) <= found.through]
    last = max(known[-1], periods.of_month(f"{reading.end_year}-12", made.frequency)) if found.whole else known[-1]
    shown = list(periods.span(periods.last_month(known[0]), periods.last_month(last), made.frequency))
    actual = [found.series.at(found.region, p) if p in known else None for p in shown]
    asked = [path(found.item, periods.year(p)) if found.whole and p.endswith(("Q4", "-12")) else None for p in shown]
    traces = [found.trace("ac", "dots", actual, (0, len(known) - 1))]
    if any(v is not None for v in asked):
        traces.append(found.trace("pl", "rings", asked, (len(asked) - 1,)))
    traces = coming.with_fan(found, traces, shown, len(known) - 1, joined=True)
    labels = tuple(period_words(p, found.lang) for p in shown)
    values = _spoken(found, [periods.year(p) for p in shown if p.endswith(("Q4", "-12"))],
                     [v for p, v in zip(shown, actual, strict=True) if p.endswith(("Q4", "-12"))])  # fmt: skip
    alt = t("target.alt_stock", found.lang, name=found.item.name(found.lang), values=values)
    return Plot("stock", _title(found, "chart_stock"), labels, tuple(traces), alt, from_zero=False,
                ticks=_quarter_ticks(shown, found.lang) if made.frequency == "Q" else ())  # fmt: skip
