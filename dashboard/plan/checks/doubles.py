"""Things that may occur only once: ids, codes, sheets, columns, base values."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from dashboard.plan.lookup import MILESTONES, subjects
from dashboard.plan.models import Catalogue, Feed, Ledger, Target
from dashboard.plan.refusing import Invalid

Named = Iterable[tuple[str, str, Hashable]]  # file, key, value


def faults(catalogue: Catalogue, files: Mapping[str, str]) -> Iterator[Invalid]:
    """Yield every value that stands a second time where it may stand once."""
    for group in _groups(catalogue, files):
        seen: set[Hashable] = set()
        for file, key, value in group:
            if value in seen:
                words = " ".join(str(part) for part in value) if isinstance(value, tuple) else value
                yield Invalid(file, key, words, "duplicate")
            seen.add(value)


def _groups(catalogue: Catalogue, files: Mapping[str, str]) -> Iterator[Named]:
    yield (("plan.yaml", f"headings[{found.id}].id", found.id) for found in catalogue.headings)
    yield (("regions.yaml", f"regions[{found.code}].code", found.code) for found in catalogue.regions)
    yield (
        ("regions.yaml", f"regions[{found.code}].aliases", name)
        for found in catalogue.regions
        for name in (found.name, *found.aliases)
    )
    yield (("organisations.yaml", f"organisations[{found.id}].id", found.id) for found in catalogue.organisations)
    yield (("", "", MILESTONES), *((*_place(found, files, "id"), found.id) for found in subjects(catalogue)))
    yield ((*_place(found, files, "sheet"), found.sheet) for found in subjects(catalogue))
    yield (("indicators.yaml", f"indicators[{found.id}].id", found.id) for found in catalogue.indicators)
    for ledger in catalogue.ledgers:
        yield ((*_place(ledger, files, f"columns[{column.name}].name"), column.name) for column in ledger.columns)
        yield ((*_place(ledger, files, f"columns[{column.name}].header"), column.header) for column in ledger.columns)
    yield from _values(catalogue)
    yield from _targets(catalogue.targets)
    for field in ("id", "code", "seq"):
        yield (("tasks.yaml", f"tasks[{found.id}].{field}", getattr(found, field)) for found in catalogue.tasks)
    steps = [(found.id, step.code) for found in catalogue.tasks for step in found.milestones]
    yield (("tasks.yaml", f"tasks[{task}].milestones[{code}].code", code) for task, code in steps)
    yield ((files[f"rules:{found.id}"], "rule_set.id", found.id) for found in catalogue.rules)


def _place(subject: Feed | Ledger, files: Mapping[str, str], field: str) -> tuple[str, str]:
    if isinstance(subject, Feed):
        return "feeds.yaml", f"feeds[{subject.id}].{field}"
    return files[f"ledger:{subject.id}"], f"ledger.{field}"


def _values(catalogue: Catalogue) -> Iterator[Named]:
    file = "base_values.yaml"
    yield ((file, f"base_values[{found.indicator}]", (found.indicator, found.year)) for found in catalogue.base_values)
    yield ((file, f"quotas[{found.target}]", (found.target, found.region, found.year)) for found in catalogue.quotas)


def _targets(targets: tuple[Target, ...]) -> Iterator[Named]:
    for field in ("id", "code", "seq"):
        yield (("targets.yaml", f"targets[{found.id}].{field}", getattr(found, field)) for found in targets)
    for target in targets:
        place = f"targets[{target.id}]"
        yield (("targets.yaml", f"{place}.readings[{found.id}].id", found.id) for found in target.readings)
        yield (("targets.yaml", f"{place}.stages[{found.id}].id", found.id) for found in target.stages)
