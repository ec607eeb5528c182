"""The choices of the explore page as links: indicator, region, kind, step, rows, columns, chart, time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from dashboard.figures.asking import MEASURES, SHOWS, layouts, steps
from dashboard.figures.explore_asked import Asked
from dashboard.figures.shell import Entry
from dashboard.plan import periods
from dashboard.plan.models import Frequency, Indicator
from dashboard.wording import Language, period_words, t

Link = Callable[..., str]


@dataclass(frozen=True)
class Choice:
    """A choice of the reader: its name, what is chosen, and the options as links."""

    label: str
    chosen: str
    options: tuple[Entry, ...]
    kind: str = "list"  # list | long | row


@dataclass(frozen=True)
class Calendar:
    """A month, quarter or year to choose: one line of links per year."""

    label: str
    chosen: str
    years: tuple[tuple[str, tuple[Entry, ...]], ...]


def indicators(asked: Asked, every: Sequence[Indicator], judged: Collection[str], link: Link) -> Choice:
    """Return the indicators, those that a target is judged on first; another one starts with its own layout."""
    own, zh = asked.source.indicator, asked.lang == "zh"
    entries = []
    for made in sorted(every, key=lambda made: made.id not in judged):
        kept = {} if made.counties and own.counties else {"region": ""}
        reset = {"breakdown": "", "rows": "", "columns": "", "step": "", **kept}
        note = t("explore.judged" if made.id in judged else "explore.other_readings", asked.lang)
        name = made.name if zh else made.name_en
        entries.append(Entry(name, link(indicator=made.id, **reset), made.id == own.id, note))
    return Choice(t("explore.indicator", asked.lang), asked.name, tuple(entries), "long")


def places(asked: Asked, link: Link) -> list[Choice]:
    """Return the regions and kinds with values, where there are several."""
    lang, q, source = asked.lang, asked.question, asked.source
    found = []
    if len(source.regions) > 1:
        names = {r.code: t("explore.whole", lang) if r.kind == "city" else r.name if lang == "zh" else r.name_en
                 for r in source.regions}  # fmt: skip
        options = tuple(Entry(name, link(region=code), code == q.region) for code, name in names.items())
        found.append(Choice(t("explore.region", lang), names[q.region], options))
    if source.codes:
        kinds = {code: asked.pivot.kind(code) for code in ("", *source.codes)}
        options = tuple(Entry(name, link(breakdown=code), code == q.kind) for code, name in kinds.items())
        label = source.kinds.header if source.kinds and lang == "zh" else t("explore.kind", lang)
        found.append(Choice(label, kinds[q.kind], options))
    return found


def shape(asked: Asked, link: Link) -> list[Choice]:
    """Return how it is shown: step, rows, columns, measure, chart."""
    q = asked.question
    known = layouts(asked.source, q.step)
    rows = list(dict.fromkeys(row for row, _ in known))
    columns = [column for row, column in known if row == q.rows]
    made = [
        _row(asked, "step", q.step, steps(asked.source.indicator), link),
        _row(asked, "rows", q.rows, rows, lambda **keys: link(columns="", **keys), "axis"),
        _row(asked, "columns", q.columns, columns, link, "axis"),
    ]
    if q.columns != "measures":
        made.append(_row(asked, "measure", q.measure, MEASURES, link))
    return [*made, _row(asked, "show", q.show, SHOWS, link)]


def _row(asked: Asked, key: str, chosen: str, options: Sequence[str], link: Link, words: str = "") -> Choice:
    names = {code: t(f"explore.{words or key}_{code}", asked.lang, base=asked.base_year) for code in options}
    entries = tuple(Entry(name, link(**{key: code}), code == chosen) for code, name in names.items())
    return Choice(t(f"explore.{key}", asked.lang), names[chosen], entries, "row")


def calendar(asked: Asked, key: str, link: Link) -> Calendar:
    """Return the first or last period to choose from, by year."""
    q, lang, made = asked.question, asked.lang, asked.source.indicator
    start, end = asked.source.window(asked.edition.through)
    freq: Frequency = "A" if q.step == "A" else "Q" if "Q" in (q.step, made.frequency) else "M"
    month = q.first if key == "from" else q.last
    current = periods.of_month(month, freq)
    years: dict[str, list[Entry]] = {}
    for period in periods.span(start, end, freq):
        months = periods.months_of(period)
        edge = max(months[0], start) if key == "from" else min(months[-1], end)
        entry = Entry(_short(period, lang), link(**{key: edge}), period == current, period_words(period, lang))
        years.setdefault(period[:4], []).append(entry)
    told = period_words(current, lang) if freq != "A" or key == "from" or q.last.endswith("-12") else ""
    return Calendar(t(f"explore.{key}", lang), told or period_words(q.last, lang),
                    tuple((year, tuple(entries)) for year, entries in years.items()))  # fmt: skip


def _short(period: str, lang: Language) -> str:
    """Return a month or quarter as a short label beside its year."""
    year, month, freq = periods.parse(period)
    if freq == "A":
        return str(year)
    return t("explore.short_quarter", lang, number=month // 3) if freq == "Q" else str(month)
