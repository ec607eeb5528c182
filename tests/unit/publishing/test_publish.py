"""Publishing: what is refused, what is marked, corrections, and the two hashes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.plan.due import Extension
from dashboard.publishing import publish, replay
from dashboard.reporting import Database, editions, init
from dashboard.review.book import opened
from dashboard.review.letters import titled
from dashboard.wording import Refused
from tests.unit.publishing.lakeside import BASE, LAKESIDE, catalogue, drafts, write
from tests.unit.publishing.reading_back import content, verdicts

PLAN = LAKESIDE.plan.id
PLANS = {PLAN: LAKESIDE}
Make = Callable[[], Database]


def files(folder: Path, *quarters: str) -> list[Path]:
    return [path for quarter in quarters for path in sorted((folder / quarter).glob("*.xlsx"))]


def restated(folder: Path) -> Path:
    """Return the east's workbook of 2022Q4 with one more transfer in October."""
    draft = next(iter(drafts(LAKESIDE, "2022Q4")))
    assert draft.sheets["专利运用"][3][0] == "2022-10"
    draft.sheets["专利运用"][3][2] = 30
    return draft.save(folder / "2022Q4_east_again.xlsx")


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"through": "2022"}, "publish.not_a_month"), ({"through": "2022-13"}, "publish.not_a_month"),
        ({"through": "2018-12"}, "publish.outside"), ({"through": "2027-03"}, "publish.outside"),
        ({"through": "2022-12"}, "reporting.already_published"), ({"through": "2023-03"}, "publish.gaps"),
        ({"through": "2023-03", "incomplete": True, "reason": " "}, "publish.reason_needed"),
        ({"through": "2022-12", "correct": "2022Q4"}, "publish.correct_needs"),
        ({"through": "2022-12", "correct": "2022Q4", "reason": "更正"}, "publish.correct_needs"),
        ({"through": "2022-12", "correct": "2022Q3", "reason": "误", "doc_no": "1"}, "reporting.nothing_to_correct"),
        ({"through": "2022-12", "correct": "2022Q4", "reason": "更正", "doc_no": "1号"}, "publish.unchanged"),
    ],
)  # fmt: skip
def test_a_refused_publication_says_why_and_changes_nothing(
    copied: Database, asked: dict[str, object], key: str
) -> None:
    before = content(copied)
    with pytest.raises(Refused) as refusal:
        publish(copied, LAKESIDE, **asked)  # type: ignore[arg-type]
    assert refusal.value.key == key
    assert refusal.value.sentence("zh") and refusal.value.sentence("en")
    assert content(copied) == before


def test_another_catalogue_than_the_databases_is_refused(copied: Database) -> None:
    with pytest.raises(Refused, match="目录"):
        publish(copied, LAKESIDE.model_copy(update={"hash": "1" * 64}), "2023-03")


def test_gaps_are_named_with_unit_quarter_and_subject(empty: Make, workbooks: Path) -> None:
    database = empty()
    load(database, PLANS, [path for path in files(workbooks, BASE, "2022Q1") if "2022Q1_west" not in path.name])
    with pytest.raises(Refused) as refusal:
        publish(database, LAKESIDE, "2022-03")
    assert "西县局（2022年一季度全部报表）" in refusal.value.sentence("zh")
    assert "west (Q1 2022 all sheets)" in refusal.value.sentence("en")


def test_without_one_countys_workbook_the_verdicts_it_bears_on_are_awaited(empty: Make, tmp_path: Path) -> None:
    write(LAKESIDE, tmp_path, "2022Q2", without={("west", "2022Q2")})
    database = empty()
    assert [e.incomplete for e in replay(database, LAKESIDE, tmp_path)] == [0, 0, 1]
    found = verdicts(database, PLAN, 3)
    awaited = {name for name, verdict in found.items() if verdict["status"] == "awaited"}
    assert awaited == {"t_transfers", "t_transfers/mean", "t_pledged", "t_firms", "t_released"}
    for name in awaited:
        details = json.loads(str(found[name]["details"]))
        assert found[name]["level"] is None and details["missing"] == ["west"]
        assert found[name]["reason"] == "incomplete_sum" and details["expected_senders"] in (2, 3)
    assert "西县局" in editions(database, PLAN)[-1].reason
    rows = database.rows(
        "indicator_values", plan=PLAN, edition=3, indicator="transfers", regions=["990100", "990101"], breakdown=""
    )
    city, east = (next(r for r in rows if (r["region"], r["period"]) == (x, "2022-05")) for x in ("990100", "990101"))
    assert (city["value"], city["expected"], city["received"], city["missing"]) == (None, 2, 1, '["west"]')
    assert east["value"] is not None


