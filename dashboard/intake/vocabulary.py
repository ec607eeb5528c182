"""What a plan's catalogue knows by the words that stand in workbooks: sheets, counties, zones, milestones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.intake.cells import normal
from dashboard.intake.clean_text import folded
from dashboard.plan.lookup import city, counties, milestone_instances, subjects_of, zones
from dashboard.plan.models import Catalogue, Feed, Indicator, Ledger, LedgerSource, Organisation, Region


@dataclass(frozen=True)
class Vocabulary:
    """Look-up tables of one catalogue."""

    catalogue: Catalogue
    city: str
    counties: dict[str, str]  # name or alias -> code
    zones: dict[str, str]
    hosts: dict[str, str]  # zone code -> the one county that holds it
    region_names: dict[str, str]  # code -> full name
    organisations: dict[str, Organisation]
    indicators: dict[str, Indicator]
    named: dict[str, Organisation]  # universities by every name, short name and alias, folded
    subjects: dict[str, Feed | Ledger]  # by sheet name
    owed: dict[str, frozenset[str]]  # sender -> ids of feeds and ledgers
    reporters: dict[str, str]  # milestone instance -> its reporter
    counting_dates: dict[str, frozenset[str]]  # ledger -> date columns that decide a period
    counted: dict[str, frozenset[str]]  # ledger -> every column that an indicator reads


def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """Return the look-up tables of a catalogue."""
    subjects: tuple[Feed | Ledger, ...] = (*catalogue.feeds, *catalogue.ledgers)
    sources = [found.source for found in catalogue.indicators if isinstance(found.source, LedgerSource)]
    return Vocabulary(
        catalogue=catalogue,
        city=city(catalogue).code,
        counties=_names(counties(catalogue)),
        zones=_names(zones(catalogue)),
        hosts={zone.code: zone.within[0] for zone in zones(catalogue) if len(zone.within) == 1},
        region_names={region.code: region.name for region in catalogue.regions},
        organisations={found.id: found for found in catalogue.organisations},
        indicators={found.id: found for found in catalogue.indicators},
        named={
            folded(name): unit
            for unit in catalogue.organisations
            if unit.kind == "university"
            for name in (*unit.aliases, *(known for own in unit.names for known in (own.name, own.short)))
        },
        subjects={normal(subject.sheet): subject for subject in subjects},
        owed={
            found.id: frozenset(subject.id for subject in subjects_of(catalogue, found.id))
            for found in catalogue.organisations
        },
        reporters={found.code: found.reporter for found in milestone_instances(catalogue)},
        counting_dates=_columns((source.ledger, [*source.dates]) for source in sources),
        counted=_columns(
            (source.ledger, [*source.dates, *source.where, *filter(None, _others(source))]) for source in sources
        ),
    )


def lasting(words: Vocabulary, name: str) -> str:
    """Return the last name of a university by any of its names; any other text as it is."""
    unit = words.named.get(folded(name)) if name else None
    return unit.names[-1].name if unit else name


def _names(regions: Iterable[Region]) -> dict[str, str]:
    return {normal(name): region.code for region in regions for name in (region.name, *region.aliases)}


def _others(source: LedgerSource) -> tuple[str | None, ...]:
    return source.until, source.value, source.distinct


def _columns(pairs: Iterable[tuple[str, list[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for ledger, columns in pairs:
        found[ledger].update(columns)
    return {ledger: frozenset(columns) for ledger, columns in found.items()}
