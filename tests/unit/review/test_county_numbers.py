"""Every county number and county sentence of the documents, and the briefing's table, against the stored rows."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from dashboard.reporting import Database
from dashboard.review import annexes, briefing, by_county
from dashboard.review.papers import Cell
from tests.unit.review.checking import PLAN, agrees, cells, opened, paragraphs, raw, tables, told

Values = dict[str, dict[str, Fraction]]  # region -> period -> value


def stored(database: Database, label: str, target: str, regions: list[str]) -> tuple[Values, int]:
    """Return the stored values behind a target in its unit, and the decimals they are shown with."""
    found = raw(database, label)
    made = found.indicators[str(found.details(target)["indicator"])]
    rows = database.rows("indicator_values", plan=PLAN, edition=found.edition["number"], indicator=made["id"],
                         regions=regions, breakdown="")  # fmt: skip
    values: Values = {code: {} for code in regions}
    for row in rows:
        if row["value"] is not None:
            value = Fraction(int(str(row["value"])), 10 ** int(str(made["scale"] or 0)))
        elif row["denominator"]:
            value = Fraction(int(str(row["numerator"])) * 10_000, int(str(row["denominator"])))
        else:
            continue
        values[str(row["region"])][str(row["period"])] = value
    return values, int(str(made["decimals"]))


def offered(known: dict[str, Fraction], year: int, month: int) -> set[Fraction]:
    """Return what may be told of a year: a value of one of its periods, or the sum of its first months."""
    own = {period: value for period, value in known.items() if period.startswith(str(year))}
    months = [value for period, value in own.items() if "-" in period and int(period[5:]) <= month]
    return {*own.values(), sum(months, Fraction(0)), *([sum(own.values(), Fraction(0))] if own else [])}


def same(cell: Cell, wanted: set[Fraction]) -> bool:
    """True for a cell that is empty or holds one of some numbers, to the last digit that it can hold."""
    return cell.number is None or any(abs(Fraction(cell.number) - one) < Fraction(1, 10**12) for one in wanted)


@pytest.mark.parametrize("label", ["2022Q3", "2024Q2", "2025Q3", "2025Q4"])
def test_every_county_number_is_a_stored_one(demo_database: Database, label: str) -> None:
    made = opened(demo_database, label, "zh")
    names = {region.name: region.code for region in made.regions} | {"全市": made.city}
    year, month = (int(part) for part in made.edition.through.split("-"))
    checked = 0
    for table in tables(annexes.annexes(made)[2].blocks):
        if not table.key.startswith("counties-"):
            continue
        values, places = stored(demo_database, label, table.key.removeprefix("counties-"), list(names.values()))
        for row in cells(table):
            known = values[names[row["county"].text]]
            told_of = next((y for y in range(year, 2020, -1) if same(row["value"], offered(known, y, month))), None)
            assert told_of is not None, (table.key, row["county"].text, row["value"])
            assert same(row["before"], offered(known, told_of - 1, month)), (table.key, row["county"].text)
            for cell in (row[key] for key in ("value", "before", "base") if key in row):
                if cell.number is not None:
                    assert cell.text == told(Decimal(cell.number), places), (table.key, cell)
                    checked += 1
        agrees(table)
    assert checked > 60


@pytest.mark.parametrize("label", ["2022Q3", "2024Q2", "2025Q3", "2025Q4"])
def test_county_sentences_say_what_their_table_holds(demo_database: Database, label: str) -> None:
    """The city's value and change, and every county that fell, counted and by name."""
    made = opened(demo_database, label, "zh")
    by_name = {table.title.partition("（")[0]: table for table in tables(annexes.annexes(made)[2].blocks)}
    found = 0
    for text in (one.text for one in paragraphs(tuple(by_county.blocks(made)))):
        table = next((t for name, t in by_name.items() if f"{name}：" in text and t.key.startswith("counties-")), None)
        if table is None:
            continue
        city, *others = cells(table)
        assert city["value"].text in text, text
        zones = {region.name for region in made.regions if region.kind == "zone"}
        moves = {row["county"].text: row["same"].number for row in others if row["county"].text not in zones}
        fell = [name for name, move in moves.items() if move is not None and move < 0]
        if said := re.search(r"同比下降的(?:县区)?(\d+)个（(.+?)）", text):
            assert int(said[1]) == len(fell) and said[2].split("、") == fell, text
        else:
            assert not fell or "同比" not in text, (text, fell)
        found += 1
    assert found >= 3


@pytest.mark.parametrize("label", ["2023Q3", "2024Q3", "2025Q3"])
def test_the_briefing_tells_the_gaps_of_both_editions(demo_database: Database, label: str) -> None:
    made = opened(demo_database, label, "zh")
    assert made.before is not None
    now, then = raw(demo_database, label), raw(demo_database, made.before.label)
    ids = {str(known["short"]): code for code, known in now.definitions.items()}
    table = briefing.table(made, made.at(made.before))
    for row in cells(table):
        code = ids[row["target"].text]
        gaps = [Decimal(str(one.details(code)["gap_points"])) for one in (now, then)]
        assert (row["now"].number, row["then"].number) == tuple(gaps)
        assert row["shift"].number == gaps[0] - gaps[1]
        assert row["level"].number == Decimal(str(now.details(code)["level"]))
    assert agrees(table) == len(table.rows) > 0
