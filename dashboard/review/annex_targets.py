"""附件1: what every target has come to, with the numbers behind its verdict; ratios as formulas of other columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dashboard.figures.facts import Item
from dashboard.figures.marks import judged_on
from dashboard.figures.phrases import stage_name
from dashboard.figures.steps import month_day
from dashboard.plan import periods
from dashboard.review.book import Book
from dashboard.review.cells import NONE, NOT, amount, gap, owners, plain, rise, share, status
from dashboard.review.papers import Annex, Cell, Column, Table
from dashboard.wording import period_words, t

_TIMED = ("year_to_date", "count_share")  # verdicts that time progress decides
_DONE = ("done", "done_late")


def annex(book: Book) -> Annex:
    """Return the table of the targets with a number and that of the others."""
    found = (table(book), qualitative(book))
    return Annex(t("annex.targets", book.lang), tuple(one for one in found if one.rows), wide=True)


def table(book: Book) -> Table:
    """Return the targets with a number under the plan's headings."""
    rows: list[tuple[Cell, ...]] = []
    for heading in book.state.headings:
        items = [item for item in book.state.under(heading.id) if item.target.kind == "numeric"]
        if items:
            rows.append((Cell(book.say(heading.name, heading.name_en)),))
            rows += [_row(item, book) for item in items]
    return Table("targets", t("annex.numeric_table", book.lang), _columns(book), tuple(rows), notes=_notes(book))


def _columns(book: Book) -> tuple[Column, ...]:
    def named(key: str) -> str:
        return t(f"annex.{key}", book.lang)

    return (
        Column("no", named("no"), 0.035, align="centre"),
        Column("target", named("target"), 0.135),
        Column("unit", named("unit"), 0.055, align="centre"),
        Column("base", named("base"), 0.06, align="right"),
        Column("goal", named("goal"), 0.07, align="right"),
        Column("level", named("level"), 0.065, align="right"),
        Column("same", named("same"), 0.06, align="right", percent=True),
        Column("completion", named("completion"), 0.065, align="right", formula="{level}/{goal}", percent=True),
        Column("time", named("time"), 0.065, align="right", percent=True),
        Column("gap", named("gap"), 0.07, named("points"), "right", "({completion}-{time})*100"),
        Column("verdict", named("verdict"), 0.13),
        Column("owner", named("owner"), 0.105),
        Column("source", named("source"), 0.085),
    )


def _notes(book: Book) -> tuple[str, ...]:
    keys = ["note_goal", "note_time", "note_same", "note_sources"]
    keys += ["note_star"] if any(not item.verdict.confirmed for item in book.state.numeric) else []
    keys += ["note_small"] if any(item.verdict.small_sample for item in book.state.numeric) else []
    return tuple(t(f"annex.{key}", book.lang) for key in keys)


def _row(item: Item, book: Book) -> tuple[Cell, ...]:
    found, made = item.verdict, item.indicator
    decimals = made.decimals if made else 0
    timed = found.reason in _TIMED and found.time_progress is not None
    unit = (made.unit, made.unit_en) if made else (item.target.unit, item.target.unit_en)
    source = book.say(made.data_source, made.data_source_en) if made else ""
    return (
        plain(item.target.code),
        plain(_named(item, book)),
        plain(book.say(*unit)),
        Cell(NOT) if found.method in ("count", "stages") else amount(found.base, decimals),
        amount(asked(item), decimals),
        _level(item, book, decimals),
        Cell(NOT) if _counted(item) else rise(same(item, book)),
        _completion(item),
        share(found.time_progress) if timed else Cell(NOT),
        gap(found.gap_points) if timed and found.gap_points is not None else Cell(NOT),
        status(item, book),
        plain(owners(item, book)),
        plain(source or NONE),
    )


def _named(item: Item, book: Book) -> str:
    """Return the name, with the period judged where that is not the edition's own."""
    if not judged_on(item, book.lang):
        return item.name(book.lang)
    return t("annex.on", book.lang, name=item.name(book.lang), period=period_words(item.verdict.period, book.lang))


def _level(item: Item, book: Book, decimals: int) -> Cell:
    found = item.verdict
    if found.level is None and found.status == "awaited":
        return Cell(t("status.awaited", book.lang))
    return amount(found.level, decimals)


def _counted(item: Item) -> bool:
    return item.indicator is None or item.indicator.aggregation == "cumulative_count"


def asked(item: Item) -> Decimal | None:
    """Return the number that a verdict measures against: N, the end's target, or the implied one of the year."""
    found = item.verdict
    whole = found.method in ("count", "stages") or found.reason == "end_reached"
    return found.goal if whole and found.goal is not None else found.path


def completion(item: Item) -> Decimal | None:
    """Return what was reached as a share of what is asked for; None for stages and where either is not known."""
    found, whole = item.verdict, asked(item)
    if found.method == "stages" or found.level is None or not whole:
        return None
    return found.level / whole


def _completion(item: Item) -> Cell:
    found, reached = item.verdict, completion(item)
    if found.method == "stages":
        return Cell(NOT)
    line = found.time_progress if found.reason == "year_to_date" else None
    return share(reached, line or 1)


def same(item: Item, book: Book) -> Decimal | None:
    """Return the change of a target's level on the same period of the year before, as a fraction.

    None for cumulative counts, and where the level or that of the year before is not known.
    """
    found, made = item.verdict, item.indicator
    if made is None or found.level is None or _counted(item):
        return None
    series, (year, months, _) = book.series(made), periods.parse(found.period)
    if made.aggregation == "flow":
        now, before = (series.so_far(book.city, y, months) for y in (year, year - 1))
    else:
        now, before = (series.at(book.city, f"{y}{found.period[4:]}") for y in (year, year - 1))
    # a reading may count otherwise than the series does: then nothing is compared
    return now / before - 1 if now is not None and before and _close(now, found.level) else None


def _close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= abs(other) * Decimal("1e-9")


def qualitative(book: Book) -> Table:
    """Return the targets without a number: stages done and overdue, verdict, what is next."""
    shares = {"no": 0.05, "qualitative_target": 0.25, "stages_all": 0.07, "stages_done": 0.07, "stages_late": 0.07,
              "verdict": 0.13, "next": 0.21, "owner": 0.15}  # fmt: skip
    counts = ("stages_all", "stages_done", "stages_late")
    columns = tuple(Column(key, t(f"annex.{key}", book.lang), width, align="right" if key in counts else "left")
                    for key, width in shares.items())  # fmt: skip
    rows = tuple(_staged(at, item, book) for at, item in enumerate(book.state.qualitative, 1))
    star = any(not item.verdict.confirmed for item in book.state.qualitative)
    notes = (t("annex.note_star", book.lang),) if star else ()
    return Table("qualitative", t("annex.qualitative_table", book.lang), columns, rows, notes=notes)


def _staged(at: int, item: Item, book: Book) -> tuple[Cell, ...]:
    stages = item.verdict.stages
    states = [stage.state for stage in stages]
    return (
        plain(at),
        plain(item.name(book.lang)),
        plain(len(stages)),
        plain(sum(state in _DONE for state in states)),
        plain(states.count("overdue")),
        status(item, book),
        plain(next(_ahead(item, book), NONE)),
        plain(owners(item, book)),
    )


def _ahead(item: Item, book: Book) -> Iterator[str]:
    """Yield the open stages with their days, the earliest first."""
    for stage in sorted(item.verdict.stages, key=lambda one: one.due):
        if stage.state not in (*_DONE, "continuous"):
            due = month_day(stage.due, book.lang)
            yield t("annex.named_due", book.lang, name=stage_name(item, stage, book.lang), due=due)
