"""Entries of registers: each once, with the day that decides and what it adds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dashboard.desk.recomputing.folder import Bundle
from dashboard.desk.recomputing.report import Json
from dashboard.desk.recomputing.words import number

ONE = Decimal(1)


class Register:
    """The entries of the registers, each counted once."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle

    def once(self, ledger: str) -> list[Json]:
        """Return the entries of a register, each once: as the sender whose word counts first tells it."""
        kinds = self.bundle.by_id("ledgers", ledger).get("counted_from") or []
        units = {one["id"]: one["kind"] for one in self.bundle.define["organisations"]}
        place = {unit: kinds.index(kind) if kind in kinds else len(kinds) for unit, kind in units.items()}
        rows = [row for row in self.bundle.entries if row["ledger"] == ledger]
        rows.sort(key=lambda row: (place.get(row["sender"], len(kinds)), row["sender"], row["key"]))
        seen: dict[str, Json] = {}
        for row in rows:
            seen.setdefault(row["key"], row)
        return list(seen.values())

    def dated(self, source: Json, first: date) -> list[tuple[Json, date]]:
        """Return the entries that count with the day that decides."""
        found = []
        for row in self.once(source["ledger"]):
            days = [self.day(row, name) for name in [source["date"], *(source.get("also") or [])]]
            known = [day for day in days if day is not None]
            if known and min(known) >= first and accepted(row, source):
                found.append((row, min(known)))
        return found

    def day(self, row: Json, name: str) -> date | None:
        """Return a day of an entry that had come by the cut-off."""
        text = row["own"].get(name, "")
        found = date.fromisoformat(text) if text else None
        return found if found is not None and found <= self.bundle.cut_off else None

    @staticmethod
    def thing(row: Json, source: Json) -> str:
        """Return what is counted once: the distinct value of an entry, else the entry."""
        return str(row["own"].get(source.get("distinct") or "") or row["key"])

    @staticmethod
    def amount(row: Json, made: Json, source: Json) -> Decimal:
        """Return what an entry adds, in the indicator's unit; money of registers is kept in 分."""
        if not source.get("value"):
            return ONE
        return (number(row["own"].get(source["value"], "")) or Decimal(0)).scaleb(-made["scale"])


def accepted(row: Json, source: Json) -> bool:
    """True where every column that is asked for holds an accepted value."""
    return all(row["own"].get(name, "") in values for name, values in (source.get("where") or {}).items())
