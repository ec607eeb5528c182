"""The rows behind a target: values or ledger entries as sent, each with file, sheet, row and version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.figures.series import Row
from dashboard.plan.models import Breakdown, LedgerSource
from dashboard.wording import Language, day_words, edition_words, joined, number, period_words, t

SHOWN, UNFOLDED = 12, 300  # rows seen at once, and when the list is unfolded


@dataclass(frozen=True)
class Table:
    """A table of words: headers, the first rows, how many there are in all, and further rows to unfold."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    numeric: tuple[int, ...] = ()  # places of right-aligned columns
    more: tuple[tuple[str, ...], ...] = ()


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]], total: int, numeric: tuple[int, ...]) -> Table:
    return Table(headers, tuple(rows[:SHOWN]), total, numeric, tuple(rows[SHOWN:]))


@dataclass(frozen=True)
class Names:
    """Names of places and senders as of the edition's date."""

    regions: Mapping[str, str]
    organisations: Mapping[str, str]
    indicators: Mapping[str, str]
    lang: Language
    order: Mapping[str, int] = field(default_factory=dict)  # of senders: the first one's entry counts

    def region(self, code: object) -> str:
        """Return a place by name; empty for none."""
        return self.regions.get(str(code), str(code))

    def sender(self, code: object) -> str:
        """Return a sender by name."""
        return self.organisations.get(str(code), str(code))


def observations(rows: Sequence[Row], names: Names, breakdown: Breakdown | None) -> Table:
    """Return values as sent, newest first; the column of kinds only where there are any."""
    lang = names.lang
    several = len({row["indicator"] for row in rows}) > 1
    kinds = labels(breakdown, lang)
    keys = ["row_period", "row_region", *(["row_breakdown"] if kinds or several else []), "row_value", "row_sender"]
    table = []
    for row in rows[:UNFOLDED]:
        kind = kinds.get(str(row["breakdown"]), "") or (
            names.indicators.get(str(row["indicator"]), "") if several else ""
        )
        cells = [period_words(str(row["period"]), lang), names.region(row["region"])]
        cells += [kind] if kinds or several else []
        table.append((*cells, sent(row), names.sender(row["sender"]), *origin(row, lang)))
    headers = tuple(t(f"target.{key}", lang) for key in (*keys, "row_file", "row_version"))
    return _table(headers, table, len(rows), (keys.index("row_value"),))


def entries(rows: Iterable[Row], names: Names, sources: Sequence[LedgerSource], *, money: bool = True) -> Table:
    """Return the ledger entries that count, newest first, with the amount (``money``) or number that is summed."""
    lang, source = names.lang, sources[0]
    counted, beside = once(rows, names, sources)
    keys = ["row_date", "row_entry", "row_region", *(["row_value"] if source.value else []), "row_sender"]
    table = []
    for row, found in counted[:UNFOLDED]:
        day = day_words(date.fromisoformat(str(row["event_date"])), lang)
        summed = found.get(source.value or "", "")
        amount = [_amount(summed, lang) if money else str(summed)] if source.value else []
        title = str(row["title"]) or str(row["entry_key"])
        place = names.region(row["region"]) or names.region(row["zone"])
        table.append((day, title, place, *amount, _senders(row, beside, names), *origin(row, lang)))
    headers = tuple(t(f"target.{key}", lang) for key in (*keys, "row_file", "row_version"))
    return _table(headers, table, len(counted), (keys.index("row_value"),) if source.value else ())


Counted = list[tuple[Row, dict[str, str]]]


def once(rows: Iterable[Row], names: Names, sources: Sequence[LedgerSource]) -> tuple[Counted, dict[str, list[Row]]]:
    """Return the entries that count, each once as its first sender states it, and the rows of the others by key."""
    known = [(row, json.loads(str(row["attributes"]))) for row in rows]
    accepted = [(row, found) for row, found in known if any(_accepted(found, one) for one in sources)]
    accepted.sort(key=lambda pair: names.order.get(str(pair[0]["sender"]), 0))
    first: dict[str, tuple[Row, dict[str, str]]] = {}
    beside: dict[str, list[Row]] = {}
    for row, found in accepted:
        key = str(row["entry_key"])
        if first.setdefault(key, (row, found))[0] is not row:
            beside.setdefault(key, []).append(row)
    return sorted(first.values(), key=lambda pair: str(pair[0]["event_date"]), reverse=True), beside


def _senders(row: Row, beside: Mapping[str, list[Row]], names: Names) -> str:
    """Return who sent the entry that counts, and who sent the same one, which does not count again."""
    own, others = names.sender(row["sender"]), beside.get(str(row["entry_key"]), [])
    if not others:
        return own
    said = joined([names.sender(other["sender"]) for other in others], names.lang)
    return t("target.row_sender_same", names.lang, sender=own, others=said)


def sent(row: Row) -> str:
    """Return a value with its unit as the sender wrote it."""
    return f"{row['raw_value']} {row['raw_unit'] or ''}".strip()


def origin(row: Row, lang: Language) -> tuple[str, str]:
    """Return file, sheet and row, and the version with the edition it belongs to from then on."""
    place = t("target.row_place", lang, file=row["file_name"], sheet=row["sheet"], row=row["row_no"])
    version = int(str(row["version"]))
    if not row["since"]:
        return place, t("target.version", lang, number=version)
    since = edition_words(str(row["since"]), lang)
    return place, t("target.version_from", lang, number=version, edition=since)


def labels(breakdown: Breakdown | None, lang: Language) -> dict[str, str]:
    """Return the label of each breakdown code."""
    if breakdown is None:
        return {}
    own = {code: label for label, code in breakdown.options.items()}
    return own if lang == "zh" else {code: breakdown.options_en.get(code, label) for code, label in own.items()}


def _accepted(found: Mapping[str, str], source: LedgerSource) -> bool:
    return all(found.get(column, "") in values for column, values in source.where.items())


def _amount(stored: object, lang: Language) -> str:
    """Return a money column stored in 分 as 万元 (thousands of yuan in English)."""
    if not stored:
        return ""
    fen = int(str(stored))
    return (
        t("target.amount_wan", lang, amount=number(fen / 10**6, 2)) if lang == "zh" else f"¥{number(fen / 10**5, 1)} k"
    )
