"""The page of sending for a selection: whose workbooks, which period, what is drawn; a unit sees only its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.access import Person
from dashboard.figures import intake as figure
from dashboard.figures.intake import Asked, Known
from dashboard.figures.intake_values import IntakePage
from dashboard.figures.shell import Entry
from dashboard.intake.blanks.issuing import current as due_now
from dashboard.plan import periods
from dashboard.plan.models import Catalogue, Organisation
from dashboard.screens import frame, intake_reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, period_words, t

QUARTERS = 12  # report periods that can be chosen


@dataclass(frozen=True)
class Place:
    """Whose workbooks are looked at, for which report period."""

    catalogue: Catalogue
    unit: Organisation
    period: str


def closed(person: Person, chosen: Selection) -> str:
    """Return why this person may not send here; "" for those who may."""
    if not person.sends:
        return t("intake.closed", chosen.lang)
    known = intake_reads.catalogues().get(chosen.plan.id)
    if known is None or not intake_reads.senders(known):
        return t("intake.no_catalogue", chosen.lang)
    if person.role == "reporter" and all(unit.id != person.unit for unit in intake_reads.senders(known)):
        return t("intake.no_such_unit", chosen.lang, unit=person.unit)
    return ""


def place(person: Person, chosen: Selection) -> tuple[Place, Selection]:
    """Return what is looked at, and the selection with it; what was asked in vain is told in a notice.

    The unit is the person's scope, so that no address leads a reporter to the workbooks of another unit.
    """
    catalogue, lang = intake_reads.catalogues()[chosen.plan.id], chosen.lang
    asked, wanted = chosen.chosen("unit"), chosen.chosen("period")
    units = intake_reads.senders(catalogue)
    unit = next((found for found in units if found.id == person.scope(asked)), units[0])
    notices = list(chosen.notices)
    if asked not in ("", unit.id):
        key = "intake.own_only" if person.role == "reporter" else "unit.unknown"
        notices.append(t(key, lang, value=asked[:60], unit=_name(unit, lang)))
    known = quarters(catalogue)
    period = wanted if wanted in known else due_now(catalogue, settings().now())
    if wanted not in ("", period):
        notices.append(t("intake.unknown_period", lang, value=wanted[:60], period=period_words(period, lang)))
    kept = chosen.having(unit=unit.id, period=period)
    return Place(catalogue, unit, period), replace(kept, notices=tuple(notices))


def quarters(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the report periods that can be chosen, the newest first."""
    last = due_now(catalogue, settings().now())
    return tuple(reversed(periods.span(catalogue.plan.data_from, periods.last_month(last), "Q")[-QUARTERS:]))


def page(person: Person, chosen: Selection, at: Place) -> tuple[IntakePage, Known]:
    """Return the page, and what it rests on."""
    today, lang = settings().now(), chosen.lang
    href = _here(chosen)
    known = intake_reads.of(at.catalogue, at.unit, today, lang)
    asked = Asked(at.period, chosen.chosen("sheet"), today, lang, href)
    links = {"template": href(path="workbooks/intake-template.xlsx"), "unit": chosen.href("unit", unit=at.unit.id),
             "proof": chosen.href("desk", part="evidence", unit=at.unit.id),
             "data": chosen.href("data")}  # fmt: skip
    acts = intake_reads.acts(chosen.plan.id, at.unit.id, lang)
    return figure.page(known, asked, _units(person, chosen, at), _periods(chosen, at), acts, links), known


def _here(chosen: Selection) -> Callable[..., str]:
    def href(path: str | None = None, **changes: str) -> str:
        return frame.here(chosen, "intake", path, **changes)

    return href


def _units(person: Person, chosen: Selection, at: Place) -> tuple[Entry, ...]:
    """Return the units to choose from; a reporter has none to choose."""
    if person.role != "publisher":
        return (Entry(_name(at.unit, chosen.lang), "", True),)
    return tuple(
        Entry(_name(unit, chosen.lang), frame.here(chosen, "intake", unit=unit.id), unit == at.unit)
        for unit in intake_reads.senders(at.catalogue)
    )


def _periods(chosen: Selection, at: Place) -> tuple[Entry, ...]:
    return tuple(
        Entry(period_words(period, chosen.lang), frame.here(chosen, "intake", period=period), period == at.period)
        for period in quarters(at.catalogue)
    )


def _name(unit: Organisation, lang: Language) -> str:
    return intake_reads.name(unit, settings().now(), lang)
