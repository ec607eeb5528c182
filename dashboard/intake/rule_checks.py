"""How each kind of rule is checked: an entry's attributes in, the columns to look at out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from dashboard.intake.clean_identifier import clean_patents, clean_uscc
from dashboard.intake.clean_number import shortest
from dashboard.intake.clean_text import folded
from dashboard.intake.ledger_words import LedgerWords
from dashboard.plan import entry_rules as rules

_PATENT = re.compile(r"ZL(?P<year>\d{4})(?P<kind>[12389])\d{7}\.[\dX]", re.ASCII)
_PATENT_KINDS = {"1": "发明专利", "8": "发明专利", "2": "实用新型", "9": "实用新型", "3": "外观设计"}
Attributes = Mapping[str, str]
Found = Iterator[tuple[str, dict[str, str]]]


def _filled(names: Iterable[str], entry: Attributes) -> list[str]:
    return [name for name in names if entry.get(name)]


def _order(rule: rules.Order, entry: Attributes, words: LedgerWords) -> Found:
    told = _filled(rule.columns, entry)
    latest = ""
    for name in told:
        if latest and _day(entry[name]) + timedelta(rule.slack) < _day(entry[latest]):
            yield name, words.pair(latest, name, entry)
            return
        latest = name if not latest or entry[name] > entry[latest] else latest


def _within(rule: rules.Within, entry: Attributes, words: LedgerWords) -> Found:
    first, second = rule.columns
    if entry.get(first) and entry.get(second) and _day(entry[first]) + timedelta(rule.days) < _day(entry[second]):
        yield second, words.pair(first, second, entry) | {"days": str(rule.days)}


def _at_most(rule: rules.AtMost, entry: Attributes, words: LedgerWords) -> Found:
    told = _filled(rule.columns, entry)
    for first, second in pairwise(told):
        if Decimal(entry[first]) > Decimal(entry[second]):
            yield first, words.pair(first, second, entry)


def _needs(rule: rules.Needs, entry: Attributes, words: LedgerWords) -> Found:
    missing = [name for name in rule.columns if not entry.get(name)]
    if rule.one and len(missing) == len(rule.columns):
        yield missing[0], {"headers": words.headers(missing)}
    elif not rule.one:
        for name in missing:
            yield name, {"headers": words.header(name)}


def _empty(rule: rules.Empty, entry: Attributes, words: LedgerWords) -> Found:
    for name in _filled(rule.columns, entry):
        yield name, {"header": words.header(name), "value": words.said(name, entry[name])}


def _one_of(rule: rules.OneOf, entry: Attributes, words: LedgerWords) -> Found:
    value = entry.get(rule.column)
    if value and value not in rule.values:
        yield rule.column, {"header": words.header(rule.column), "value": value, "options": "、".join(rule.values)}


def _form(rule: rules.Form, entry: Attributes, words: LedgerWords) -> Found:
    value = entry.get(rule.column)
    if value and not re.fullmatch(rule.pattern, folded(value), re.ASCII):
        yield rule.column, {"header": words.header(rule.column), "value": value}


def _without(rule: rules.Without, entry: Attributes, words: LedgerWords) -> Found:
    for name in _filled(rule.columns, entry):
        word = next((word for word in rule.words if folded(word) in folded(entry[name])), None)
        if word is not None:
            yield name, {"header": words.header(name), "value": entry[name], "word": word}


def _between(rule: rules.Between, entry: Attributes, words: LedgerWords) -> Found:
    value = words.said(rule.column, entry.get(rule.column, ""))
    if value and not rule.least <= Decimal(value) <= rule.most:
        bounds = {"least": shortest(rule.least), "most": shortest(rule.most)}
        yield rule.column, {"header": words.header(rule.column), "value": value, **bounds}


def _differ(rule: rules.Differ, entry: Attributes, words: LedgerWords) -> Found:
    first, second = rule.columns
    if entry.get(first) and folded(entry[first]) == folded(entry.get(second, "")):
        yield second, words.pair(first, second, entry)


def _years_later(rule: rules.YearsLater, entry: Attributes, words: LedgerWords) -> Found:
    value, after = entry.get(rule.column), entry.get(rule.after)
    if not value or not after:
        return
    due = _anniversary(_day(after), rule.years)
    if _day(value) not in (due, due - timedelta(1)):
        told = {"header": words.header(rule.column), "value": value, "after": words.header(rule.after)}
        yield rule.column, told | {"years": str(rule.years), "expected": due.isoformat()}


def _sum(rule: rules.Sum, entry: Attributes, words: LedgerWords) -> Found:
    if not entry.get(rule.total) or not all(entry.get(name) for name in rule.plus):
        return
    amounts = {name: Decimal(entry.get(name) or 0) for name in (*rule.plus, *rule.minus)}
    found = sum((amounts[name] for name in rule.plus), Decimal(0)) - sum(amounts[name] for name in rule.minus)
    if found != Decimal(entry[rule.total]):
        parts = "＋".join(map(words.header, rule.plus)) + "".join(f"－{words.header(name)}" for name in rule.minus)
        told = {"header": words.header(rule.total), "value": words.said(rule.total, entry[rule.total])}
        yield rule.total, told | {"parts": parts, "expected": words.said(rule.total, str(found))}


def _deadline(rule: rules.Deadline, entry: Attributes, words: LedgerWords) -> Found:
    value, year = entry.get(rule.column), entry.get(rule.year)
    if value and year and value > f"{year}-{rule.by}":
        yield rule.column, {"header": words.header(rule.column), "value": value, "last": f"{year}-{rule.by}"}


def _not_before(rule: rules.NotBefore, entry: Attributes, words: LedgerWords) -> Found:
    value = entry.get(rule.column)
    if value and value < rule.day:
        yield rule.column, {"header": words.header(rule.column), "value": value, "day": rule.day}


def _reached(rule: rules.Reached, entry: Attributes, words: LedgerWords) -> Found:
    value, either = entry.get(rule.column), _filled(rule.either, entry)
    after = _filled(rule.after, entry)
    if not value or not either or len(after) < len(rule.after):
        return
    expected = max([*(entry[name] for name in after), min(entry[name] for name in either)])
    if value != expected:
        told = {"header": words.header(rule.column), "value": value, "expected": expected}
        yield rule.column, told | {"after": words.headers(rule.after), "either": words.headers(rule.either)}


def _check_digit(rule: rules.CheckDigit, entry: Attributes, words: LedgerWords) -> Found:
    value = entry.get(rule.column)
    clean = {"patents": clean_patents, "uscc": clean_uscc}[rule.of]
    if value and not clean(value).usable:
        yield rule.column, {"header": words.header(rule.column), "value": value}


def _patent_fits(rule: rules.PatentFits, entry: Attributes, words: LedgerWords) -> Found:
    said, until = entry.get(rule.says or "", ""), entry.get(rule.before, "")
    for number in entry.get(rule.column, "").split("、"):
        match = _PATENT.match(number)
        if match is None:
            continue
        told = {"header": words.header(rule.column), "value": number}
        kind = _PATENT_KINDS[match["kind"]]
        if said and folded(said) != folded(kind):
            yield rule.column, told | {"second": words.header(rule.says or ""), "second_value": said, "means": kind}
        elif until and match["year"] > until[:4]:
            told |= {"second": words.header(rule.before), "second_value": until, "means": match["year"]}
            yield rule.column, told


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


# Rules without a check of their own need more than the entry: they are checked among its neighbours.
CHECKS: Mapping[str, Callable[[Any, Attributes, LedgerWords], Found]] = {
    "order": _order, "within": _within, "at_most": _at_most, "needs": _needs, "empty": _empty, "one_of": _one_of,
    "form": _form, "without": _without, "between": _between, "differ": _differ, "years_later": _years_later,
    "sum": _sum, "deadline": _deadline, "not_before": _not_before, "reached": _reached,
    "check_digit": _check_digit, "patent_fits": _patent_fits,
}  # fmt: skip
