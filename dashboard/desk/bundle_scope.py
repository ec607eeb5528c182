"""What an audit bundle is about: one target of a published edition, with the definitions that it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.plan import periods
from dashboard.plan.content_hash import canonical, content_hash
from dashboard.plan.lookup import MILESTONES, indicator, senders_of, sources_of, subject
from dashboard.plan.measures import IndexSource, parts_of
from dashboard.plan.models import Catalogue, Feed, FeedSource, Indicator, Ledger, LedgerSource, Reading, RuleSet, Target
from dashboard.publishing.steps import SCORES
from dashboard.reporting import Edition
from dashboard.reporting.editions import Source
from dashboard.reporting.editions import edition as published
from dashboard.wording import Refused

Json = dict[str, Any]
_PARTS = {"regions": "regions", "organisations": "organisations", "indicators": "indicators", "targets": "targets",
          "tasks": "tasks", "rules": "rule_sets"}  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """One target of an edition under the reading in use, with the catalogue as the edition knows it."""

    edition: Edition
    catalogue: Catalogue
    target: Target
    reading: Reading
    rules: RuleSet

    @cached_property
    def measured(self) -> tuple[Indicator, ...]:
        """The indicator of the reading and all that it is made of."""
        found: dict[str, Indicator] = {}

        def add(code: str) -> None:
            found[code] = one = indicator(self.catalogue, code)
            for part in parts_of(one.source):
                add(part)

        if self.reading.indicator:
            add(self.reading.indicator)
        return tuple(found.values())

    @cached_property
    def carried(self) -> tuple[str, ...]:
        """The indicators under whose names the feeds carry the values."""
        fed = ((one.id, one.source) for one in self.measured if isinstance(one.source, FeedSource))
        return tuple(dict.fromkeys(source.of or code for code, source in fed))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The feeds and ledgers that the reading's number rests on."""
        return sources_of(self.catalogue, self.reading.indicator) if self.reading.indicator else ()

    @cached_property
    def feeds(self) -> tuple[Feed, ...]:
        """The feeds among the sources."""
        return tuple(found for code in self.sources if isinstance(found := subject(self.catalogue, code), Feed))

    @cached_property
    def ledgers(self) -> tuple[Ledger, ...]:
        """The ledgers that number, stages and scores rest on."""
        codes = [code for code in self.sources if isinstance(subject(self.catalogue, code), Ledger)]
        codes += [stage.ledger for stage in self.target.stages if stage.ledger]
        known = {ledger.id for ledger in self.catalogue.ledgers}
        codes += [SCORES] if self.target.criteria and SCORES in known else []
        found = (subject(self.catalogue, code) for code in dict.fromkeys(codes))
        return tuple(one for one in found if isinstance(one, Ledger))

    @cached_property
    def milestones(self) -> tuple[str, ...]:
        """The milestones that stages rest on."""
        return tuple(stage.milestone for stage in self.target.stages if stage.milestone)

    @cached_property
    def window(self) -> str:
        """The first month of the data that the verdict rests on."""
        plan, reading = self.catalogue.plan, self.reading
        bases = [one.source.base_year for one in self.measured if isinstance(one.source, IndexSource)]
        if reading.base_year is not None and not self._lasting:
            return f"{min([reading.base_year, *bases])}-01"
        counted = any(one.aggregation == "cumulative_count" for one in self.measured)
        return reading.count_from or (plan.cumulative_start if counted or not self.measured else plan.data_from)

    @property
    def _lasting(self) -> bool:
        """True where what counts may have begun at any time: stocks of a ledger, things counted once for ever."""
        found = (one.source for one in self.measured)
        return any(isinstance(one, LedgerSource) and (one.until or (one.distinct and not one.distinct_within))
                   for one in found)  # fmt: skip

    @property
    def quarter(self) -> str:
        """The quarter whose milestone sheets the stages rest on."""
        return periods.of_month(min(self.edition.through, f"{self.reading.end_year}-12"), "Q")


def scope(source: Source, plan: str, label: str, target: str, reading: str = "") -> Scope:
    """Return what a bundle is about; ``target``: number or id, ``reading``: "" for the one in use.

    Refused for an edition, target or reading that does not exist.
    """
    found = published(source, plan, label)
    catalogue = as_of(source, plan, found.number)
    one = next((item for item in catalogue.targets if target in (item.id, item.code)), None)
    if one is None:
        raise Refused("bundle.no_target", target=target, known="、".join(item.code for item in catalogue.targets))
    chosen = next((item for item in one.readings if item.id == (reading or one.default.id)), None)
    if chosen is None:
        known = "、".join(item.id for item in one.readings)
        raise Refused("bundle.no_reading", reading=reading, target=one.code, known=known)
    return Scope(found, catalogue, one, chosen, next(item for item in catalogue.rules if item.id == found.rule_set))


def as_of(source: Source, plan: str, edition: int) -> Catalogue:
    """Return a plan as an edition knows it, from the rows that the edition keeps."""
    asked: dict[str, object] = {"plan": plan, "edition": edition}
    head = json.loads(str(source.rows("plan_as_of", **asked)[0]["definition"]))
    parts = {name: [json.loads(str(row["definition"])) for row in source.rows(query, **asked)]
             for name, query in _PARTS.items()}  # fmt: skip
    made = Catalogue.model_validate({**head, **parts})
    return made.model_copy(update={"hash": content_hash(made)})


def written(catalogue: Catalogue) -> bytes:
    """Return a catalogue as the text whose SHA-256 is its hash."""
    return canonical(catalogue).encode()


def definitions(found: Scope, known: Mapping[str, Any]) -> Json:
    """Return what the recomputation needs of a catalogue, word for word; ``known``: the catalogue as plain data."""
    units = _units(found)
    chosen: dict[str, Sequence[str]] = {
        "indicators": [one.id for one in found.measured], "feeds": [one.id for one in found.feeds],
        "ledgers": [one.id for one in found.ledgers], "organisations": list(units),
    }  # fmt: skip
    told: Json = {part: [one for one in known[part] if one["id"] in codes] for part, codes in chosen.items()}
    measured = {one.id for one in found.measured}
    told["base_values"] = [one for one in known["base_values"] if one["indicator"] in measured]
    told["regions"] = [one for one in known["regions"] if one["kind"] != "zone"]
    return told


def _units(found: Scope) -> Iterator[str]:
    codes = [*(one.id for one in found.feeds), *(one.id for one in found.ledgers)]
    codes += [MILESTONES] if found.milestones else []
    yield from dict.fromkeys(unit.id for code in codes for unit in senders_of(found.catalogue, code))
