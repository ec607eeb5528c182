"""Loading again, correcting, restating and taking back: the state depends on what is valid, not on the way there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from dashboard.intake import LoadResult, load
from dashboard.reporting import Database
from tests.unit.intake.drafting import Draft, headers, pledge
from tests.unit.intake.invented import CATALOGUE, PLEDGE
from tests.unit.intake.looking import Row, dump, freeze, seen, select, values

CATALOGUES = {CATALOGUE.plan.id: CATALOGUE}
NUMBERS = count()


def told(database: Database) -> dict[object, object]:
    """Return month -> value as a reader of the working edition sees it."""
    return {key[2]: value for key, value in values(database).items()}


def held(database: Database) -> dict[str, list[Row]]:
    """Return everything but the log, in which a file that changes nothing stands, too."""
    return {table: rows for table, rows in dump(database).items() if table != "audit_log"}


@dataclass
class Desk:
    """One sender's workbooks and a database to load them into."""

    database: Database
    folder: Path
    sender: str = "east"
    filled_on: Iterator[int] = field(default_factory=lambda: count(1))

    def send(self, period: str, months: dict[str, int], amounts: dict[str, int] | None = None) -> LoadResult:
        """Write a workbook with values by month and pledge amounts by number, and load it."""
        draft = Draft(CATALOGUE, self.sender, period, filled_on=date.fromordinal(738_000 + next(self.filled_on)))
        draft.add("transfers", *([month, "转让", value] for month, value in months.items()))
        if amounts is not None:
            draft.add(
                "pledge",
                *(
                    pledge(registration_no=name, amount=amount, registered_on=date(2024, 1, 5 + amount))
                    for name, amount in amounts.items()
                ),
            )
        (result,) = load(self.database, CATALOGUES, [draft.save(self.folder / f"{next(NUMBERS)}.xlsx")])
        return result


def counts(result: LoadResult) -> tuple[str, int, int, int]:
    return (result.outcome, result.added, result.changed, result.closed)


def test_a_workbook_saved_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    draft = Draft(CATALOGUE, "east", "2024Q3").add("transfers", ["2024-07", "转让", 3]).add("pledge", pledge())
    one = draft.save(tmp_path / "one.xlsx")
    draft.sheets["专利运用"].append([None, None, " "])
    two = draft.save(tmp_path / "two.xlsx")
    assert one.read_bytes() != two.read_bytes()
    load(database, CATALOGUES, [one])
    before = held(database)
    results = load(database, CATALOGUES, [one, two, one])
    assert [counts(result) for result in results] == [("unchanged", 0, 0, 0)] * 3
    assert held(database) == before


