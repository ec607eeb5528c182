"""Headers as senders write them -> the headers of the template, by meaning, and the unit that stands beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.intake.clean_text import folded
from dashboard.intake.header_words import Meanings, kind, sets_aside, split
from dashboard.intake.layout import GROUP, Header, find_header, header_at, lines_below
from dashboard.intake.preamble import money_unit
from dashboard.intake.values import Value
from dashboard.intake.workbook import Sheet
from dashboard.plan.units import power

REMARKS, SUMMARY = "问题说明", "审核结果"  # what a reply adds; skipped when the workbook comes back
RUNNING = re.compile(
    r"(自|从)?年初(以来|至今|起)?累?计?|(本年度?|历年|历史|全年|截[至止].{0,8}?|(\d{4}年)?1[-—~至]\d{1,2}月)?累计(至今|到?本?月?末)?"
)


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet under the headers of the template, and the unit in which each column was sent where it differs.

    ``aside`` are the sender's own columns that the template does not ask for; their cells are left out. ``running``
    are columns that the sender calls cumulative, by the header that they would have otherwise; ``unitless`` are
    headers of money for which nothing says the unit; ``twins`` are headers that two columns may have, of which none
    is called as in the template.
    """

    sheet: Sheet
    units: Mapping[str, str]
    aside: tuple[str, ...] = ()
    running: Mapping[str, str] = field(default_factory=dict)
    unitless: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()


