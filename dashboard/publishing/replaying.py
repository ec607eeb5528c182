"""History as it happened: load each report period's workbooks, publish its edition, go on with the next."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dashboard.intake import LoadResult, load
from dashboard.plan import periods
from dashboard.plan.models import Catalogue
from dashboard.publishing.commenting import Comment, comment
from dashboard.publishing.freezing import publish
from dashboard.publishing.overriding import made, set_override
from dashboard.reporting import Database, Edition, editions
from dashboard.settings import settings
from dashboard.wording import Refused, t

Progress = Callable[[int, int, str], None]  # steps done, steps in all, what is being done


def replay(
    database: Database,
    catalogue: Catalogue,
    folder: Path,
    progress: Progress | None = None,
    originals: Path | None = None,
    office: Callable[[Path], Catalogue] | None = None,
) -> list[Edition]:
    """Load ``folder/<report period>/*.xlsx`` quarter by quarter and publish each quarter; return the new editions.

    After the plan's end only the last quarter is published: the settlement. A quarter with a sender missing is
    published as incomplete, with the reason. Beside a quarter's workbooks stand the statuses that a publisher set
    (``overrides.json``: target, status, author, reason, doc_no, made_on, until) and what the office wrote
    (``comments.json``: target, period, author, problem, cause, next_step, written_on); ``office`` does what else the
    office did in a quarter, given its folder, and returns the plan with what it confirmed. What is published already
    is skipped, so a second run goes on where the first one stopped. ``originals``: where the workbooks are kept as
    they came. Refused when a workbook is.
    """
    quarters = {child.name: sorted(child.glob("*.xlsx")) for child in sorted(folder.iterdir()) if child.is_dir()}
    done = [found for found in editions(database, catalogue.plan.id) if found.kind == "quarter"]
    known = [periods.of_month(found.through, "Q") for found in done]
    todo = {quarter: files for quarter, files in quarters.items() if quarter > max(known, default="")}
    counter = _Counter(sum(len(files) + 1 for files in todo.values()), progress)
    published = []
    for quarter, files in todo.items():
        _load(database, catalogue, files, counter, originals)
        _override(database, catalogue, folder / quarter / "overrides.json")
        _comment(database, catalogue, folder / quarter / "comments.json")
        if office is not None:
            catalogue = office(folder / quarter)
        if periods.year(quarter) <= catalogue.plan.end_year or quarter == max(quarters):
            published.append(_publish(database, catalogue, periods.last_month(quarter)))
        counter.step(quarter)
    return published


class _Counter:
    """Tells a progress bar how far the work is."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def step(self, what: str) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total, what)


def _load(
    database: Database, catalogue: Catalogue, files: list[Path], counter: _Counter, originals: Path | None
) -> None:
    def tell(result: LoadResult) -> None:
        if result.refusal is not None:
            raise result.refusal
        counter.step(result.path.name)

    plans, actor = {catalogue.plan.id: catalogue}, settings().publisher
    load(database, plans, files, actor=actor, progress=tell, originals=originals)


def _override(database: Database, catalogue: Catalogue, file: Path) -> None:
    for row in json.loads(file.read_text(encoding="utf-8")) if file.exists() else ():
        target, made_on = row.pop("target"), date.fromisoformat(row.pop("made_on"))
        set_override(database, catalogue, target, made(today=made_on, **row))


def _comment(database: Database, catalogue: Catalogue, file: Path) -> None:
    for row in json.loads(file.read_text(encoding="utf-8")) if file.exists() else ():
        written_on = date.fromisoformat(row.pop("written_on"))
        comment(database, catalogue, Comment(**row), written_on)


def _publish(database: Database, catalogue: Catalogue, through: str) -> Edition:
    publisher = settings().publisher
    try:
        return publish(database, catalogue, through, publisher=publisher)
    except Refused as refusal:
        if refusal.key != "publish.gaps":
            raise
        reason = t("publish.replay_reason", "zh", gaps=refusal.fields["gaps"])
        return publish(database, catalogue, through, incomplete=True, reason=reason, publisher=publisher)
