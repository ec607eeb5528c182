"""目标任务完成情况: a paragraph for every target under the plan's headings, each number with its source."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.figures import picture, sentences
from dashboard.figures.charts import Plot
from dashboard.figures.facts import Chance, Item
from dashboard.figures.marks import outlook
from dashboard.figures.outlooks import word
from dashboard.figures.phrases import level
from dashboard.review.annex_targets import same
from dashboard.review.book import Book
from dashboard.review.letters import heading
from dashboard.review.papers import Block, Paragraph, Picture, Source
from dashboard.wording import percent, period_words, t, year_to_date

ABSENT = ("awaited", "not_assessed")
_FIELDS = {
    "year_to_date": ("level", "completion", "gap_points", "months", "months_left", "required_month", "best_month"),
    "closed_year": ("level", "completion", "achieved", "threshold", "required", "best", "goal"),
    "stock_path": ("level", "completion", "goal"),
    "count_share": ("level", "completion", "gap_points", "remaining"),
    "count_reached": ("level", "goal", "reached_in"),
    "stages_open": ("level", "goal", "stages"),
    "stage_overdue": ("level", "goal", "stages"),
    "end_reached": ("level", "goal"),
}


def blocks(book: Book, *, pictures: bool = False) -> Iterator[Block]:
    """Yield headings and paragraphs in plan order; with a picture of each target that has a chart."""
    drawn = 0
    for number, one in enumerate((h for h in book.state.headings if book.state.under(h.id)), 1):
        yield heading(book.say(one.name, one.name_en), 2, number, book.lang)
        for at, item in enumerate(book.state.under(one.id), 1):
            yield paragraph(item, at, book)
            plot = chart(item, book) if pictures else None
            if plot is not None:
                drawn += 1
                yield drawing(plot, item, drawn, book)


def sources(item: Item) -> tuple[Source, ...]:
    """Return where the numbers of a target's finding come from."""
    fields = ("status", *_FIELDS.get(item.verdict.reason, ("missing", "due", "stages")))
    return tuple(Source(item.target.id, f"verdict.{name}") for name in fields)


def paragraph(item: Item, number: int, book: Book) -> Paragraph:
    """Return what a target has come to: what was reached, against what, its verdict and its outlook in words."""
    lang, target = book.lang, item.target
    key = "paper.target_absent" if item.verdict.status in ABSENT else "paper.target"
    verdict = t(f"status.{item.verdict.status}", lang)
    text = t(key, lang, number=number, name=_named(item, book), word=verdict,
             finding=_first(finding(item, book), book), outlook=expected(item, book))  # fmt: skip
    more = (Source(target.id, "outlook.word"),) if expected(item, book) else ()
    changed = (Source(target.id, "same"),) if _change(item, book) else ()
    return Paragraph(text, (*sources(item), *changed, *more))


def _named(item: Item, book: Book) -> str:
    """Return the name with what is asked for; a target without a number asks for none."""
    if item.target.kind == "qualitative":
        return item.name(book.lang)
    rule = item.target.rule_text.replace(" ", "") if book.lang == "zh" else item.target.rule_text_en
    return t("paper.ruled", book.lang, name=item.name(book.lang), rule=rule)


def _first(text: str, book: Book) -> str:
    return text if book.lang == "zh" else text[:1].upper() + text[1:]


def finding(item: Item, book: Book) -> str:
    """Return the finding of a verdict, with what was reached before it where it rests on a year so far or on stages.

    A year so far also tells the change on the same period of the year before.
    """
    found = item.verdict
    told = sentences.finding(item, book.state.organisations, book.lang, book.day)
    if found.reason in ("stages_open", "stage_overdue") and found.level is not None and found.goal is not None:
        return t("paper.staged", book.lang, month=period_words(found.period, book.lang), finding=told,
                 amount=level(item, book.lang), goal=item.said(found.goal, book.lang))  # fmt: skip
    if found.reason != "year_to_date" or found.completion is None:
        return told
    months = year_to_date(found.period, book.lang)
    return t("paper.so_far", book.lang, months=months, amount=level(item, book.lang), change=_change(item, book),
             finding=told.removeprefix(months))  # fmt: skip


def _change(item: Item, book: Book) -> str:
    """Return the change on the same period of the year before; "" where a finding does not begin with a level."""
    change = same(item, book) if item.verdict.reason == "year_to_date" else None
    if change is None:
        return ""
    if round(change, 3) == 0:
        return t("paper.level", book.lang) if change == 0 else ""
    return t("paper.up" if change > 0 else "paper.down", book.lang, rate=percent(abs(change)))


def expected(item: Item, book: Book) -> str:
    """Return the outlook in the words of chance, never as a number; "" where the edition has none."""
    chance, main = item.chance, book.outlook(item).main
    if chance is None or chance.p is None or main is None or outlook(chance, book.lang) is None:
        return ""
    return t(f"paper.outlook_{chance.horizon}", book.lang, year=main.period[:4], period=_end(main.period, book),
             word=t(f"paper.word_{word(chance.p)}", book.lang))  # fmt: skip


def _end(month: str, book: Book) -> str:
    return period_words(month, book.lang) if month else ""


def chances(book: Book) -> dict[str, int]:
    """Return how many of the targets with an outlook are likely, uncertain and unlikely to be attained."""
    known: list[Chance] = [item.chance for item in book.state.numeric if item.chance is not None]
    words = [word(chance.p) for chance in known if chance.p is not None]
    return {key: words.count(key) for key in ("high", "open", "low")}


def chart(item: Item, book: Book) -> Plot | None:
    """Return the chart that shows what the verdict rests on; None where the target has none."""
    known = book.plots(item)
    return None if not known else known[0 if item.verdict.reason == "year_to_date" else -1]


def drawing(plot: Plot, item: Item, number: int, book: Book) -> Picture:
    """Return a chart as a numbered picture."""
    title = f"{item.name(book.lang)}{plot.title if book.lang == 'zh' else f' {plot.title}'}"
    caption = t("paper.picture", book.lang, number=number, name=item.name(book.lang))
    return Picture(item.target.id, caption, picture.picture(plot, "light", book.stamp, title))

