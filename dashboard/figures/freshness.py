"""How complete and how fresh the quantities of the targets are, what was restated, and which rows are held."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Mark
from dashboard.figures.phrases import units
from dashboard.figures.reports import Batch, Report
from dashboard.figures.series import Row
from dashboard.plan.measures import parts_of
from dashboard.plan.models import FeedSource, Indicator, LedgerSource
from dashboard.wording import Language, day_words, period_words, t

Href = Callable[..., str]
OUTCOMES = ("held", "returned")  # of rows that are not in force: 待核实, 退回


@dataclass(frozen=True)
class FreshRow:
    """A quantity: its newest period, how many were to report it and did, complete periods, when the next is due."""

    name: str
    href: str
    source: str
    last: str
    reported: str
    missing: str
    complete: str
    due: str
    due_period: str
    mark: Mark


@dataclass(frozen=True)
class Restated:
    """A value that an edition holds otherwise than the one before."""

    name: str
    href: str
    period: str
    old: str
    new: str
    edition: str


@dataclass(frozen=True)
class HeldRow:
    """A row of a workbook that waits for an answer."""

    unit: str
    href: str
    period: str
    place: str
    word: str
    message: str
    since: str


def subjects_of(indicator: Indicator, known: Mapping[str, Indicator]) -> frozenset[str]:
    """Return the feeds and ledgers that a quantity rests on."""
    source = indicator.source
    if isinstance(source, FeedSource):
        return frozenset({source.feed})
    if isinstance(source, LedgerSource):
        return frozenset({source.ledger})
    return frozenset(name for part in parts_of(source) if part in known for name in subjects_of(known[part], known))


def fresh(
    state: State,
    rows: Iterable[Row],
    known: Mapping[str, Indicator],
    batches: Iterable[Batch],
    names: Mapping[str, str],
    lang: Language,
    href: Href,
) -> Iterator[FreshRow]:
    """Yield the quantities of the numeric targets in plan order; ``rows`` of ``completeness``."""
    told: dict[str, list[Row]] = {}
    for row in rows:
        told.setdefault(str(row["indicator"]), []).append(row)
    ahead = [r for batch in batches for r in batch.reports if not r.came and not r.owed(state.edition)]
    for item in state.numeric:
        made = item.indicator
        if made is not None and made.id in told:
            subjects = subjects_of(made, known)
            following = min((r for r in ahead if r.subject in subjects), key=lambda r: r.due, default=None)
            yield _fresh(
                item, made, told[made.id], following, [names.get(s, s) for s in sorted(subjects)], state, lang, href
            )


def _fresh(item: Item, made: Indicator, rows: Sequence[Row], following: Report | None, sources: Sequence[str],
           state: State, lang: Language, href: Href) -> FreshRow:  # fmt: skip
    mine = [row for row in rows if str(row["period"]) >= str(state.plan.start_year)]
    last = next((row for row in reversed(rows) if row["is_known"]), rows[-1])
    newest = rows[-1]
    missing = json.loads(str(newest["missing"]))
    whole = sum(bool(row["is_known"]) and not json.loads(str(row["missing"])) for row in mine)
    short = bool(missing) or not newest["is_known"]
    word = t("data.short" if short else "data.whole", lang)
    return FreshRow(
        item.name(lang),
        href("target", target=item.target.id),
        ("、" if lang == "zh" else ", ").join(sources),
        period_words(str(last["period"]), lang),
        t("data.reported", lang, expected=newest["expected"], received=newest["received"]),
        units(missing, state.organisations, lang) if missing else "",
        t("data.periods", lang, whole=whole, count=len(mine)),
        day_words(following.due, lang) if following else "",
        period_words(following.period, lang) if following else "",
        Mark("short" if short else "whole", word, *(("s-awaited", "wait") if short else ("s-completed", "good"))),
    )


def restated(state: State, rows: Iterable[Row], labels: Mapping[int, str], lang: Language, href: Href
             ) -> Iterator[Restated]:  # fmt: skip
    """Yield the restated values of the targets' quantities, the newest first; ``labels``: editions by number."""
    items = {item.indicator.id: item for item in state.numeric if item.indicator is not None}
    for row in sorted(rows, key=lambda row: (-int(str(row["new_edition"])), str(row["indicator"]), str(row["period"]))):
        item = items[str(row["indicator"])]
        scale = item.indicator.scale if item.indicator else 0
        was, now = (Decimal(str(row[key])).scaleb(-scale) for key in ("old_value", "new_value"))
        old, new = _apart(item, was, now, lang)
        yield Restated(item.name(lang), href("target", target=item.target.id), period_words(str(row["period"]), lang),
                       old, new, labels.get(int(str(row["new_edition"])), ""))  # fmt: skip


def _apart(item: Item, old: Decimal, new: Decimal, lang: Language) -> tuple[str, str]:
    """Return two values with as many decimals as tell them apart."""
    for more in range(5):
        told = item.amount(old, lang, more), item.amount(new, lang, more)
        if told[0] != told[1]:
            break
    return told


def held(state: State, rows: Iterable[Row], lang: Language, href: Href) -> Iterator[HeldRow]:
    """Yield the rows that wait for an answer; ``rows`` of ``submission_issues``."""
    for row in rows:
        if row["outcome"] in OUTCOMES:
            unit, since = str(row["sender"]), str(row["filled_on"] or "")
            number = int(float(str(row["row_no"])))  # 0 for a question about the whole sheet
            key = "target.row_place" if number else "target.sheet_place"
            place = t(key, lang, file=row["file_name"], sheet=row["sheet"], row=number)
            yield HeldRow(
                state.organisations.get(unit, unit),
                href("unit", unit=unit),
                period_words(str(row["period"]), lang),
                place
                if not row["column_name"]
                else t("data.place_column", lang, place=place, column=row["column_name"]),
                t(f"data.outcome_{row['outcome']}", lang),
                _told(str(row["message"]), lang),
                since,
            )


def _told(message: str, lang: Language) -> str:
    """Return the sentence of an issue in a language; older ones were written in one language only."""
    if not message.startswith("{"):
        return message
    return str(json.loads(message)[lang])
