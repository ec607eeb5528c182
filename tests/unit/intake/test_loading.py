"""Well-formed workbooks of every kind of sender become rows with their provenance."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from dashboard import metering
from dashboard.intake import load
from dashboard.reporting import Database
from tests.unit.intake.drafting import Draft, pledge
from tests.unit.intake.invented import CATALOGUE
from tests.unit.intake.looking import dump, seen, select, values

CATALOGUES = {CATALOGUE.plan.id: CATALOGUE}


def draft(sender: str = "east", period: str = "2024Q3", period_from: str = "") -> Draft:
    return Draft(CATALOGUE, sender, period, period_from)


def test_a_county_sends_observations_by_month_and_kind(database: Database, tmp_path: Path) -> None:
    file = draft().add("transfers", ["2024-07", "转让", 3], ["2024-08", "许可", 2]).save(tmp_path / "a.xlsx")
    (result,) = load(database, CATALOGUES, [file], actor="张三")
    assert (result.outcome, result.added, result.changed, result.closed, result.version) == ("loaded", 2, 0, 0, 1)
    assert values(database) == {
        ("transfers", "990101", "2024-07", "transfer"): 3,
        ("transfers", "990101", "2024-08", "licence"): 2,
    }
    first = seen(database, "observation")[0]
    provenance = {name: first[name] for name in ("file_name", "sheet", "row_no", "raw_value", "raw_unit", "sender")}
    assert provenance == {
        "file_name": "a.xlsx",
        "sheet": "专利运用",
        "row_no": 4,
        "raw_value": "3",
        "raw_unit": "次",
        "sender": "east",
    }
    assert seen(database, "submission")[0]["file_hash"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert seen(database, "submission")[0]["filled_on"] == "2024-10-08"


def test_rows_with_equal_cells_have_equal_hashes_and_others_have_not(database: Database, tmp_path: Path) -> None:
    one = draft().add("transfers", ["2024-07", "转让", 3], ["2024-08", "转让", 4]).save(tmp_path / "a.xlsx")
    two = (
        draft(period="2024Q4")
        .add("transfers", ["2024-08", "转让", 4.0], ["2024-07", "转让", 5])
        .save(tmp_path / "b.xlsx")
    )
    load(database, CATALOGUES, [one, two])
    by_value: dict[object, set[object]] = {}
    for row in select(database, "select value, row_hash from observation"):
        by_value.setdefault(row["value"], set()).add(row["row_hash"])
    assert {value: len(hashes) for value, hashes in by_value.items()} == {3: 1, 4: 1, 5: 1}
    assert len(set.union(*by_value.values())) == 3


def test_a_zone_is_kept_beside_the_counties(database: Database, tmp_path: Path) -> None:
    file = draft("zone-east").add("zone_transfers", ["2024-09", "转让", 5]).save(tmp_path / "z.xlsx")
    load(database, CATALOGUES, [file])
    assert values(database) == {("transfers", "Z01", "2024-09", "transfer"): 5}


def test_a_city_bureau_sends_counties_in_a_column_and_years(database: Database, tmp_path: Path) -> None:
    book = draft("org_city", "2025Q1")
    book.add("marks", ["2025Q1", "东县", 1.2345, 800], ["2025Q1", "西县", 2, 900])
    book.add("output", ["2024", "东县", 12.5], [2024, "西县", "7"])
    book.add("added", ["2024", "电子信息", 10.01], ["2024", "环保", 3], ["2023", "环保", 2])
    load(database, CATALOGUES, [book.save(tmp_path / "c.xlsx")])
    assert values(database) == {
        ("marks", "990101", "2025Q1", ""): 12_345,
        ("entities", "990101", "2025Q1", ""): 800,
        ("marks", "990102", "2025Q1", ""): 20_000,
        ("entities", "990102", "2025Q1", ""): 900,
        ("output", "990101", "2024", ""): 12_500_000,
        ("output", "990102", "2024", ""): 7_000_000,
        ("added", "990100", "2024", "electronics"): 100_100_000_000,
        ("added", "990100", "2024", "green"): 30_000_000_000,
        ("added", "990100", "2023", "green"): 20_000_000_000,
    }
    receipts = {(row["subject"], row["period"]) for row in seen(database, "receipt")}
    assert receipts == {("marks", "2025Q1"), ("output", "2024"), ("added", "2024"), ("added", "2023")}


def test_entries_are_kept_in_canonical_text_beside_what_was_sent(database: Database, tmp_path: Path) -> None:
    row = pledge(
        registration_no="Ｙ2024", county="东", zone="东高新区", released_on=date(2024, 9, 1), rate=4.350, listed="否"
    )
    load(database, CATALOGUES, [draft().add("pledge", row).save(tmp_path / "a.xlsx")])
    (entry,) = seen(database, "ledger_entry")
    assert (entry["entry_key"], entry["title"], entry["region"], entry["zone"]) == (
        "Y2024",
        "示例科技有限公司",
        "990101",
        "Z01",
    )
    assert json.loads(str(entry["attributes"])) == {
        "registration_no": "Y2024",
        "pledgor": "示例科技有限公司",
        "county": "990101",
        "zone": "Z01",
        "registered_on": "2024-08-15",
        "released_on": "2024-09-01",
        "amount": "600000000",
        "patents": "3",
        "rate": "4.35",
        "kind": "专利",
        "listed": "0",
    }
    raw = json.loads(str(entry["raw"]))
    assert (raw["amount"], raw["registration_no"]) == ("600", "Ｙ2024")
    events = {(event["event"], event["event_date"]) for event in seen(database, "entry_event")}
    assert events == {("registered_on", "2024-08-15"), ("released_on", "2024-09-01")}


@pytest.mark.parametrize(
    ("sender", "county", "zone", "expected"),
    [
        ("east", None, None, ("990101", "")),
        ("bank-01", "西县", None, ("990102", "")),
        ("bank-01", None, None, ("", "")),
        ("zone-east", None, None, ("990101", "Z01")),
        ("zone-twin", None, None, ("", "Z02")),
        ("zone-twin", "西县", None, ("990102", "Z02")),
        ("east", None, "跨县新区", ("990101", "Z02")),
    ],
)
def test_an_entry_belongs_to_the_place_it_names_else_to_its_sender(
    database: Database, tmp_path: Path, sender: str, county: str | None, zone: str | None, expected: tuple[str, str]
) -> None:
    load(
        database, CATALOGUES, [draft(sender).add("pledge", pledge(county=county, zone=zone)).save(tmp_path / "a.xlsx")]
    )
    (entry,) = seen(database, "ledger_entry")
    assert (entry["region"], entry["zone"]) == expected


def test_milestones_are_reported_with_day_and_document(database: Database, tmp_path: Path) -> None:
    book = draft().milestones(
        ["1.2@2023", "培训", "已完成", date(2023, 11, 30), "名单1号", "两期"],
        ["1.2@2024", "培训", "推进中", None, None, None],
    )
    load(database, CATALOGUES, [book.save(tmp_path / "a.xlsx")])
    rows = [
        (row["milestone"], row["state"], row["done_on"], row["doc_no"], row["note"])
        for row in seen(database, "milestone_event")
    ]
    assert rows == [("1.2@2023", "done", "2023-11-30", "名单1号", "两期"), ("1.2@2024", "under_way", None, "", "")]


def test_an_empty_sheet_is_a_report_of_nothing_and_an_absent_one_is_none(database: Database, tmp_path: Path) -> None:
    load(database, CATALOGUES, [draft().add("transfers").save(tmp_path / "a.xlsx")])
    assert [(row["sender"], row["subject"], row["period"]) for row in seen(database, "receipt")] == [
        ("east", "transfers", "2024Q3")
    ]


def test_the_base_period_is_reported_in_one_workbook(database: Database, tmp_path: Path) -> None:
    book = draft(period="2021Q4", period_from="2021Q1").add("transfers", ["2021-01", "转让", 1], ["2021-12", "转让", 2])
    load(database, CATALOGUES, [book.add("pledge").save(tmp_path / "base.xlsx")])
    quarters = ["2021Q1", "2021Q2", "2021Q3", "2021Q4"]
    receipts = [(row["subject"], row["period"]) for row in seen(database, "receipt")]
    assert receipts == [*(("transfers", q) for q in quarters), *(("pledge", q) for q in quarters)]


def test_the_order_of_columns_rows_and_sheets_is_free(database: Database, tmp_path: Path) -> None:
    one = draft().add("transfers", ["2024-07", "转让", 3], ["2024-08", "许可", 2]).add("pledge", pledge())
    two = draft().add("pledge", pledge())
    two.sheet("专利运用", ["次数", " 类型 ", "月份"], [[2, "许可", "2024-08"], [], [3, "转让", "2024-07"]])
    results = load(database, CATALOGUES, [one.save(tmp_path / "a.xlsx"), two.save(tmp_path / "b.xlsx")])
    assert [result.outcome for result in results] == ["loaded", "unchanged"]


def test_a_ledger_may_leave_out_columns_that_nothing_rests_on(database: Database, tmp_path: Path) -> None:
    header = ["登记号", "出质人", "县区", "开发区", "登记日期", "登记金额（万元）"]
    book = draft().sheet("质押台账", header, [["A1", "示例公司", "东县", None, date(2024, 7, 1), 50]])
    load(database, CATALOGUES, [book.save(tmp_path / "a.xlsx")])
    attributes = json.loads(str(seen(database, "ledger_entry")[0]["attributes"]))
    assert (attributes["amount"], attributes["patents"], attributes["rate"]) == ("50000000", "", "")


def test_every_load_is_in_the_audit_log_and_so_is_the_same_file_again(database: Database, tmp_path: Path) -> None:
    file = draft().add("transfers", ["2024-07", "转让", 3]).save(tmp_path / "a.xlsx")
    load(database, CATALOGUES, [file], actor="张三")
    load(database, CATALOGUES, [file], actor="李四")
    records = select(database, "select actor, action, object, detail from audit_log where action = 'load'")
    assert [(record["actor"], record["object"]) for record in records] == [
        ("张三", "test-plan/east/2024Q3"), ("李四", "test-plan/east/2024Q3")]  # fmt: skip
    told = [json.loads(str(record["detail"])) for record in records]
    assert [(one["file"], one["outcome"], one["version"], one["added"]) for one in told] == [
        ("a.xlsx", "loaded", 1, 1), ("a.xlsx", "unchanged", 1, 0)]  # fmt: skip


def test_a_rehearsal_reports_the_same_and_leaves_nothing(database: Database, tmp_path: Path) -> None:
    first = draft().add("transfers", ["2024-07", "转让", 3]).save(tmp_path / "a.xlsx")
    second = draft().add("transfers", ["2024-07", "转让", 4], ["2024-08", "转让", 1]).save(tmp_path / "b.xlsx")
    before = dump(database)
    rehearsed = load(database, CATALOGUES, [first, second, first], dry_run=True)
    assert dump(database) == before
    assert rehearsed == load(database, CATALOGUES, [first, second, first])
    assert [(r.outcome, r.added, r.changed) for r in rehearsed] == [
        ("loaded", 1, 0),
        ("replaced", 1, 1),
        ("unchanged", 0, 0),
    ]


def test_several_files_each_have_their_own_outcome(database: Database, tmp_path: Path) -> None:
    good = draft().add("transfers", ["2024-07", "转让", 3]).save(tmp_path / "a.xlsx")
    other = draft("west").add("transfers", ["2024-07", "转让", 8]).save(tmp_path / "w.xlsx")
    told: list[str] = []
    missing = tmp_path / "none.xlsx"
    results = load(database, CATALOGUES, [good, missing, other], progress=lambda result: told.append(result.outcome))
    assert [result.outcome for result in results] == told == ["loaded", "refused", "loaded"]
    assert "none.xlsx" in results[1].sentence("zh") and "none.xlsx" in results[1].sentence("en")
    assert sorted(values(database).values()) == [3, 8]  # type: ignore[type-var]


def test_what_became_of_files_and_rows_is_counted_but_no_rehearsal(database: Database, tmp_path: Path) -> None:
    def counted() -> list[float]:
        told = [("workbooks", "loaded"), ("workbooks", "unchanged"), ("workbooks", "refused"), ("rows", "passed"),
                ("rows", "returned")]  # fmt: skip
        return [metering.registry.get_sample_value(f"dashboard_{what}_total", {"outcome": outcome}) or 0
                for what, outcome in told]  # fmt: skip

    good = draft().add("transfers", ["2024-07", "转让", 3], ["2024-08", "许可", -2]).save(tmp_path / "a.xlsx")
    (bad := tmp_path / "b.xlsx").write_bytes(b"no workbook")
    before = counted()
    load(database, CATALOGUES, [good], dry_run=True)
    assert counted() == before
    load(database, CATALOGUES, [good, bad, good])
    assert [after - then for after, then in zip(counted(), before, strict=True)] == [1, 1, 1, 1, 1]


def test_every_outcome_has_a_sentence_in_both_languages(database: Database, tmp_path: Path) -> None:
    one = draft().add("transfers", ["2024-07", "转让", 3]).save(tmp_path / "one.xlsx")
    two = draft().add("transfers", ["2024-07", "转让", 4]).save(tmp_path / "two.xlsx")
    results = load(database, CATALOGUES, [one, one, two, one])
    zh, en = ([result.sentence(lang) for result in results] for lang in ("zh", "en"))  # type: ignore[arg-type]
    assert ["已加载" in zh[0], "未作改动" in zh[1], "第2版" in zh[2], "第2版更正" in zh[3]] == [True] * 4
    assert ["1 rows added" in en[0], "nothing was changed" in en[1], "version 2" in en[2], "version 2" in en[3]] == [
        True
    ] * 4
