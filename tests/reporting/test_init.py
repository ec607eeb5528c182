"""``init``: creates, upgrades, brings the catalogue up to date and never loses a row."""

from __future__ import annotations

from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Edition, Revision, add_edition, init
from tests.reporting.small_plan import PLAN, small_catalogue


def _publish(database: Database, number: int, label: str) -> None:
    facts = dict.fromkeys(
        ("reason", "doc_no", "publisher", "published_at", "catalogue_hash", "rule_set", "input_hash", "result_hash"), ""
    )
    with database.transaction() as tx:
        new = Edition(
            plan=PLAN, number=number, label=label, through="2022-03", cut_off="2022-03-31", kind="quarter", revision=1,
            corrects=None, incomplete=0, data_kind="demo", **facts,
        )  # fmt: skip
        add_edition(tx, new)


def _renamed(catalogue: Catalogue, name: str) -> Catalogue:
    first, *others = catalogue.tasks
    return catalogue.model_copy(update={"tasks": (first.model_copy(update={"name": name}), *others)})


def test_init_twice_changes_nothing(empty_database: Database) -> None:
    catalogues = {PLAN: small_catalogue()}
    first = init(empty_database, catalogues)[PLAN]
    again = init(empty_database, catalogues)[PLAN]
    assert first.added > 0
    assert again == Revision(added=0, changed=0, closed=0, same=first.added)


def test_every_part_of_the_catalogue_can_be_read(empty_database: Database) -> None:
    init(empty_database, {PLAN: small_catalogue()})
    of_one = {"plan": PLAN, "edition": 1}
    codes = {name: list(empty_database.query(name, **of_one)["code"]) for name in ("regions", "targets", "milestones")}
    assert codes["regions"] == ["410900", "410902", "410903"]
    assert codes["targets"] == ["t1", "t2"]
    assert codes["milestones"] == ["1.1", "1.2@2022", "1.2@2023", "1.2@2024", "1.2@2025"]
    units = empty_database.query("task_units", **of_one)
    assert list(units["organisation"]) == ["org_ip", "bureau-b", "bureau-a"]  # in the order of the plan


def test_a_published_edition_keeps_its_catalogue(empty_database: Database) -> None:
    init(empty_database, {PLAN: small_catalogue()})
    _publish(empty_database, 1, "2022Q1")
    changed = init(empty_database, {PLAN: _renamed(small_catalogue(), "新名称")})[PLAN]
    assert (changed.added, changed.changed, changed.closed) == (0, 1, 0)
    names = [empty_database.query("tasks", plan=PLAN, edition=number)["name"][0] for number in (1, 2)]
    assert names == ["名", "新名称"]


def test_what_leaves_the_catalogue_stays_in_old_editions(empty_database: Database) -> None:
    init(empty_database, {PLAN: small_catalogue()})
    _publish(empty_database, 1, "2022Q1")
    smaller = small_catalogue().model_copy(update={"regions": small_catalogue().regions[:2]})
    assert init(empty_database, {PLAN: smaller})[PLAN].closed == 1
    counts = [len(empty_database.query("regions", plan=PLAN, edition=number)) for number in (1, 2)]
    assert counts == [3, 2]


def test_plans_live_side_by_side(empty_database: Database) -> None:
    other = small_catalogue()
    other = other.model_copy(update={"plan": other.plan.model_copy(update={"id": "another"})})
    init(empty_database, {PLAN: small_catalogue(), "another": other})
    assert init(empty_database, {PLAN: small_catalogue()})[PLAN].closed == 0
    assert list(empty_database.query("plans")["code"]) == ["another", PLAN]
