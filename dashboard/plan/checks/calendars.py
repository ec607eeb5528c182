"""Notices of holidays and extensions of due days."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.plan.lookup import MILESTONES, subjects
from dashboard.plan.models import Catalogue
from dashboard.plan.refusing import Invalid

_FILE = "calendar.yaml"


def faults(catalogue: Catalogue) -> Iterator[Invalid]:
    """Yield days outside their notice's year, and extensions for nobody or nothing."""
    for notice in catalogue.notices:
        for day in (*notice.off, *notice.worked):
            if day.year != notice.year:
                yield Invalid(_FILE, f"notices[{notice.year}]", day, "outside_year", year=notice.year)
    units = {unit.id for unit in catalogue.organisations}
    known = {MILESTONES, *(found.id for found in subjects(catalogue))}
    for found in catalogue.extensions:
        if found.sender is not None and found.sender not in units:
            yield Invalid(_FILE, "extensions.sender", found.sender, "unknown", where="organisations.yaml")
        if found.subject is not None and found.subject not in known:
            yield Invalid(_FILE, "extensions.subject", found.subject, "unknown", where="feeds.yaml")
