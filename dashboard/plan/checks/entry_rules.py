"""Rules of ledgers and of their likenesses: every column they name exists and can hold what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dashboard.plan.checks.columns import column_faults, where_faults
from dashboard.plan.entry_rules import Form, columns_of
from dashboard.plan.models import Catalogue, EntryRule, Feed, Ledger
from dashboard.plan.neighbour_rules import Apart, Few, Listed
from dashboard.plan.refusing import Invalid

_DATES = frozenset({"order", "within", "years_later", "not_before", "reached"})
_NUMBERS = frozenset({"at_most", "sum", "between"})
_NUMERIC = ("integer", "decimal", "money")


def faults(catalogue: Catalogue, files: Mapping[str, str]) -> Iterator[Invalid]:
    """Yield faults of the rules of every ledger and feed."""
    for ledger in catalogue.ledgers:
        file = files[f"ledger:{ledger.id}"]
        for number, rule in enumerate(ledger.rules):
            yield from _rule(file, f"ledger.rules[{number}]", ledger, rule, catalogue)
        for number, same in enumerate(ledger.same_as):
            key = f"ledger.same_as[{number}]"
            named = (*same.equal, *same.alike)
            yield from _columns(file, key, ledger, named)
            if not named:
                yield Invalid(file, key, None, "missing")
            for name, kind in ((same.amount, "money"), (same.date, "date")):
                if name is not None:
                    yield from column_faults(file, key, ledger, name, kind)
    for feed in catalogue.feeds:
        yield from _chains(feed)


def _rule(file: str, key: str, ledger: Ledger, rule: EntryRule, catalogue: Catalogue) -> Iterator[Invalid]:
    named = columns_of(rule)
    yield from _columns(file, key, ledger, named)
    yield from where_faults(file, f"{key}.when", ledger, rule.when)
    types = {column.name: column.type for column in ledger.columns}
    own = named[: len(named) - len(rule.when) - len(rule.given)]
    for name in _dates(rule, own):
        yield from column_faults(file, key, ledger, name, "date")
    if rule.kind in _NUMBERS:
        for name in own:
            if types.get(name, "money") not in _NUMERIC:
                yield Invalid(file, key, name, "column_type", wanted="money", found=types[name])
    if isinstance(rule, Form) and not _compiles(rule.pattern):
        yield Invalid(file, f"{key}.pattern", rule.pattern, "choice", options=())
    if isinstance(rule, Listed):
        yield from _listed(file, key, rule, catalogue)


def _dates(rule: EntryRule, own: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of a rule's own columns that must hold dates."""
    match rule:
        case Apart():
            return (rule.first, rule.last)
        case Few():
            return (rule.date,)
        case _:
            return own if rule.kind in _DATES else ()


def _listed(file: str, key: str, rule: Listed, catalogue: Catalogue) -> Iterator[Invalid]:
    other = next((ledger for ledger in catalogue.ledgers if ledger.id == rule.ledger), None)
    if other is None:
        yield Invalid(file, f"{key}.ledger", rule.ledger, "unknown")
    else:
        yield from _columns(file, f"{key}.by", other, (rule.by,))


def _columns(file: str, key: str, ledger: Ledger, names: tuple[str, ...]) -> Iterator[Invalid]:
    known = {column.name for column in ledger.columns}
    for name in names:
        if name not in known:
            yield Invalid(file, key, name, "no_column")


def _chains(feed: Feed) -> Iterator[Invalid]:
    known = {value.indicator for value in feed.values}
    for chain in feed.at_most:
        for name in chain:
            if name not in known:
                yield Invalid("feeds.yaml", f"feeds[{feed.id}].at_most", name, "unknown")


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