def test_a_late_workbook_makes_the_next_edition_whole_again(empty: Make, tmp_path: Path) -> None:
    write(LAKESIDE, tmp_path, "2022Q3", without={("west", "2022Q2")})
    late = next(draft for draft in drafts(LAKESIDE, "2022Q2") if draft.sender == "west")
    late.save(tmp_path / "2022Q3" / "2022Q2_west.xlsx")
    database = empty()
    assert [e.incomplete for e in replay(database, LAKESIDE, tmp_path)] == [0, 0, 1, 0]
    assert verdicts(database, PLAN, 4)["t_transfers"]["level"] == str(9 * 73)
    assert verdicts(database, PLAN, 3)["t_transfers"]["status"] == "awaited"


def test_an_annual_series_that_is_late_does_not_stop_the_quarter(empty: Make, tmp_path: Path) -> None:
    write(LAKESIDE, tmp_path, "2022Q3")
    book = next(draft for draft in drafts(LAKESIDE, "2022Q3") if draft.sender == "org_city")
    del book.sheets["增加值"]
    book.save(tmp_path / "2022Q3" / "2022Q3_org_city.xlsx")
    database = empty()
    assert [e.incomplete for e in replay(database, LAKESIDE, tmp_path)] == [0, 0, 0, 0]
    late = verdicts(database, PLAN, 4)["t_added"]
    assert (late["status"], late["reason"]) == ("awaited", "incomplete_base")


def test_a_correction_is_a_new_revision_and_the_old_one_stays(copied: Database, tmp_path: Path) -> None:
    before = verdicts(copied, PLAN, 5)
    load(copied, PLANS, [restated(tmp_path)])
    new = publish(copied, LAKESIDE, "2022-12", correct="2022Q4", reason="东县更正", doc_no="信〔2023〕1号")
    assert (new.label, new.number, new.revision, new.corrects) == ("2022Q4-r2", 6, 2, "2022Q4")
    assert (new.reason, new.doc_no) == ("东县更正", "信〔2023〕1号")
    assert verdicts(copied, PLAN, 6)["t_transfers"]["level"] == "877"
    assert verdicts(copied, PLAN, 5) == before
    with pytest.raises(Refused) as again:
        publish(copied, LAKESIDE, "2022-12", correct="2022Q4", reason="再", doc_no="2号")
    assert again.value.key == "publish.unchanged"


def test_a_load_after_publishing_belongs_to_the_next_edition(copied: Database, tmp_path: Path, workbooks: Path) -> None:
    value = {"plan": PLAN, "indicator": "transfers", "region": "990101", "period": "2022-10", "breakdown": "transfer"}
    load(copied, PLANS, [restated(tmp_path)])
    versions = copied.rows("observation_versions", **value)
    assert [(v["value"], v["from_edition"], v["to_edition"]) for v in versions] == [(29, 5, 6), (30, 6, None)]


def test_a_flash_edition_is_a_month_within_a_quarter(copied: Database, workbooks: Path, tmp_path: Path) -> None:
    flash = publish(copied, LAKESIDE, "2023-01")
    assert (flash.label, flash.kind, flash.incomplete) == ("2023-01", "flash", 0)
    found = verdicts(copied, PLAN, 6)
    assert found["t_transfers"]["period"] == "2022"  # no month of the quarter is due yet: the closed year
    assert found["t_firms"]["period"] == "2022-12"
    told = copied.rows("verdict_history", plan=PLAN, target="t_transfers", reading="default")
    assert told and "2023-01" not in {row["label"] for row in told}  # preliminary: in no history
    book = opened(copied.rows, PLAN, "2023-01", "zh")
    assert titled("circular_title", book).endswith("（初步数）") and "快报（初步数）" in book.stamp.notes[1]


