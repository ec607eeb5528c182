"""Targets: headings, units and tasks that exist, readings that can be judged, stages that can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.plan.checks.columns import column_faults, where_faults
from dashboard.plan.checks.tasks import inside
from dashboard.plan.lookup import indicator, milestone_instances, subject
from dashboard.plan.models import Catalogue, Indicator, Ledger, LedgerSource, Reading, Stage, Target
from dashboard.plan.refusing import Invalid

_FILE = "targets.yaml"
_COUNTS = ("count", "stages")


def faults(catalogue: Catalogue) -> Iterator[Invalid]:
    """Yield faults of every target."""
    for target in catalogue.targets:
        yield from _references(catalogue, target)
        yield from _readings(catalogue, target)
        for stage in target.stages:
            yield from _stage(catalogue, stage, f"targets[{target.id}].stages[{stage.id}]")


def _references(catalogue: Catalogue, target: Target) -> Iterator[Invalid]:
    known: dict[str, tuple[set[object], str]] = {
        "heading": ({found.id for found in catalogue.headings}, "plan.yaml"),
        "owners": ({found.id for found in catalogue.organisations}, "organisations.yaml"),
        "partners": ({found.id for found in catalogue.organisations}, "organisations.yaml"),
        "tasks": ({found.seq for found in catalogue.tasks if found.kind == "task"}, "tasks.yaml"),
    }
    for field, (options, where) in known.items():
        value = getattr(target, field)
        for part in value if isinstance(value, tuple) else (value,):
            if part not in options:
                yield Invalid(_FILE, f"targets[{target.id}].{field}", part, "unknown", where=where)
    units = known["owners"][0]
    for number, former in enumerate(target.former_owners, start=1):
        for part in former.owners:
            if part not in units:
                key = f"targets[{target.id}].former_owners[{number}].owners"
                yield Invalid(_FILE, key, part, "unknown", where="organisations.yaml")


def _readings(catalogue: Catalogue, target: Target) -> Iterator[Invalid]:
    key = f"targets[{target.id}].readings"
    if not target.readings:
        yield Invalid(_FILE, key, None, "missing")
        return
    if target.default.id != "default":
        yield Invalid(_FILE, f"{key}[{target.default.id}].id", target.default.id, "first_default")
    for reading in target.readings:
        yield from _reading(catalogue, target, reading, f"{key}[{reading.id}]")


def _reading(catalogue: Catalogue, target: Target, reading: Reading, key: str) -> Iterator[Invalid]:
    plan = catalogue.plan
    if not inside(plan, f"{reading.end_year}-12"):
        yield Invalid(_FILE, f"{key}.end_year", reading.end_year, "outside_plan")
    if reading.count_from is not None and not plan.data_from <= reading.count_from <= plan.settled_by:
        yield Invalid(_FILE, f"{key}.count_from", reading.count_from, "outside_window")
    yield from _first_day(reading, key)
    if (reading.method == "qualitative") != (target.kind == "qualitative"):
        yield Invalid(_FILE, f"{key}.method", reading.method, "method_kind", other=target.kind)
    if reading.method == "qualitative":
        return
    for field in ("indicator", "threshold"):
        if getattr(reading, field) is None:
            yield Invalid(_FILE, f"{key}.{field}", None, "missing")
            return
    if reading.threshold is not None and reading.threshold <= 0:
        yield Invalid(_FILE, f"{key}.threshold", reading.threshold, "positive")
    if reading.indicator not in {found.id for found in catalogue.indicators}:
        yield Invalid(_FILE, f"{key}.indicator", reading.indicator, "unknown", where="indicators.yaml")
    else:
        yield from _method(catalogue, target, reading, key)


def _first_day(reading: Reading, key: str) -> Iterator[Invalid]:
    day = reading.count_from_day
    if day is not None and reading.count_from is None:
        yield Invalid(_FILE, f"{key}.count_from", None, "missing")
    elif day is not None and f"{day:%Y-%m}" != reading.count_from:
        yield Invalid(_FILE, f"{key}.count_from_day", day, "day_of_month", limit=reading.count_from)


def _method(catalogue: Catalogue, target: Target, reading: Reading, key: str) -> Iterator[Invalid]:
    measured = indicator(catalogue, reading.indicator or "")
    if not _fits(measured, reading.method):
        yield Invalid(_FILE, f"{key}.method", reading.method, "method_indicator", other=reading.indicator)
    yield from _closing(measured, reading, key)
    if reading.method == "stages" and not target.stages:
        yield Invalid(_FILE, f"targets[{target.id}].stages", None, "missing")
    if reading.method in _COUNTS:
        return
    if reading.base_year is None:
        yield Invalid(_FILE, f"{key}.base_year", None, "missing")
    elif reading.base_year >= reading.end_year:
        limit = reading.base_year + 1
        yield Invalid(_FILE, f"{key}.end_year", reading.end_year, "too_early", other="base_year", limit=limit)
    elif f"{reading.base_year}-{reading.closing_month:02d}" < catalogue.plan.data_from:
        yield Invalid(_FILE, f"{key}.base_year", reading.base_year, "outside_window")


def _fits(measured: Indicator, method: str) -> bool:
    """Return whether a method suits an indicator; what is in force of a ledger may be counted, or may grow."""
    if measured.aggregation == "stock" and isinstance(measured.source, LedgerSource):
        return True
    return (measured.aggregation == "cumulative_count") == (method in _COUNTS)


def _closing(measured: Indicator, reading: Reading, key: str) -> Iterator[Invalid]:
    """Yield a fault when base and end do not close with a month that ends a period of a stock or ratio."""
    step = {"M": 1, "Q": 3, "A": 12}[measured.frequency]
    held = measured.aggregation in ("stock", "ratio") and reading.method not in _COUNTS
    if reading.closing_month != 12 and not (held and reading.closing_month % step == 0):
        yield Invalid(_FILE, f"{key}.closing_month", reading.closing_month, "closing_month", other=measured.id)


def _stage(catalogue: Catalogue, stage: Stage, key: str) -> Iterator[Invalid]:
    if not inside(catalogue.plan, stage.due):
        yield Invalid(_FILE, f"{key}.due", stage.due, "outside_plan")
    if (stage.milestone is None) == (stage.ledger is None):
        yield Invalid(_FILE, key, stage.id, "milestone_or_ledger")
    elif stage.milestone is not None:
        if stage.milestone not in {found.code for found in milestone_instances(catalogue)}:
            yield Invalid(_FILE, f"{key}.milestone", stage.milestone, "unknown", where="tasks.yaml")
    else:
        yield from _ledger_stage(catalogue, stage, key)


def _ledger_stage(catalogue: Catalogue, stage: Stage, key: str) -> Iterator[Invalid]:
    if stage.ledger not in {ledger.id for ledger in catalogue.ledgers}:
        yield Invalid(_FILE, f"{key}.ledger", stage.ledger, "unknown", where="ledgers/")
        return
    ledger = subject(catalogue, stage.ledger or "")
    if stage.date is None:
        yield Invalid(_FILE, f"{key}.date", None, "missing")
    elif isinstance(ledger, Ledger):
        yield from column_faults(_FILE, f"{key}.date", ledger, stage.date, "date")
        yield from where_faults(_FILE, f"{key}.where", ledger, stage.where)
