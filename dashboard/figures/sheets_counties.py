"""The counties of a target, and one county through all targets, as tables of a workbook."""

from __future__ import annotations

from dashboard.figures.comparison import Comparison, Measured
from dashboard.figures.county_all import County
from dashboard.figures.sheet_cells import hundred, of_words, source_of
from dashboard.figures.workbook import Sheet, Value
from dashboard.wording import Language, t


def of_counties(found: Comparison, lang: Language, note: str = "") -> Sheet:
    """Return the city, its counties and zones: value, share, the year before, change, growth, and verdict on quotas."""
    unit, points = _unit(found, lang), "%"
    columns: list[tuple[str, str]] = [
        (t("target.county", lang), ""), (t("files.col_kind", lang), ""), (found.span.label, unit),
        (t("target.share", lang), points), (found.span.before_label or t("files.col_before", lang), unit),
        (t("counties.col_change", lang), unit), (t("counties.col_same", lang), points),
        (found.span.base_label or t("files.col_base", lang), unit), (t("counties.col_growth", lang), points),
        (t("files.col_remark", lang), ""),
    ]  # fmt: skip
    rated = found.rated
    if rated:
        columns += [(t("target.county_rate", lang), points), (t("overview.col_verdict", lang), "")]
    rows = tuple(_row(m, rated, lang) for m in (found.city, *found.counties, *found.zones))
    source = source_of(found.item, lang)
    notes = (t("files.source", lang, source=source) if source else "", note, t("files.note_zones", lang))
    title = t("files.counties_of", lang, name=found.item.name(lang), period=found.span.label)
    headers, units = zip(*columns, strict=True)
    return Sheet(t("target.counties", lang), headers, rows, notes, units, title)


def _row(m: Measured, rated: bool, lang: Language) -> tuple[Value, ...]:
    fact = m.fact
    return (
        m.region.name if lang == "zh" else m.region.name_en,
        t(f"files.kind_{m.region.kind}", lang),
        m.value,
        hundred(m.share),
        m.before,
        m.change,
        hundred(m.same),
        m.base,
        hundred(m.growth),
        t("status.awaited", lang) if m.owed else "",
        *((hundred(fact.completion) if fact else None, t(f"status.{fact.status}", lang) if fact else "")
          if rated else ()),
    )  # fmt: skip


def of_county(found: County, lang: Language) -> Sheet:
    """Return one county or zone through all targets that it reports."""
    keys = ("overview.col_target", "counties.col_period", "counties.col_value", "target.share", "counties.col_change",
            "counties.col_growth", "files.col_base")  # fmt: skip
    rows = [(line.name, line.period, t("status.awaited", lang) if line.owed else line.value, line.share, line.change,
             line.growth, line.base) for line in found.lines]  # fmt: skip
    return of_words(found.name, [t(key, lang) for key in keys], rows,
                    title=t("counties.one_title", lang, county=found.name))  # fmt: skip


def _unit(found: Comparison, lang: Language) -> str:
    made = found.item.indicator or found.item.target
    return made.unit if lang == "zh" else made.unit_en
