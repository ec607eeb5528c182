"""The annex tables, held against the stored rows; their formulas worked out by an evaluator of its own."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from dashboard.reporting import Database
from dashboard.review import (
    annex_slips,
    annex_targets,
    annex_tasks,
    annexes,
)
from dashboard.review.papers import Table
from tests.unit.review.checking import (
    LABELS,
    PLAN,
    WHOLE,
    WORDS,
    agrees,
    cells,
    opened,
    raw,
    tables,
    told,
)


@pytest.mark.parametrize("label", LABELS)
def test_annex_1_holds_the_verdicts_and_its_formulas_come_to_them(demo_database: Database, label: str) -> None:
    found, made = raw(demo_database, label), opened(demo_database, label, "zh")
    table = annex_targets.table(made)
    order = sorted((d for d in found.definitions.values() if d["kind"] == "numeric"), key=lambda d: int(str(d["seq"])))
    assert [row["no"].text for row in cells(table)] == [str(d["code"]) for d in order]
    for row, known in zip(cells(table), order, strict=True):
        details = found.details(str(known["id"]))
        places = int(str(found.indicators[str(details["indicator"])]["decimals"])) if details["indicator"] else 0
        for key, name in (("level", "level"), ("base", "base")):
            if (number := row[key].number) is not None:
                assert number == Decimal(str(details[name])) and row[key].text == told(number, places)
        assert (row["level"].number is None) == (details["level"] is None)
        if (share := row["completion"].number) is not None:
            assert share == pytest.approx(Decimal(str(details["level"])) / row["goal"].number)  # type: ignore[operator]
            assert row["goal"].number in (Decimal(str(details[k])) for k in ("goal", "path") if details[k] is not None)
            assert row["completion"].text in {told(share * 100, 1) + "%", told(share * 100, 2) + "%"}
            if details["completion"] is not None and details["reason"] != "end_reached":
                assert share == pytest.approx(Decimal(str(details["completion"])))
        if (gap := row["gap"].number) is not None:
            assert gap == Decimal(str(details["gap_points"]))
            assert (gap < 0) == row["gap"].text.startswith("−") and row["gap"].text.strip("+−") in {
                told(gap, places) for places in range(1, 5)}  # fmt: skip
        word = WORDS[str(details["status"])]
        assert row["verdict"].text.removesuffix("*").removesuffix("（样本少）") == word
        assert row["verdict"].text.endswith("*") == (not details["confirmed"])
        assert row["verdict"].shape == f"{'h' if details['small_sample'] else 's'}-{details['status']}"
    agrees(table)


def test_the_annexes_stand_in_order_and_counties_by_code(demo_database: Database) -> None:
    made = opened(demo_database, "2025Q3", "zh")
    assert [one.title for one in annexes.annexes(made)] == [
        "指标完成情况表", "任务清单", "县区情况表", "督办事项", "口径说明"]  # fmt: skip
    codes = sorted((r.code, r.name) for r in made.regions if r.kind == "county")
    found = annexes.annexes(made)[2].blocks
    for table in tables(found):
        names = [row[0].text for row in table.rows]
        assert names[: 1 + len(codes)] == ["全市", *(name for _, name in codes)]


def test_the_counties_have_the_stored_values(demo_database: Database) -> None:
    found, made = raw(demo_database, "2025Q3"), opened(demo_database, "2025Q3", "zh")
    table = next(one for one in tables(annexes.annexes(made)[2].blocks) if "transfer_license" in one.key)
    names = {region.name: region.code for region in made.regions}
    rows = demo_database.rows("indicator_values", plan=PLAN, edition=found.edition["number"], breakdown="",
                              indicator=found.details("ip_transfer_license_growth")["indicator"],
                              regions=list(names.values()))  # fmt: skip
    for row in cells(table):
        code = names.get(row["county"].text, "411500")
        for key, year in (("value", 2025), ("before", 2024), ("base", 2021)):
            wanted = sum(int(str(r["value"])) for r in rows
                         if r["region"] == code and f"{year}-01" <= str(r["period"]) <= f"{year}-09")  # fmt: skip
            assert row[key].number == wanted and row[key].text == str(wanted)
    assert agrees(table) > 30


def test_the_milestones_are_counted_and_their_days_too(demo_database: Database) -> None:
    for label in WHOLE:
        found, made = raw(demo_database, label), opened(demo_database, label, "zh")
        states = Counter((str(row["task"]), str(row["state"])) for row in found.steps)
        rows = list(cells(annex_tasks.table(made)))
        for measure, row in zip(made.state.measures, rows, strict=True):
            done = sum(states[measure.task.id, state] for state in ("done", "done_late"))
            assert row["done"].number == done
            assert row["overdue"].number == states[measure.task.id, "overdue"]
        cut_off = date.fromisoformat(str(found.edition["cut_off"]))
        late = annex_slips.late(made)
        days = sorted(_days(str(row["due"]), cut_off) for row in found.steps if row["state"] == "overdue")
        shown = sorted(int(row["days"].text) for row in cells(late)) if isinstance(late, Table) else []
        assert shown == days


def _days(month: str, cut_off: date) -> int:
    year, number = int(month[:4]), int(month[5:])
    following = date(year + number // 12, number % 12 + 1, 1)
    return (cut_off - (following - timedelta(days=1))).days


def test_party_organs_and_central_branches_are_asked_and_not_urged(demo_database: Database) -> None:
    made = opened(demo_database, "2025Q3", "zh")
    kinds = {str(row["code"]): str(row["kind"]) for row in made.rows("organisations")}
    urged = annex_slips.urged(made)
    assert urged and not [code for code in urged if kinds[code] in ("party_organ", "central_branch", "bank")]
    assert {"org_xcb", "org_ybj"} & set(kinds) - urged == {"org_xcb", "org_ybj"}
