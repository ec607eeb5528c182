"""What units owe as it stands at this moment, with what they were reminded of: read for the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dashboard.figures import reminding, reports
from dashboard.figures.due_board import Known
from dashboard.figures.duty import duties
from dashboard.figures.reports import Report
from dashboard.intake.template import templates
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, Reader
from dashboard.wording import Language, t


def known(
    database: Database, catalogue: Catalogue, period: str, today: date, lang: Language, href: Callable[..., str]
) -> Known:
    """Return what is owed for a report period; ``href`` is the address of a page with changes."""
    plan = catalogue.plan.id
    with database.primary.snapshot() as reader:
        found = sent(reader, catalogue)
        reminders = reminding.reminded(reader.rows("reminders", plan=plan, sender=""))
    return Known(period, duties(found, catalogue, period, today), catalogue.organisations, titles(catalogue, lang),
                 today, lang, href, reminding.by_sender(reminders, period))  # fmt: skip


def sent(reader: Reader, catalogue: Catalogue) -> tuple[Report, ...]:
    """Return every sheet that is owed since the data begins, with what was loaded since the last edition, too."""
    plan = catalogue.plan.id
    published = [int(str(row["number"])) for row in reader.rows("edition_list", plan=plan)]
    asked = {"plan": plan, "edition": max(published, default=0) + 1}
    rows = reader.rows("reports", **asked, since=f"{catalogue.plan.data_from}-01", scope="")
    return reports.reports(rows, reader.rows("submission_sheets", **asked, scope=""), sheet_names(catalogue))


def sheet_names(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Return the names that a subject's sheet may have in a workbook."""
    found = {item.id: frozenset({item.sheet}) for item in lookup.subjects(catalogue)}
    return found | {lookup.MILESTONES: frozenset(template.milestones.sheet for template in templates().values())}


def titles(catalogue: Catalogue, lang: Language) -> dict[str, str]:
    """Return the names on screen of everything that is sent, in the order of the catalogue."""
    named = {found.id: found.name if lang == "zh" else found.name_en for found in lookup.subjects(catalogue)}
    return {**named, lookup.MILESTONES: t("reports.milestones", lang)}
