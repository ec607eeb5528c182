"""The funds ledger as tables of a workbook: sums, groups, what to look into, and every item with all its columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dashboard.figures.fund_page import FundPage, ItemRow
from dashboard.figures.fund_rows import AMOUNTS, Grant, Sums
from dashboard.figures.sheet_cells import of_words
from dashboard.figures.workbook import Sheet, Value
from dashboard.wording import Language, t

_UNIT = "万元"


def sheets(page: FundPage, found: Sequence[Grant], total: Sums, lang: Language) -> tuple[Sheet, ...]:
    """Return the tables of the page; ``found`` and ``total``: the items it shows, in 万元, and their sums."""
    return _sums(total, lang), _groups(page, lang), _warnings(page, lang), _items(page, found, lang)


def unit(lang: Language) -> str:
    """Return the unit of all amounts of the ledger."""
    return _UNIT if lang == "zh" else t("files.wan", lang)


def _sums(total: Sums, lang: Language) -> Sheet:
    rows: list[tuple[Value, ...]] = [(t(f"funds.{key}", lang), total.amounts[key]) for key in AMOUNTS]
    rows.append((t("funds.balance", lang), total.balance))
    headers = (t("files.col_sum", lang), t("files.col_value", lang))
    return Sheet(t("funds.flow", lang), headers, tuple(rows), (t("funds.formula", lang),), ("", unit(lang)))


def _groups(page: FundPage, lang: Language) -> Sheet:
    keys = ("files.col_group", "files.col_name", "funds.count", "funds.approved", "funds.allocated", "funds.used",
            "files.paid_share", "funds.used_share", "funds.time", "funds.gap")  # fmt: skip
    rows = [(group.title, row.name, row.count, row.approved, row.allocated, row.used, row.paid_share, row.used_share,
             row.time, row.gap) for group in page.groups for row in group.rows]  # fmt: skip
    made = of_words(t("files.sheet_groups", lang), [t(key, lang) for key in keys], rows, (t("funds.formula", lang),))
    amounts = (unit(lang),) * 3 if lang == "zh" else made.units[3:6]  # English words bear their unit
    units = ("", "", "", *amounts, *made.units[6:9], t("overview.points", lang))
    return Sheet(made.name, made.headers, made.rows, made.notes, units)


def _warnings(page: FundPage, lang: Language) -> Sheet:
    keys = ("files.col_finding", "funds.project", "target.row_file")
    rows = tuple((warn.title, line, place) for warn in page.warnings for line, place in warn.lines)
    return Sheet(t("funds.warnings", lang), tuple(t(key, lang) for key in keys), rows)


def _items(page: FundPage, found: Sequence[Grant], lang: Language) -> Sheet:
    """Return every item: amounts as numbers, then every other column of the ledger as the page words it."""
    items = (*page.rows, *page.more)
    named = tuple(dict.fromkeys(name for item in items for name, _ in item.details))
    amounts = (*(t(f"funds.{key}", lang) for key in AMOUNTS), t("funds.balance", lang))
    told = tuple(name for name in named if name not in amounts)
    heads = ("funds.project", "files.col_recipient", "funds.place")
    headers = (*(t(key, lang) for key in heads), *amounts, t("funds.life", lang), *told, t("target.row_file", lang))
    rows = tuple(_item(item, grant, told) for item, grant in zip(items, found, strict=True))
    units = ("",) * 3 + (unit(lang),) * len(amounts) + ("",) * (len(told) + 2)
    return Sheet(t("funds.items", lang), headers, rows, (t("funds.formula", lang),), units)


def _item(item: ItemRow, grant: Grant, told: Sequence[str]) -> tuple[Value, ...]:
    details = dict(item.details)
    amounts: list[Decimal | None] = [grant.amounts[key] for key in AMOUNTS]
    return (item.project, item.recipient, item.place, *amounts, grant.balance, item.stage,
            *(details.get(name, "") for name in told), item.origin)  # fmt: skip
