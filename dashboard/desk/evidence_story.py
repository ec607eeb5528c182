"""The evidence of the demo's units, handed in, verified and returned as on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.access import Person
from dashboard.desk import evidence, paper_files, sample_files
from dashboard.desk.evidence import Given
from dashboard.desk.evidence_known import known
from dashboard.desk.paper_files import PaperFile
from dashboard.figures.filed import Filed
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database

Row = Mapping[str, Any]
_MOST = 10  # MB


@dataclass(frozen=True)
class Story:
    """Plays the acts of a quarter; what was done already is left as it is."""

    database: Database
    catalogue: Catalogue
    papers: Path

    def play(self, rows: Sequence[Row]) -> None:
        """Take the steps in the order told: ``attach``, ``verified`` or ``returned``."""
        for row in rows:
            now = self._now(row["file"])
            if row["act"] == "attach":
                if not now:
                    self._attach(row)
            elif now and now[0].state == "submitted":
                day, who = date.fromisoformat(row["day"]), Person(row["by"], "reviewer")
                evidence.step(self.database, self.catalogue, now,
                              evidence.act(row["act"], who, day, row.get("note", "")), who, apart=True)  # fmt: skip

    def _now(self, name: str) -> list[Filed]:
        with self.database.snapshot() as reader:
            return [one for one in known(reader, self.catalogue, None, "").filed if one.file_name == name]

    def _attach(self, row: Row) -> None:
        day, file = date.fromisoformat(row["day"]), made(row)
        who = Person(row["by"], "reporter", row["unit"], self.catalogue.plan.id)
        paper_files.keep(self.papers, file)
        places = tuple((kind, key) for kind, key in row["subjects"])
        given = Given(file, places, row.get("doc_no", ""), date.fromisoformat(row["doc_date"]))
        evidence.attach(self.database, self.catalogue, given, who, day)


def made(row: Row) -> PaperFile:
    """Return a file as the story describes it."""
    lines, name = tuple(row["lines"]), str(row["file"])
    picture = name.endswith(".png")
    content = sample_files.png(row["title"], lines) if picture else sample_files.pdf(
        row["title"], lines, date.fromisoformat(row["doc_date"]))  # fmt: skip
    return paper_files.taken(name, content, _MOST)
