"""The desk's part for audits: a bundle of a target to take away, and the register of findings from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import streamlit as st

from dashboard.access import Person, notes
from dashboard.desk import bundle
from dashboard.desk import findings as acts
from dashboard.figures import findings
from dashboard.figures.findings import Finding, Report
from dashboard.plan.models import Catalogue, Target
from dashboard.reporting import default
from dashboard.screens import desk_finding_forms, desk_frame, desk_fund_totals, frame, intake_reads
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, Refused, day_words, edition_words, t

_MADE = "auditor-bundle"  # of this session: what the last bundle was asked for, its name and bytes


@dataclass(frozen=True)
class Audit:
    """Who works at it, on what, with which reports and findings, on which day."""

    who: Person
    chosen: Selection
    catalogue: Catalogue
    reports: tuple[Report, ...]
    found: tuple[Finding, ...]
    today: date

    @property
    def lang(self) -> Language:
        """The language of the page."""
        return self.chosen.lang

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The names of units today."""
        return {unit.id: intake_reads.name(unit, self.today, self.lang) for unit in self.catalogue.organisations}

    @cached_property
    def subjects(self) -> Mapping[str, str]:
        """What a finding can be about, by kind and id."""
        zh, told = self.lang == "zh", dict[str, str]()
        for one in self.catalogue.targets:
            told[f"target:{one.id}"] = f"{one.code} {one.name if zh else one.name_en}"
        for task in self.catalogue.tasks:
            told[f"task:{task.id}"] = f"{task.code} {task.name if zh else task.name_en}"
        for ledger in self.catalogue.ledgers:
            told[f"ledger:{ledger.id}"] = ledger.name if zh else ledger.name_en
        return told

    def href(self, **changes: str) -> str:
        """Return an address of this part."""
        return self.chosen.href("desk", part="auditor", **changes)


def show(who: Person, chosen: Selection) -> None:
    """Draw the part: bundles, then reports with their findings and, for publishers, the forms."""
    catalogue = intake_reads.catalogues()[chosen.plan.id]
    audit = Audit(who, chosen, catalogue, *acts.known(default().primary, chosen.plan.id), settings().now())
    still = findings.open_findings(audit.found, audit.today)
    desk_frame.top(chosen, findings.headline(audit.found, audit.today, audit.lang),
                   t("findings.as_of", audit.lang, day=day_words(audit.today, audit.lang)))  # fmt: skip
    if chosen.published:
        with st.container(key="desk-work-bundle"):
            _bundle(audit)
    desk_frame.part("desk_findings.html", chosen, title=t("findings.list_open", audit.lang), rows=_rows(audit, still),
                    reports=[])  # fmt: skip
    if who.publishes:
        desk_finding_forms.draw(who, chosen, catalogue, (audit.reports, audit.found), (audit.units, audit.subjects))
    closed = [one for one in reversed(audit.found) if one.closed]
    told = [{"code": one.code, "title": one.title, "firm": one.firm, "document": one.doc_no,
             "kind": t(f"findings.kind_{one.kind}", audit.lang), "day": day_words(one.received_on, audit.lang)}
            for one in reversed(audit.reports)]  # fmt: skip
    desk_frame.part("desk_findings.html", chosen, title=t("findings.list_closed", audit.lang), reports=told,
                    rows=_rows(audit, closed))  # fmt: skip
    if chosen.published:
        desk_fund_totals.draw(chosen)
    frame.draw("desk_end", chosen)


def _rows(audit: Audit, found: tuple[Finding, ...] | list[Finding]) -> list[findings.FindingRow]:
    names = {**audit.units, **audit.subjects}
    return [findings.row(one, names, audit.today, audit.lang,
                         audit.href(finding=one.code) if audit.who.publishes and not one.closed else "")
            for one in found]  # fmt: skip


def _bundle(audit: Audit) -> None:
    """Draw the choice of a target; one press makes its bundle, another takes it away."""
    lang, chosen = audit.lang, audit.chosen
    label = edition_words(chosen.edition.label, lang)
    desk_frame.part("desk_bundle.html", chosen, title=t("bundle.make_title", lang, edition=label))
    targets = {target.id: target for target in audit.catalogue.targets}

    def named(code: str) -> str:
        return _named(targets[code], lang)

    left, right = st.columns([5, 1], vertical_alignment="bottom")
    with left:
        code = st.selectbox(t("bundle.target", lang), list(targets), format_func=named, filter_mode=None,
                            key=f"bundle-target-{lang}")  # fmt: skip
    with right:
        pressed = st.button(t("bundle.make", lang), key="bundle-make", type="primary")
    asked = (chosen.plan.id, chosen.edition.label, str(code))
    if pressed:
        _make(audit, asked)
    kept = st.session_state.get(_MADE)
    if kept and kept[0] == asked:
        st.download_button(t("bundle.take", lang, size=f"{len(kept[2]) / 1e6:.1f}"), kept[2], kept[1],
                           "application/zip", on_click="ignore", key="bundle-take")  # fmt: skip


def _named(target: Target, lang: Language) -> str:
    return f"{target.code} {target.name if lang == 'zh' else target.name_en}"


def _make(audit: Audit, asked: tuple[str, str, str]) -> None:
    try:
        made = bundle.make(default(), *asked, bundle.Kept(settings().originals, settings().papers))
    except Refused as refusal:
        return desk_frame.refused(refusal.sentence(audit.lang), audit.chosen)
    st.session_state[_MADE] = (asked, f"{made.name}.zip", made.packed())
    notes.note(default(), audit.who, "export", f"{asked[0]}/{asked[1]}/bundle", {"target": asked[2]})
