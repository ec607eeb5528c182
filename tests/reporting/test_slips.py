"""Supervision slips on every engine: numbered, never twice for the same, step by step, with every step in the log."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from dashboard.desk import slips as desk
from dashboard.desk.slip_decisions import decided
from dashboard.desk.slips import Draft
from dashboard.figures.slips import Event, slips
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.reporting.seed import seed
from tests.reporting.small_plan import PLAN, small_catalogue

TODAY = date(2022, 7, 4)
DRAFT = Draft("milestone", "1.1", "org_ip", "政策印发", "根据方案，应于6月底前完成。", date(2022, 7, 20), "Policy")


def numbered() -> Catalogue:
    """The small plan with a central branch office, and a numbering of its own."""
    made = small_catalogue()
    bureau = made.organisations[0]
    branch = bureau.model_copy(update={"id": "branch", "kind": "central_branch"})
    rules = made.plan.slips.model_copy(update={"number": "湖督〔{year}〕{number}号"})
    plan = made.plan.model_copy(update={"slips": rules})
    return made.model_copy(update={"plan": plan, "organisations": (*made.organisations, branch)})


CATALOGUE = numbered()


def refused(database: Database, draft: Draft, day: date = TODAY) -> str:
    with pytest.raises(Refused) as refusal:
        desk.make(database, CATALOGUE, draft, "甲", day)
    return refusal.value.key


def test_a_slip_lives_on_every_engine(database: Database) -> None:
    seed(database)  # with 2022-1, open for 1.1 of the bureau
    assert refused(database, DRAFT) == "slips.twice"
    made = desk.make(database, CATALOGUE, replace(DRAFT, matter="1.2"), "甲", TODAY)
    assert (made.code, made.label, made.standing) == ("2022-2", "湖督〔2022〕2号", "drafted")
    assert refused(database, replace(DRAFT, matter="1.2")) == "slips.twice"
    answered = Event("answer", TODAY, "乙", "已印发", "湖〔2022〕9号")
    signed, closed = Event("sign", TODAY, "乙"), Event("close", TODAY, "甲", "已核对")
    for event in (Event("issue", TODAY, "甲"), signed, answered, closed):
        found = desk.act(database, CATALOGUE, made.code, event, "甲", TODAY)
    assert found.standing == "closed" and desk.known(database, PLAN)[1] == found
    with pytest.raises(Refused, match="已销号"):
        desk.act(database, CATALOGUE, made.code, Event("answer", TODAY, "乙", "再报"), "甲", TODAY)
    again = desk.make(database, CATALOGUE, replace(DRAFT, matter="1.2"), "甲", TODAY)  # the first one is closed
    later = replace(DRAFT, matter="1.3", due=date(2023, 2, 1))
    following = desk.make(database, CATALOGUE, later, "甲", date(2023, 1, 4))
    assert (again.code, following.code, following.label) == ("2022-3", "2023-1", "湖督〔2023〕1号")
    told = [json.loads(str(row["detail"])) for row in database.rows("audit_last", limit=50)
            if str(row["object"]) == made.label][::-1]  # fmt: skip
    assert [(t["before"] or {}).get("standing") for t in told] == [None, "drafted", "issued", "signed", "answered"]
    assert [t["after"]["standing"] for t in told] == ["drafted", "issued", "signed", "answered", "closed"]
    with database.snapshot() as reader:
        assert reader.audit_chain().wrong is None


def test_what_is_published_never_learns_of_later_steps(database: Database) -> None:
    seed(database)  # two editions are published, the slip was made before the first
    before = [database.rows("slips", plan=PLAN, edition=edition) for edition in (1, 2)]
    desk.act(database, CATALOGUE, "2022-1", Event("sign", TODAY, "乙"), "甲", TODAY)
    desk.make(database, CATALOGUE, replace(DRAFT, matter="1.2"), "甲", TODAY)
    assert [database.rows("slips", plan=PLAN, edition=edition) for edition in (1, 2)] == before
    assert [slip.standing for slip in slips(database.rows("slips", plan=PLAN, edition=3))] == ["signed", "drafted"]


def test_a_branch_office_is_addressed_only_when_somebody_decided_so(database: Database) -> None:
    seed(database)
    draft = replace(DRAFT, unit="branch")
    assert refused(database, draft) == refused(database, replace(draft, confirmed=True)) == "slips.by_hand"
    assert refused(database, replace(draft, decided_by="联席会议")) == "slips.by_hand"
    made = desk.make(database, CATALOGUE, replace(draft, confirmed=True, decided_by="联席会议"), "甲", TODAY)
    plain = desk.make(database, CATALOGUE, replace(DRAFT, matter="1.2", confirmed=True, decided_by="甲"), "甲", TODAY)
    assert (made.decided_by, plain.decided_by) == ("联席会议", "")


def test_what_is_missing_is_refused_and_a_decision_is_the_same_whatever_its_spaces(database: Database) -> None:
    seed(database)
    told = decided("org_ip", "落实 资金", "纪要〔2022〕1号", date(2022, 6, 1), date(2022, 8, 1))
    wrong = {
        "slips.no_unit": replace(DRAFT, unit="nobody"), "slips.make_needs": replace(DRAFT, title=" "),
        "slips.not_ahead": replace(DRAFT, due=TODAY), "slips.decision_needs": replace(told, document=" "),
        "slips.document_ahead": replace(told, document_day=date(2022, 7, 5)),
        "slips.long_word": replace(DRAFT, title=f"见{'x' * 25}"),
    }  # fmt: skip
    assert {key: refused(database, draft) for key, draft in wrong.items()} == {key: key for key in wrong}
    desk.make(database, CATALOGUE, told, "甲", TODAY)
    same = decided("org_ip", "落实资金 ", "纪要〔2022〕１号", date(2022, 6, 1), date(2022, 8, 9))
    assert refused(database, same) == "slips.twice"
    with pytest.raises(Refused, match="没有督办单"):
        desk.act(database, CATALOGUE, "2022-9", Event("issue", TODAY, "甲"), "甲", TODAY)
