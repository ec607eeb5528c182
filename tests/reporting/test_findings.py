"""Findings of third parties on every engine: entered, answered, extended, closed, for publishers alone, on record."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from dashboard.access import Person
from dashboard.desk.findings import act, enter_finding, enter_report, known
from dashboard.figures.findings import Finding, Report, Step, headline, open_findings
from dashboard.reporting import Database, init
from dashboard.wording import Refused
from tests.unit.intake.invented import CATALOGUE

PLAN, WHO, DAY = CATALOGUE.plan.id, Person("甲", "publisher"), date(2024, 10, 12)
REPORT = Report("", "audit", "资金审计报告", "某会计师事务所", date(2024, 9, 2), "审〔2024〕3号")
FINDING = Finding("", "2024-1", "账实不符", "east", date(2024, 9, 30), "更正台账", "ledger", CATALOGUE.ledgers[0].id)
CLOSED = Step("close", date(2024, 10, 10), "甲", "复核无误", "函〔2024〕8号")


def test_a_finding_is_followed_to_its_closing_and_every_step_is_on_record(database: Database) -> None:
    init(database, {PLAN: CATALOGUE})
    assert enter_report(database, CATALOGUE, REPORT, WHO, DAY).code == "2024-1"
    codes = [enter_finding(database, CATALOGUE, one, WHO).code
             for one in (FINDING, replace(FINDING, matter="材料未归档", subject_kind="", subject=""))]  # fmt: skip
    assert codes == ["2024-1-1", "2024-1-2"]
    assert [one.standing(DAY) for one in known(database, PLAN)[1]] == ["late", "late"]
    steps = (Step("extend", date(2024, 9, 20), "甲", "单位申请", due=date(2024, 11, 1)),
             Step("answer", date(2024, 10, 8), "乙", "已更正"), CLOSED)  # fmt: skip
    standings = [act(database, CATALOGUE, "2024-1-1", step, WHO, DAY).standing(DAY) for step in steps]
    assert standings == ["open", "answered", "closed"]
    told, found = known(database, PLAN)
    assert (told[0].firm, found[0].due, found[0].steps) == ("某会计师事务所", date(2024, 11, 1), steps)
    assert [one.code for one in open_findings(found, DAY)] == ["2024-1-2"]
    assert headline(found, DAY, "zh") == "第三方评价、审计提出的问题：未销号1项（逾期1项），已销号1项"
    log = {row["action"]: json.loads(str(row["detail"])) for row in database.rows("audit_last", limit=20)}
    assert set(log) >= {"outside_report", "finding_enter", "finding_extend", "finding_answer", "finding_close"}
    assert log["finding_close"]["before"]["standing"] == "answered"
    assert log["finding_close"]["after"]["doc_no"] == "函〔2024〕8号"


def refusal(do: object) -> str:
    with pytest.raises(Refused) as found:
        do()  # type: ignore[operator]
    assert found.value.sentence("zh") and found.value.sentence("en")
    return found.value.key


def test_what_does_not_fit_is_refused_and_nothing_is_kept(database: Database) -> None:
    init(database, {PLAN: CATALOGUE})
    enter_report(database, CATALOGUE, REPORT, WHO, DAY)
    enter_finding(database, CATALOGUE, FINDING, WHO)
    before = database.rows("audit_last", limit=1)
    reports = {"report_needs": {"firm": " "}, "to_come": {"received_on": date(2025, 1, 1)},
               "no_hash": {"file_hash": "abc"}, "too_long": {"title": "长" * 501}}  # fmt: skip
    for key, change in reports.items():
        made = replace(REPORT, **change)  # type: ignore[arg-type]
        assert refusal(lambda made=made: enter_report(database, CATALOGUE, made, WHO, DAY)) == f"findings.{key}"
    found = {"no_report": {"report": "2020-1"}, "matter_needed": {"matter": " "}, "no_unit": {"unit": "nobody"},
             "no_subject": {"subject": "nothing"}, "before_report": {"first_due": date(2024, 9, 1)}}  # fmt: skip
    for key, change in found.items():
        one = replace(FINDING, **change)  # type: ignore[arg-type]
        assert refusal(lambda one=one: enter_finding(database, CATALOGUE, one, WHO)) == f"findings.{key}"
    steps = {"close_needs": replace(CLOSED, doc_no=""), "wrong_day": replace(CLOSED, day=date(2024, 10, 13)),
             "extend_needs": replace(CLOSED, due=DAY), "answer_needs": Step("answer", DAY, "乙"),
             "not_later": Step("extend", DAY, "甲", "申请", due=date(2024, 9, 30))}  # fmt: skip
    for key, step in steps.items():
        assert refusal(lambda step=step: act(database, CATALOGUE, "2024-1-1", step, WHO, DAY)) == f"findings.{key}"
    assert refusal(lambda: act(database, CATALOGUE, "2024-9-9", CLOSED, WHO, DAY)) == "findings.unknown"
    for role in ("auditor", "reviewer", "reporter"):
        who = Person("乙", role)  # type: ignore[arg-type]
        assert refusal(lambda who=who: enter_report(database, CATALOGUE, REPORT, who, DAY)) == "findings.closed"
        assert refusal(lambda who=who: enter_finding(database, CATALOGUE, FINDING, who)) == "findings.closed"
        assert refusal(lambda who=who: act(database, CATALOGUE, "2024-1-1", CLOSED, who, DAY)) == "findings.closed"
    assert database.rows("audit_last", limit=1) == before
    act(database, CATALOGUE, "2024-1-1", CLOSED, WHO, DAY)
    again = replace(CLOSED, day=DAY)
    assert refusal(lambda: act(database, CATALOGUE, "2024-1-1", again, WHO, DAY)) == "findings.is_closed"