def test_a_corrected_file_changes_only_what_differs(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.send("2024Q3", {"2024-07": 1, "2024-08": 2, "2024-09": 3})
    kept = {row["id"] for row in seen(database, "observation") if row["period"] == "2024-07"}
    result = desk.send("2024Q3", {"2024-07": 1, "2024-08": 5})
    assert (counts(result), result.version) == (("replaced", 0, 1, 1), 2)
    assert told(database) == {"2024-07": 1, "2024-08": 5}
    assert kept <= {row["id"] for row in seen(database, "observation")}
    versions = select(database, "select version, to_edition from submission order by version")
    assert versions == [{"version": 1, "to_edition": 1}, {"version": 2, "to_edition": None}]


def test_an_edition_keeps_what_it_was_published_with(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.send("2024Q3", {"2024-07": 1, "2024-08": 2}, {"A": 1})
    first = freeze(database, "test-plan", "2024Q3")
    before = {
        table: seen(database, table, first) for table in ("observation", "ledger_entry", "entry_event", "receipt")
    }
    desk.send("2024Q3", {"2024-07": 9, "2024-09": 4}, {"A": 2, "B": 3})
    after = {table: seen(database, table, first) for table in before}
    without_end = [{**row, "to_edition": None} for rows in after.values() for row in rows]
    assert without_end == [row for rows in before.values() for row in rows]
    assert told(database) == {"2024-07": 9, "2024-09": 4}
    events = {(row["entry_key"], row["event_date"]) for row in seen(database, "entry_event")}
    assert events == {("A", "2024-01-07"), ("B", "2024-01-08")}


def test_a_later_report_restates_an_earlier_period_and_never_the_other_way(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.send("2024Q2", {"2024-06": 1})
    assert counts(desk.send("2024Q3", {"2024-06": 7, "2024-07": 2})) == ("loaded", 1, 1, 0)
    assert told(database) == {"2024-06": 7, "2024-07": 2}
    assert counts(desk.send("2024Q2", {"2024-06": 3, "2024-05": 4})) == ("replaced", 1, 0, 0)
    assert told(database) == {"2024-05": 4, "2024-06": 7, "2024-07": 2}


def test_dropping_a_restatement_restores_what_was_said_before(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.send("2024Q2", {"2024-06": 1}, {"A": 1})
    desk.send("2024Q3", {"2024-06": 7}, {"A": 2})
    freeze(database, "test-plan", "2024Q3")
    assert counts(desk.send("2024Q3", {"2024-07": 2}, {})) == ("replaced", 1, 2, 0)
    assert told(database) == {"2024-06": 1, "2024-07": 2}
    restored = next(row for row in seen(database, "observation") if row["period"] == "2024-06")
    assert (restored["report_period"], restored["from_edition"], restored["raw_value"]) == ("2024Q2", 2, "1")
    (entry,) = seen(database, "ledger_entry")
    assert '"amount":"1000000"' in str(entry["attributes"])
    assert [row["event_date"] for row in seen(database, "entry_event")] == ["2024-01-06"]


def test_dropping_a_restatement_restores_the_correction_that_came_meanwhile(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.send("2024Q2", {"2024-06": 1})
    desk.send("2024Q3", {"2024-06": 7})
    desk.send("2024Q2", {"2024-06": 4})
    desk.send("2024Q3", {"2024-07": 2})
    assert told(database) == {"2024-06": 4, "2024-07": 2}


def test_an_entry_that_a_correction_drops_takes_its_events_along(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.send("2024Q3", {}, {"A": 1, "B": 2})
    assert counts(desk.send("2024Q3", {}, {"B": 2})) == ("replaced", 0, 0, 1)
    assert [row["entry_key"] for row in seen(database, "ledger_entry")] == ["B"]
    assert [row["entry_key"] for row in seen(database, "entry_event")] == ["B"]


def test_a_value_said_again_stays_with_the_workbook_that_said_it_first(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.send("2024Q2", {"2024-06": 1})
    (before,) = seen(database, "observation")
    assert counts(desk.send("2024Q3", {"2024-06": 1})) == ("loaded", 0, 0, 0)
    assert seen(database, "observation") == [before]
    desk.send("2024Q2", {"2024-06": 2})  # the later report still says 1
    assert told(database) == {"2024-06": 1}


def test_a_superseded_file_that_comes_again_changes_nothing_and_says_so(database: Database, tmp_path: Path) -> None:
    draft = Draft(CATALOGUE, "east", "2024Q3").add("transfers", ["2024-07", "转让", 3])
    old = draft.save(tmp_path / "old.xlsx")
    draft.sheets["专利运用"][-1][-1] = 4
    new = draft.save(tmp_path / "new.xlsx")
    load(database, CATALOGUES, [old, new])
    before = held(database)
    (result,) = load(database, CATALOGUES, [old])
    assert (result.outcome, result.version, result.superseded_by) == ("unchanged", 1, 2)
    assert held(database) == before
    draft.sheets["专利运用"][-1][-1], draft.cover["填报日期"] = 3, date(2024, 10, 9)
    (result,) = load(database, CATALOGUES, [draft.save(tmp_path / "back.xlsx")])
    assert (result.outcome, result.version, told(database)) == ("replaced", 3, {"2024-07": 3})


def test_a_correction_of_one_sheet_takes_nothing_of_another_back(database: Database, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.send("2024Q3", {"2024-07": 1}, {"A": 1})
    first = {row["subject"]: row["id"] for row in seen(database, "receipt")}
    for value in (2, 3):  # what was left alone once stays when it is left alone again
        result = desk.send("2024Q3", {"2024-07": value})
        assert counts(result) == ("replaced", 0, 1, 0)
        assert {row["subject"]: row["id"] for row in seen(database, "receipt")} == first
        assert [row["entry_key"] for row in seen(database, "ledger_entry")] == ["A"]
    assert desk.send("2024Q3", {"2024-07": 3}, {}).closed == 1
    assert (seen(database, "ledger_entry"), len(seen(database, "receipt"))) == ([], 2)


def test_a_correction_of_one_sheet_leaves_the_questions_about_another_open(
    database: Database, tmp_path: Path
) -> None:
    def asked() -> list[tuple[object, ...]]:
        rows = database.rows("submission_issues", plan=CATALOGUE.plan.id, edition=1, scope="")
        return [(row["file_name"], row["sheet"], row["row_no"]) for row in rows if row["outcome"]]

    def draft(day: int) -> Draft:
        return Draft(CATALOGUE, "east", "2024Q3", filled_on=date(2024, 10, day))

    doubt = pledge(amount="约500万")
    first = draft(1).add("transfers", ["2024-07", "转让", "约3"]).sheet("表二", headers(PLEDGE), [doubt])
    load(database, CATALOGUES, [first.save(tmp_path / "one.xlsx")])
    assert asked() == [("one.xlsx", "专利运用", 4), ("one.xlsx", "表二", 4)]
    part = draft(2).add("transfers", ["2024-07", "转让", 3])
    load(database, CATALOGUES, [part.save(tmp_path / "two.xlsx")])
    assert asked() == [("one.xlsx", "表二", 4)]
    assert {row["subject"]: row["waiting"] for row in seen(database, "receipt")} == {"transfers": 0, "pledge": 1}
    whole = draft(3).add("transfers", ["2024-07", "转让", 3]).add("pledge", pledge())
    load(database, CATALOGUES, [whole.save(tmp_path / "three.xlsx")])
    assert asked() == []


def test_senders_never_touch_each_other(database: Database, tmp_path: Path) -> None:
    east, west = Desk(database, tmp_path), Desk(database, tmp_path, sender="bank-01")
    east.send("2024Q3", {"2024-07": 1}, {"A": 1})
    draft = Draft(CATALOGUE, "bank-01", "2024Q3").add("pledge", pledge(registration_no="A", amount=2))
    load(database, CATALOGUES, [draft.save(tmp_path / "bank.xlsx")])
    assert {(row["sender"], row["entry_key"]) for row in seen(database, "ledger_entry")} == {
        ("east", "A"),
        ("bank-01", "A"),
    }
    assert west.sender != east.sender


QUARTERS = ("2024Q1", "2024Q2", "2024Q3", "2024Q4")
MONTHS = ("2023-11", "2023-12", "2024-01", "2024-02")
TOLD = st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 3), max_size=4)
Slots = dict[str, tuple[dict[str, int], dict[str, int]]]
DEALS = st.dictionaries(st.sampled_from(("A", "B", "C")), st.integers(1, 3), max_size=3)


def in_force(slots: dict[str, dict[str, int]]) -> dict[str, int]:
    """Return what the rule asks for: for each key, what the latest report period says."""
    return {key: value for period in sorted(slots) for key, value in slots[period].items()}


class Office(RuleBasedStateMachine):
    """Workbooks of one sender come in any order, corrected at will, with editions published in between."""

    def __init__(self, empty: Path) -> None:
        super().__init__()
        self.empty = empty
        self.folder = TemporaryDirectory()
        self.months: dict[str, dict[str, int]] = {}
        self.deals: dict[str, dict[str, int]] = {}
        self.published: dict[int, tuple[dict[object, object], dict[object, object]]] = {}

    @initialize()
    def start(self) -> None:
        home = Path(self.folder.name)
        (home / "reporting.db").write_bytes(self.empty.read_bytes())
        self.desk = Desk(Database(f"sqlite:///{home / 'reporting.db'}"), home)

    @rule(period=st.sampled_from(QUARTERS), months=TOLD, deals=DEALS)
    def send(self, period: str, months: dict[str, int], deals: dict[str, int]) -> None:
        before = self.seen()
        result = self.desk.send(period, months, deals)
        assert result.outcome == ("replaced" if period in self.months else "loaded")
        self.months[period], self.deals[period] = months, deals
        assert counts(result)[1:] == differences(before, self.seen())

    @rule()
    def publish(self) -> None:
        number = freeze(self.desk.database, "test-plan", f"e{len(self.published)}")
        self.published[number] = self.seen()

    @invariant()
    def readers_see_what_the_latest_reports_say(self) -> None:
        if hasattr(self, "desk"):
            months, deals = self.seen()
            assert months == in_force(self.months)
            assert deals == in_force(self.deals)
            events = {row["entry_key"]: row["event_date"] for row in seen(self.desk.database, "entry_event")}
            assert events == {key: f"2024-01-{5 + amount:02d}" for key, amount in in_force(self.deals).items()}

    @invariant()
    def published_editions_never_change(self) -> None:
        for number, before in self.published.items():
            assert self.seen(number) == before

    def seen(self, edition: int = 1_000) -> tuple[dict[object, object], dict[object, object]]:
        database = self.desk.database
        months = {key[2]: value for key, value in values(database, edition).items()}
        rows = seen(database, "ledger_entry", edition)
        return months, {row["entry_key"]: amount_of(row) for row in rows}

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.database.close()
        self.folder.cleanup()


def amount_of(entry: dict[str, object]) -> int:
    return int(str(entry["attributes"]).split('"amount":"')[1].split('"')[0]) // 1_000_000


def differences(
    before: tuple[dict[object, object], ...], after: tuple[dict[object, object], ...]
) -> tuple[int, int, int]:
    """Return how many keys are new, different and gone."""
    pairs = list(zip(before, after, strict=True))
    return (
        sum(len(b.keys() - a.keys()) for a, b in pairs),
        sum(a[key] != b[key] for a, b in pairs for key in a.keys() & b.keys()),
        sum(len(a.keys() - b.keys()) for a, b in pairs),
    )


def test_any_course_of_events_shows_what_the_latest_reports_say(empty: Path) -> None:
    chosen = settings(
        max_examples=15, stateful_step_count=8, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    run_state_machine_as_test(lambda: Office(empty), settings=chosen)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(slots=st.dictionaries(st.sampled_from(QUARTERS), st.tuples(TOLD, DEALS), min_size=2), seed=st.randoms())
def test_the_order_of_loading_makes_no_difference(empty: Path, slots: Slots, seed: Random) -> None:
    order = sorted(slots)
    seed.shuffle(order)
    assert final(empty, order, slots) == final(empty, sorted(slots), slots)


def final(empty: Path, order: list[str], slots: Slots) -> object:
    """Return everything a reader can see, provenance included, after loading in an order."""
    with TemporaryDirectory() as home:
        file = Path(home) / "reporting.db"
        file.write_bytes(empty.read_bytes())
        database = Database(f"sqlite:///{file}")
        files = {
            period: Draft(CATALOGUE, "east", period)
            .add("transfers", *([m, "转让", v] for m, v in months.items()))
            .add(
                "pledge",
                *(pledge(registration_no=n, amount=a, registered_on=date(2024, 1, 9)) for n, a in deals.items()),
            )
            .save(Path(home) / f"{period}.xlsx")
            for period, (months, deals) in slots.items()
        }
        load(database, CATALOGUES, [files[period] for period in order])
        hidden = {"id", "submission_id", "received_at", "file_hash"}
        found = [
            sorted(
                repr({name: value for name, value in row.items() if name not in hidden})
                for row in seen(database, table)
            )
            for table in ("observation", "ledger_entry", "entry_event", "receipt", "submission")
        ]
        database.close()
        return found
