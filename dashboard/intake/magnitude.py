"""Values out of all proportion: a whole column in another unit than its header says, and a value beside its past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from dashboard.intake.clean_cell import Column
from dashboard.intake.issue import Issue
from dashboard.intake.table import Table
from dashboard.plan.units import power

_UNITS = ("元", "万元", "亿元")
_MOSTLY = Decimal("0.8")  # share of a column that is out of its limits when the unit is wrong, not the cells


def proposed(issues: Sequence[Issue], table: Table, columns: Mapping[str, Column]) -> Iterator[Issue]:
    """Yield the issues; where nearly a whole column is out of its limits, they name the unit that would fit."""
    beyond: dict[str, list[Issue]] = {}
    for issue in issues:
        if issue.code == "clean.magnitude":
            beyond.setdefault(issue.column, []).append(issue)
    units = {header: _unit(found, table, columns[header]) for header, found in beyond.items()}
    for issue in issues:
        unit = units.get(issue.column, "") if issue.code == "clean.magnitude" else ""
        if unit:
            column = columns[issue.column]
            told = {**issue.fields, "found": column.sent_unit or column.unit, "meant": unit}
            yield replace(issue, code="clean.unit_wrong", fields=told)
        else:
            yield issue


def _unit(beyond: Sequence[Issue], table: Table, column: Column) -> str:
    """Return the one unit in which every value of a column would be plausible, "" when there is none."""
    header = beyond[0].column
    filled = sum(1 for row in table if row[header].text)
    if column.limits is None or len(beyond) < _MOSTLY * filled:
        return ""
    stated = column.sent_unit or column.unit
    values = [Decimal(str(issue.fields["value"])) for issue in beyond]
    own, base = power(stated)
    fitting = [unit for unit in _UNITS if unit != stated and _all_fit(values, power(unit)[0] - own, column)]
    return fitting[0] if len(fitting) == 1 and base == "元" else ""


def _all_fit(values: Sequence[Decimal], shift: int, column: Column) -> bool:
    assert column.limits is not None
    least, most = column.limits
    return all(least <= value.scaleb(shift) <= most for value in values)
