"""A page of an edition's site for each target: verdict, clause, formulas, charts, counties, readings, history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.figures import basis, drawing, outlooks, picture
from dashboard.figures import counties as county_figures
from dashboard.figures import target as figure
from dashboard.figures.charts import Plot
from dashboard.figures.counties import CountyTable
from dashboard.figures.evidence import labels
from dashboard.figures.facts import Item
from dashboard.figures.outlooks import Panel
from dashboard.figures.series import by_breakdown
from dashboard.figures.target import Part, TargetPage
from dashboard.plan.models import RatioSource
from dashboard.review.book import Book
from dashboard.review.exploring import breakdown
from dashboard.review.files import File
from dashboard.review.site_frame import Place, page
from dashboard.wording import edition_words, t

BROAD, ALONE, SLIM = (760.0, 420.0), (1160.0, 420.0), (360.0, 400.0)  # of one of two, of one alone, on a phone


@dataclass(frozen=True)
class Chart:
    """A chart as two pictures of the site: for a screen and for a phone; ``href`` is its address from the page."""

    alt: str
    broad: File
    slim: File
    size: tuple[float, float]

    def src(self, file: File) -> str:
        """Return the address of a picture from a target's page."""
        return f"../{file.name}"


def targets(book: Book) -> Iterator[File]:
    """Yield the page and the charts of every target."""
    for item in book.state.items:
        charts = tuple(_charts(book, item))
        for chart in charts:
            yield from (chart.broad, chart.slim)
        yield _page(book, item, charts)


def _charts(book: Book, item: Item) -> Iterator[Chart]:
    plots = book.plots(item)
    size = BROAD if len(plots) > 1 else ALONE
    for plot in plots:
        yield Chart(plot.alt, _drawn(book, item, plot, size, ""), _drawn(book, item, plot, SLIM, "-slim"), size)


def _drawn(book: Book, item: Item, plot: Plot, size: tuple[float, float], suffix: str) -> File:
    title = f"{item.name(book.lang)}{book.say('：', ': ')}{plot.title}"
    made = picture.picture(plot, "light", book.stamp, title, *size)
    return File(f"charts/{item.target.id}-{plot.key}{suffix}.svg", drawing.svg(made).encode())


def _page(book: Book, item: Item, charts: tuple[Chart, ...]) -> File:
    place = Place(f"targets/{item.target.id}.html")
    past = [row for row in book.read("verdict_history", plan=book.plan.id, target=item.target.id,
                                     reading=item.reading.id)
            if int(str(row["number"])) <= book.edition.number]  # fmt: skip
    made = figure.page(book.state, item.target.id, past, book.lang, book.day, place.href, _restated(book, item))
    return page(book, place, "", "target.html", made.name, page=_plain(book, item, made), charts=charts,
                notes=book.comments(item), outlook=_outlook(book, item), counties=_counties(book, item, place),
                parts=_parts(book, item), paging=None)  # fmt: skip


def _plain(book: Book, item: Item, made: TargetPage) -> TargetPage:
    """Return the page without what only the app shows: chances as dots or numbers, the papers behind a score."""
    scored = tuple((name, score, day, "") for name, score, day, _ in made.basis.rubric)
    quiet = replace(item, verdict=replace(item.verdict, confidence=None))
    remarks = tuple(basis.remarks(quiet, book.state.rule_set(item.verdict.rules), book.lang))
    return replace(made, outlook=None, basis=replace(made.basis, rubric=scored, remarks=remarks))


def _restated(book: Book, item: Item) -> tuple[str, ...]:
    """Return the values behind a target that the edition holds otherwise than an earlier one did, in words."""
    if item.indicator is None or isinstance(item.indicator.source, RatioSource):
        return ()
    told = book.rows("restatements", indicators=[item.indicator.id], region=book.city)
    named = {edition.number: edition_words(edition.label, book.lang) for edition in book.editions}
    return basis.restated(told, named, item.indicator.scale, item, book.lang)


def _outlook(book: Book, item: Item) -> Panel | None:
    """Return the outlook in words; None where nothing is open."""
    found = book.outlook(item)
    made = outlooks.panel(item, found, {}, book.lang)
    if made is None or (found.main is not None and found.main.expected):
        return made
    told = tuple(line for line in made.lines if line[0] != t("outlook.expected", book.lang))
    return replace(made, lines=told)  # a month that is not in sight is told as a chance


def _counties(book: Book, item: Item, place: Place) -> CountyTable | None:
    if item.indicator is None or not item.indicator.counties:
        return None
    values, through = book.series(item.indicator), book.edition.through
    return county_figures.counties(item, values, book.regions, through, book.lang, "",
                                   lambda code: place.href("target", target=item.target.id, region=code))  # fmt: skip


def _parts(book: Book, item: Item) -> tuple[str, tuple[Part, ...]] | None:
    """Return the period and the parts of the target's breakdown; None where it has none."""
    if item.indicator is None:
        return None
    kinds = breakdown(book.read, book.plan.id, book.edition.number, item.indicator)
    compared = county_figures.span(item, book.series(item.indicator), book.city, book.edition.through, book.lang)
    if kinds is None or compared is None:
        return None
    told = book.rows("indicator_breakdowns", indicator=item.indicator.id, region=book.city)
    known = by_breakdown(told, item.indicator)
    made = figure.parts(item, known, labels(kinds, book.lang), book.city, book.lang, compared.value)
    return (compared.label, made) if made else None
