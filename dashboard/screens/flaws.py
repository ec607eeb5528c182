"""Rows that were poisoned: left out, named on the pages that need them, while all the rest is shown."""

from __future__ import annotations

import logging
from contextvars import ContextVar

from dashboard.figures.shell import Notice
from dashboard.publishing import soundness
from dashboard.publishing.soundness import Flaw
from dashboard.wording import Language, t

Row = dict[str, object]
_JUDGED = ("overview", "growth", "counts", "outlook", "counties", "target", "method", "review")
_PAGES = {**dict.fromkeys(("verdict", "rule_verdict", "county_verdict", "outlook"), _JUDGED),
          "milestone_state": ("overview", "tasks", "unit", "review")}  # that need a table; every one needs the others
_NAMED = 2  # damaged rows that are named
_STATE = {
    "plan_as_of": "plan", "targets": "target", "indicators": "indicator", "organisations": "organisation",
    "regions": "region", "rule_sets": "rule_set", "verdicts": "verdict", "rule_verdicts": "rule_verdict",
    "county_verdicts": "county_verdict", "outlooks": "outlook", "tasks": "task",
    "milestone_states": "milestone_state", "organisations_of": "organisation", "plans": "plan",
    "edition_list": "edition",
}  # fmt: skip
_OTHERS = {
    "target_entries": "ledger_entry", "ledger_page": "ledger_entry", "target_observations": "observation",
    "commentary_as_of": "commentary", "indicator_values": "indicator_value", "indicator_breakdowns": "indicator_value",
    "explore_values": "indicator_value", "verdict_history": "verdict", "backtests": "backtest",
    "outlook_details": "outlook", "outlook_page": "outlook", "county_status": "county_verdict",
    "county_page": "county_verdict",
}  # fmt: skip
_TABLES = {**_STATE, **_OTHERS}  # of queries whose columns are those of one table
_ALWAYS = ("verdicts", "rule_verdicts", "milestone_states", "target_entries", "target_observations", "ledger_page",
           "commentary_as_of")  # fmt: skip
page: ContextVar[str] = ContextVar("page", default="")  # which is being drawn
log = logging.getLogger(__name__)
_found: dict[tuple[str, int], dict[Flaw, set[str]]] = {}  # by plan and edition; on which pages
_checked: list[bool] = []  # not empty: every row is looked at, since a page could not be drawn


def sound(query: str, parameters: dict[str, object], rows: list[Row]) -> list[Row]:
    """Return the rows of an answer that are sound; the others are remembered and logged."""
    if query not in _TABLES or not (_checked or query in _ALWAYS):
        return rows
    table = _TABLES[query]
    kept, wrong = soundness.sound(table, rows)
    place = str(parameters.get("plan", "")), int(str(parameters.get("edition", 0)))
    for one in wrong:
        known = _found.setdefault(place, {})
        if one not in known:
            log.error("a row is damaged and left out: table %s, key %s, column %s (%s), plan %s, edition %s", one.table,
                      one.key, one.column, one.problem, *place)  # fmt: skip
        known.setdefault(one, set()).add("" if query in _STATE else page.get())
    return [dict(row) for row in kept] if wrong else rows


def suspect() -> bool:
    """Look at every row that is read from now on; False when that is done already."""
    if _checked:
        return False
    _checked.append(True)
    return True


def count() -> int:
    """Return how many findings there are, each on each page."""
    return sum(len(pages) for known in tuple(_found.values()) for pages in tuple(known.values()))


def forget() -> None:
    """Trust every row again and know of none that is damaged, as after the start."""
    _checked.clear()
    _found.clear()


def sentence(plan: str, edition: int, on: str, lang: Language) -> str:
    """Return what is said on a page of an edition of rows that are damaged, the first ones by name; "" for none."""
    every = _known(plan, edition, on)
    named = [t("ui.flaw_row", lang, table=one.table, key=one.key, column=one.column,
               problem=t(f"check.problem_{one.problem}", lang)) for one in every[:_NAMED]]  # fmt: skip
    more = t("ui.flaw_more", lang) if len(every) > _NAMED else ""
    rows = t("ui.flaw_and", lang).join(named) + more
    return t("ui.flaws" if len(every) > 1 else "ui.flaw", lang, count=len(every), rows=rows) if every else ""


def notices(plan: str, edition: int, on: str, lang: Language) -> tuple[Notice, ...]:
    """Return the sentence as a notice above a page."""
    told = sentence(plan, edition, on, lang)
    return (Notice(told),) if told else ()


def about(plan: str, edition: int, code: str) -> bool:
    """True when a damaged row is known by a code first."""
    return any(code in one.key.split("/")[:1] for one in _known(plan, edition, page.get()))


def _known(plan: str, edition: int, on: str) -> list[Flaw]:
    places = dict.fromkeys(((plan, edition), (plan, 0), ("", 0)))
    return [one for place in places for one, pages in _found.get(place, {}).items()
            if pages & {"", on} and on in ("", *_PAGES.get(one.table, (on,)))]  # fmt: skip
