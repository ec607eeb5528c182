"""Rows of the queries to the facts that figures draw. Pure: rows in, frozen values out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar, cast

from pydantic import BaseModel, TypeAdapter

from dashboard.attainment.verdict import Status, Verdict
from dashboard.figures.facts import Chance, CountyFact, Edition, Item, Later, Measure, State, Step
from dashboard.plan.judging import RuleSet, StageState
from dashboard.plan.models import (
    Ambiguity,
    BaseValue,
    Feed,
    Heading,
    Indicator,
    Ledger,
    Organisation,
    Plan,
    Target,
    Task,
)
from dashboard.wording import Language

Row = Mapping[str, object]
More = Callable[..., Sequence[Row]]  # more(query, **parameters): its rows, of the same edition
M = TypeVar("M", bound=BaseModel)
_VERDICT = TypeAdapter(Verdict)
EVERY = ("plan_as_of", "city", "targets", "indicators", "rule_sets", "verdicts", "rule_verdicts", "tasks",
         "milestone_states")  # queries whose answers are as long for a nation as for a city  # fmt: skip


def definitions(rows: Iterable[Row], model: type[M]) -> tuple[M, ...]:
    """Return catalogue rows as models, in their order."""
    return tuple(model.model_validate_json(str(row["definition"])) for row in rows)


def plan(row: Row) -> Plan:
    """Return the plan of a plan row."""
    return Plan.model_validate(json.loads(str(row["definition"]))["plan"])


def headings(row: Row) -> tuple[Heading, ...]:
    """Return the plan's own headings of a plan row."""
    return tuple(Heading.model_validate(item) for item in json.loads(str(row["definition"]))["headings"])


def feeds(row: Row) -> tuple[Feed, ...]:
    """Return the feeds of a plan row."""
    return tuple(Feed.model_validate(item) for item in json.loads(str(row["definition"]))["feeds"])


def ledgers(row: Row) -> tuple[Ledger, ...]:
    """Return the ledgers of a plan row."""
    return tuple(Ledger.model_validate(item) for item in json.loads(str(row["definition"]))["ledgers"])


def ambiguities(row: Row) -> tuple[Ambiguity, ...]:
    """Return the register of open questions of a plan row; empty for a plan without one."""
    return tuple(Ambiguity.model_validate(item) for item in json.loads(str(row["definition"])).get("ambiguities", ()))


def edition(row: Row, rules: Iterable[Row] = (), lang: Language = "zh") -> Edition:
    """Return an edition; its rule set by name where the rule sets are given, else by code."""
    code = str(row["rule_set"])
    named = {str(rule["code"]): str(rule["name" if lang == "zh" else "name_en"]) for rule in rules}
    return Edition(
        number=int(str(row["number"])),
        label=str(row["label"]),
        through=str(row["through"]),
        cut_off=date.fromisoformat(str(row["cut_off"])),
        rules=named.get(code, code),
        data_kind=str(row["data_kind"]),
        kind=str(row["kind"]),
        revision=int(str(row["revision"])),
        corrects=str(row["corrects"]) if row["corrects"] else None,
        incomplete=bool(row["incomplete"]),
        reason=str(row["reason"]),
        doc_no=str(row["doc_no"]),
    )


def verdict(row: Row) -> Verdict:
    """Return a verdict with every number it rests on."""
    return _VERDICT.validate_json(str(row["details"]))


def names_on(organisations: Iterable[Organisation], day: date, lang: Language) -> dict[str, str]:
    """Return the short names of organisations in force on a day."""
    found = {unit.id: unit.name_on(day) for unit in organisations}
    return {code: name.short if lang == "zh" else name.name_en for code, name in found.items()}


def chances(rows: Iterable[Row], city: str) -> dict[tuple[str, str], Chance]:
    """Return the city's outlook that stands for each target and reading."""
    found: dict[tuple[str, str], Chance] = {}
    for row in rows:
        beside = known(row.get("is_main")) and not row["is_main"]  # another horizon; NULL: an edition of before
        if row["region"] in (city, "") and not beside:
            p = float(str(row["p_attain"])) if row["p_attain"] is not None else None
            found[str(row["target"]), str(row["reading"])] = Chance(p, str(row["horizon"]), str(row["reason"]))
    return found


def items(
    targets: Sequence[Target],
    indicators: Iterable[Indicator],
    verdicts: Iterable[Verdict],
    outlooks: Mapping[tuple[str, str], Chance],
    beside: Sequence[Row] = (),
    more: More = lambda query, **parameters: (),
) -> tuple[Item, ...]:
    """Return the targets in plan order, numeric ones first, each with its verdicts and outlook.

    ``beside``: rows of ``rule_verdicts``; the counties of a target are read when they are looked at.
    """
    known = {indicator.id: indicator for indicator in indicators}
    judged: dict[str, dict[str, Verdict]] = {}
    for found in verdicts:
        judged.setdefault(found.target, {})[found.reading] = found
    found_items = (
        _item(target, judged[target.id], known, outlooks)
        for target in targets
        if target.default.id in judged.get(target.id, {})
    )
    return tuple(replace(item, other_rules=_other_rules(beside, item.target.id), counties=_counties(more, item))
                 for item in found_items)  # fmt: skip


