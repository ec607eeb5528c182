"""What the office writes about a target: problem, cause and next step, by report period, with its author.

Written into the working edition. Publishing freezes and locks it: what a report period says of a target changes
afterwards only for a correction of its edition, and stands then beside what was published.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from dashboard.plan import periods
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Transaction, editions, working
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


def comment(
    database: Database, catalogue: Catalogue, found: Comment, today: date, actor: str = "", *, correct: bool = False
) -> int:
    """Write a comment into the working edition, in the place of an earlier one for that period; return the edition.

    ``actor``: who does it, as the audit log calls them; the author without one. ``correct``: for a correction of an
    edition that is published. Refused without author or problem, for a target that does not exist, for what is no
    quarter of the plan, and for a quarter that is published unless it is to be corrected.
    """
    found = Comment(**{name: str(text).strip() for name, text in asdict(found).items()})
    _check(catalogue, found)
    row = {
        "target": found.target, "period": found.period, "author": found.author, "written_at": today.isoformat(),
        "content": canonical_json({"problem": found.problem, "cause": found.cause, "next_step": found.next_step}),
    }  # fmt: skip
    plan = catalogue.plan.id
    with database.transaction() as tx:
        number = _open(tx, plan, found.period, correct=correct)
        before = _revise(tx, plan, (found.target, found.period), [row], number)
        detail = {**row, **({"before": before} if before else {})}
        tx.audit(actor or found.author, "comment", f"{found.target}/{found.period}", detail)
    return number


def take_back(
    database: Database, catalogue: Catalogue, target: str, period: str, actor: str, *, correct: bool = False
) -> int:
    """Take a comment out of the working edition and return that; Refused as ``comment``, and where there is none."""
    plan = catalogue.plan.id
    with database.transaction() as tx:
        number = _open(tx, plan, period, correct=correct)
        before = _revise(tx, plan, (target, period), [], number)
        if not before:
            raise Refused("publish.no_comment", target=target, period=period)
        tx.audit(actor, "comment_taken_back", f"{target}/{period}", {"before": before})
    return number


def _open(tx: Transaction, plan: str, period: str, *, correct: bool) -> int:
    """Return the working edition, under the lock of the plan; Refused for a quarter that is published."""
    number = working(tx, plan)
    said = [one for one in editions(tx, plan) if one.kind == "quarter" and periods.of_month(one.through, "Q") == period]
    if said and not correct:
        raise Refused("publish.comment_locked", period=period, label=said[-1].label)
    return number


def _revise(
    tx: Transaction, plan: str, place: tuple[str, str], rows: list[dict[str, str]], number: int
) -> Mapping[str, object]:
    """Put rows in the place of what is said of a target and period; return what was said before, {} for nothing."""
    where = {"plan": plan, "target": place[0], "period": place[1]}
    before = next(iter(tx.open_rows("commentary", where)), None)
    tx.revise("commentary", KEY, rows, number, where)
    if before is None:
        return {}
    told: dict[str, object] = json.loads(str(before["content"]))
    return {"author": before["author"], **told}


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