def test_two_runs_in_two_databases_have_the_same_content_and_hashes(
    published: Database, empty: Make, workbooks: Path
) -> None:
    database = empty()
    steps: list[tuple[int, int, str]] = []
    again = replay(database, LAKESIDE, workbooks, lambda *step: steps.append(step))
    first = editions(published, PLAN)
    assert [(e.input_hash, e.result_hash) for e in again] == [(e.input_hash, e.result_hash) for e in first]
    assert len({e.result_hash for e in first}) == len({e.input_hash for e in first}) == 5
    assert content(database) == content(published)
    assert [step[0] for step in steps] == list(range(1, 31)) and {step[1] for step in steps} == {30}


def test_the_hash_of_the_inputs_tells_what_went_in(published: Database, empty: Make, tmp_path: Path) -> None:
    write(LAKESIDE, tmp_path, BASE)
    draft = next(iter(drafts(LAKESIDE, BASE)))
    draft.sheets["专利运用"][3][2] = 99
    draft.save(tmp_path / BASE / f"{BASE}_east.xlsx")
    found, other = replay(empty(), LAKESIDE, tmp_path)[0], editions(published, PLAN)[0]
    assert found.input_hash != other.input_hash and found.result_hash != other.result_hash


def test_a_second_replay_has_nothing_to_do(copied: Database, workbooks: Path) -> None:
    before = content(copied)
    assert replay(copied, LAKESIDE, workbooks) == []
    assert content(copied) == before


def test_a_replay_goes_on_where_it_stopped(empty: Make, workbooks: Path, published: Database) -> None:
    database = empty()
    load(database, PLANS, files(workbooks, BASE))
    publish(database, LAKESIDE, "2021-12", publisher="演示")
    load(database, PLANS, files(workbooks, "2022Q1")[:2])
    assert [e.label for e in replay(database, LAKESIDE, workbooks)] == ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]
    assert [e.result_hash for e in editions(database, PLAN)] == [e.result_hash for e in editions(published, PLAN)]


def test_a_refused_workbook_stops_the_replay(empty: Make, workbooks: Path, tmp_path: Path) -> None:
    shutil.copytree(workbooks / BASE, tmp_path / BASE)
    (tmp_path / BASE / f"{BASE}_west.xlsx").write_bytes(b"PK")
    database = empty()
    with pytest.raises(Refused):
        replay(database, LAKESIDE, tmp_path)
    assert editions(database, PLAN) == []


def test_two_plans_are_published_side_by_side(copied: Database, tmp_path: Path) -> None:
    other = catalogue("riverside")
    init(copied, {PLAN: LAKESIDE, "riverside": other})
    write(other, tmp_path, "2022Q1")
    before = [(e.label, e.result_hash) for e in editions(copied, PLAN)]
    assert [(e.label, e.number) for e in replay(copied, other, tmp_path)] == [("2021Q4", 1), ("2022Q1", 2)]
    assert verdicts(copied, "riverside", 2)["t_transfers"]["level"] == "219"
    assert [(e.label, e.result_hash) for e in editions(copied, PLAN)] == before


def test_a_single_sheet_that_is_missing_is_named(empty: Make, tmp_path: Path) -> None:
    write(LAKESIDE, tmp_path, "2022Q1")
    book = next(iter(drafts(LAKESIDE, "2022Q1")))
    del book.sheets["质押台账"]
    book.save(tmp_path / "2022Q1" / "2022Q1_east.xlsx")
    database = empty()
    load(database, PLANS, files(tmp_path, BASE, "2022Q1"))
    with pytest.raises(Refused, match="缺：东县局（2022年一季度质押台账）；"):
        publish(database, LAKESIDE, "2022-03")


def test_a_sheet_that_came_with_rows_in_question_is_to_be_verified_not_missing(empty: Make, tmp_path: Path) -> None:
    write(LAKESIDE, tmp_path, "2022Q1")
    book = next(iter(drafts(LAKESIDE, "2022Q1")))
    del book.sheets["质押台账"]
    for row in book.sheets["专利运用"][3:5]:
        row[2] = "约30"
    book.save(tmp_path / "2022Q1" / "2022Q1_east.xlsx")
    database = empty()
    load(database, PLANS, files(tmp_path, BASE, "2022Q1"))
    with pytest.raises(Refused) as refusal:
        publish(database, LAKESIDE, "2022-03")
    assert "缺：东县局（2022年一季度质押台账）；待核实：东县局（2022年一季度运用2行）；" in refusal.value.sentence("zh")
    assert "to be verified: east (Q1 2022 Transfers (2 rows));" in refusal.value.sentence("en")


