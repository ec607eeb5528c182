"""Every row that a verdict rests on, cell by cell with its place in the original, and what was left aside there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from dashboard.desk.bundle_scope import Json, Scope
from dashboard.desk.bundle_sheets import Original, Place
from dashboard.intake.template import templates
from dashboard.plan.lookup import MILESTONES, indicator
from dashboard.plan.models import Ledger, LedgerColumn, LedgerSource
from dashboard.publishing.steps import SCORES

Row = Mapping[str, Any]
_KINDS = {"integer": "number", "decimal": "number", "money": "money", "date": "date", "boolean": "boolean"}


@dataclass(frozen=True)
class Cell:
    """A cell that is used: what it says by which name, where, as sent and as kept."""

    name: str
    kind: str
    column: str
    header: str
    raw: str
    value: str
    unit: str = ""
    kept: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> Json:
        """Return the cell as the bundle lists it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


class Rows:
    """The rows of one scope, read once."""

    def __init__(self, scope: Scope, originals: Mapping[int, Original], files: Mapping[int, Row]) -> None:
        self._scope, self._originals, self._files = scope, originals, files
        self._places: dict[tuple[int, str], Place] = {}
        self.tables: dict[tuple[int, str], Json] = {}

    def told(self, observed: Sequence[Row], entries: Sequence[Row], steps: Sequence[Row]) -> list[Json]:
        """Return every row as the bundle lists it: observations, entries, milestones."""
        return [*map(self._observation, observed), *map(self._entry, entries), *map(self._step, steps)]

    @cached_property
    def _regions(self) -> dict[str, str]:
        found = self._scope.catalogue.regions
        return {name: one.code for one in found for name in (*one.aliases, one.name)}

    def place(self, submission: int, sheet: str, headers: Sequence[str]) -> Place:
        """Return where the headers of a sheet stand; kept."""
        key = (submission, sheet)
        if key not in self._places:
            self._places[key] = self._originals[submission].place(sheet, headers)
        return self._places[key]

    def _head(self, row: Row, kind: str, subject: str, headers: Sequence[str], keys: Sequence[str],
              only: Mapping[str, Sequence[str]] | None = None) -> tuple[Json, Place]:  # fmt: skip
        """Return what every listed row says of its place, and note its table."""
        submission, sheet, file = int(row["submission_id"]), str(row["sheet"]), self._files[int(row["submission_id"])]
        place = self.place(submission, sheet, headers)
        self.tables.setdefault((submission, sheet), {
            "workbook": file["file_hash"], "file": file["file_name"], "sheet": sheet, "sender": row["sender"],
            "subject": subject, "kind": kind, "header_row": place.header_row, "columns": dict(place.columns),
            "key_columns": [place.letter(header) for header in keys],
            "only": {place.letter(header): list(values) for header, values in (only or {}).items()},
        })  # fmt: skip
        return {"workbook": file["file_hash"], "file": file["file_name"], "sheet": sheet, "row": int(row["row_no"]),
                "sender": row["sender"]}, place  # fmt: skip

    def _observation(self, row: Row) -> Json:
        made = indicator(self._scope.catalogue, str(row["indicator"]))
        feed = next(one for one in self._scope.feeds if any(v.indicator == made.id for v in one.values))
        value = next(one for one in feed.values if one.indicator == made.id)
        codes: dict[str, tuple[str, Mapping[str, str]]] = {}
        if feed.region_header:
            codes["region"] = (feed.region_header, self._regions)
        if feed.breakdown:
            codes["breakdown"] = (feed.breakdown.header, feed.breakdown.options)
        keys = [feed.period_header, *(header for header, _ in codes.values())]
        used = [one.header for one in feed.values if one.indicator in self._scope.carried]
        head, place = self._head(row, "feed", feed.id, [*keys, *used], keys)
        amount = Decimal(int(row["value"])).scaleb(-made.scale)
        cells = [Cell("period", "period", place.letter(keys[0]), keys[0], str(row["period"]), str(row["period"]))]
        for name, (header, words) in codes.items():
            code = str(row[name])
            cells.append(Cell(name, "code", place.letter(header), header, _named(words, code), code, codes=words))
        cells.append(Cell("value", "number", place.letter(value.header), value.header, str(row["raw_value"]),
                          _plain(amount), str(row["raw_unit"]), made.unit))  # fmt: skip
        return {"kind": "observation", **head, "indicator": made.id, "region": row["region"],
                "period": row["period"], "cells": [cell.told() for cell in cells]}  # fmt: skip

    def _entry(self, row: Row) -> Json:
        ledger = next(one for one in self._scope.ledgers if one.id == row["ledger"])
        columns = {column.name: column for column in ledger.columns}
        used = [columns[name] for name in self._used(ledger)]
        only = {columns["target"].header: [self._scope.target.code]} if ledger.id == SCORES else {}
        head, place = self._head(row, "ledger", ledger.id, [column.header for column in used],
                                 [columns[name].header for name in ledger.key], only)  # fmt: skip
        kept, sent = json.loads(str(row["attributes"])), json.loads(str(row["raw"]))
        cells = [_cell(column, place, sent, kept) for column in used]
        return {"kind": "entry", **head, "ledger": ledger.id, "key": row["entry_key"], "title": row["title"],
                "region": row["region"], "cells": [cell.told() for cell in cells]}  # fmt: skip

    def _used(self, ledger: Ledger) -> list[str]:
        """Return the columns of a ledger that the verdict rests on, the key first."""
        found = [*ledger.key]
        for made in self._scope.measured:
            if isinstance(made.source, LedgerSource) and made.source.ledger == ledger.id:
                source = made.source
                found += [*source.dates, *source.where]
                found += [name for name in (source.until, source.value, source.distinct) if name]
        for stage in self._scope.target.stages:
            found += [stage.date or "", *stage.where] if stage.ledger == ledger.id else []
        found += ["target", "criterion", "score", "scored_on", "evidence"] if ledger.id == SCORES else []
        return list(dict.fromkeys(name for name in found if name))

    def _step(self, row: Row) -> Json:
        layout = templates()[str(self._files[int(row["submission_id"])]["template"])].milestones
        headers = layout.headers
        head, place = self._head(row, MILESTONES, MILESTONES, [headers.milestone, headers.state, headers.done_on],
                                 [headers.milestone])  # fmt: skip
        state, code, done = str(row["state"]), str(row["milestone"]), str(row["done_on"] or "")
        cells = [
            Cell("milestone", "text", place.letter(headers.milestone), headers.milestone, code, code),
            Cell("state", "code", place.letter(headers.state), headers.state, _named(layout.states, state), state,
                 codes=layout.states),
            Cell("done_on", "date", place.letter(headers.done_on), headers.done_on, done, done),
        ]  # fmt: skip
        return {"kind": "milestone", **head, "milestone": code, "document": row["doc_no"],
                "cells": [cell.told() for cell in cells]}  # fmt: skip


def _cell(column: LedgerColumn, place: Place, sent: Row, kept: Row) -> Cell:
    kind = _KINDS.get(column.type, "text")
    unit, own = (column.unit or "", "分") if column.type == "money" else ("", "")
    return Cell(column.name, kind, place.letter(column.header), column.header, str(sent.get(column.name, "")),
                str(kept.get(column.name, "")), unit, own)  # fmt: skip


def _named(words: Mapping[str, str], code: str) -> str:
    """Return the word that stands for a code."""
    return next((word for word, one in reversed(list(words.items())) if one == code), code)


def _plain(value: Decimal) -> str:
    found = f"{value:f}"
    return found.rstrip("0").rstrip(".") if "." in found else found
