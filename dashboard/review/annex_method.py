"""附件5: the readings in use and who confirmed them, the rules, the methods, base values and open questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.figures import decode, formulas, method, method_words, rulebook
from dashboard.figures.method import Definition
from dashboard.figures.method_words import Formula
from dashboard.figures.rulebook import Rules
from dashboard.review.book import Book
from dashboard.review.cells import NONE, plain
from dashboard.review.papers import Annex, Block, Column, Paragraph, Table
from dashboard.wording import t

_DECIDING = ("path", "goal", "completion", "time", "gap", "achieved")  # lines of a computation that decide a verdict


def annex(book: Book) -> Annex:
    """Return everything that says how the numbers were judged."""
    blocks = (*_readings(book), *_rules(book), *_methods(book), *_calculations(book), *_bases(book), *_questions(book))
    return Annex(t("annex.method", book.lang), blocks, wide=True)


def _nowhere(*_: object, **__: object) -> str:
    return ""  # a document has no addresses


def _columns(shares: dict[str, float], book: Book) -> tuple[Column, ...]:
    return tuple(Column(key, t(f"annex.{key}", book.lang), width) for key, width in shares.items())


def _table(key: str, shares: dict[str, float], rows: Sequence[Sequence[str]], book: Book, title: str = "",
           notes: tuple[str, ...] = ()) -> Iterator[Table]:  # fmt: skip
    """Yield a table of words; nothing without a row."""
    if rows:
        cells = tuple(tuple(plain(text or NONE) for text in row) for row in rows)
        yield Table(key, title or t(f"annex.{key}_table", book.lang), _columns(shares, book), cells, notes=notes)


def _defined(book: Book) -> Iterator[Definition]:
    register = decode.ambiguities(book.rows("plan_as_of")[0])
    for item in book.state.items:
        yield method.definition(book.state, item.target.id, book.lang, _nowhere, register)


def _readings(book: Book) -> Iterator[Table]:
    rows = [(str(at), one.name, row.row.name, row.demand, one.clause,
             row.confirmation if row.row.confirmed else t("method.base_open", book.lang))
            for at, one in enumerate(_defined(book), 1) for row in one.rows if row.row.used]  # fmt: skip
    shares = {"no": 0.05, "target": 0.2, "reading": 0.18, "demand": 0.26, "basis": 0.19, "confirmed": 0.12}
    open_ = sum(not item.verdict.confirmed for item in book.state.items)
    notes = (t("annex.readings_note", book.lang, count=open_),) if open_ else ()
    yield from _table("readings", shares, rows, book, notes=notes)


def _rules(book: Book) -> Iterator[Block]:
    found = next((r for r in rulebook.rule_sets(book.state, (), book.lang, _nowhere) if r.used), None)
    if found is None:
        return
    rows = [(t(f"method.bands_{kind}", book.lang), band.word, band.condition)
            for kind, bands in (("progress", found.progress), ("growth", found.growth)) for band in bands]  # fmt: skip
    shares = {"scope": 0.3, "band": 0.25, "condition": 0.45}
    yield from _table("rules", shares, rows, book, t("annex.rules_table", book.lang, name=found.name), _limits(found))


def _limits(found: Rules) -> tuple[str, ...]:
    return tuple(note for note in (found.valid, *found.limits) if note)


def _methods(book: Book) -> Iterator[Table]:
    used: dict[str, Formula] = {}
    for item in book.state.items:
        for made in method_words.formulas(item, book.lang):
            used.setdefault(made.name, made)
    rows = [(made.name, made.words, _flat(made.symbols)) for made in used.values()]
    yield from _table("formulas", {"method_name": 0.14, "words": 0.43, "symbols": 0.43}, rows, book)


def _flat(symbols: method_words.Pieces) -> str:
    """Return a formula in one line: what is raised after ^, what is lowered as it stands."""
    return "".join(f"^({text})" if how == "sup" and len(text) > 1 else f"^{text}" if how == "sup" else text
                   for text, how in symbols)  # fmt: skip


def _calculations(book: Book) -> Iterator[Table]:
    """Yield the computation behind each verdict with its numbers, a row for each target."""
    rows = []
    for item in book.state.numeric:
        made, lines = item.indicator, formulas.lines(item, book.lang)
        deciding = [t("annex.calc_line", book.lang, what=what, formula=formula) for what, formula in lines
                    if what in {t(f"target.formula_{key}", book.lang) for key in _DECIDING}]  # fmt: skip
        if deciding:
            told = ("；" if book.lang == "zh" else "; ").join(deciding)
            unit = book.say(made.unit, made.unit_en) if made else ""
            rows.append((item.target.code, item.name(book.lang), unit, told))
    yield from _table("calc", {"no": 0.05, "target": 0.2, "unit": 0.09, "formula": 0.66}, rows, book)


def _bases(book: Book) -> Iterator[Table]:
    found = [one for one in rulebook.bases(book.state, book.lang, _nowhere) if one.listed]
    rows = [(one.name, one.year, one.value, one.source, one.confirmation) for one in found]
    shares = {"measured": 0.3, "year": 0.1, "base_value": 0.16, "source": 0.28, "confirmed": 0.16}
    yield from _table("bases", shares, rows, book)


def _questions(book: Book) -> Iterator[Table | Paragraph]:
    register = decode.ambiguities(book.rows("plan_as_of")[0])
    comma = "、" if book.lang == "zh" else ", "
    rows = [(one.code, one.question, one.chosen, comma.join(entry.name for entry in one.targets))
            for one in rulebook.questions(book.state, register, book.lang, _nowhere)]  # fmt: skip
    shares = {"code": 0.07, "question": 0.38, "chosen": 0.31, "touched": 0.24}
    yield from _table("questions", shares, rows, book)
