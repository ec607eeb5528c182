"""Scores of the qualitative targets: every criterion is scored each autumn, and rises a step a year at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dashboard.demo import days
from dashboard.demo.chance import source
from dashboard.demo.entries import Entry, Fact, Value
from dashboard.plan.models import Catalogue, Criterion, Target

_LEDGER, _SENDER = "scores", "org_scjg"
_SCORERS = ("示例评分员甲", "示例评分员乙")


def entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield one entry for each criterion, scored anew every year of the plan."""
    for target in catalogue.targets:
        for criterion in target.criteria:
            yield Entry(_LEDGER, (_SENDER,), tuple(_scores(catalogue, target, criterion)))


def _scores(catalogue: Catalogue, target: Target, criterion: Criterion) -> Iterator[Fact]:
    random = source(_LEDGER, target.code, criterion.id)
    score = 0
    for year in range(catalogue.plan.start_year, catalogue.plan.end_year + 1):
        score = min(criterion.full, score + random.choice((0, 1, 1)))
        day = days.later(random, date(year, 11, 5), 0, 20)
        values: dict[str, Value] = {
            "target": target.code, "criterion": criterion.name, "score": score, "scored_on": day,
            "scorer": random.choice(_SCORERS), "evidence": f"示例评〔{year}〕{random.randint(1, 90)}号",
        }  # fmt: skip
        yield Fact(day, values)
