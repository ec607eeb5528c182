"""The frame of every page as one frozen value: title, menu, choices, notices and what the footer carries."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.figures.facts import Edition
from dashboard.wording import Language, day_words, edition_words, t


@dataclass(frozen=True)
class Entry:
    """A link in a menu or a list of choices."""

    name: str
    href: str
    chosen: bool = False
    note: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Choice:
    """A folded list of links: edition, language, display."""

    label: str
    options: tuple[Entry, ...]
    kind: str = ""  # "who": the person who has logged in


@dataclass(frozen=True)
class Notice:
    """A friendly sentence above the page, with a link where one helps."""

    text: str
    href: str = ""
    link: str = ""
    tip: str = ""


@dataclass(frozen=True)
class Shell:
    """What stands around a page."""

    title: str
    home: str
    menu: tuple[Entry, ...] = ()
    choices: tuple[Choice, ...] = ()
    notices: tuple[Notice, ...] = ()
    demo: bool = False
    cut_off: str = ""
    edition: str = ""
    rules: str = ""
    beside: tuple[Entry, ...] = ()  # links in the footer, to what few need


def place(edition: Edition) -> tuple[bool, str, int, int]:
    """Return what editions are listed by, the highest first: quarters, newest first, then apart the flash ones."""
    return edition.kind == "quarter", edition.through, edition.revision, edition.number


def revision_of(edition: Edition, editions: tuple[Edition, ...]) -> Edition | None:
    """Return the newest revision of an edition when there is a newer one than itself."""
    same = [e for e in editions if (e.through, e.kind) == (edition.through, edition.kind)]
    newest = max(same, key=lambda e: e.revision, default=edition)
    return newest if newest.revision > edition.revision else None


def edition_notices(edition: Edition, lang: Language) -> tuple[Notice, ...]:
    """Return what a reader must know of an edition: published with gaps, or a correction."""
    found = [Notice(t("ui.preliminary", lang))] if edition.kind == "flash" else []
    if edition.incomplete:
        text = t("ui.incomplete", lang, reason=clipped(edition.reason))
        found.append(Notice(text, tip=edition.reason))
    if edition.corrects:
        key = "ui.correction_doc" if edition.doc_no else "ui.correction"
        found.append(Notice(t(key, lang, reason=edition.reason, doc_no=edition.doc_no)))
    return tuple(found)


def clipped(text: str, most: int = 60) -> str:
    """Return a text cut to a length, with an ellipsis where something is left out."""
    return text if len(text) <= most else f"{text[:most]}…"


def correction_notice(newer: Edition, href: str, lang: Language) -> Notice:
    """Return the notice that an edition has been corrected, with a link to the correction."""
    words = edition_words(newer.label, lang)
    return Notice(t("ui.corrected", lang), href, words)


def footer_words(edition: Edition, lang: Language) -> tuple[str, str, str]:
    """Return 数据截至, 报告期 and 评价规则 as words."""
    return day_words(edition.cut_off, lang), edition_words(edition.label, lang), edition.rules
