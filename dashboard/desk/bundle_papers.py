"""Papers of a bundle: files that prove what the target rests on, and the signed copies of its edition's circular."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dashboard.desk import paper_files
from dashboard.desk.bundle_scope import Json, Scope
from dashboard.intake.cells import normal
from dashboard.plan.lookup import MILESTONES
from dashboard.plan.periods import of_month
from dashboard.reporting.editions import Source
from dashboard.review.files import File

Row = Mapping[str, Any]
_FOLDER = "papers"


def evidence(source: Source, scope: Scope, rows: Iterable[Row]) -> list[Json]:
    """Return the files filed for the rows of a bundle and for what the office wrote, each with how it stands."""
    wanted = {(str(row["ledger"]), normal(str(row["key"]))) for row in rows if row["kind"] == "entry"}
    wanted |= {(MILESTONES, code) for code in scope.milestones}
    wanted.add(("commentary", f"{scope.target.id}/{of_month(scope.edition.through, 'Q')}"))
    filed = source.rows("evidence_as_of", plan=scope.edition.plan, edition=scope.edition.number, scope="")
    return [{**row, "file": _name(row)} for row in filed
            if (str(row["subject_kind"]), normal(str(row["subject"]))) in wanted]  # fmt: skip


def signed(source: Source, scope: Scope) -> list[Json]:
    """Return the signed copies of the edition's circular, with the numbers in them that are not the edition's."""
    copies = source.rows("signed_copies", plan=scope.edition.plan, label=scope.edition.label)
    return [{**{name: value for name, value in row.items() if name != "id"}, "file": _name(row),
             "differences": json.loads(str(row["differences"]))} for row in copies]  # fmt: skip


def files(told: Iterable[Json], folder: Path) -> Iterator[File]:
    """Yield the files of such rows, each once, byte for byte; one that is no longer there is left out."""
    for name, digest in sorted({str(row["file"]): str(row["file_hash"]) for row in told}.items()):
        content = paper_files.kept(folder, digest)
        if content is not None:
            yield File(name, content)


def _name(row: Row) -> str:
    kind = Path(str(row["file_name"])).suffix.lower()
    return f"{_FOLDER}/{row['file_hash']}{kind if kind in paper_files.EXTENSIONS else '.bin'}"
