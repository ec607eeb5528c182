"""The words of the funds page: names of what a reader chooses by, amounts, sentences. All from the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.figures.evidence import Names
from dashboard.figures.fund_checks import Finding
from dashboard.figures.fund_rows import KEYS, Grant, Sums, grouped, time_share
from dashboard.plan.models import Ledger, LedgerColumn, Region, Task
from dashboard.wording import MINUS, Language, day_words, joined, number, percent, quantity, t

_COLUMNS = {"source": "fund_source", "mode": "mode"}
_SHOWN_ALREADY = {"year", "fund_source", "mode", "project", "recipient", "region", "approved", "allocated", "used"}


@dataclass(frozen=True)
class Words:
    """The ledger's own words in one language."""

    ledger: Ledger
    tasks: tuple[Task, ...]
    regions: tuple[Region, ...]
    lang: Language

    def named(self, key: str, value: str) -> str:
        """Return a value that a reader chooses by in words."""
        if key == "year":
            return t("funds.year_is", self.lang, year=value) if value else t("funds.unknown", self.lang)
        if key == "task":
            found = next((task for task in self.tasks if task.code == value), None)
            return t("funds.task_is", self.lang, code=value,
                     name="" if found is None else found.name if self.lang == "zh" else found.name_en)  # fmt: skip
        if key == "region":
            place = next((r for r in self.regions if r.code == value), None)
            city = t("funds.no_region", self.lang)
            return city if place is None else place.name if self.lang == "zh" else place.name_en
        return self.choice(_COLUMNS[key], value)

    def ordered(self, key: str, values: Sequence[str]) -> list[str]:
        """Return values in the order of the ledger's own choices; others by code."""
        choices = self._column(_COLUMNS[key]).choices if key in _COLUMNS else ()
        return sorted(values, key=lambda v: choices.index(v)) if set(values) <= set(choices) else list(values)

    def choice(self, column: str, value: str) -> str:
        """Return one of a column's choices in words."""
        found = self._column(column)
        if self.lang == "zh" or value not in found.choices or not found.choices_en:
            return value
        return found.choices_en[found.choices.index(value)]

    def money(self, amount: Decimal) -> str:
        """Return an amount with its unit: 万元, in English thousands or millions of yuan."""
        if self.lang == "zh":
            return quantity(amount, "万元", "", _digits(amount), self.lang)
        thousands = amount * 10
        if abs(thousands) < 10_000:
            return f"{MINUS if amount < 0 else ''}¥{number(abs(thousands))} k"
        return quantity(amount, "万元", "", 1, self.lang)

    def said(self, amount: Decimal) -> str:
        """Return an amount as it stands in a sentence."""
        return self.money(amount).replace(" ", "") if self.lang == "zh" else self.money(amount)

    def bare(self, amount: Decimal) -> str:
        """Return an amount without its unit in Chinese; yuan keep theirs."""
        return number(amount, _digits(amount)) if self.lang == "zh" else self.money(amount)

    def details(self, grant: Grant, names: Names) -> tuple[tuple[str, str], ...]:
        """Return the columns of an item that the table does not show, as the ledger heads them."""
        columns = [c for c in self.ledger.columns if c.name not in _SHOWN_ALREADY and grant.texts.get(c.name)]
        return tuple((c.header if self.lang == "zh" else c.header_en, self._cell(c, grant)) for c in columns)

    def _cell(self, column: LedgerColumn, grant: Grant) -> str:
        text = grant.texts[column.name]
        if column.type == "date":
            return day(date.fromisoformat(text), self.lang)
        if column.type == "money":
            return number(Decimal(text) / 1_000_000, 2).rstrip("0").rstrip(".")
        if column.name == "task":
            return self.named("task", text)
        return self.choice(column.name, text) if column.choices else text

    def _column(self, name: str) -> LedgerColumn:
        return next(column for column in self.ledger.columns if column.name == name)


def day(found: date | None, lang: Language) -> str:
    """Return a day in words; empty for none."""
    return "" if found is None else day_words(found, lang)


def headline(found: Sequence[Grant], total: Sums, through: str, chosen: Mapping[str, str], words: Words) -> str:
    """Return the first line: what was approved, paid and used, and the newest year's use against time."""
    lang = words.lang
    if not found:
        return t("funds.none_chosen", lang)
    what = joined([words.named(key, chosen[key]) for key in KEYS if chosen.get(key)], lang)
    parts = [t("funds.headline_sums", lang, approved=words.said(total.amounts["approved"]),
               allocated=words.said(total.amounts["allocated"]), used=words.said(total.amounts["used"]),
               share=percent(total.used_share or 0))]  # fmt: skip
    newest, one = list(grouped(found, lambda g: g.year).items())[-1]
    if one.used_share is not None and newest >= through[:4]:
        parts.append(_against_time(newest, one.used_share, time_share(newest, through), lang))
    key = "funds.headline_of" if what else "funds.headline"
    return t(key, lang, what=what, parts=t("funds.then", lang).join(parts))


def _against_time(year: str, share: Decimal, time: Decimal, lang: Language) -> str:
    gap = (share - time) * 100
    key = "level" if round(gap, 1) == 0 else "above" if gap > 0 else "below"
    return t(f"funds.time_{key}", lang, year=year, share=percent(share), time=percent(time), points=number(abs(gap), 1))


def second(found: Sequence[Grant], looked: Sequence[Finding], words: Words) -> str:
    """Return the second line: how many items are closed, and what is to be looked into."""
    closed = sum(bool(grant.texts.get("closed_on")) for grant in found)
    first = t("funds.closed_of", words.lang, count=len(found), closed=closed)
    if not looked:
        return t("funds.nothing_to_check", words.lang, first=first)
    kinds = dict.fromkeys(one.check for one in looked)
    said = [t(f"funds.check_{kind}", words.lang, count=sum(one.check == kind for one in looked)) for kind in kinds]
    return t("funds.to_check", words.lang, first=first, count=len(looked), checks=joined(said, words.lang))


def finding(one: Finding, words: Words) -> str:
    """Return what is to be looked into, with its numbers."""
    lead = one.grants[0]
    steps = {"overused": ("used", "allocated"), "overpaid": ("allocated", "approved"),
             "overapproved": ("approved", "budget")}  # fmt: skip
    if one.check in steps:
        more, less = (lead.amount(name) for name in steps[one.check])
        return t(f"funds.found_{one.check}", words.lang, more=words.said(more), less=words.said(less),
                 over=words.said(more - less))  # fmt: skip
    papers = joined([grant.document for grant in one.grants], words.lang)
    total = sum((grant.amount("approved") for grant in one.grants), Decimal(0))
    return t(f"funds.found_{one.check}", words.lang, documents=papers, total=words.said(total), mode=lead.mode)


def item(grant: Grant, words: Words, names: Names) -> str:
    """Return an item in a line: project, recipient, county, year and document."""
    return t("funds.item", words.lang, project=grant.project, recipient=grant.recipient,
             place=names.region(grant.region) or t("funds.no_region", words.lang), document=grant.document)  # fmt: skip


def _digits(amount: Decimal) -> int:
    return 0 if amount == amount.to_integral_value() else 2
