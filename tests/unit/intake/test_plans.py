"""Every sheet of every plan at hand can be filled in by every unit that owes it, and is read back whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.plan import load_catalogue
from dashboard.plan.lookup import counties, milestone_instances, senders_of, zones
from dashboard.plan.models import Catalogue, Feed, Ledger, LedgerColumn, Organisation
from dashboard.reporting import Database, init
from tests.conftest import ROOT
from tests.unit.intake.drafting import Draft
from tests.unit.intake.looking import seen

FOLDERS = sorted(file.parent for home in ("data/plan", "tests/plans") for file in (ROOT / home).glob("*/plan.yaml"))


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    return load_catalogue(request.param)


@pytest.fixture
def store(catalogue: Catalogue, tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'reporting.db'}")
    init(database, {catalogue.plan.id: catalogue})
    yield database
    database.close()


# What the rules of a ledger ask for beside an ordinary value, by ledger and column; {} is the number of the row.
ASKED: dict[tuple[str, str], object] = {
    ("custody", "ends_on"): date(2024, 10, 1), ("products", "applied_on"): date(2023, 9, 30),
    ("products", "round_year"): 2023, ("brands", "valid_to"): None,
    ("brands", "registration_no"): "60000{}", ("inspections", "inspectors"): 2, ("news", "adopted_on"): None,
    ("news", "adopted_by"): None, ("transfer_records", "patent_no"): "ZL201819000001.1",
    ("funds", "balance"): None, ("funds", "equity_pct"): None, ("funds", "exit_on"): None,
}  # fmt: skip


def own_number(unit: Organisation, catalogue: Catalogue) -> int:
    """Return a number that no other unit has, from 10 on."""
    return 10 + [found.id for found in catalogue.organisations].index(unit.id)


def credit_code(number: int) -> str:
    """Return a credit code with its check character, by the weights that the standard prints."""
    signs, body = "0123456789ABCDEFGHJKLMNPQRTUWXY", f"91411502MA{number:07d}"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    rest = sum(signs.index(sign) * weight for sign, weight in zip(body, weights, strict=True)) % 31
    return body + signs[(31 - rest) % 31]


def quarter(catalogue: Catalogue) -> str:
    return f"{catalogue.plan.start_year + 1}Q4"


def observations(feed: Feed, catalogue: Catalogue) -> list[list[object]]:
    """Return a row for each county and breakdown of one period."""
    year = catalogue.plan.start_year + 1
    period = {"M": f"{year}-11", "Q": f"{year}Q4", "A": str(year)}[feed.frequency]
    places = [[place.name] for place in counties(catalogue)] if feed.region_from == "column" else [[]]
    kinds = [[kind] for kind in feed.breakdown.options] if feed.breakdown else [[]]
    told = [max(7, int(value.limits[0]) if value.limits else 0) for value in feed.values]
    return [[period, *place, *kind, *told] for place in places for kind in kinds]


def value(column: LedgerColumn, number: int, unit: Organisation, catalogue: Catalogue) -> object:
    own = {place.code: place.name for place in counties(catalogue)}
    match column.type:
        case "date":
            return date(catalogue.plan.start_year + 1, 10, number)
        case "region":
            return own.get(unit.region or "", counties(catalogue)[0].name)
        case "zone":
            return zones(catalogue)[0].name if zones(catalogue) else None
        case "choice":
            return column.choices[0]
        case "boolean":
            return "否"
        case "text" if column.name in ("uscc", "provider_uscc"):
            return credit_code(own_number(unit, catalogue) * 10 + number + 5 * (column.name == "provider_uscc"))
        case "text" if column.name in ("patents", "patent_no"):
            return ("ZL201819000001.1", "ZL202019005001.8", "ZL202019007003.0")[number - 1]
        case "integer" if column.name == "year":
            return catalogue.plan.start_year + number
        case "money":
            return number * 100
        case "text":
            return f"{column.name} {unit.id} {number}"
        case _:
            return number


def fill(draft: Draft, subject: Feed | Ledger, unit: Organisation) -> int:
    """Add a subject's sheet to a draft; return how many rows of the database it makes."""
    catalogue = draft.catalogue
    if isinstance(subject, Feed):
        rows = observations(subject, catalogue)
        draft.add(subject.id, *rows)
        return len(rows) * len(subject.values)
    for number in (1, 2, 3):
        row = [asked(subject, column, number, unit, catalogue) for column in subject.columns]
        if number == 1:
            draft.add(subject.id, row)
        else:
            draft.sheets[subject.sheet].append(row)
    return 3


def asked(ledger: Ledger, column: LedgerColumn, number: int, unit: Organisation, catalogue: Catalogue) -> object:
    """Return a value that the rules of the real plan take; another plan has its own."""
    if catalogue.plan.id == "xinyang-2022" and (ledger.id, column.name) in ASKED:
        found = ASKED[ledger.id, column.name]
        return found.format(own_number(unit, catalogue) * 10 + number) if isinstance(found, str) else found
    return value(column, number, unit, catalogue)


def test_every_sheet_that_is_owed_can_be_sent(catalogue: Catalogue, store: Database, tmp_path: Path) -> None:
    drafts: dict[str, Draft] = {}
    expected = 0
    for subject in (*catalogue.feeds, *catalogue.ledgers):
        for unit in senders_of(catalogue, subject.id):
            draft = drafts.setdefault(unit.id, Draft(catalogue, unit.id, quarter(catalogue)))
            expected += fill(draft, subject, unit)
    for instance in milestone_instances(catalogue):
        draft = drafts.setdefault(instance.reporter, Draft(catalogue, instance.reporter, quarter(catalogue)))
        draft.sheets.setdefault("任务节点", Draft(catalogue, instance.reporter, "").milestones().sheets["任务节点"])
        draft.sheets["任务节点"].append([instance.code, instance.code, "推进中", None, None, None])
        expected += 1
    files = [draft.save(tmp_path / f"{sender}.xlsx") for sender, draft in drafts.items()]
    results = load(store, {catalogue.plan.id: catalogue}, files)
    assert [result.sentence("zh") for result in results if result.outcome != "loaded"] == []
    assert sum(result.added for result in results) == expected
    tables = ("observation", "ledger_entry", "milestone_event")
    assert sum(len(seen(store, table)) for table in tables) == expected


def test_every_entry_of_a_county_lies_in_that_county(catalogue: Catalogue, store: Database, tmp_path: Path) -> None:
    units = {place.code: next(unit for unit in catalogue.organisations if unit.region == place.code
                              and unit.kind == "county_bureau") for place in counties(catalogue)}  # fmt: skip
    for code, unit in units.items():
        draft = Draft(catalogue, unit.id, quarter(catalogue))
        for ledger in catalogue.ledgers:
            if unit in senders_of(catalogue, ledger.id):
                fill(draft, ledger, unit)
        if draft.sheets:
            load(store, {catalogue.plan.id: catalogue}, [draft.save(tmp_path / f"{code}.xlsx")])
    found = {(row["sender"], row["region"]) for row in seen(store, "ledger_entry")}
    assert found == {(unit.id, code) for code, unit in units.items()}
