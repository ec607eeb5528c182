"""What persons have confirmed: rows that were held and are right as they are, known by row and question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from dashboard.intake.issue import Issue
from dashboard.reporting import Reader
from dashboard.reporting.hashing import hash_of

# Only what can be read as it stands can be right as it stands: a value that nobody can read has to be written anew,
# and of two rows that contradict each other one has to go.
_KINDS = ("basis.", "double.", "rule.")
_CODES = frozenset(
    {"seen.struck_row", "seen.struck_cell", "seen.red_font", "clean.magnitude", "clean.unit_wrong", "clean.total",
     "clean.total_row", "clean.uscc_old", "clean.uscc_form", "clean.uscc_check", "clean.patent_check"}
)  # fmt: skip
_ONE_QUESTION = {"clean.unit_wrong": "clean.magnitude"}  # how many other rows are asked about decides between them
_OF_OTHERS = ("sender", "key", "title", "stated", "sum", "group")  # with what a row was compared; not where it stands
_OF_A_GROUP = frozenset({"rule.few"})  # one question about many rows: the answer for one of them is that for all


class Asked(Protocol):
    """A question about a row: an issue just found, or one as it was stored."""

    @property
    def outcome(self) -> str:
        """noted, repaired, held or returned."""

    @property
    def code(self) -> str:
        """What is asked."""


def may_stand(issue: Asked) -> bool:
    """True when a person may say that a held row is right although it raises this question."""
    return issue.outcome == "held" and (issue.code in _CODES or issue.code.startswith(_KINDS))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The reasons given by the mark of the question that they answer."""

    reasons: Mapping[str, str] = field(default_factory=dict)

    def settled(self, issue: Issue, row_hash: Callable[[Issue], str]) -> Issue:
        """Return an issue with its mark; one that was confirmed only notes, and carries the reason."""
        if not may_stand(issue):
            return issue
        mark = _mark(issue, row_hash(issue))
        reason = self.reasons.get(mark, "")
        return replace(issue, mark=mark, confirmed=reason, outcome="noted" if reason else issue.outcome)


NOTHING = Confirmed()
Known = Mapping[tuple[str, str], Confirmed]
"""What is confirmed, by plan and sender."""


def known(reader: Reader, plan: str) -> Known:
    """Return what is confirmed of the workbooks of a plan's senders."""
    reasons: dict[tuple[str, str], dict[str, str]] = {}
    for row in reader.rows("intake_confirmations", plan=plan):
        if row["mark"] is not None:
            reasons.setdefault((plan, str(row["sender"])), {})[str(row["mark"])] = str(row["reason"])
    return {sender: Confirmed(found) for sender, found in reasons.items()}


def _mark(issue: Issue, row_hash: str) -> str:
    others = {name: str(issue.fields[name]) for name in _OF_OTHERS if name in issue.fields}
    about = "" if issue.code in _OF_A_GROUP else row_hash
    return hash_of([about, _ONE_QUESTION.get(issue.code, issue.code), issue.column, others])
