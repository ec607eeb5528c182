"""Attainment: how far a target is. Numbers in, numbers out; no database and no framework."""

from dashboard.attainment.judge import judge
from dashboard.attainment.many import Table, judge_counties, judge_many
from dashboard.attainment.stages import state as milestone_state
from dashboard.attainment.values import Parts, RubricFact, StageFact, Values
from dashboard.attainment.verdict import (
    Override,
    Reason,
    RubricMark,
    StageMark,
    Status,
    Verdict,
    YearMark,
    units,
)

__all__ = [
    "Override",
    "Parts",
    "Reason",
    "RubricFact",
    "RubricMark",
    "StageFact",
    "StageMark",
    "Status",
    "Table",
    "Values",
    "Verdict",
    "YearMark",
    "judge",
    "judge_counties",
    "judge_many",
    "milestone_state",
    "units",
]