@pytest.mark.parametrize(("until", "zh", "en"), [
    ("2199-04-26", "（2023年一季度全部报表）；已延期未到期：西县局（2023年一季度全部报表，已延期至2199年4月26日）",
     "granted more time: west (Q1 2023 all sheets extended to 26 April 2199)"),
    ("2023-04-26", "西县局（2023年一季度全部报表）", "west (Q1 2023 all sheets)"),
])  # fmt: skip
def test_more_time_that_is_not_over_is_told_apart_from_what_is_missing(
    copied: Database, until: str, zh: str, en: str
) -> None:
    more = {"sender": "west", "period": "2023Q1", "until": until, "reason": "系统升级", "source": "函"}
    granted = LAKESIDE.model_copy(update={"extensions": (Extension.model_validate(more),)})
    with pytest.raises(Refused) as refusal:
        publish(copied, granted, "2023-03")
    assert refusal.value.key == "publish.gaps"
    assert zh in refusal.value.sentence("zh") and en in refusal.value.sentence("en")
    assert ("已延期" in refusal.value.sentence("zh")) == (until > "2100")


def test_a_long_list_of_gaps_stays_one_sentence(copied: Database) -> None:
    with pytest.raises(Refused) as refusal:
        publish(copied, LAKESIDE, "2024-12")
    assert "2023年四季度全部报表等8个季度" in refusal.value.sentence("zh")
    assert "and others, 8 quarters in all" in refusal.value.sentence("en")


def test_a_stock_that_the_sheet_does_not_name_is_owed_not_nought(empty: Make, tmp_path: Path) -> None:
    write(LAKESIDE, tmp_path, "2022Q1")
    book = next(draft for draft in drafts(LAKESIDE, "2022Q1") if draft.sender == "org_city")
    book.sheets["商标与主体"] = [row for row in book.sheets["商标与主体"] if "西县" not in row]
    book.save(tmp_path / "2022Q1" / "2022Q1_org_city.xlsx")
    database = empty()
    replay(database, LAKESIDE, tmp_path)
    found = verdicts(database, PLAN, 2)["t_density"]
    assert (found["status"], found["level"]) == ("awaited", None)
    assert json.loads(str(found["details"]))["missing"] == ["org_city"]


@pytest.mark.parametrize(
    ("sender", "sheet", "word", "indicator", "period"),
    [("west", "专利运用", "2022-02", "transfers", "2022-02"), ("org_city", "产值", "西县", "output", "2021")],
)
def test_a_flow_that_a_sheet_leaves_out_beside_other_rows_is_owed_not_nought(
    empty: Make, tmp_path: Path, sender: str, sheet: str, word: str, indicator: str, period: str
) -> None:
    write(LAKESIDE, tmp_path, "2022Q1")
    book = next(draft for draft in drafts(LAKESIDE, "2022Q1") if draft.sender == sender)
    book.sheets[sheet] = [row for row in book.sheets[sheet] if word not in row]
    book.save(tmp_path / "2022Q1" / f"2022Q1_{sender}.xlsx")
    database = empty()
    replay(database, LAKESIDE, tmp_path)
    asked = {"plan": PLAN, "edition": 2, "indicator": indicator, "regions": ["990100"], "breakdown": ""}
    (city,) = (row for row in database.rows("indicator_values", **asked) if row["period"] == period)
    assert (city["value"], city["missing"]) == (None, json.dumps([sender]))
    if indicator == "transfers":
        assert verdicts(database, PLAN, 2)["t_transfers"]["status"] == "awaited"


def test_a_sheet_without_a_row_reports_nought(empty: Make, tmp_path: Path) -> None:
    write(LAKESIDE, tmp_path, "2022Q1")
    book = next(draft for draft in drafts(LAKESIDE, "2022Q1") if draft.sender == "west")
    book.sheets["专利运用"] = [row for row in book.sheets["专利运用"] if not str(row[0]).startswith("2022")]
    book.save(tmp_path / "2022Q1" / "2022Q1_west.xlsx")
    database = empty()
    replay(database, LAKESIDE, tmp_path)
    assert verdicts(database, PLAN, 2)["t_transfers"]["level"] == str(3 * 34)  # east alone: 29 + 5 a month
