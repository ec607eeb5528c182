"""One edition from one set of facts: measured, judged, with outlooks; numbers only, nothing is written here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from dashboard.attainment import Verdict, judge
from dashboard.plan.lookup import rules_on
from dashboard.plan.models import RuleSet
from dashboard.publishing import hashes, outlooks, rows, steps
from dashboard.publishing.facts import Facts
from dashboard.publishing.measures import Measuring
from dashboard.publishing.values import values_of


@dataclass(frozen=True)
class Built:
    """Everything that an edition freezes, before it has a number."""

    rules: RuleSet
    values: list[rows.Row]
    verdicts: list[tuple[Verdict, bool]]  # True: by the default reading
    milestones: list[rows.Row]
    outlooks: list[rows.Row]
    input_hash: str

    @property
    def result_hash(self) -> str:
        """Hash of all that came out, whatever the order of rows."""
        judged = [asdict(verdict) for verdict, _ in self.verdicts]
        expected = [{**row, "quantiles": json.loads(str(row["quantiles"]))} for row in self.outlooks]
        return hashes.result_hash(values=self.values, verdicts=judged, milestones=self.milestones, outlooks=expected)


def build(facts: Facts) -> Built:
    """Measure, judge and forecast; the rule set is the one in force at the cut-off."""
    rules = rules_on(facts.catalogue, facts.cut_off)
    measuring = Measuring(facts)
    measures = measuring.all()
    verdicts: list[tuple[Verdict, bool]] = []
    expected: list[rows.Row] = []
    for target in facts.catalogue.targets:
        for reading in target.readings:
            values = values_of(measuring, measures, target, reading)
            verdict = judge(target, values, facts.through, rules, reading)
            verdicts.append((verdict, reading is target.default))
            if reading is target.default and target.kind == "numeric":
                expected += outlooks.rows_of(verdict, reading, values, measuring.city)
    return Built(
        rules=rules,
        values=list(rows.value_rows(measures)),
        verdicts=verdicts,
        milestones=[asdict(row) for row in steps.milestone_rows(facts)],
        outlooks=expected,
        input_hash=hashes.input_hash(facts, rules),
    )