@dataclass(slots=True)
class _Heading:
    """Which column means which header, while they are being found."""

    known: Sequence[str]
    spoken: str
    found: dict[int, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    running: dict[str, str] = field(default_factory=dict)
    unitless: list[str] = field(default_factory=list)

    @property
    def free(self) -> list[str]:
        return [header for header in self.known if header not in self.found.values()]

    def take(self, column: int, header: str, unit: str) -> None:
        self.found[column] = header
        self.units |= _other_unit(header, unit or self.spoken)


def under(sheet: Sheet, header_row: int, known: Collection[str]) -> Headed:
    """Return the sheet with every header that can mean one known column only written as the template writes it.

    The header stands in ``header_row``, or where more of its columns are named, in one to three rows.
    """
    sheet = _without_remarks(sheet, header_row)
    meanings = Meanings(tuple(known))
    header = _header(sheet, header_row, meanings)
    if header is None:
        return Headed(sheet, {})
    heading = _Heading(tuple(known), money_unit(sheet, header.first))
    _match(header, heading, meanings)
    if not heading.found:
        return Headed(sheet, {})
    left = {column: parts for column, parts in enumerate(header.parts) if parts and column not in heading.found}
    _match_unitless(left, header, heading, meanings)
    left = {column: parts for column, parts in left.items() if column not in heading.found}
    totals = {column: "".join(parts) for column, parts in left.items() if _running(parts, meanings)}
    _match_running(totals, heading, meanings)
    left = {column: parts for column, parts in left.items() if column not in heading.found}
    aside = {
        column: totals.get(column, parts[-1]) for column, parts in left.items()
        if _aside(parts, heading, meanings) or (column in totals and not _may_mean(totals[column], heading, meanings))
    }  # fmt: skip
    if header.first == header.last and not aside and _as_template(sheet, header, heading):
        return Headed(sheet, {})
    written = _rewritten(sheet, header, heading.found, aside)
    twins = _twins((parts for column, parts in left.items() if column not in aside), header, heading, meanings)
    own = tuple(aside.values())
    return Headed(written, heading.units, own, heading.running, tuple(heading.unitless), tuple(twins))


def _header(sheet: Sheet, header_row: int, meanings: Meanings) -> Header | None:
    usual = header_at(sheet, header_row, header_row) if 0 < header_row <= len(sheet.rows) else None
    found = find_header(sheet, meanings.knows)
    if found is None or (usual and usual.named(meanings.knows) >= found.named(meanings.knows)):
        found = usual
    if found is None:
        return None
    above = header_at(sheet, found.first - 1, found.last) if found.first > 1 else found
    if any(sets_aside(up[0]) for own, up in zip(found.parts, above.parts, strict=False) if up and not own):
        return above  # a column without a name of its own has it one row higher: 序号 beside groups, unmerged
    return found


def _match(header: Header, heading: _Heading, meanings: Meanings) -> None:
    """Give every column its header: first those written as in the template, then those that mean it."""
    exact = {folded(one): one for one in heading.known}
    parts_of = [() if _running(parts, meanings) else parts for parts in header.parts]
    for column, parts in enumerate(parts_of):
        name = folded(parts[-1]) if parts else ""
        if name in exact and exact[name] not in heading.found.values():
            heading.take(column, exact[name], split(name)[1])
    for column, parts in enumerate(parts_of):
        if column in heading.found or not parts:
            continue
        for name, unit in _readings(parts, header.names[column]):
            meant = [one for one in meanings.of(name) if one in heading.free and _fits(one, unit, heading.spoken)]
            if len(meant) == 1:
                heading.take(column, meant[0], unit)
                break


def _running(parts: Sequence[str], meanings: Meanings) -> bool:
    """True for a column that is called cumulative, by its own words or by its group's, unless it is known so."""
    own = [part for part in parts if RUNNING.search(part)]
    return bool(own) and not (own == [parts[-1]] and meanings.says(split(own[0])[0]))


def _match_running(totals: Mapping[int, str], heading: _Heading, meanings: Meanings) -> None:
    """Give cumulative columns the header that they would have otherwise, where the sheet lacks it."""
    for column, name in totals.items():
        meant = [one for one in _may_mean(name, heading, meanings) if _fits(one, split(name)[1], heading.spoken)]
        if len(meant) == 1:
            heading.take(column, meant[0], split(name)[1])
            heading.running[meant[0]] = name


def _match_unitless(
    left: Mapping[int, Sequence[str]], header: Header, heading: _Heading, meanings: Meanings
) -> None:
    """Give columns of money the header that they mean where neither they nor the lines above say the unit."""
    for column, parts in left.items():
        for name, unit in () if heading.spoken or _running(parts, meanings) else _readings(parts, header.names[column]):
            meant = [one for one in meanings.of(name) if one in heading.free and not unit]
            if len(meant) == 1 and power(split(meant[0])[1] or "—")[1] == "元":
                heading.take(column, meant[0], "")
                heading.unitless.append(meant[0])
                break


def _may_mean(name: str, heading: _Heading, meanings: Meanings) -> list[str]:
    """Return what a cumulative column could stand for that the sheet lacks; by its bare name any number."""
    bare = RUNNING.sub("", split(name)[0]).strip("()")
    if bare in ("", "数", "值", "额"):
        return [one for one in heading.free if kind(one) in ("number", "money")]
    return [one for one in meanings.of(bare) if one in heading.free]


def _readings(parts: Sequence[str], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what a column may be called with the unit it states: by itself, with its groups, the group behind it."""
    units = [unit for _, unit in map(split, reversed(parts)) if unit]
    for name in names:
        yield split(name)[0], units[0] if units else ""
    for group in parts[:-1]:
        name = split(parts[-1])[0] + GROUP.sub("", split(group)[0])
        yield name, units[0] if units else ""


def _aside(parts: Sequence[str], heading: _Heading, meanings: Meanings) -> bool:
    """True for a column of the sender's own: keeping of books, or of a kind in which the template misses nothing.

    A second column of one meaning is none of these, for it may hold what the first does not.
    """
    name = split(parts[-1])[0]
    if meanings.knows(parts[-1]):
        return False
    if sets_aside(parts[-1]):
        return True
    own = kind(parts[-1])
    return (own == "text" or own not in map(kind, heading.free)) and not meanings.touches(name, heading.free)


def _twins(
    left: Iterable[Sequence[str]], header: Header, heading: _Heading, meanings: Meanings
) -> Iterator[str]:
    """Yield the headers that a column left over means as well as the one that was taken for it."""
    taken = {meant: header.parts[column][-1] for column, meant in heading.found.items()}
    for parts in left:
        meant = meanings.of(split(parts[-1])[0])
        if len(meant) == 1 and meant[0] in taken and split(taken[meant[0]])[0] != split(meant[0])[0]:
            yield meant[0]


def _as_template(sheet: Sheet, header: Header, heading: _Heading) -> bool:
    line = sheet.rows[header.last - 1]
    return all(column < len(line) and folded(str(line[column])) == folded(one) for column, one in heading.found.items())


def _rewritten(sheet: Sheet, header: Header, found: Mapping[int, str], aside: Collection[int]) -> Sheet:
    """Return the sheet with the template's headers in the last row of its header, and what is set aside left out."""
    words: list[Value] = [parts[-1] if parts else "" for parts in header.parts]
    line = [found.get(column, "" if column in aside else word) for column, word in enumerate(words)]
    above = [() if header.first <= row < header.last else sheet.rows[row - 1] for row in range(1, header.last)]
    kinds = {line.row: line.kind for line in lines_below(sheet, header.last)}
    below = (
        _left(row, kinds.get(number, "data"), aside)
        for number, row in enumerate(sheet.rows[header.last :], start=header.last + 1)
    )
    merges = tuple(merge for merge in sheet.merges if merge.row > header.last)
    return replace(sheet, rows=(*above, tuple(line), *below), merges=merges)


def _left(row: Sequence[Value], kind: str, aside: Collection[int]) -> tuple[Value, ...]:
    """Return what stays of a row: all of one that says 合计 or 示例 under 序号, nothing of a second header."""
    if kind == "numbering":
        return ()
    return tuple("" if column in aside and kind == "data" else value for column, value in enumerate(row))


def _without_remarks(sheet: Sheet, header_row: int) -> Sheet:
    """Return the sheet with the column that a reply added emptied."""
    line = sheet.rows[header_row - 1] if 0 < header_row <= len(sheet.rows) else ()
    at = [index for index, cell in enumerate(line) if folded(str(cell)) == REMARKS]
    if not at:
        return sheet
    rows = (tuple("" if index in at else cell for index, cell in enumerate(row)) for row in sheet.rows)
    return replace(sheet, rows=tuple(rows))


def _fits(header: str, unit: str, spoken: str) -> bool:
    """True when a value in the sender's unit is one in the column's: money needs a unit, counts may do without."""
    own = split(header)[1]
    if own and power(own)[1] == "元":
        return power(unit or spoken or "—")[1] == "元"
    return "" in (unit, own) or power(unit)[1] == power(own)[1] or {unit, own} == {"次", "件次"}


def _other_unit(header: str, unit: str) -> dict[str, str]:
    own = split(header)[1]
    money = bool(own and unit) and power(own)[1] == power(unit)[1]
    return {header: unit} if money and unit != own else {}
