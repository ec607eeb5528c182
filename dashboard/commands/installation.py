"""What is installed here: the plans and the reporting database of the settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dashboard.settings import settings
from dashboard.wording import Refused

if TYPE_CHECKING:
    from dashboard.plan.models import Catalogue
    from dashboard.reporting import Database


def files() -> dict[str, Catalogue]:
    """Return every plan of the installation by id, as its files say it."""
    from dashboard.plan import load_catalogues

    return load_catalogues(settings().plan_dir)


def catalogues() -> dict[str, Catalogue]:
    """Return every plan of the installation by id, with what the office has confirmed in it."""
    from dashboard.reporting import in_force

    found, kept = files(), database()
    if not kept.has_tables("office_fact"):
        return found
    with kept.snapshot() as reader:
        return {name: in_force(reader, catalogue) for name, catalogue in found.items()}


def chosen(plan: str, among: Mapping[str, Catalogue] | None = None) -> Catalogue:
    """Return one plan, or the one readers see first; ``among`` others than those in force."""
    known, wanted = catalogues() if among is None else among, plan or settings().plan
    if wanted not in known:
        raise Refused("cli.unknown_plan", plan=wanted, known="、".join(known))
    return known[wanted]


def database() -> Database:
    """Return the reporting database of the settings."""
    from dashboard.reporting import Database

    settings().var_dir.mkdir(parents=True, exist_ok=True)
    return Database(settings().url)
