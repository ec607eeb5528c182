"""Which feed or ledger a sheet is about: by its name, else by its headers; and about which county."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dashboard.intake.cells import normal
from dashboard.intake.clean_region import clean_region
from dashboard.intake.clean_text import folded
from dashboard.intake.habits import habits
from dashboard.intake.header_words import Meanings
from dashboard.intake.issue import Issue
from dashboard.intake.layout import Header, find_header
from dashboard.intake.place_names import places_in
from dashboard.intake.preamble import read_preamble
from dashboard.intake.vocabulary import Vocabulary
from dashboard.intake.workbook import Sheet
from dashboard.plan.lookup import counties
from dashboard.plan.models import Feed, Ledger

_NOTES = re.compile(r".*(说明|须知|要求|选项|字典|目录|封面|指标解释|附注|口径).*")
_ABOVE, _SHOWN = 6, 40  # rows that may stand above a table; characters of a title in a sentence
_LEAST = 3  # headers of its own by which a table is known
_PLAIN_NAME = re.compile(r"(SHEET|工作表)\d*")


def subject_of(sheet: Sheet, sender: str, words: Vocabulary) -> Feed | Ledger | None:
    """Return what a sheet reports; None when neither its name nor its headers say one thing that the sender owes."""
    name = normal(sheet.name)
    if name in words.subjects:
        return words.subjects[name]
    owed = [subject for subject in words.subjects.values() if subject.id in words.owed[sender]]
    named = [subject for subject in owed if _key(subject.sheet) in _key(name)]
    longest = max((len(subject.sheet) for subject in named), default=0)
    named = [subject for subject in named if len(subject.sheet) == longest]
    return named[0] if len(named) == 1 else _by_headers(sheet, owed)


def about_county(sheet: Sheet, words: Vocabulary) -> Sheet:
    """Return the sheet with the county that its name or the lines above its table name, if they name one."""
    preamble = read_preamble(sheet, min(4, len(sheet.rows)))
    for text in (sheet.name, preamble.county):
        found = clean_region(text, words.counties, words.region_names, habits()) if text else None
        if found is not None and found.usable:
            return replace(sheet, county=words.counties[normal(found.value)])
    return sheet


def other_county(sheet: Sheet, sender: str, words: Vocabulary) -> Issue | None:
    """Return the question about a sheet of a county or zone whose name or title names another county only.

    A city bureau or a bank may speak of any county.
    """
    home = words.organisations[sender].region or ""
    hosts = next((region.within for region in words.catalogue.regions if region.code == home), ())
    own = {home} if home in words.counties.values() else set(hosts)
    above = read_preamble(sheet, min(_ABOVE, len(sheet.rows)))
    for text in (sheet.name, above.title, above.sender, above.county) if own else ():
        named = places_in(text, counties(words.catalogue))
        if named and not named & own:
            names = "、".join(words.region_names[code] for code in sorted(named))
            told = {"named": names, "text": text[:_SHOWN], "unit": words.organisations[sender].names[-1].name}
            return Issue(sheet.name, 0, "", "held", "load.other_county", told)
    return None


def is_empty(sheet: Sheet) -> bool:
    """True for a sheet without a single value: those that a new workbook begins with."""
    return not any(str(value).strip() for row in sheet.rows for value in row)


def is_notes(sheet: Sheet) -> bool:
    """True for a sheet that by its name only explains the others."""
    return bool(_NOTES.fullmatch(normal(sheet.name)))


def resembles(sheet: Sheet, sender: str, words: Vocabulary) -> list[str]:
    """Return the sheets of the form whose headers a sheet has, the likeliest first.

    Without what tells one row from another (a number, a period) it only sums up: rows of no table.
    """
    owed = [subject for subject in words.subjects.values() if subject.id in words.owed[sender]]
    found = [(_named(sheet, subject), subject) for subject in owed]
    alike = [(len(names), subject.sheet) for names, subject in found if names & _telling(subject)]
    return [name for count, name in sorted(alike, reverse=True) if count >= _LEAST]


def _telling(subject: Feed | Ledger) -> set[str]:
    if isinstance(subject, Feed):
        return {subject.period_header}
    return {column.header for column in subject.columns if column.name in subject.key}


def header_of(sheet: Sheet, subject: Feed | Ledger) -> Header | None:
    """Return the header of a subject on a sheet, None when it names none of its columns."""
    return find_header(sheet, Meanings(_headers(subject)).knows)


def _by_headers(sheet: Sheet, owed: Iterable[Feed | Ledger]) -> Feed | Ledger | None:
    """Return the one subject most of whose headers stand on the sheet."""
    scores = sorted(((_score(sheet, subject), subject.id, subject) for subject in owed), reverse=True)[:2]
    if not scores or scores[0][0] < _LEAST or (len(scores) > 1 and scores[1][0] >= scores[0][0]):
        return None
    return scores[0][2]


def _score(sheet: Sheet, subject: Feed | Ledger) -> float:
    """Return how many headers of a subject a sheet names, less those of its required ones that are missing."""
    found = _named(sheet, subject)
    missing = [one for one in _headers(subject, required=True) if one not in found]
    return len(found) - 2.0 * len(missing) + len(found) / 100 / len(_headers(subject)) if found else 0.0


def _named(sheet: Sheet, subject: Feed | Ledger) -> set[str]:
    meanings, header = Meanings(_headers(subject)), header_of(sheet, subject)
    if header is None:
        return set()
    return {meant for names in header.names for name in names[-1:] for meant in meanings.of(_bare(name))}


def _headers(subject: Feed | Ledger, required: bool = False) -> list[str]:
    if isinstance(subject, Ledger):
        place = subject.region_column
        return [c.header for c in subject.columns if not required or (c.required and c.name != place)]
    part = [subject.breakdown.header] if subject.breakdown else []
    region = [subject.region_header] if subject.region_from == "column" and subject.region_header else []
    return [subject.period_header, *region, *part, *(v.header for v in subject.values if v.required or not required)]


def _bare(name: str) -> str:
    return re.sub(r"[(\[【][^()]*[)\]】]$", "", folded(name)) or name


def _key(name: str) -> str:
    return re.sub(r"[()\s]", "", folded(name))
