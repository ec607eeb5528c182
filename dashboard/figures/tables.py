"""What the pages show as tables for a workbook: numbers as numbers, units in the headers, sources and notes below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from dashboard.figures import growth
from dashboard.figures.changes import Waterfall, pair
from dashboard.figures.charts import Plot
from dashboard.figures.counts import CountsPage
from dashboard.figures.facts import Item, State
from dashboard.figures.growth import GrowthPage
from dashboard.figures.listing import Listing
from dashboard.figures.series import Series
from dashboard.figures.sheet_cells import of_words, unit_of
from dashboard.figures.workbook import Sheet, Value
from dashboard.wording import Language, t


def of_plots(plots: Iterable[tuple[str, Plot]], lang: Language) -> Sheet:
    """Return the values of charts, one row a point; ``plots`` with the name of their target."""
    headers = tuple(t(f"growth.sheet_{key}", lang) for key in ("target", "chart", "series", "period", "value"))
    rows: list[tuple[Value, ...]] = []
    for name, plot in plots:
        for trace in plot.traces:
            for label, value in zip(plot.labels, trace.values, strict=True):
                if value is not None:
                    rows.append((name, plot.title, trace.name, label.replace("<br>", " "), round(value, 6)))
    return Sheet(t("growth.sheet_values", lang), headers, tuple(rows))


def of_growth(state: State, series: Mapping[str, Series], city: str, lang: Language) -> Sheet:
    """Return one row for each growth target: verdict, level, implied target, change and what is required."""
    keys = ("target", "rule", "reading", "verdict", "period", "level", "path", "unit", "change", "need", "best",
            "source")  # fmt: skip
    headers = tuple(t(f"growth.sheet_{key}", lang) for key in keys)
    rows = tuple(_growth_row(item, series.get(item.target.id), city, state, lang) for item in growth.growing(state))
    units = tuple("%" if key in ("change", "need", "best") else "" for key in keys)
    return Sheet(t("ui.page_growth", lang), headers, rows, (t("files.note_targets", lang),), units)


def of_years(page: GrowthPage, lang: Language) -> Sheet:
    """Return the growth of each target year by year, as the page's strip has it."""
    met = {True: t("target.year_met", lang), False: t("target.year_missed", lang), None: ""}
    headers = [t("growth.col_target", lang), t("growth.col_rule", lang)]
    headers += [name for year in page.years for name in (year, t("files.judged", lang, year=year))]
    rows = [(card.name, card.rule, *(cell for year in card.years for cell in (year.growth, met[year.met])))
            for card in page.cards]  # fmt: skip
    return of_words(t("growth.years", lang), headers, rows, (t("growth.years_note", lang),))


def of_waterfall(found: Waterfall, item: Item, lang: Language) -> Sheet:
    """Return the counties' parts of the city's change."""
    headers = (t("target.county", lang), found.before_label, found.label, t("growth.col_step", lang),
               t("growth.col_points", lang))  # fmt: skip
    rows = [(one.name, one.before, t("target.missing", lang) if one.awaited else one.now, one.change, one.points)
            for one in (*found.pieces, found.total)]  # fmt: skip
    made = of_words(t("files.sheet_steps_of", lang), headers, rows, (t("growth.fall_key", lang),),
                    t("growth.counties", lang, name=item.name(lang)))  # fmt: skip
    counted = not any(isinstance(cell, str) and "¥" in cell for row in made.rows for cell in row)
    units = tuple(unit_of(item, lang) if counted and 0 < at < 4 else unit for at, unit in enumerate(made.units))
    return replace(made, units=units)


def of_cards(page: CountsPage, lang: Language) -> Sheet:
    """Return the targets that count things: number, goal, verdict, evidence."""
    keys = ("no", "target", "verdict", "level", "goal", "when", "proof")
    rows = [(card.code, card.name, card.mark.word, card.level, card.goal, card.when, card.proof) for card in page.cards]
    return of_words(t("ui.page_counts", lang), [t(f"files.col_{key}", lang) for key in keys], rows)


def of_funnels(page: CountsPage, lang: Language) -> Sheet:
    """Return how many entries of each register have come to each step."""
    headers = [t("files.col_target", lang), t("counts.stage", lang), t("files.col_reached", lang),
               t("counts.waits", lang)]  # fmt: skip
    rows = [(card.name, rung.name, rung.count, rung.waits) for card in page.cards for rung in card.rungs]
    return of_words(t("counts.funnel", lang), headers, rows, (t("counts.key_funnel", lang),))


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


def of_register(found: Listing, lang: Language) -> Sheet:
    """Return a register as it is filtered on the page."""
    names = ("target.row_entry", "target.county", "counts.col_fate", "counts.col_proof", "target.row_sender",
             "target.row_file", "target.row_version")  # fmt: skip
    words = [t(name, lang) for name in names]
    rows = tuple((line.title, line.place, *line.days, line.fate, line.proof, line.sender, line.origin, line.version)
                 for line in found.lines)  # fmt: skip
    counted = t("counts.rows", lang, total=found.total, shown=found.shown, counted=found.counted)
    return Sheet(found.name, (*words[:2], *found.steps, *words[2:]), rows, (counted,))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value), 9)


def _percent(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value) * 100, 4)
