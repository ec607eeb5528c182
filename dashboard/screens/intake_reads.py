"""What the page of sending reads: never kept from one run to the next, and of one sender only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.figures import intake_facts, reminding
from dashboard.figures.decode import known
from dashboard.figures.intake import Known
from dashboard.figures.intake_values import Act
from dashboard.intake.blanks.issuing import issued
from dashboard.intake.originals import original
from dashboard.plan import load_catalogues, lookup
from dashboard.plan.models import Catalogue, Organisation
from dashboard.reporting import default, in_force
from dashboard.settings import settings
from dashboard.wording import Language, day_words, period_words, t

ACTS = 8  # acts told on the page
_REPLIED = ".xlsx"  # what a reply can be made of


@st.cache_resource(show_spinner=False)
def files() -> Mapping[str, Catalogue]:
    """Return the plans of the installation, as their files say them."""
    return load_catalogues(settings().plan_dir)


def catalogues() -> Mapping[str, Catalogue]:
    """Return the plans of the installation with what the office has confirmed in them, as loading reads them."""
    return _confirmed(tuple(default().primary.rows("office_mark")[0].values()))


@st.cache_resource(show_spinner=False, max_entries=2)
def _confirmed(mark: tuple[object, ...]) -> Mapping[str, Catalogue]:
    """``mark``: changes whenever something is confirmed."""
    with default().primary.snapshot() as reader:
        return {code: in_force(reader, found) for code, found in files().items()}


def senders(catalogue: Catalogue) -> tuple[Organisation, ...]:
    """Return the organisations that owe something, in the order of the catalogue."""
    return lookup.every_sender(catalogue)


def name(unit: Organisation, day: date, lang: Language) -> str:
    """Return the name of a unit on a day."""
    found = unit.name_on(day)
    return found.short if lang == "zh" else found.name_en


def of(catalogue: Catalogue, unit: Organisation, day: date, lang: Language) -> Known:
    """Return what is known of a unit's workbooks at this moment."""
    asked = {"plan": catalogue.plan.id, "sender": unit.id}
    with default().primary.snapshot() as reader:
        sendings = intake_facts.sendings(
            reader.rows("sender_submissions", **asked), reader.rows("sender_sheets", **asked),
            reader.rows("sender_issues", **asked),
        )  # fmt: skip
        dues = intake_facts.dues(reader.rows("sender_reports", **asked), catalogue, unit.id, lang)
        told = reminding.reminded(reader.rows("reminders", **asked))
        right = intake_facts.settled(reader.rows("sender_confirmations", **asked), lang)
    subjects = {found.id: found for found in lookup.subjects_of(catalogue, unit.id)}
    names = {code: found.name if lang == "zh" else found.name_en for code, found in subjects.items()}
    sheets = {code: found.sheet for code, found in subjects.items()}
    if unit in lookup.senders_of(catalogue, lookup.MILESTONES):
        sheets[lookup.MILESTONES] = issued().milestones.sheet
    folder = settings().originals
    kept = frozenset(s.id for s in sendings if s.file.lower().endswith(_REPLIED) and original(folder, s.file_hash))
    names = {**{due.subject: due.subject for due in dues}, **names, lookup.MILESTONES: t("reports.milestones", lang)}
    return Known(unit.id, name(unit, day, lang), sheets, names, dues, sendings, kept, right, told)


def acts(plan: str, unit: str, lang: Language) -> tuple[Act, ...]:
    """Return what was done last about a unit's workbooks."""
    with default().primary.snapshot() as reader:
        found = reader.rows("sender_log", prefix=f"{plan}/{unit}/", most=ACTS)
    return tuple(_act(row, lang) for row in found)


def _act(row: Mapping[str, object], lang: Language) -> Act:
    detail = json.loads(str(row["detail"]))
    at = datetime.fromisoformat(str(row["at"])).astimezone(ZoneInfo(settings().time_zone))
    period = str(row["object"]).rpartition("/")[2]
    what = t(f"intake.act_{row['action']}", lang, period=period_words(period, lang), version=detail.get("version", ""))
    about = str(detail.get("reason") or detail.get("file") or "")
    actor = str(row["actor"]) if known(row["actor"]) else ""
    return Act(f"{day_words(at.date(), lang)} {at:%H:%M}", actor, what, about)
