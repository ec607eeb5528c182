"""What moved between two editions, and the note of a correction, held against the stored rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.plan import load_catalogue
from dashboard.publishing import publish
from dashboard.reporting import Database, in_force
from dashboard.review import (
    circular,
    correcting,
    moved,
)
from dashboard.wording import Refused
from tests.conftest import ROOT, Demo
from tests.unit.review.checking import (
    PLAN,
    WORDS,
    agrees,
    cells,
    opened,
    paragraphs,
    raw,
    tables,
)


def test_what_moved_between_two_editions(demo_database: Database) -> None:
    was, now = raw(demo_database, "2025Q2"), raw(demo_database, "2025Q3")
    made = opened(demo_database, "2025Q3", "zh")
    assert made.before is not None
    found = moved.moved(made, made.at(made.before))
    merged = {"final_met": "completed", "on_stages": "on_schedule"}
    wanted = {t for t, row in now.verdicts.items() if merged.get(s := str(row["status"]), s)
              != merged.get(o := str(was.verdicts[t]["status"]), o)}  # fmt: skip
    assert {turn.item.target.id for turn in found.verdicts} == wanted
    for turn in found.verdicts:
        assert (turn.old.status, turn.new.status) == (
            was.verdicts[turn.item.target.id]["status"], now.verdicts[turn.item.target.id]["status"])  # fmt: skip
    restated = {(str(row["indicator"]), str(row["period"])) for row in demo_database.rows(
        "restatements", plan=PLAN, edition=now.edition["number"], indicators=list(now.indicators), region="411500")
        if row["new_edition"] == now.edition["number"]}  # fmt: skip
    measured = {one.id for one in moved.indicators(made)}
    assert {(c.indicator.id, c.period) for c in found.of_kind("restated") if c.region.code == "411500"} == {
        pair for pair in restated if pair[0] in measured}  # fmt: skip
    assert f"{len(wanted)}项目标完成情况有变化" in moved.words(found, made)


def test_a_correction_names_its_reason_values_and_verdicts(demo_copy: Demo) -> None:
    database = Database(demo_copy.url)
    catalogue = in_force(database, load_catalogue(ROOT / "data" / "plan" / PLAN))
    with pytest.raises(Refused, match="2025Q3"):
        correcting.paper(opened(database, "2025Q3", "zh"))
    publish(database, catalogue, "2025-09", correct="2025Q3", reason="增加值补报。", doc_no="信知〔2025〕15号")
    old, new, made = raw(database, "2025Q3"), raw(database, "2025Q3-r2"), opened(database, "2025Q3-r2", "zh")
    paper = correcting.paper(made)
    said = "".join(one.text for one in paragraphs(paper.blocks))
    assert "更正原因：增加值补报。更正文号：信知〔2025〕15号。" in said and "第2次发布" in said
    values, verdicts = tables(paper.blocks)
    assert agrees(values) > 0
    rows = [row for row in cells(verdicts) if row["used"].text == "是"]
    wanted = [t for t in new.verdicts
              if any(new.details(t)[k] != old.details(t)[k] for k in ("status", "level", "path"))]  # fmt: skip
    assert [row["target"].text for row in rows] == [str(new.definitions[t]["short"]) for t in wanted]
    for target, row in zip(wanted, rows, strict=True):
        for cell, found in ((row["old_verdict"], old), (row["new_verdict"], new)):
            assert WORDS[str(found.verdicts[target]["status"])] in cell.text
        for cell, found in ((row["old_level"], old), (row["new_level"], new)):
            level = found.details(target)["level"]
            assert cell.number == (None if level is None else Decimal(str(level)))
    assert circular.paper(made).title.endswith("（更正，第2次发布）")
    assert made.before is not None and made.before.label == "2025Q2"
    database.close()
