"""Whether the database can be reached, is up to date, and still says what was published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from dashboard.plan.models import Question
from dashboard.publishing.soundness import TABLES, Flaw, flaw
from dashboard.publishing.verifying import UNREADABLE, verify
from dashboard.reporting import Database, Edition, Reader, editions, office_facts
from dashboard.reporting.dump import cells, revision
from dashboard.reporting.migrating import newest
from dashboard.upkeep.finding import Finding, fail, ok, warn
from dashboard.wording import Language, Refused

_NAMED = 5  # damaged rows of a table that are named
SLACK = timedelta(minutes=10)  # by which clocks of two machines may differ


def stored(database: Database, lang: Language, today: date, stale_after: int, *, deep: bool) -> Iterator[Finding]:
    """Yield what is found in a database; the rest is not asked of one that cannot answer."""
    try:
        with database.snapshot() as reader:
            found = revision(reader)
            yield ok("database")
            if found != newest():
                yield fail("tables_old" if found else "tables_none", found=found, newest=newest())
                return
            if database.unfinished():
                yield fail("unfinished")
                return
            yield ok("tables", found=found)
            yield _clock(reader, datetime.now(UTC))
            yield _log(reader)
            if deep:
                yield from _sound(reader)
            for row in reader.rows("plans"):
                yield from _readable(reader, row, today, stale_after, lang, deep=deep)
    except Refused as refused:
        yield fail("database_away", reason=refused.sentence(lang))


def _sound(reader: Reader) -> Iterator[Finding]:
    """Yield each table with rows that cannot be what was written; otherwise how many rows were looked at."""
    count, whole = 0, True
    for table in TABLES:
        rows = 0
        wrong = list[Flaw]()
        for row in cells(reader, table):
            rows += 1
            if found := flaw(table, row):
                wrong.append(found)
        count += rows
        if wrong:
            whole = False
            yield fail("rows_damaged", table=table, count=len(wrong), rows="、".join(map(_named, wrong[:_NAMED])))
    if whole:
        yield ok("rows", count=count)


def _named(found: Flaw) -> str:
    return f"{found.key}（{found.column}）"


def _readable(
    reader: Reader, row: Mapping[str, object], today: date, stale_after: int, lang: Language, *, deep: bool
) -> Iterator[Finding]:  # fmt: skip
    try:
        yield from _unanswered(reader, str(row["code"]), str(row["definition"]), lang)
        yield from _plan(reader, str(row["code"]), today, stale_after, deep=deep)
    except UNREADABLE:
        yield fail("plan_unreadable", plan=row["code"])


def _plan(reader: Reader, plan: str, today: date, stale_after: int, *, deep: bool) -> Iterator[Finding]:
    known = editions(reader, plan)
    if not known:
        yield warn("editions_none", plan=plan)
        return
    wrong = [one.edition.label for one in verify(reader, plan, known if deep else known[-1:]) if not one.holds]
    asked = len(known) if deep else 1
    yield fail("editions_wrong", plan=plan, labels="、".join(wrong)) if wrong else ok(
        "editions", plan=plan, count=asked, all=len(known))  # fmt: skip
    newest = next((one for one in reversed(known) if one.kind == "quarter"), known[-1])
    yield _fresh(newest, today, stale_after)
    yield _questions(reader, newest)


def _unanswered(reader: Reader, plan: str, definition: str, lang: Language) -> Iterator[Finding]:
    """Yield the questions that the plan leaves to the office and that nobody has answered."""
    asked = [Question.model_validate(one) for one in json.loads(definition).get("questions", ())]
    answered = {fact.key for fact in office_facts(reader, plan) if fact.kind == "answer"}
    for one in asked:
        if one.code not in answered:
            told = (one.name, one.question) if lang == "zh" else (one.name_en, one.question_en)
            yield warn("question_open", plan=plan, code=one.code, name=told[0], question=told[1])
    if asked and answered >= {one.code for one in asked}:
        yield ok("questions", plan=plan, count=len(asked))


def _fresh(edition: Edition, today: date, stale_after: int) -> Finding:
    days = (today - date.fromisoformat(edition.cut_off)).days
    if days < 0:
        return fail("before_cut_off", plan=edition.plan, label=edition.label, cut_off=edition.cut_off, today=today)
    fields = {"plan": edition.plan, "label": edition.label, "days": days, "limit": stale_after}
    return Finding("stale" if days > stale_after else "fresh", "warn" if days > stale_after else "ok", fields)


def _questions(reader: Reader, edition: Edition) -> Finding:
    """Readings and base values that nobody has confirmed stand beside every verdict until somebody does."""
    rows = reader.rows("verdicts", plan=edition.plan, edition=edition.number)
    targets = {row["target"] for row in rows if row["is_default"] and not row["confirmed"]}
    fields = {"plan": edition.plan, "label": edition.label, "count": len(targets)}
    return warn("unconfirmed", **fields) if targets else ok("confirmed", **fields)


def _clock(reader: Reader, now: datetime) -> Finding:
    times = [str(row["last_at"]) for row in reader.rows("newest_times") if row["last_at"]]
    latest = max(map(_moment, times), default=now)
    shown = {"now": now.isoformat(timespec="minutes"), "latest": latest.isoformat(timespec="minutes")}
    return fail("clock_behind", **shown) if latest > now + SLACK else ok("clock", **shown)


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _log(reader: Reader) -> Finding:
    chain = reader.audit_chain()
    if chain.wrong is None:
        return ok("log", count=chain.count)
    return fail("log_broken", place=chain.wrong.place, at=chain.wrong.at)
