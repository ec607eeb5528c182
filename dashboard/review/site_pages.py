"""The pages of an edition's site that there is one of: overview, tasks and the parts of the method."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from dashboard.figures import decode, glossary, groups, method, rulebook, scores
from dashboard.figures import tasks as task_figures
from dashboard.figures.board import Board
from dashboard.figures.marks import Outlook
from dashboard.figures.overview import Overview, Row, overview
from dashboard.figures.steps import Asked
from dashboard.figures.tasks import Listing
from dashboard.review.below import below
from dashboard.review.book import Book
from dashboard.review.files import File
from dashboard.review.site_frame import METHODS, Place, page
from dashboard.settings import ROOT
from dashboard.wording import t

SCORES = ROOT / "data" / "forecast" / "scores.json"


def first(book: Book) -> File:
    """Return the overview."""
    place = Place("index.html")
    made = overview(book.state, book.lang, book.day, lambda target: place.href("target", target=target),
                    lambda task: place.href("tasks", task=task))  # fmt: skip
    counties = below(book.read, book.state, book.lang)
    rolled = groups.tables(book.state, counties, book.lang, lambda target: place.href("target", target=target))
    title = t("ui.page_overview", book.lang)
    return page(book, place, "overview", "overview.html", title, page=_worded(made), groups=rolled)


def _worded(made: Overview) -> Overview:
    """Return the overview with its chances in words alone."""
    return replace(made, groups=tuple(replace(group, rows=tuple(map(_quiet, group.rows))) for group in made.groups))


def _quiet(row: Row) -> Row:
    return row if row.outlook is None else replace(row, outlook=Outlook(row.outlook.dots, row.outlook.word,
                                                                        row.outlook.word))  # fmt: skip


def tasks(book: Book) -> File:
    """Return the tasks with all their milestones; the documents that prove them stay in the app."""
    place = Place("tasks.html")
    board = Board(book.state, Asked("", "", ""), book.proofs, book.lang, place.href)
    made = task_figures.page(board)
    title = t("ui.page_tasks", book.lang)
    return page(book, place, "tasks", "tasks.html", title, page=made, every=tuple(_every(book, board)))


def _every(book: Book, board: Board) -> Iterator[tuple[str, Listing]]:
    """Yield the milestones of each task under its name, with its id."""
    for measure in book.state.measures:
        found = replace(board, asked=Asked(measure.task.id, "", ""))
        rows = tuple(replace(found.row(one), paper="") for one in sorted(found.found(), key=lambda one: one.step.due))
        named = book.say(measure.task.name, measure.task.name_en)
        yield measure.task.id, Listing(t("tasks.title_of", book.lang, code=measure.task.code, name=named), rows)


def methods(book: Book) -> Iterator[File]:
    """Yield the readings of every target, then rules, base values, open questions, forecast and terms."""
    place = Place("method.html")
    register, lang = decode.ambiguities(book.rows("plan_as_of")[0]), book.lang
    told = tuple((item.target.id, method.definition(book.state, item.target.id, lang, place.href, register))
                 for item in book.state.items)  # fmt: skip
    head = method.head(book.state, "targets", lang, place.href)
    found = method.groups(book.state, "", lang, place.href)
    yield page(book, place, "method", "method.html", t("ui.page_method", lang), head=head, part="all",
               content=(found, told))  # fmt: skip
    for part in METHODS:
        at = Place(f"method/{part}.html")
        head = method.head(book.state, part, lang, at.href)
        yield page(book, at, "method", "method.html", t(f"method.part_{part}", lang), head=head, part=part,
                   content=_content(book, part, at))  # fmt: skip


def _content(book: Book, part: str, place: Place) -> object:
    state, lang = book.state, book.lang
    match part:
        case "rules":
            return rulebook.rule_sets(state, [e for e in book.editions if e.number <= book.edition.number], lang,
                                      place.href)  # fmt: skip
        case "bases":
            return rulebook.bases(state, lang, place.href)
        case "questions":
            return rulebook.questions(state, decode.ambiguities(book.rows("plan_as_of")[0]), lang, place.href)
        case "forecast":
            return scores.method(json.loads(SCORES.read_text("utf-8")), lang)
    return glossary.glossary(lang)
