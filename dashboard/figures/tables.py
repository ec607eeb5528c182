"""What the pages show as tables for a workbook: numbers as numbers, units in the headers, sources and notes below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from dashboard.figures import growth
from dashboard.figures.changes import pair
from dashboard.figures.charts import Plot
from dashboard.figures.facts import Item, State
from dashboard.figures.listing import Listing
from dashboard.figures.picture import stamp
from dashboard.figures.series import Series
from dashboard.figures.workbook import Sheet, Value
from dashboard.wording import Language, t


def notes(state: State, lang: Language) -> tuple[str, ...]:
    """Return what every table carries: cut-off, edition, rules, and the mark of demo data."""
    marked = stamp(state.edition, lang)
    return tuple(note for note in (*marked.notes, marked.demo) if note)


def of_plots(plots: Iterable[tuple[str, Plot]], state: State, lang: Language) -> Sheet:
    """Return the values of charts, one row a point; ``plots`` with the name of their target."""
    headers = tuple(t(f"growth.sheet_{key}", lang) for key in ("target", "chart", "series", "period", "value"))
    rows: list[tuple[Value, ...]] = []
    for name, plot in plots:
        for trace in plot.traces:
            for label, value in zip(plot.labels, trace.values, strict=True):
                if value is not None:
                    rows.append((name, plot.title, trace.name, label.replace("<br>", " "), round(value, 6)))
    return Sheet(t("growth.sheet_values", lang), headers, tuple(rows), notes(state, lang))


def of_growth(state: State, series: Mapping[str, Series], city: str, lang: Language) -> Sheet:
    """Return one row for each growth target: verdict, level, implied target, change and what is required."""
    keys = ("target", "rule", "reading", "verdict", "period", "level", "path", "unit", "change", "need", "best",
            "source")  # fmt: skip
    headers = tuple(t(f"growth.sheet_{key}", lang) for key in keys)
    rows = tuple(_growth_row(item, series.get(item.target.id), city, state, lang) for item in growth.growing(state))
    return Sheet(t("ui.page_growth", lang), headers, rows, notes(state, lang))


def _growth_row(item: Item, found: Series | None, city: str, state: State, lang: Language) -> tuple[Value, ...]:
    zh, verdict, made = lang == "zh", item.verdict, item.indicator
    compared = pair(found, city, state.edition.through, lang) if found is not None else None
    change = compared.growth(found, city) if compared is not None and found is not None else None
    open_ = growth.required(item, lang) is not None
    return (
        item.name(lang),
        item.target.rule_text if zh else item.target.rule_text_en,
        item.reading.name if zh else item.reading.name_en,
        t(f"status.{verdict.status}", lang),
        verdict.period,
        _number(verdict.level),
        _number(verdict.path),
        "" if made is None else made.unit if zh else made.unit_en,
        _percent(change),
        _percent(verdict.required) if open_ else None,
        _percent(verdict.best),
        "" if made is None else made.data_source if zh else made.data_source_en,
    )


def of_register(found: Listing, state: State, lang: Language) -> Sheet:
    """Return a register as it is filtered on the page."""
    names = ("target.row_entry", "target.county", "counts.col_fate", "counts.col_proof", "target.row_sender",
             "target.row_file", "target.row_version")  # fmt: skip
    words = [t(name, lang) for name in names]
    rows = tuple((line.title, line.place, *line.days, line.fate, line.proof, line.sender, line.origin, line.version)
                 for line in found.lines)  # fmt: skip
    counted = t("counts.rows", lang, total=found.total, shown=found.shown, counted=found.counted)
    return Sheet(found.name, (*words[:2], *found.steps, *words[2:]), rows, (counted, *notes(state, lang)))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value), 9)


def _percent(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value) * 100, 4)
