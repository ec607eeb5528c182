"""A cell by what its column holds: which cleaner reads it, and in which unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from dashboard.intake.clean_code import clean_code
from dashboard.intake.clean_date import clean_day, clean_period
from dashboard.intake.clean_identifier import clean_patent, clean_patents, clean_uscc
from dashboard.intake.clean_number import clean_number, shortest
from dashboard.intake.clean_phone import nameless
from dashboard.intake.clean_region import clean_region
from dashboard.intake.clean_text import clean_name, clean_text, folded
from dashboard.intake.cleaned import Cleaned, held, refused, repaired
from dashboard.intake.habits import habits
from dashboard.intake.unsaid_year import Reported
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.workbook import Cell
from dashboard.plan.units import power

_KIND_WORD = re.compile(r"(?<=.)(型企业|企业|型|级|类|权?质押|权|混合)$")
_BRACKETS = re.compile(r"\([^()]*\)")
_EXACT = 10**15  # a workbook keeps 15 digits of a number


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: number, day, period, county, zone, choice, boolean, uscc, patent(s), code, name or text."""

    kind: str
    unit: str = ""
    frequency: str = ""
    options: tuple[str, ...] = ()
    limits: tuple[Decimal, Decimal] | None = None  # in the column's unit
    sent_unit: str = ""  # of the sender's header, where it is another
    reported: Reported | None = None  # by which a period without its year is completed
    form: str = ""  # codes: a regular expression of the whole
    additive: bool = False  # a total row may add it up: amounts and counts, no rates, years or grades


def clean_cell(words: Vocabulary, cell: Cell, column: Column) -> Cleaned:
    """Return a filled cell as its column takes it."""
    return _CLEANERS[column.kind](words, cell, column)


def _number(_: Vocabulary, cell: Cell, column: Column) -> Cleaned:
    if isinstance(cell.value, str) or column.unit == "%":
        found = clean_number(cell.text, column.sent_unit or column.unit)
    else:
        found = Cleaned(cell.text)
    return _converted(cell, column, found) if column.sent_unit and found.usable else found


def _converted(cell: Cell, column: Column, found: Cleaned) -> Cleaned:
    """Return a number in the template's unit, which was sent under a header with another."""
    try:
        value = Decimal(found.value)
    except InvalidOperation:
        return found  # no number: the strict reader says so
    exact = value.scaleb(power(column.sent_unit)[0] - power(column.unit)[0])
    told = {"found": column.sent_unit, "unit": column.unit}
    return repaired(cell.text, shortest(exact), "converted", **told)


def _day(words: Vocabulary, cell: Cell, column: Column) -> Cleaned:
    if isinstance(cell.value, bool) or (isinstance(cell.value, date) and not isinstance(cell.value, datetime)):
        return Cleaned(cell.text)
    if isinstance(cell.value, float) and not cell.value.is_integer():  # 2023.1 may have been 2023.10
        return held(cell.text, "no_date") if cell.text.endswith(".1") else clean_day(cell.text)
    return clean_day(cell.text)


def _period(_: Vocabulary, cell: Cell, column: Column) -> Cleaned:
    if isinstance(cell.value, float) and not cell.value.is_integer() and cell.text.endswith(".1"):
        return held(cell.text, "no_period")
    found = clean_period(cell.text, column.frequency)
    if column.reported is None or found.usable:
        return found
    meant = column.reported.completed(cell.text, column.frequency)
    if meant is None:
        wider = column.frequency == "M" and column.reported.completed(cell.text, "Q") is not None
        return held(cell.text, "span", frequency=column.frequency) if wider else found
    return repaired(cell.text, meant, "date" if meant[:4] in cell.text else "year_of_cover")


def _place(words: Vocabulary, cell: Cell, column: Column) -> Cleaned:
    names = words.counties if column.kind == "county" else words.zones
    return clean_region(cell.text, names, words.region_names, habits())


def _choice(_: Vocabulary, cell: Cell, column: Column) -> Cleaned:
    if cell.text in column.options:
        return Cleaned(cell.text)
    wanted = folded(cell.text)
    if column.kind == "boolean":
        wanted = habits().booleans.get(wanted, wanted)
    wanted = _meant(wanted, column.options)
    alike: dict[str, set[str]] = defaultdict(set)
    for option in column.options:
        for form in (folded(option), _bare(_BRACKETS.sub("", folded(option)))):
            alike[form].add(option)
    options = alike.get(wanted) or alike.get(_bare(wanted)) or set()
    found = next(iter(options)) if len(options) == 1 else None
    if found is None:
        return refused(cell.text, "not_choice", options="、".join(column.options))
    return repaired(cell.text, found)


def _meant(word: str, options: Collection[str]) -> str:
    """Return the option that another word for it means, the word itself when it has none in this list."""
    known = {folded(other): option for other, option in habits().choices.items() if option in options}
    return folded(known.get(word, word))


def _bare(text: str) -> str:
    """Return an option without its joints and the word for its kind: 小型企业 -> 小, 市级 -> 市, 专利权质押 -> 专利.

    What a sender adds in brackets may change the meaning, so it stays: 转让（商标） is no 转让 of patents.
    """
    words = re.sub(r"[+、/,，和与及]|实施(?=许可)", "", text).replace("其它", "其他")
    return _KIND_WORD.sub("", words)


def _patents(clean: Callable[[str, int], Cleaned]) -> Callable[[Vocabulary, Cell, Column], Cleaned]:
    def act(words: Vocabulary, cell: Cell, _: Column) -> Cleaned:
        if isinstance(cell.value, int | float) and abs(cell.value) >= _EXACT:
            return held(cell.text, "digits_lost")
        return clean(cell.text, int(words.catalogue.plan.settled_by[:4]))

    return act


def _written(clean: Callable[[str], Cleaned]) -> Callable[[Vocabulary, Cell, Column], Cleaned]:
    def act(_: Vocabulary, cell: Cell, column: Column) -> Cleaned:
        if isinstance(cell.value, int | float) and abs(cell.value) >= _EXACT:
            return held(cell.text, "digits_lost")
        return clean(cell.text)

    return act


def _code(_: Vocabulary, cell: Cell, column: Column) -> Cleaned:
    if isinstance(cell.value, int | float) and abs(cell.value) >= _EXACT:
        return held(cell.text, "digits_lost")
    return clean_code(cell.text, column.form)


_CLEANERS: Mapping[str, Callable[[Vocabulary, Cell, Column], Cleaned]] = {
    "number": _number, "day": _day, "period": _period, "county": _place, "zone": _place, "choice": _choice,
    "boolean": _choice, "text": _written(clean_text), "name": _written(lambda sent: nameless(clean_name(sent))),
    "code": _code, "uscc": _written(clean_uscc),
    "patents": _patents(clean_patents), "patent": _patents(clean_patent),
}  # fmt: skip
