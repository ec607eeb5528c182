"""What the office writes about a target: problem, cause and next step, by report period, with its author.

Written into the working edition; publishing freezes it, and a later text stands beside what was published.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from dashboard.plan import periods
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, working
from dashboard.reporting.hashing import canonical_json
from dashboard.wording import Refused

KEY = ("target", "period")


@dataclass(frozen=True, slots=True)
class Comment:
    """A text about a target for a report period (2025Q3); ``cause`` and ``next_step`` may be empty."""

    target: str
    period: str
    author: str
    problem: str
    cause: str = ""
    next_step: str = ""


def comment(database: Database, catalogue: Catalogue, found: Comment, today: date) -> int:
    """Write a comment into the working edition, in the place of an earlier one for that period; return the edition.

    Refused without author or problem, for a target that does not exist, and for what is no quarter of the plan.
    """
    found = Comment(**{name: str(text).strip() for name, text in asdict(found).items()})
    _check(catalogue, found)
    row = {
        "target": found.target, "period": found.period, "author": found.author, "written_at": today.isoformat(),
        "content": canonical_json({"problem": found.problem, "cause": found.cause, "next_step": found.next_step}),
    }  # fmt: skip
    plan = catalogue.plan.id
    with database.transaction() as tx:
        number = working(tx, plan)
        tx.revise("commentary", KEY, [row], number, {"plan": plan, "target": found.target, "period": found.period})
        tx.audit(found.author, "comment", f"{found.target}/{found.period}", row)
    return number


def _check(catalogue: Catalogue, found: Comment) -> None:
    known = {item.id: item for item in catalogue.targets}
    if found.target not in known:
        raise Refused("publish.no_target", target=found.target, known="、".join(known))
    if not (found.author and found.problem):
        raise Refused("publish.comment_needs")
    plan = catalogue.plan
    first, last = (periods.of_month(month, "Q") for month in (plan.data_from, plan.settled_by))
    if not _quarter(found.period) or not first <= found.period <= last:
        raise Refused("publish.comment_period", period=found.period, first=first, last=last)


def _quarter(period: str) -> bool:
    try:
        return periods.frequency(period) == "Q"
    except ValueError:
        return False
