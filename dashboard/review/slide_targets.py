"""A slide for every target that has a chart: what was found, the numbers, the charts; clause and formulas as notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.figures import definition, formulas, needs
from dashboard.figures.facts import Item
from dashboard.review import slide_tables
from dashboard.review.book import Book
from dashboard.review.by_target import expected, finding
from dashboard.review.cells import NONE, plain
from dashboard.review.deck import Charts, Leaf
from dashboard.review.papers import Column, Paragraph, Table
from dashboard.wording import t

_FACTS = ("unit", "base", "goal", "level", "same", "completion", "time", "gap", "verdict", "outlook")
_WIDTHS = {"unit": 0.07, "gap": 0.11, "verdict": 0.17, "outlook": 0.1}
_NEED = 0.24  # width of the column of what is still needed


def leaves(book: Book) -> Iterator[Leaf]:
    """Yield a leaf for every target that has a chart, in plan order."""
    rows = slide_tables.rows_by_target(book)
    for item in slide_tables.numeric(book):
        plots = book.plots(item)
        if plots:
            row = rows[item.target.id]
            facts = slide_tables.picked(replace(slide_tables.targets(book), rows=(row,)), *_FACTS)
            blocks = (Paragraph(_said(item, book)), _needed(facts, item, book), Charts(plots))
            yield Leaf(_title(item, book), blocks, notes(item, book))


def _title(item: Item, book: Book) -> str:
    rule = book.say(item.target.rule_text, item.target.rule_text_en)
    return t("slides.target", book.lang, code=item.target.code, name=item.name(book.lang), rule=rule)


def _said(item: Item, book: Book) -> str:
    """Return the finding as a sentence, then the outlook in words."""
    told = finding(item, book)
    text = t("slides.finding", book.lang, word=t(f"status.{item.verdict.status}", book.lang),
             finding=told if book.lang == "zh" else told[:1].upper() + told[1:])  # fmt: skip
    outlook = expected(item, book)
    return f"{text}{'' if book.lang == 'zh' or not outlook else ' '}{outlook}"


def _needed(facts: Table, item: Item, book: Book) -> Table:
    """Return the numbers of a target in one row, with what is still needed at the end."""
    need = [part for part in needs.need(item, book.state.organisations, book.lang) if part]
    text = ("，" if book.lang == "zh" else "; ").join(need)
    columns = (*slide_tables.resized(facts, **_WIDTHS).columns, Column("need", t("files.col_need", book.lang), _NEED))
    row = (*facts.rows[0], plain(text or NONE))
    return replace(facts, key=f"facts-{item.target.id}", title=item.name(book.lang), columns=columns, rows=(row,))


def notes(item: Item, book: Book) -> tuple[str, ...]:
    """Return the sources of a target: clause, reading, base, edition, rules, formulas with numbers."""
    found, colon = definition.definition(item, book.state, book.lang), book.say("：", ": ")
    base = book.say("，", ", ").join(part for part in found.base if part) if found.base else ""
    pairs = [
        ("target.clause", f"{found.clause}{colon}{found.statement}"),
        ("target.reading", f"{found.reading}{book.say('；', '; ')}{found.confirmation}"),
        ("target.why", found.why),
        ("target.base", base),
        ("target.data_source", found.data_source),
        ("target.owners", found.owners),
    ]
    said = [f"{t(key, book.lang)}{colon}{text}" for key, text in pairs if text]
    said += [f"{what}{colon}{formula}" for what, formula in formulas.lines(item, book.lang)]
    said += [f"{label}{colon}{text}" for label, text in _office(item, book)]
    said.append(t("slides.from_edition", book.lang, marks=" · ".join(book.stamp.notes)))
    return tuple(said)


def _office(item: Item, book: Book) -> tuple[tuple[str, str], ...]:
    """Return what the office has written about a target for this report period."""
    note = book.comments(item).current
    return note.parts if note is not None else ()
