"""The edition being compiled, on every engine: handed in, approved by another, published as approved, on record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.access import Person
from dashboard.desk import drafts
from dashboard.desk.drafts import Act, Proof
from dashboard.intake import load
from dashboard.publishing.freezing import Request, rehearsed
from dashboard.reporting import Database, editions, init
from dashboard.wording import Refused
from tests.unit.publishing.lakeside import BASE, LAKESIDE, write
from tests.unit.publishing.reading_back import content

PLAN = LAKESIDE.plan.id
PLANS = {PLAN: LAKESIDE}
ASKED = Request("2021-12", publisher="李四")
COMPILER = Person("李四", "publisher", subject="li")
REVIEWER = Person("王五", "reviewer", subject="wang")
REPORTER = Person("董某", "reporter", "bureau-a", subject="dong")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The workbooks of the base period."""
    folder = tmp_path_factory.mktemp("sent")
    write(LAKESIDE, folder, BASE)
    return sorted(folder.rglob("*.xlsx"))


@pytest.fixture
def loaded(engine_url: str, sent: list[Path]) -> Iterator[Database]:
    """A database with the base period loaded, once per engine."""
    database = Database(engine_url)
    init(database, PLANS)
    load(database, PLANS, sent)
    yield database
    database.close()


def proof(database: Database) -> Proof:
    with rehearsed(database, LAKESIDE, ASKED) as (found, tx):
        assert tx.rows("verdicts", plan=PLAN, edition=found.number)
        return Proof(found.label, found.input_hash)


def refused(database: Database, act: str, who: Person = COMPILER) -> str:
    """Return the key with which an act is refused, of the compiler where nobody else is named."""
    acts = {
        "submit": lambda: drafts.submit(database, PLAN, ASKED, Proof("2021Q4", "x"), who),
        "approve": lambda: drafts.approve(database, PLAN, who, "", apart=True),
        "send_back": lambda: drafts.send_back(database, PLAN, who, "无"),
        "release": lambda: drafts.release(database, LAKESIDE, who),
        "withdraw": lambda: drafts.withdraw(database, PLAN, who, " "),
    }
    with pytest.raises(Refused) as caught:
        acts[act]()
    assert caught.value.sentence("zh") and caught.value.sentence("en")
    return caught.value.key


def test_from_the_proof_to_the_edition(loaded: Database) -> None:
    before = content(loaded)
    made = proof(loaded)
    assert content(loaded) == before and editions(loaded, PLAN) == []
    assert refused(loaded, "release") == "desk.not_approved" and refused(loaded, "approve") == "desk.draft_compiling"
    drafts.submit(loaded, PLAN, ASKED, made, COMPILER)
    assert refused(loaded, "submit") == "desk.draft_in_review" and refused(loaded, "release") == "desk.not_approved"
    assert refused(loaded, "approve") == "desk.own_draft" and refused(loaded, "withdraw") == "desk.note_needed"
    assert {refused(loaded, act, REPORTER) for act in ("submit", "approve", "send_back", "release", "withdraw")} == {
        "desk.not_yours"}  # fmt: skip
    assert {refused(loaded, act, REVIEWER) for act in ("submit", "release", "withdraw")} == {"desk.not_yours"}
    drafts.approve(loaded, PLAN, REVIEWER, "同意", apart=True)
    published = drafts.release(loaded, LAKESIDE, COMPILER)
    assert (published.label, published.input_hash, published.publisher) == ("2021Q4", made.inputs, COMPILER.actor)
    assert drafts.draft(loaded, PLAN, 2).state == "compiling"
    rows = loaded.rows("audit_page", actor="", action="draft_approved", first="", last="9", most=9, skipped=0)
    assert [(row["actor"], json.loads(str(row["detail"]))["before"]) for row in rows] == [(REVIEWER.actor, "in_review")]


def test_data_that_changed_after_approval_is_not_published(loaded: Database) -> None:
    drafts.submit(loaded, PLAN, ASKED, Proof("2021Q4", "0" * 64), COMPILER)
    drafts.approve(loaded, PLAN, COMPILER, "", apart=False)
    before = content(loaded)
    assert refused(loaded, "release") == "publish.not_as_approved"
    assert content(loaded) == before
    drafts.send_back(loaded, PLAN, REVIEWER, "数据有变化")
    drafts.submit(loaded, PLAN, ASKED, proof(loaded), COMPILER)
    drafts.approve(loaded, PLAN, COMPILER, "", apart=False)
    assert drafts.release(loaded, LAKESIDE, COMPILER).label == "2021Q4"


@given(st.lists(st.sampled_from(["submitted", "returned", "approved", "withdrawn"]), max_size=12))
def test_nothing_is_approved_that_was_not_handed_in(acts: list[Act]) -> None:
    steps: tuple[drafts.Step, ...] = ()
    for act in acts:
        state = drafts.Draft(1, steps).state
        if drafts.allowed(state, act):
            handed_in = Proof("2021Q4", "x") if act == "submitted" else None
            steps = (*steps, drafts.Step(act, "", "2026-01-01T00:00:00+00:00", proof=handed_in))
    found = drafts.Draft(1, steps)
    assert (found.submitted is not None) == (found.state != "compiling")
    assert found.state != "approved" or [step.act for step in steps][-2:] == ["submitted", "approved"]
