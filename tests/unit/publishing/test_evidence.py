"""Verified evidence: by the cut-off, for the right entry, and of the things that a count counts."""

from __future__ import annotations

import pytest

from dashboard.plan.lookup import MILESTONES
from dashboard.plan.models import Reading
from dashboard.publishing.evidence import verified, verified_count
from dashboard.publishing.facts import Entry
from dashboard.publishing.measures import Measuring
from tests.unit.publishing.by_hand import deal, facts, indicator, with_indicators

PATENTS = indicator("patents", {"ledger": "pledge", "date": "registered_on", "where": {"kind": ["专利"]}}, "项",
                    aggregation="cumulative_count")  # fmt: skip
CATALOGUE = with_indicators(PATENTS)


def proof(subject: str, number: str, state: str = "已核验", verified_on: str = "2022-10-10") -> Entry:
    told = {"subject": subject, "number": number, "document": "甲", "state": state, "verified_on": verified_on}
    return Entry("evidence", f"{subject}|{number}", "org_city", "", "", told)


PROOFS = [
    proof("质押台账", "1"), proof("质押台账", "2", "已提交", ""), proof("质押台账", "3", "退回"),
    proof("质押台账", "4", verified_on="2023-01-09"), proof("任务节点", "1.2@2023"), proof("质押台账", " ５ "),
    proof("别的台账", "6"), proof("质押台账", "甲|乙 "), proof("质押台账", "7", verified_on=""),
]  # fmt: skip


def test_what_is_verified_by_the_cut_off() -> None:
    found = verified(facts(CATALOGUE, "2022-12", entries=PROOFS))
    assert found == {("pledge", "1"), (MILESTONES, "1.2@2023"), ("pledge", "5"), ("pledge", "甲|乙")}
    assert verified(facts(CATALOGUE, "2022-09", entries=PROOFS)) == frozenset()


def reading(code: str | None, **changes: object) -> Reading:
    names = {"id": "a", "name": "a", "name_en": "a", "method": "count", "end_year": 2025, "source": "方案"}
    return Reading.model_validate({**names, "indicator": code, **changes})


DEALS = [
    deal("1", "2022-02-01", firm="甲", kind="商标"), deal("2", "2022-01-05", firm="甲", kind="专利"),
    deal("3", "2022-08-14", firm="乙", kind="专利"), deal("4", "2022-08-15", firm="丙", kind="专利"),
    deal("5", "2021-12-31", firm="丁", kind="专利"), deal("6", "2023-01-01", firm="戊", kind="专利"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "changes", "proved", "count"), [
    ("firms", {}, "1", 1),  # any counted entry proves its firm
    ("firms", {}, "12", 1),
    ("firms", {}, "1345", 3),  # what came before the start is not counted
    ("firms", {"count_from": "2019-01"}, "1345", 4),
    ("firms", {"count_from": "2022-08", "count_from_day": "2022-08-15"}, "134", 1),
    ("firms", {}, "6", 0),  # after the cut-off
    ("patents", {}, "1", 0),  # not accepted by the condition
    ("patents", {}, "234", 3),
    ("patents", {"end_year": 2021, "count_from": "2019-01"}, "12345", 1),
    ("firms", {}, "", 0),
    ("deals", {}, "1", None), ("transfers", {}, "1", None), ("density", {}, "1", None), (None, {}, "1", None),
])  # fmt: skip
def test_of_what_is_counted_so_much_is_verified(
    code: str | None, changes: dict[str, object], proved: str, count: int | None
) -> None:
    measuring = Measuring(facts(CATALOGUE, "2022-12", entries=DEALS))
    known = frozenset(("pledge", number) for number in proved)
    assert verified_count(measuring, reading(code, **changes), known) == count
