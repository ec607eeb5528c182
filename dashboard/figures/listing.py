"""A register as a table of words with its filters, and one entry in every detail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.figures import evidence
from dashboard.figures.evidence import Names
from dashboard.figures.register import Record, Register
from dashboard.figures.shell import Entry as Link
from dashboard.plan.models import LedgerColumn
from dashboard.wording import Language, day_words, joined, number, t

Href = Callable[..., str]
MOST = 200  # rows shown; filters lead to the others


@dataclass(frozen=True)
class Filter:
    """One filter as a row of links; the first shows everything."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Line:
    """One entry in the table; ``days`` by step."""

    title: str
    href: str
    place: str
    days: tuple[str, ...]
    fate: str
    counts: bool
    proof: str
    sender: str
    origin: str
    version: str
    chosen: bool


@dataclass(frozen=True)
class Detail:
    """One entry as sent: every column with its value, and where each statement stands."""

    title: str
    pairs: tuple[tuple[str, str], ...]
    origins: tuple[tuple[str, str, str], ...]  # sender, place, version
    close: str


@dataclass(frozen=True)
class Listing:
    """The register of a target, filtered."""

    name: str
    steps: tuple[str, ...]
    filters: tuple[Filter, ...]
    lines: tuple[Line, ...]
    total: int
    shown: int
    counted: int
    detail: Detail | None


@dataclass(frozen=True)
class Chosen:
    """What the address asks of a register; "" for everything."""

    region: str = ""
    stage: str = ""
    year: str = ""
    entry: str = ""

    def keys(self, **changes: str) -> dict[str, str]:
        """Return the filters as keys of an address, with changes."""
        kept = {"region": self.region, "stage": self.stage, "year": self.year}
        return {key: value for key, value in {**kept, **changes}.items() if value}


def listing(found: Register, asked: Chosen, names: Names, href: Href) -> Listing:
    """Return the register filtered; ``href(**keys)`` makes an address of the same target's register."""
    kept = [record for record in found.records if _fits(record, found, asked)]
    opened = next((record for record in found.records if record.entry.key == asked.entry), None)
    lang = names.lang
    return Listing(
        found.ledger.name if lang == "zh" else found.ledger.name_en,
        tuple(step.name for step in found.steps),
        (_regions(found, asked, names, href), _stages(found, asked, lang, href), _years(found, asked, lang, href)),
        tuple(_line(record, asked, names, href) for record in kept[:MOST]),
        len(found.records),
        len(kept),
        sum(record.fate == "counted" for record in kept),
        _detail(opened, found, asked, names, href) if opened is not None else None,
    )


def _fits(record: Record, found: Register, asked: Chosen) -> bool:
    stage = found.steps[record.reached].code if record.reached >= 0 else "none"
    year = str(record.newest.year) if record.newest else ""
    places = (record.entry.region, record.entry.zone)
    return (asked.region in ("", *places)) and asked.stage in ("", stage) and asked.year in ("", year)


def _regions(found: Register, asked: Chosen, names: Names, href: Href) -> Filter:
    codes = sorted({record.entry.region for record in found.records} - {""})
    options = [("", t("counts.all", names.lang)), *((code, names.region(code)) for code in codes)]
    return _filter("region", t("target.county", names.lang), options, asked, href)


def _stages(found: Register, asked: Chosen, lang: Language, href: Href) -> Filter:
    seen = {record.reached for record in found.records}
    options = [("", t("counts.all", lang))]
    options += [(step.code, step.name) for at, step in enumerate(found.steps) if at in seen]
    return _filter("stage", t("counts.stage", lang), options, asked, href)


def _years(found: Register, asked: Chosen, lang: Language, href: Href) -> Filter:
    years = sorted({str(record.newest.year) for record in found.records if record.newest})
    options = [("", t("counts.all", lang)), *((year, year) for year in years)]
    return _filter("year", t("counts.year", lang), options, asked, href)


def _filter(key: str, label: str, options: Sequence[tuple[str, str]], asked: Chosen, href: Href) -> Filter:
    now = getattr(asked, key)
    chosen = now if now in {value for value, _ in options} else ""
    return Filter(label, tuple(Link(word, href(**asked.keys(**{key: value})), value == chosen)
                               for value, word in options))  # fmt: skip


def _line(record: Record, asked: Chosen, names: Names, href: Href) -> Line:
    lang, row = names.lang, record.row
    origin, version = evidence.origin(row, lang)
    return Line(
        title=str(row["title"]) or record.entry.key,
        href=href(**asked.keys(), entry=record.entry.key),
        place=_place(record, names),
        days=tuple("" if day is None else day.isoformat() for day in record.days),
        fate=t(f"counts.fate_{record.fate}", lang),
        counts=record.fate == "counted",
        proof=_proof(record, lang),
        sender=_senders(record, names),
        origin=origin,
        version=version,
        chosen=record.entry.key == asked.entry,
    )


def _proof(record: Record, lang: Language) -> str:
    if record.verified:
        return t("counts.verified", lang)
    return t("counts.unverified", lang) if record.fate == "counted" else ""


def _place(record: Record, names: Names) -> str:
    found = [names.region(code) for code in (record.entry.region, record.entry.zone) if code]
    return t("counts.zone_in", names.lang, county=found[0], zone=found[1]) if len(found) > 1 else "".join(found)


def _senders(record: Record, names: Names) -> str:
    others = [names.sender(row["sender"]) for row in record.others]
    own = names.sender(record.row["sender"])
    return t("counts.also_sent", names.lang, sender=own, others=joined(others, names.lang)) if others else own


def _detail(record: Record, found: Register, asked: Chosen, names: Names, href: Href) -> Detail:
    lang, told = names.lang, record.entry.attributes
    pairs = ((c.header if lang == "zh" else c.header_en, _value(c, told.get(c.name, ""), names))
             for c in found.ledger.columns)  # fmt: skip
    rows = (record.row, *record.others)
    return Detail(
        str(record.row["title"]) or record.entry.key,
        tuple(pairs),
        tuple((names.sender(row["sender"]), *evidence.origin(row, lang)) for row in rows),
        href(**asked.keys()),
    )


def _value(column: LedgerColumn, text: str, names: Names) -> str:
    """Return a stored value in words: days, places, yes or no; money in the unit that its header names."""
    if not text:
        return "—"
    match column.type:
        case "date":
            return day_words(date.fromisoformat(text), names.lang)
        case "region" | "zone":
            return names.region(text)
        case "boolean":
            return t("counts.yes" if text == "1" else "counts.no", names.lang)
        case "money":
            return _money(text, column.unit or "")
        case _:
            return text



def _money(fen: str, unit: str) -> str:
    """Return an amount stored in 分 in the unit that stands in the column's header."""
    power = {"亿元": 10, "万元": 6}.get(unit, 2)
    return number(Decimal(fen).scaleb(-power), 2)
