"""Values with their completeness, and what becomes of it when they are run up, added or combined."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from dashboard.plan import periods
from dashboard.publishing.completeness import State


class Cell(NamedTuple):
    """One value at the indicator's scale; a ratio holds its two parts instead."""

    value: int | None
    expected: int
    missing: tuple[str, ...]
    numerator: int | None = None
    denominator: int | None = None

    @property
    def known(self) -> bool:
        """True when there is a value, or both parts of a ratio."""
        return self.value is not None or self.numerator is not None


Key = tuple[str, str, str]  # indicator, region, breakdown ("" = total)
Series = dict[str, Cell]  # by period
Measures = dict[Key, Series]


def cell(state: State, value: int | None) -> Cell:
    """Return a cell; a value that no sheet names (of a stock) is owed by every sender."""
    missing = state.missing if state.missing or value is not None else state.senders
    return Cell(None if missing else value, len(state.senders), missing)


def running(flow: Series) -> Series:
    """Return the cumulative count: a month without a value leaves all later ones without."""
    totals: Series = {}
    total = 0
    for period, found in flow.items():
        total += found.value or 0
        totals[period] = found._replace(value=total)
    return carried(totals)


def carried(series: Series) -> Series:
    """Return values that rest on every period before: who owes one of those owes all that follow."""
    found: Series = {}
    debtors = dict[str, None]()
    for period, here in series.items():
        debtors.update(dict.fromkeys(here.missing))
        missing = tuple(debtors)
        found[period] = Cell(None if missing else here.value, here.expected, missing)
    return found


def divided(above: Series, below: Series) -> Series:
    """Return the cells of a ratio where both parts are there: both numbers, or whoever keeps one from being known."""
    return {period: _parts(above[period], below[period]) for period in above if period in below}


def _parts(above: Cell, below: Cell) -> Cell:
    owed = _joined((above, below))
    if above.value is None or below.value is None:
        return owed
    return owed._replace(numerator=above.value, denominator=below.value)


def added(plus: Sequence[Series], minus: Sequence[Series]) -> Series:
    """Return the sum, less what is taken off, of the periods that all of them have."""
    found: Series = {}
    for period in _shared((*plus, *minus)):
        more, less = [part[period] for part in plus], [part[period] for part in minus]
        owed = _joined((*more, *less))
        if all(here.value is not None for here in (*more, *less)):
            owed = owed._replace(value=sum(_values(more)) - sum(_values(less)))
        found[period] = owed
    return found


def indexed(parts: Sequence[Series], base_year: int, scale: int) -> Series:
    """Return the mean of flows in percent of their own totals of the base year, rounded to the scale (half to even).

    Without a whole base year, or with one of nought, there is no index: its debtors owe every period.
    """
    bases = [[part[p] for p in part if periods.year(p) == base_year] for part in parts]
    owed = _joined([here for base in bases for here in base])
    totals = [sum(_values(base)) for base in bases]
    whole = not owed.missing and all(here.value is not None for base in bases for here in base)
    if whole and not all(total > 0 for total in totals):
        return {}
    found: Series = {}
    for period in _shared(parts):
        cells = [part[period] for part in parts]
        here = _joined((*cells, owed))
        if whole and all(one.value is not None for one in cells):
            share = sum(Fraction(one.value or 0, total) for one, total in zip(cells, totals, strict=True))
            here = here._replace(value=round(share * 100 * 10**scale / len(parts)))
        found[period] = here
    return found


def _values(cells: Sequence[Cell]) -> list[int]:
    return [here.value or 0 for here in cells]


def _shared(parts: Sequence[Series]) -> list[str]:
    first, *others = parts
    return [period for period in first if all(period in part for part in others)]


def _joined(cells: Sequence[Cell]) -> Cell:
    """Return a cell without a value, owed by everyone who owes one of these."""
    missing = tuple(dict.fromkeys(name for here in cells for name in here.missing))
    return Cell(None, max((here.expected for here in cells), default=0), missing)
