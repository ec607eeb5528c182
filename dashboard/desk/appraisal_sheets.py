"""The draft evaluation of one unit as a workbook: points with their formulas, every row behind them, empty columns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from dashboard.figures import workbook as writer
from dashboard.figures.workbook import Number, Sheet, Value
from dashboard.review.cells import marks
from dashboard.wording import Language, day_words, t

if TYPE_CHECKING:
    from dashboard.desk.appraisal import Draft, Score

_FIRST = 6  # the row of a sheet in which its first row stands
_SUM = "G"  # the column of points
_EMPTY = (None, None)  # to be filled in by the unit and by who evaluates
_TO_FILL = (7, 8)  # their columns
_COLUMNS = {"targets": "code target role verdict", "measures": "code milestone due done standing",
            "reports": "period expected whole note"}  # fmt: skip


def workbook(draft: Draft) -> bytes:
    """Return the workbook of a unit, dated by the cut-off: the same bytes for the same edition and weights."""
    opened, lang = draft.unit.book, draft.unit.lang
    told = (*marks(opened), t("appraisal.mark", lang))
    sheets = [_summary(draft, lang), *(_rows(score, lang) for score in draft.scores), _tasks(draft, lang)]
    return writer.xlsx(sheets, opened.day, told)


def _summary(draft: Draft, lang: Language) -> Sheet:
    """Return the first sheet: a row for each criterion with share and points as formulas, then their sum."""
    rows: list[tuple[Value, ...]] = [_score(score, lang) for score in draft.scores]
    counted = [score.points for score in draft.scores if score.points is not None]
    weight = sum((score.weighed.weight for score in draft.scores if score.points is not None), Decimal())
    last = _FIRST + len(rows) - 1
    total = Number(sum(counted, Decimal()), "0.00", f"SUM({_SUM}{_FIRST}:{_SUM}{last})")
    rows.append((t("appraisal.total", lang), None, Number(weight, "0"), None, None, None, total, *_EMPTY))
    names = "criterion basis weight possible reached share points own opinion"
    title = t("appraisal.title_of", lang, unit=draft.unit.name)
    return Sheet(t("appraisal.title", lang), _heads(names, lang), tuple(rows), _notes(draft, lang), title=title,
                 to_fill=_TO_FILL)


def _score(score: Score, lang: Language) -> tuple[Value, ...]:
    one = score.weighed
    name = one.name if lang == "zh" else one.name_en
    if score.share is None or score.points is None:
        none = t("appraisal.none", lang)
        return (name, one.basis, Number(one.weight, "0"), Number(Decimal(), "0.0"), Number(Decimal(), "0.0"), none,
                none, *_EMPTY)  # fmt: skip
    return (
        name, one.basis, Number(one.weight, "0"), Number(score.possible, "0.0"), Number(score.reached, "0.0"),
        Number(score.share, "0.0%", "{4}/{3}"), Number(score.points, "0.00", "{2}*{5}"), *_EMPTY,
    )  # fmt: skip


def _rows(score: Score, lang: Language) -> Sheet:
    """Return the rows behind a criterion: how much each counts, what it is worth, their product."""
    heads = _heads(f"{_COLUMNS[score.weighed.id]} counts worth product", lang)
    at = len(heads) - 3
    rows: list[tuple[Value, ...]] = []
    for row in score.rows:
        if row.worth is None:
            rows.append((*row.told, Number(row.counts, "0.0"), t("appraisal.not_counted", lang), None))
        else:
            product = Number(row.counts * row.worth, "0.00", f"{{{at}}}*{{{at + 1}}}")
            rows.append((*row.told, Number(row.counts, "0.0"), Number(row.worth, "0.00"), product))
    note = t(f"appraisal.note_{score.weighed.id}", lang)
    name = score.weighed.name if lang == "zh" else score.weighed.name_en
    return Sheet(name, heads, tuple(rows), (note,) if rows else (t("appraisal.nothing", lang), note))


def _tasks(draft: Draft, lang: Language) -> Sheet:
    heads = _heads("code task role expected_steps done_steps overdue_steps", lang)
    rows: list[tuple[Value, ...]] = [(*row[:3], *map(int, row[3:])) for row in draft.tasks]
    return Sheet(t("appraisal.tasks", lang), heads, tuple(rows), () if rows else (t("appraisal.nothing", lang),))


def _heads(names: str, lang: Language) -> tuple[str, ...]:
    return tuple(t(f"appraisal.col_{name}", lang) for name in names.split())


def _notes(draft: Draft, lang: Language) -> tuple[str, ...]:
    """Return what stands below the points: that they are a basis, what they rest on, and where to sign."""
    rules, since = draft.rules, draft.unit.since(draft.rules)
    confirmed = t("appraisal.confirmed", lang, person=rules.confirmed_by, doc_no=rules.doc_no or "—")
    return (
        t("appraisal.basis", lang),
        t("appraisal.formula", lang),
        t("appraisal.span", lang, since=day_words(since, lang), until=day_words(draft.unit.book.day, lang)),
        t("appraisal.weights", lang, source=rules.source),
        confirmed if rules.confirmed else t("appraisal.unconfirmed", lang),
        *(t(f"appraisal.sign_{who}", lang) for who in ("own", "group", "office")),
    )
