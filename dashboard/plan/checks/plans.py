"""The plan itself: its years and its data window."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.plan.models import Catalogue
from dashboard.plan.refusing import Invalid

_FILE = "plan.yaml"


def faults(catalogue: Catalogue) -> Iterator[Invalid]:
    """Yield years and months of the plan that are out of order."""
    plan = catalogue.plan
    orders: tuple[tuple[str, object, str, object], ...] = (
        ("end_year", plan.end_year, "start_year", plan.start_year),
        ("start_year", plan.start_year, "base_year", plan.base_year + 1),
        ("cumulative_start", plan.cumulative_start, "data_from", plan.data_from),
        ("settled_by", plan.settled_by, "end_year", f"{plan.end_year}-12"),
    )
    for later, value, earlier, limit in orders:
        if str(value) < str(limit):
            yield Invalid(_FILE, f"plan.{later}", value, "too_early", other=f"plan.{earlier}", limit=limit)
    for found in plan.closures:
        if not plan.data_from <= found.month <= plan.settled_by:
            yield Invalid(_FILE, "plan.closures.month", found.month, "outside_window")
