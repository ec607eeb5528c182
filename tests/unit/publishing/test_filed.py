"""Evidence as files: for what counts alone, of the own unit alone, step by step, in the counts by the cut-off."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dashboard.access import Person
from dashboard.desk import evidence
from dashboard.desk.evidence import Given, attach, step
from dashboard.desk.evidence_known import Known, known
from dashboard.desk.paper_files import PaperFile
from dashboard.figures.filed import Filed, Place, State
from dashboard.figures.register import proved
from dashboard.figures.steps import proofs
from dashboard.plan.lookup import MILESTONES
from dashboard.publishing import publish
from dashboard.publishing.commenting import Comment, comment
from dashboard.publishing.subjects import COMMENTARY
from dashboard.reporting import Database
from dashboard.wording import LANGUAGES, Refused
from tests.unit.publishing.lakeside import LAKESIDE
from tests.unit.publishing.reading_back import verdicts

PLAN = LAKESIDE.plan.id
TODAY = date(2022, 12, 20)
EAST = Person("东", "reporter", "east", PLAN)
OFFICE, HEAD = Person("市局", "publisher"), Person("处长", "reviewer")
DEAL, FIRM = ("pledge", "Y202202east"), ("pledge", "Y202201east")
PAPER = PaperFile("合同.pdf", "pdf", b"%PDF-1.7 contract")


def now(database: Database, scope: str = "") -> Known:
    return known(database, LAKESIDE, TODAY, scope)


def handed_in(database: Database, *places: Place, who: Person = EAST, file: PaperFile = PAPER) -> list[Filed]:
    attach(database, LAKESIDE, Given(file, places), who, TODAY)
    return [one for one in now(database).filed if one.file_hash == file.digest]


def take(database: Database, found: list[Filed], state: State, who: Person = HEAD, note: str = "", day: date = TODAY,
         apart: bool = False) -> None:  # fmt: skip
    step(database, LAKESIDE, found, evidence.act(state, who, day, note), who, apart=apart)


def refused(key: str, *asked: object, **given: object) -> None:
    """The act is refused for a reason, in one sentence of each language."""
    act, *rest = asked
    with pytest.raises(Refused) as refusal:
        act(*rest, **given)  # type: ignore[operator]
    assert refusal.value.key == f"proof.{key}"
    assert all("{" not in refusal.value.sentence(lang) for lang in LANGUAGES)


def test_it_is_asked_for_what_counts_and_what_is_done_and_a_thing_counts_once(copied: Database) -> None:
    places = set(now(copied).subjects)
    assert DEAL in places and FIRM in places
    assert ("pledge", "Y202201west") not in places  # the same firm, counted by the other deal
    assert ("pledge", "Y202112east") not in places  # before the count begins
    assert {key for kind, key in places if kind == MILESTONES} == {"1.1"}  # the others are not done
    mine = now(copied, "west").subjects
    assert set(mine) and {one.sender for one in mine.values()} == {"west"}


def test_verified_files_raise_the_count_of_the_next_edition_and_of_no_published_one(copied: Database) -> None:
    before = verdicts(copied, PLAN, 5)
    found = handed_in(copied, DEAL, FIRM)
    take(copied, found[:1], "verified")
    assert now(copied).standing(DEAL) == "verified" and now(copied).standing(FIRM) == "submitted"
    made = publish(copied, LAKESIDE, "2022-12", False, "佐证", "2022Q4", "湖函〔2023〕1号")
    after = verdicts(copied, PLAN, made.number)
    assert '"verified":0' in str(before["t_firms"]["details"])
    assert '"verified":1' in str(after["t_firms"]["details"])
    assert verdicts(copied, PLAN, 5) == before
    then, later = (copied.rows("evidence_as_of", plan=PLAN, edition=number, scope="") for number in (5, made.number))
    ledger = LAKESIDE.ledgers[0]
    assert then == [] and proved([], later, ledger, date(2022, 12, 31)) == {DEAL[1]}
    assert proved([], later, ledger, date(2022, 12, 19)) == frozenset()  # verified after that day


def test_what_is_verified_after_the_cut_off_waits_for_the_next_edition(copied: Database) -> None:
    take(copied, handed_in(copied, DEAL), "verified", day=date(2023, 1, 3))
    with pytest.raises(Refused, match="均无变化"):  # nothing of that edition changed
        publish(copied, LAKESIDE, "2022-12", False, "佐证", "2022Q4", "湖函〔2023〕1号")


def test_a_verified_file_of_a_milestone_and_its_document_are_shown(copied: Database) -> None:
    row = {"subject_kind": MILESTONES, "subject": "1.1", "state": "submitted", "doc_no": "湖〔2022〕7号"}
    assert proofs([], [row], set()).states == {"1.1": ("submitted", "湖〔2022〕7号")}
    assert proofs([], [{**row, "state": "withdrawn"}], set()).states == {"1.1": ("none", "湖〔2022〕7号")}
    assert proofs([], [{**row, "subject_kind": "pledge"}], set()).states == {}


def test_one_file_serves_several_and_is_known_when_it_comes_again(copied: Database) -> None:
    assert len(handed_in(copied, DEAL)) == 1
    again = PaperFile("扫描件.pdf", "pdf", PAPER.content)
    made = attach(copied, LAKESIDE, Given(again, (DEAL, FIRM)), EAST, TODAY)
    assert (made.count, made.before) == (1, "合同.pdf")
    refused("attached", attach, copied, LAKESIDE, Given(PAPER, (DEAL, FIRM)), EAST, TODAY)
    west = next(iter(now(copied, "west").subjects))
    other = attach(copied, LAKESIDE, Given(PAPER, (west,)), Person("西", "reporter", "west", PLAN), TODAY)
    assert other.before == ""  # nobody is told what another unit sent


def test_words_about_a_target_may_be_proved_by_the_office_alone(copied: Database) -> None:
    comment(copied, LAKESIDE, Comment("t_firms", "2023Q2", "市局", "偏慢"), TODAY)
    place = (COMMENTARY, "t_firms@2023Q2")
    assert place in now(copied).subjects and place not in now(copied, "east").subjects
    assert handed_in(copied, place, who=OFFICE)[0].sender == ""


def test_a_unit_reaches_nothing_of_another_unit(copied: Database) -> None:
    west = Person("西", "reporter", "west", PLAN)
    refused("not_asked", attach, copied, LAKESIDE, Given(PAPER, (DEAL,)), west, TODAY)
    found = handed_in(copied, DEAL)
    assert now(copied, "west").filed == ()
    refused("step_not_now", take, copied, found, "withdrawn", who=west)
    astray = Person("外", "reporter", "east", "another-plan")
    refused("not_asked", attach, copied, LAKESIDE, Given(PAPER, (DEAL,)), astray, TODAY)


@pytest.mark.parametrize("role", ["viewer", "analyst", "auditor", "reviewer"])
def test_who_does_not_send_hands_nothing_in(copied: Database, role: str) -> None:
    who = Person("某", role)  # type: ignore[arg-type]
    refused("may_not_send", attach, copied, LAKESIDE, Given(PAPER, (DEAL,)), who, TODAY)
    if role != "reviewer":
        refused("may_not_verify", take, copied, handed_in(copied, DEAL), "verified", who=who)


def test_only_a_step_changes_how_a_file_stands_and_every_step_is_kept(copied: Database) -> None:
    found = handed_in(copied, DEAL)
    refused("may_not_verify", take, copied, found, "verified", who=EAST)
    refused("reason_needed", take, copied, found, "returned", note=" ")
    take(copied, found, "returned", note="缺签字页")
    refused("step_not_now", take, copied, found, "verified")
    assert now(copied).standing(DEAL) == "returned"
    handed_in(copied, DEAL)  # the same file again, after a word on the telephone
    take(copied, found, "verified", note="已补正")
    refused("step_not_now", take, copied, found, "withdrawn", who=EAST)  # the office has vouched for it
    take(copied, found, "returned", note="核对有误")
    take(copied, found, "withdrawn", who=EAST)
    assert now(copied).standing(DEAL) == "none"
    (kept,) = now(copied).filed
    assert [one.state for one in kept.steps] == ["submitted", "returned", "submitted", "verified", "returned",
                                                 "withdrawn"]  # fmt: skip
    assert (kept.steps[1].person, kept.steps[1].note) == ("处长", "缺签字页")
    told = copied.rows("audit_page", actor="", action="proof_verified", first="", last="9", most=9, skipped=0)
    detail = json.loads(str(told[0]["detail"]))
    assert (detail["before"]["state"], detail["after"]["state"], detail["after"]["reason"]) == (
        "submitted", "verified", "已补正")  # fmt: skip


def test_nobody_verifies_the_own_file_where_two_persons_are_asked_for(copied: Database) -> None:
    found = handed_in(copied, DEAL, who=OFFICE)
    refused("own", take, copied, found, "verified", who=OFFICE, apart=True)
    assert now(copied).standing(DEAL) == "submitted"
    take(copied, found, "verified", apart=True)
    assert now(copied).standing(DEAL) == "verified"


@pytest.mark.parametrize(("given", "key"), [
    (Given(PAPER, ()), "no_subject"), (Given(PAPER, (("pledge", "no such"),)), "not_asked"),
    (Given(PAPER, (DEAL, ("nothing", "x"))), "not_asked"),
    (Given(PAPER, (DEAL,), "", date(2022, 12, 21)), "day_to_come"),
])  # fmt: skip
def test_what_proves_nothing_is_refused_and_leaves_nothing(copied: Database, given: Given, key: str) -> None:
    refused(key, attach, copied, LAKESIDE, given, OFFICE, TODAY)
    assert now(copied).filed == ()
