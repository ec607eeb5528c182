"""附件3: the counties of each target that is known by county; in the order of their codes unless ranking is on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dashboard.figures import counties
from dashboard.figures.comparison import Comparison, Measured
from dashboard.figures.facts import Item
from dashboard.plan.models import Region
from dashboard.review.book import Book
from dashboard.review.cells import NONE, NOT, amount, plain, rise, share
from dashboard.review.papers import Annex, Block, Cell, Column, Paragraph, Table
from dashboard.settings import settings
from dashboard.wording import day_words, t

_NAME, _REMARK = 0.16, 0.12  # widths of the first column and of the last, where there is one
_SHARES = ("share", "same", "growth", "completion")
_WIDE = 7  # counted targets side by side


def annex(book: Book) -> Annex:
    """Return a table of the counties for each measured target, and one for all that are counted."""
    known = [found for _, found in compared(book)]
    found: list[Block] = [table(one, book) for one in known if not one.counted]
    counted = [one for one in known if one.counted]
    found += [counts(counted[at : at + _WIDE], book) for at in range(0, len(counted), _WIDE)]
    key = "paper.many_counties" if book.many else "annex.no_counties"
    none = Paragraph(t(key, book.lang, day=day_words(book.day, book.lang)))
    return Annex(t("annex.counties", book.lang), tuple(found) or (none,))


def compared(book: Book) -> Iterator[tuple[Item, Comparison]]:
    """Yield the targets known by county, in plan order, each with its counties."""
    for item in book.state.numeric:
        found = book.compared(item)
        if found is not None:
            yield item, found


def table(found: Comparison, book: Book) -> Table:
    """Return the city, its counties and zones: value, share, the year before, change, growth on the base."""
    columns = _columns(found, book)
    rows = [_row(m, found, columns, book) for m in (found.city, *ordered(found))]
    if found.zones:
        rows.append((Cell(t("annex.zones", book.lang)),))
        rows += [_row(m, found, columns, book) for m in found.zones]
    made = found.item.indicator or found.item.target
    name = t("annex.county_table", book.lang, name=found.item.name(book.lang), period=found.span.label)
    return Table(f"counties-{found.item.target.id}", name, columns, tuple(rows), book.say(made.unit, made.unit_en),
                 tuple(_notes(found, book)))  # fmt: skip


def ordered(found: Comparison) -> tuple[Measured, ...]:
    """Return the counties by code; from the highest value down only where an office wants them ranked."""
    if not settings().rank_counties:
        return found.counties
    return tuple(sorted(found.counties, key=lambda m: (m.value is None, -(m.value or Decimal(0)), m.code)))


def _columns(found: Comparison, book: Book) -> tuple[Column, ...]:
    span, made = found.span, [("value", found.span.label, "")]
    made += [("share", "", "")] if found.additive else []
    if span.before:
        made += [("before", span.before_label, ""), ("same", "", "{value}/{before}-1")]
    if span.base and span.base_label not in (span.label, span.before_label):
        made += [("base", span.base_label, ""), ("growth", "", "{value}/{base}-1")]
    made += [("quota", "", ""), ("completion", "", "{value}/{quota}")] if found.rated else []
    remarked = found.rated or bool(found.owing)
    width = (1 - _NAME - (_REMARK if remarked else 0)) / len(made)
    columns = (Column(key, _capital(header) or t(f"annex.{key}", book.lang), width, "", "right", formula,
                      key in _SHARES) for key, header, formula in made)  # fmt: skip
    remark = (Column("remark", t("annex.remark", book.lang), _REMARK),) if remarked else ()
    return (Column("county", t("annex.county", book.lang), _NAME), *columns, *remark)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(m: Measured, found: Comparison, columns: tuple[Column, ...], book: Book) -> tuple[Cell, ...]:
    decimals = found.item.indicator.decimals if found.item.indicator else 0
    fact, city = m.fact, m.region.kind == "city"
    verdict = t(f"status.{fact.status}", book.lang) if fact is not None and fact.quota is not None else ""
    cells = {
        "county": plain(t("annex.city", book.lang) if city else book.say(m.region.name, m.region.name_en)),
        "value": amount(m.value, decimals),
        "share": Cell(NOT) if city or m.region.kind == "zone" else share(m.share),
        "before": amount(m.before, decimals),
        "same": rise(m.same),
        "base": amount(m.base, decimals),
        "growth": rise(m.growth),
        "quota": Cell(NONE) if fact is None else amount(fact.quota, decimals),
        "completion": Cell(NONE) if fact is None else share(fact.completion, 1),
        "remark": plain(t("status.awaited", book.lang) if m.owed else verdict),
    }
    return tuple(cells[column.key] for column in columns)


def counts(found: Sequence[Comparison], book: Book) -> Table:
    """Return the counted targets side by side: how many each county has had so far."""
    width = (1 - _NAME) / len(found)
    columns = [Column("county", t("annex.county", book.lang), _NAME)]
    for one in found:
        made = one.item.indicator or one.item.target
        columns.append(Column(one.item.target.id, one.item.name(book.lang), width, book.say(made.unit, made.unit_en),
                              "right"))  # fmt: skip
    places = {m.code: m.region for one in found for m in (one.city, *one.counties)}
    zones = {m.code: m.region for one in found for m in one.zones}
    rows = [_counted(region, found, book) for region in places.values()]
    if zones:
        rows.append((Cell(t("annex.zones", book.lang)),))
        rows += [_counted(zones[code], found, book) for code in sorted(zones)]
    name = t("annex.county_table", book.lang, name=t("annex.counted", book.lang), period=found[0].span.label)
    key = f"counts-{found[0].item.target.id}"
    return Table(key, name, tuple(columns), tuple(rows), notes=(t("annex.note_counted", book.lang),))


def _counted(region: Region, found: Sequence[Comparison], book: Book) -> tuple[Cell, ...]:
    name = t("annex.city", book.lang) if region.kind == "city" else book.say(region.name, region.name_en)
    known = [one.of(region.code) for one in found]
    return (plain(name), *(Cell(NONE) if m is None else amount(m.value, 0) for m in known))


def _notes(found: Comparison, book: Book) -> Iterator[str]:
    made = found.item.indicator
    if made is not None:
        told = counties.counties(found.item, book.series(made), book.regions, book.edition.through, book.lang, "",
                                 lambda _: "")  # fmt: skip
        if told is not None and told.note:
            yield _capital(told.note.removeprefix("注：").removeprefix("Note: "))
    yield t("annex.ranked" if settings().rank_counties else "annex.by_code", book.lang)
