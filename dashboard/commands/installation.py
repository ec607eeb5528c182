"""What is installed here: the plans and the reporting database of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.settings import settings
from dashboard.wording import Refused

if TYPE_CHECKING:
    from dashboard.plan.models import Catalogue
    from dashboard.reporting import Database


def catalogues() -> dict[str, Catalogue]:
    """Return every plan of the installation by id."""
    from dashboard.plan import load_catalogues

    return load_catalogues(settings().plan_dir)


def chosen(plan: str) -> Catalogue:
    """Return one plan, or the one readers see first."""
    known, wanted = catalogues(), plan or settings().plan
    if wanted not in known:
        raise Refused("cli.unknown_plan", plan=wanted, known="、".join(known))
    return known[wanted]


def database() -> Database:
    """Return the reporting database of the settings."""
    from dashboard.reporting import Database

    settings().var_dir.mkdir(parents=True, exist_ok=True)
    return Database(settings().url)
