"""Entries in blocks, so that only those are compared that may be alike; a hundred thousand take 30 MiB."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dashboard.intake.clean_text import folded
from dashboard.intake.likeness import core, cores_alike, numbers_in
from dashboard.intake.mark import Mark, needed
from dashboard.plan.models import Ledger, SameAs

Numbers = NDArray[np.int64]
_MOST = 300  # entries looked at in one block: a sheet of equal rows must not take for ever
_ABOVE = 1e-9  # against rounding
_HEAD = 6  # characters of a name by which entries are found, but for one of them
_CHUNK = 5_000  # entries whose blocks are looked up at once
_MIX, _MIX_AGAIN = np.int64(0x2545F4914F6CDD1D), np.int64(0x369DEA0F31A53F85)  # odd: no two blocks fall together


class Told:
    """What a rule compares of entries, in columns; an entry that lacks some of it has no row."""

    def __init__(self, ledger: Ledger, rule: SameAs, marks: Iterable[Mark]) -> None:
        self.rule, self.share = rule, float(rule.share)
        self.slip = rule.amount is not None or rule.date is not None
        self.firm = rule.alike.index(ledger.title) if ledger.title in rule.alike else -1
        self.coded = self.firm >= 0 and any(column.name == "uscc" for column in ledger.columns)
        self.places = array("q")  # of the entry in its list
        self.names: list[tuple[str, ...]] = []  # cores, as the rule names the columns
        self.codes: list[str] = []
        self.amounts, self.days = array("q"), array("q")
        self.heads, self.starts = array("q"), array("q", [0])  # hashes of names; where those of a row begin
        wanted = needed(rule)
        for place, mark in enumerate(marks):
            if all(mark.attributes.get(name) for name in wanted):
                self._add(place, mark)

    def _add(self, place: int, mark: Mark) -> None:
        entry, rule = mark.attributes, self.rule
        names = tuple(core(entry[name]) for name in rule.alike)
        code = entry.get("uscc", "") if self.coded else ""
        equal = tuple(folded(entry[name]) for name in rule.equal)
        heads = sorted({*_heads(names[0]), *filter(None, (code,))}) if names else [""]
        self.places.append(place)
        self.names.append(names)
        self.codes.append(code)
        self.amounts.append(int(entry[rule.amount]) if rule.amount else 0)
        self.days.append(date.fromisoformat(entry[rule.date]).toordinal() if rule.date else 0)
        self.heads.extend(hash((equal, head)) for head in heads)
        self.starts.append(len(self.heads))

    def blocks(self, first: int, last: int, reach: int) -> tuple[Numbers, Numbers]:
        """Return the rows from ``first`` to ``last`` with the hashes of their blocks; two blocks in one do no harm.

        With ``reach`` 1 also of the blocks beside their own in which an entry that is alike may be.
        """
        if first == last:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        heads, starts, amounts, days = (
            np.frombuffer(told, np.int64) for told in (self.heads, self.starts, self.amounts, self.days)
        )
        rows = np.repeat(np.arange(first, last), np.diff(starts[first : last + 1]))
        slack, near = _ABOVE - math.log1p(-self.share), self.rule.days
        sizes, when = np.log(np.maximum(amounts[first:last], 1)), days[first:last].astype(np.float64)
        sizes_in = _bins(sizes, slack * reach if self.rule.amount else 0, 2 * slack)[rows - first]
        days_in = _bins(when, near * reach if self.rule.date else 0, 2 * near + 1)[rows - first]
        found = heads[starts[first] : starts[last], None] * _MIX + sizes_in
        found = found[:, :, None] * _MIX_AGAIN + days_in[:, None, :]
        return np.repeat(rows, found[0].size), found.ravel()

    def same(self, one: int, others: Told, other: int) -> bool:
        """True when a row and one of others are probably the same thing."""
        if abs(self.days[one] - others.days[other]) > self.rule.days:
            return False
        amount, other_amount = self.amounts[one], others.amounts[other]
        if abs(amount - other_amount) > self.share * max(amount, other_amount):
            return False
        code, other_code = self.codes[one], others.codes[other]
        for place, (first, second) in enumerate(zip(self.names[one], others.names[other], strict=True)):
            if place == self.firm and code and other_code:  # where both firms have a code, it decides
                if code != other_code:
                    return False
            elif not cores_alike(first, second, self.slip):
                return False
        return True


class Blocks:
    """The blocks of told entries: sorted hashes, each with its row."""

    def __init__(self, told: Told) -> None:
        rows, hashes = told.blocks(0, len(told.places), reach=0)
        order = np.argsort(hashes, kind="stable")  # the rows of a block stay in order
        self.hashes, self.rows = hashes[order], rows[order]

    def of(self, told: Told, within: bool) -> Iterator[tuple[int, int, int]]:
        """Yield rows that are looked for, each with the limits of a block that has others, ``within`` earlier ones."""
        for first in range(0, len(told.places) if len(self.rows) else 0, _CHUNK):
            rows, hashes = told.blocks(first, min(first + _CHUNK, len(told.places)), reach=1)
            start, end = np.searchsorted(self.hashes, hashes, "left"), np.searchsorted(self.hashes, hashes, "right")
            filled = start < end
            if within:
                filled &= self.rows[np.minimum(start, len(self.rows) - 1)] < rows
            yield from zip(*(found[filled].tolist() for found in (rows, start, end)), strict=True)

    def last(self, start: int, end: int, before: int | None) -> list[int]:
        """Return the last rows of a block, of those ``before`` a row when it is in the same list."""
        if before is not None:
            end = start + int(np.searchsorted(self.rows[start:end], before))
        found: list[int] = self.rows[max(start, end - _MOST) : end].tolist()
        return found


def _heads(name: str) -> Iterator[str]:
    """Yield the beginning of a name without each of its characters in turn.

    Two names that differ by one slip share one of them, wherever it is. Beginnings or ends alone do not do: a county's
    firms begin, and half of all firms end, in the same characters.
    """
    head, numbers = name[:_HEAD], numbers_in(name)
    for place in range(len(head)):
        yield f"{numbers}|{head[:place]}{head[place + 1 :]}"
    yield f"{numbers}|{head[: _HEAD - 1]}"


def _bins(places: NDArray[np.float64], reach: float, width: float) -> Numbers:
    """Return the bins of a width that lie within reach of each place; the last one again where one has fewer."""
    first, last = (np.floor((places + side) / width).astype(np.int64) for side in (-reach, reach))
    most = int((last - first).max()) + 1 if len(places) else 1
    found: Numbers = np.minimum(first[:, None] + np.arange(most), last[:, None])
    return found
