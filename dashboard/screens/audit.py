"""The audit log for a selection: one page of its records, the check of its chain, and who may come in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.access.admission import utc
from dashboard.access.notes import NOBODY
from dashboard.figures.shell import Entry
from dashboard.reporting import default
from dashboard.reporting.audit import Chain
from dashboard.screens import audit_words, frame
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, t

SHOWN = 50  # records on a page
LOGINS = timedelta(days=30)
_FIRST, _LAST = "0", "9"  # before and after every moment
Row = Mapping[str, object]


@dataclass(frozen=True)
class Record:
    """One record: when, by whom, what, about what, in which words."""

    at: str
    actor: str
    href: str
    action: str
    subject: str
    detail: str
    hash: str


@dataclass(frozen=True)
class AuditPage:
    """Everything the page says."""

    headline: str
    second: str
    whole: bool
    actions: tuple[Entry, ...]
    records: tuple[Record, ...]
    shown: str
    earlier: str
    later: str
    accounts: Sequence[Row]
    logins: Sequence[Row]
    tokens: Sequence[Row]


def page(chosen: Selection) -> AuditPage:
    """Return the page of the records asked for, newest first; read anew each time."""
    lang, skip = chosen.lang, _number(chosen.chosen("skip"))
    asked = {"actor": chosen.chosen("actor"), "action": chosen.chosen("action"),
             "first": chosen.chosen("since") or _FIRST, "last": chosen.chosen("until") or _LAST}  # fmt: skip
    with default().primary.snapshot() as reader:
        rows = reader.rows("audit_page", **asked, most=SHOWN, skipped=skip)
        total = int(str(reader.rows("audit_count", **asked)[0]["total"]))
        actions, chain = reader.rows("audit_names"), reader.audit_chain()
        accounts, tokens = reader.rows("accounts"), reader.rows("tokens")
        logins = reader.rows("logins", since=since())
    headline, second = said(chain, lang)
    return AuditPage(
        headline, second, chain.wrong is None,
        (Entry(t("audit.every", lang), _href(chosen, action=""), not asked["action"]),
         *(Entry(f"{act(str(row['action']), lang)} {row['records']}", _href(chosen, action=str(row["action"])),
                 row["action"] == asked["action"]) for row in actions)),
        tuple(_record(row, chosen) for row in rows),
        t("audit.shown", lang, first=skip + 1, last=skip + len(rows), total=total) if rows else "",
        _href(chosen, skip=str(skip + SHOWN)) if skip + SHOWN < total else "",
        _href(chosen, skip=str(max(skip - SHOWN, 0))) if skip else "",
        [_worded(row, lang) for row in accounts], [_worded(row, lang) for row in logins],
        [_worded(row, lang) for row in tokens],
    )  # fmt: skip


def since() -> str:
    """Return the moment since which logins are told."""
    return (utc() - LOGINS).isoformat(timespec="seconds")


def said(chain: Chain, lang: Language) -> tuple[str, str]:
    """Return what the hashes of the log say, in two sentences."""
    if chain.wrong is not None:
        where = {"place": chain.wrong.place, "id": chain.wrong.id, "at": moment(chain.wrong.at)}
        return t("audit.broken", lang, **where), ""
    return t("audit.title", lang, count=chain.count), t("audit.second", lang, last=chain.last)


def act(name: str, lang: Language) -> str:
    """Return what an act is called; its own name for one without words."""
    try:
        return t(f"audit.act_{name}", lang)
    except KeyError:
        return name


def role_word(role: str, lang: Language) -> str:
    """Return what a role is called, without the word for role."""
    return t(f"access.role_{role}", lang).partition("：" if lang == "zh" else ": ")[2]


def moment(text: object) -> str:
    """Return a stored moment on the clock of the office: 2025-10-12 09:30:12."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return str(text or "")
    return f"{found.astimezone(ZoneInfo(settings().time_zone)):%Y-%m-%d %H:%M:%S}" if found.tzinfo else str(text)


def _record(row: Row, chosen: Selection) -> Record:
    lang, actor = chosen.lang, str(row["actor"])
    return Record(moment(row["at"]), t("audit.nobody", lang) if actor == NOBODY else actor, _href(chosen, actor=actor),
                  act(str(row["action"]), lang), audit_words.about(str(row["action"]), str(row["object"]), lang),
                  audit_words.detail(str(row["detail"]), lang),
                  str(row["hash"])[:12])  # fmt: skip


def _worded(row: Row, lang: Language) -> Row:
    times = {name: moment(row[name]) for name in ("began_at", "seen_at", "ended_at", "revoked_at") if name in row}
    return {**row, **times, "role": role_word(str(row["role"]), lang)}


def _href(chosen: Selection, **changes: str) -> str:
    kept = {key: chosen.chosen(key) for key in ("actor", "action", "since", "until")}
    return frame.here(chosen, "audit", **{**kept, **changes})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
