"""One edition from one set of facts: measured, judged, with outlooks; numbers only, nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace

from dashboard.attainment import Values, Verdict, judge
from dashboard.attainment.counties import CountyVerdict
from dashboard.plan.lookup import rule_set, rules_on
from dashboard.plan.models import Reading, RuleSet, Target
from dashboard.publishing import comparing, evidence, hashes, parts, rows, steps
from dashboard.publishing.asking import Asked, wanted
from dashboard.publishing.evidence import Proved
from dashboard.publishing.facts import Facts
from dashboard.publishing.measures import Measures, Measuring
from dashboard.publishing.outlooks import outlooks
from dashboard.publishing.parts import Part
from dashboard.publishing.timeline import Timeline
from dashboard.publishing.values import values_of
from dashboard.wording import Refused


@dataclass(frozen=True)
class Built:
    """Everything that an edition freezes, before it has a number."""

    rules: RuleSet
    values: list[rows.ValueRow]
    milestones: list[rows.Row]
    input_hash: str
    verdicts: list[tuple[Verdict, bool]] = field(default_factory=list)  # True: by the default reading
    others: list[Verdict] = field(default_factory=list)  # default readings under the other rule sets
    counties: list[CountyVerdict] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)  # readings that are still open
    outlooks: list[rows.Row] = field(default_factory=list)
    backtests: list[rows.Row] = field(default_factory=list)

    @property
    def result_hash(self) -> str:
        """Hash of all that came out, whatever the order of rows."""
        return hashes.result_hash(values=self.values, **self.results())

    def results(self) -> dict[str, list[rows.Row]]:
        """Return all that came out but the values, as it is hashed."""
        judged = [asdict(verdict) for verdict, _ in self.verdicts]
        expected = [{name: _read(name, cell) for name, cell in row.items()} for row in self.outlooks]
        beside = list(rows.rule_rows(self.others))
        below = [asdict(found) for found in self.counties]
        return {"verdicts": judged, "milestones": self.milestones, "outlooks": expected, "rules": beside,
                "counties": below, "records": self.backtests}  # fmt: skip


def _read(name: str, cell: object) -> object:
    """Return a cell of an outlook with its numbers as numbers, so that they are hashed at nine digits."""
    return json.loads(str(cell)) if name in rows.JSON_OF_OUTLOOK else cell


def build(facts: Facts, rules_id: str | None = None) -> Built:
    """Measure, judge and forecast; the rule set is the one named, else the one in force at the cut-off.

    Refused when the catalogue has no rule set of that name.
    """
    rules = rules_of(facts, rules_id)
    built = build_part(facts, rules, parts.whole(facts.catalogue))
    proved = evidence.verified(facts)
    milestones = [asdict(row) for row in steps.milestone_rows(facts, proved)]
    return replace(built, milestones=milestones, input_hash=hashes.input_hash(facts, rules))


def build_part(facts: Facts, rules: RuleSet, part: Part, timeline: Timeline | None = None) -> Built:
    """Measure, judge and forecast a part of the catalogue, whose data the facts hold; without milestones and hash."""
    measuring = Measuring(facts, timeline)
    measures, proved = measuring.all(part.indicators), evidence.verified(facts)
    built = Built(rules=rules, values=rows.value_rows(measures), milestones=[], input_hash="")
    for target in part.targets:
        for reading in target.readings:
            _judge(built, measuring, measures, target, reading, proved)
    numeric = {target.id for target in part.targets if target.kind == "numeric"}
    defaults = [verdict for verdict, default in built.verdicts if default and verdict.target in numeric]
    found = outlooks(measuring, measures, built.asked, defaults)
    built.outlooks.extend(found.rows)
    built.backtests.extend(found.backtests)
    return built


def verdicts(facts: Facts) -> Iterator[tuple[Verdict, bool]]:
    """Yield the city's verdicts alone, by the rule set in force at the cut-off; True: by the default reading."""
    rules, measuring = rules_of(facts), Measuring(facts)
    measures, proved = measuring.all(), evidence.verified(facts)
    for target in facts.catalogue.targets:
        for reading in target.readings:
            values = _values(measuring, measures, target, reading, proved)
            yield _verdict(facts, rules, target, reading, values), reading is target.default


def rules_of(facts: Facts, asked: str | None = None) -> RuleSet:
    """Return the rule set of a name, else the one in force at the cut-off; Refused when there is none of the name."""
    if asked is None:
        return rules_on(facts.catalogue, facts.cut_off)
    try:
        return rule_set(facts.catalogue, asked)
    except KeyError:
        known = "、".join(rules.id for rules in facts.catalogue.rules)
        raise Refused("publish.no_rules", rules=asked, known=known) from None


def _judge(
    built: Built, measuring: Measuring, measures: Measures, target: Target, reading: Reading, proved: Proved
) -> None:
    """Judge one reading; the default one also under other rules and by county."""
    facts, default = measuring.facts, reading is target.default
    values = _values(measuring, measures, target, reading, proved)
    verdict = _verdict(facts, built.rules, target, reading, values)
    built.verdicts.append((verdict, default))
    open_one = wanted(verdict, reading, values, default, facts.through) if target.kind == "numeric" else None
    built.asked.extend([open_one] if open_one else [])
    if not default:
        return
    built.others.extend(comparing.under_other_rules(facts, target, values, built.rules))
    built.counties.extend(comparing.county_verdicts(measuring, measures, verdict, reading, built.rules))


def _values(
    measuring: Measuring, measures: Measures, target: Target, reading: Reading, proved: Proved
) -> Values:
    found = values_of(measuring, measures, target, reading)
    return replace(found, verified=evidence.verified_count(measuring, reading, proved))


def _verdict(facts: Facts, rules: RuleSet, target: Target, reading: Reading, values: Values) -> Verdict:
    verdict = judge(target, values, facts.through, rules, reading)
    return comparing.overridden(verdict, facts, default=reading is target.default)