def _other_rules(rows: Sequence[Row], target: str) -> tuple[tuple[str, Status, str, bool], ...]:
    return tuple(
        (str(row["rules"]), cast(Status, str(row["status"])), str(row["light"] or ""), bool(row["small_sample"]))
        for row in rows
        if row["target"] == target
    )


def _counties(more: More, item: Item) -> Mapping[str, CountyFact]:
    return Later(
        lambda: {str(row["region"]): _county(row) for row in more("county_verdicts", target=item.target.id)}
    )


def _county(row: Row) -> CountyFact:
    numbers = (row[key] for key in ("completion", "gap_points"))
    share, gap = (Decimal(repr(float(str(value)))) if known(value) else None for value in numbers)
    quota = Decimal(str(row["quota"])) if known(row["quota"]) else None
    return CountyFact(cast(Status, str(row["status"])), str(row["reason"]), share, quota, gap,
                      bool(row["small_sample"]), tuple(json.loads(str(row["missing"]))))  # fmt: skip


def known(value: object) -> bool:
    """False for NULL, which a table of numbers holds as NaN."""
    return value is not None and value == value


def _item(
    target: Target,
    judged: Mapping[str, Verdict],
    known: Mapping[str, Indicator],
    outlooks: Mapping[tuple[str, str], Chance],
) -> Item:
    own = judged[target.default.id]
    others = tuple((reading, judged[reading.id]) for reading in target.readings[1:] if reading.id in judged)
    chances = {reading: chance for (code, reading), chance in outlooks.items() if code == target.id}
    quantities = {r.indicator: known[r.indicator] for r in target.readings if r.indicator and r.indicator in known}
    return Item(target, own, known.get(own.indicator or ""), others, chances.get(own.reading), quantities=quantities,
                chances=chances)  # fmt: skip


def measures(tasks: Iterable[Task], rows: Iterable[Row], lang: Language) -> tuple[Measure, ...]:
    """Return tasks and safeguards with their milestone instances as frozen in an edition."""
    steps: dict[str, list[Step]] = {}
    for row in rows:
        steps.setdefault(str(row["task"]), []).append(_step(row, lang))
    return tuple(Measure(task, tuple(steps.get(task.id, ()))) for task in tasks)


def _step(row: Row, lang: Language) -> Step:
    code, name = str(row["milestone"]), str(row["name" if lang == "zh" else "name_en"])
    _, at, period = code.partition("@")
    done = date.fromisoformat(str(row["done_on"])) if row["done_on"] else None
    return Step(
        code,
        f"{name} {period}" if at else name,
        cast(StageState, str(row["state"])),
        str(row["due"]),
        done,
        bool(row["recurring"]),
        bool(row["verified"]),
        str(row["reporter"]),
    )


def state(row: Row, more: More, lang: Language) -> State:
    """Return everything the edition of a row says; counties and further units are read when they are looked at."""
    answers = {name: more(name) for name in EVERY}
    found = edition(row, answers["rule_sets"], lang)
    head, city = answers["plan_as_of"][0], "".join(str(row["code"]) for row in answers["city"])
    targets = sorted(definitions(answers["targets"], Target), key=lambda target: (target.kind != "numeric", target.seq))
    return State(
        plan=plan(head),
        edition=found,
        headings=headings(head),
        items=items(
            targets,
            definitions(answers["indicators"], Indicator),
            map(verdict, answers["verdicts"]),
            chances(more("outlooks", target="", regions=[city, ""]), city),
            answers["rule_verdicts"],
            more,
        ),
        measures=measures(definitions(answers["tasks"], Task), answers["milestone_states"], lang),
        organisations=_names(found, targets, answers["milestone_states"], more, lang),
        rule_sets=definitions(answers["rule_sets"], RuleSet),
        bases=tuple(BaseValue.model_validate(item) for item in json.loads(str(head["definition"]))["base_values"]),
    )


def _names(
    found: Edition, targets: Sequence[Target], steps: Sequence[Row], more: More, lang: Language
) -> Mapping[str, str]:
    """Return the names of all organisations, those of owners and reporters at once."""
    codes = {code for target in targets for code in target.owners_on(found.cut_off)}
    codes |= {str(row["reporter"]) for row in steps}

    def named(rows: Iterable[Row]) -> dict[str, str]:
        return names_on(definitions(rows, Organisation), found.cut_off, lang)

    return Later(lambda: named(more("organisations")), named(more("organisations_of", codes=sorted(codes))))
