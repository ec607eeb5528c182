"""Attainment: how far a target is. Numbers in, numbers out; no database and no framework."""

from dashboard.attainment.judge import judge
from dashboard.attainment.stages import state as milestone_state
from dashboard.attainment.values import StageFact, Values
from dashboard.attainment.verdict import Reason, StageMark, Status, Verdict, YearMark

__all__ = ["Reason", "StageFact", "StageMark", "Status", "Values", "Verdict", "YearMark", "judge", "milestone_state"]
