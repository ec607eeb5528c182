"""What is known about evidence, of one unit or all: what it is asked for, and every file that was sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, get_args

from dashboard.figures.filed import Filed, Place, Standing, filed, standing
from dashboard.plan.models import Catalogue
from dashboard.publishing import evidence, subjects
from dashboard.publishing.facts import entry
from dashboard.publishing.subjects import Subject
from dashboard.reporting.editions import Source
from dashboard.reporting.office import NOW

_LEDGERED: Mapping[str, Standing] = {"已核验": "verified", "已提交": "submitted", "退回": "returned"}
_AS_TYPED = str.maketrans("()", "（）")  # keys are kept without full-width signs, titles as they were typed
_CHUNK = 500  # numbers of entries that are asked for at a time


@dataclass(frozen=True)
class Known:
    """``subjects`` by place; ``ledgered``: how subjects stand by the ledger of evidence, which has no files."""

    subjects: Mapping[Place, Subject]
    filed: tuple[Filed, ...]
    ledgered: Mapping[Place, Standing]

    def standing(self, place: Place) -> Standing:
        """Return how a subject stands: by its files, else by the ledger."""
        return self._files.get(place) or self.ledgered.get(place, "none")

    @cached_property
    def _files(self) -> dict[Place, Standing]:
        return standing(self.filed)


def known(source: Source, catalogue: Catalogue, today: date | None, scope: str) -> Known:
    """Return what is known now; ``scope``: the unit whose subjects and files are read, "" for all.

    Without ``today`` only the files are read.
    """
    plan = catalogue.plan.id
    files = filed(source.rows("evidence_steps", plan=plan, scope=scope))
    if today is None:
        return Known({}, files, {})
    asked = {"plan": plan, "edition": NOW, "scope": scope}
    ledgers = sorted({found.ledger for _, found in subjects.counting(catalogue)})
    stored = source.rows("evidence_entries", **asked, ledgers=ledgers) if ledgers else []
    done = source.rows("evidence_milestones", **asked)
    keys = {str(row["entry_key"]) for row in stored} | {str(row["milestone"]) for row in done}
    told = _ledgered(source, catalogue, scope, keys)
    proved = {one.place for one in files} | told.keys()
    found = [*subjects.entries(catalogue, stored, today, proved), *subjects.milestones(catalogue, done, today)]
    if not scope:
        found += subjects.comments(source.rows("commentary_as_of", plan=plan, edition=NOW, last="9"))
    return Known({one.place: one for one in found}, files, told)


def _ledgered(source: Source, catalogue: Catalogue, scope: str, keys: Collection[str]) -> dict[Place, Standing]:
    """Return how subjects stand by the ledger of evidence; ``keys``: of those that may be read."""
    numbers = sorted({*keys, *(key.translate(_AS_TYPED) for key in keys)})
    rows: list[dict[str, Any]] = []
    for start in range(0, len(numbers), _CHUNK) if scope else (0,):
        rows += source.rows("evidence_ledger", plan=catalogue.plan.id, edition=NOW, ledger=evidence.LEDGER,
                            every=int(not scope), numbers=numbers[start : start + _CHUNK])  # fmt: skip
    ranks, found = get_args(Standing), dict[Place, Standing]()
    for place, state, _ in evidence.told(catalogue, map(entry, rows)):
        stands = _LEDGERED.get(state, "none")
        if place[1] in keys and ranks.index(stands) > ranks.index(found.get(place, "none")):
            found[place] = stands
    return found
