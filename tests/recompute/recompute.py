"""Levels of the numeric targets straight from the workbooks, by formulas typed from the domain model.

Imports nothing of the product. Run it by hand: ``python tests/recompute/recompute.py FOLDER 2025Q3``.
"""

from __future__ import annotations

import json
import sys
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl

Row = dict[str, object]  # header -> cell
START, END = date(2022, 1, 1), date(2025, 12, 31)  # the plan's period; counts begin and end with it
BASE_YEAR, END_YEAR = 2021, 2025
TRADEMARK_YEAR = 2024  # the three years of the trademark target
COUNTIES = ("411502", "411503", "411521", "411522", "411523", "411524", "411525", "411526", "411527", "411528")
BUREAUS = tuple(f"scjg-{county}" for county in COUNTIES)
ZONES = tuple(f"zone-z{number:02d}" for number in range(1, 9))
WAN_PER_YI = Decimal(10_000)


@dataclass(frozen=True)
class Book:
    """One workbook: where it was delivered, who sent it for which quarters, its data sheets."""

    folder: str
    sender: str
    first: str
    period: str
    sheets: Mapping[str, list[Row]]

    @property
    def quarters(self) -> list[str]:
        """Every quarter that the workbook covers."""
        return quarters(self.first, self.period)


def quarters(first: str, last: str) -> list[str]:
    """Return the quarters from one to another, both included."""
    numbers = range(int(first[:4]) * 4 + int(first[5]) - 1, int(last[:4]) * 4 + int(last[5]))
    return [f"{number // 4}Q{number % 4 + 1}" for number in numbers]


def quarter_end(quarter: str) -> date:
    """Return the last day of a quarter."""
    year, month = int(quarter[:4]), int(quarter[5]) * 3
    return date(year, month, monthrange(year, month)[1])


def read(path: Path) -> Book:
    """Read one workbook: the cover, then each sheet from its header in row 3 on."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    tables = {page.title: list(page.iter_rows(values_only=True)) for page in book.worksheets}
    book.close()
    cover = {str(row[0]): row[1] for row in tables.pop("填报说明") if len(row) > 1 and row[0]}
    sheets = {title: [_row(rows[2], row) for row in rows[3:]] for title, rows in tables.items()}
    return Book(path.parent.name, str(cover["报送单位代码"]), str(cover["起始期"]), str(cover["报送期"]), sheets)


def _row(headers: tuple[object, ...], cells: tuple[object, ...]) -> Row:
    return {str(header): cell for header, cell in zip(headers, cells, strict=True)}


def read_all(folder: Path) -> list[Book]:
    """Read every workbook below a folder of deliveries."""
    return [read(path) for path in sorted(folder.glob("*/*.xlsx"))]


def delivered(books: Iterable[Book], delivery: str) -> list[Book]:
    """Return the workbooks that had arrived with a delivery, by report period: a later one replaces an earlier one."""
    return sorted((book for book in books if book.folder <= delivery), key=lambda book: (book.period, book.folder))


def day(value: object) -> date | None:
    """Return a date cell as a day."""
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def number(value: object) -> Decimal:
    """Return a number as it stands in the cell."""
    return Decimal(str(value))


# --- what has arrived -------------------------------------------------------------------------------------------


def reported(books: list[Book], sheet: str, senders: Iterable[str], needed: Iterable[str]) -> bool:
    """True when every sender has sent the sheet for every quarter."""
    there = {(book.sender, quarter) for book in books if sheet in book.sheets for quarter in book.quarters}
    return all((sender, quarter) in there for sender in senders for quarter in needed)


def entries(books: list[Book], sheet: str, *key: str) -> dict[tuple[str, ...], dict[str, Row]]:
    """Return a ledger: key -> sender -> the entry as that sender told it last."""
    ledger: dict[tuple[str, ...], dict[str, Row]] = {}
    for book in books:
        for row in book.sheets.get(sheet, []):
            ledger.setdefault(tuple(str(row[header]).strip() for header in key), {})[book.sender] = row
    return ledger


def once(ledger: dict[tuple[str, ...], dict[str, Row]]) -> list[Row]:
    """Return each entry once: as a county bureau told it, else as another sender did."""
    return [
        told[min(told, key=lambda sender: (not sender.startswith("scjg-"), sender))] for told in ledger.values()
    ]


# --- flows of some months ---------------------------------------------------------------------------------------

Span = tuple[date, date]  # first and last day


def year_to_date(cut_off: date) -> Span | None:
    """Return the days that a flow's level covers: this year so far, or the plan's last year; None before the plan."""
    last = min(cut_off, END)
    return (date(last.year, 1, 1), last) if last.year > BASE_YEAR else None


def quarters_between(first: date, last: date) -> list[str]:
    """Return the quarters from one day to another."""
    return quarters(f"{first.year}Q{(first.month + 2) // 3}", f"{last.year}Q{(last.month + 2) // 3}")


def transfers(books: list[Book], span: Span) -> Decimal | None:
    """Return the events, summed over the ten counties."""
    if not reported(books, "转让许可", BUREAUS, quarters_between(*span)):
        return None
    cells: dict[tuple[object, ...], Decimal] = {}
    for book in books:
        for row in book.sheets.get("转让许可", []):
            cells[book.sender, row["月份"], row["类别"]] = number(row["数量（次）"])
    first, last = (f"{edge:%Y-%m}" for edge in span)
    return sum((value for (_, month, _), value in cells.items() if first <= str(month) <= last), Decimal(0))


PATENTS_AND_TRADEMARKS = ("专利", "商标", "专利商标混合")
EVERY_KIND = (*PATENTS_AND_TRADEMARKS, "含著作权", "其他")
WITH_PATENTS = ("专利", "专利商标混合")


def pledges(
    books: list[Book], span: Span, kinds: tuple[str, ...] = PATENTS_AND_TRADEMARKS, dated: str = "登记生效日期"
) -> list[Row] | None:
    """Return the deals of some kinds registered (or lent), each once."""
    if not reported(books, "质押融资", BUREAUS, quarters_between(*span)):
        return None
    rows = _within(once(entries(books, "质押融资", "质押登记号")), dated, span)
    return [row for row in rows if row["质押类型"] in kinds]


def pledge_amount(books: list[Book], span: Span) -> Decimal | None:
    """Return the registered amount in 亿元."""
    deals = pledges(books, span)
    return None if deals is None else _yi(deals, "登记金额（万元）")


def pledge_deals(books: list[Book], span: Span) -> Decimal | None:
    """Return the number of deals."""
    deals = pledges(books, span)
    return None if deals is None else Decimal(len(deals))


def contracts(books: list[Book], span: Span) -> Decimal | None:
    """Return the value in 亿元 of the patent contracts sold from the city and registered."""
    if not reported(books, "技术合同", ["org_kj"], quarters_between(*span)):
        return None
    rows = _within(once(entries(books, "技术合同", "认定登记编号")), "认定登记日期", span)
    sold = [row for row in rows if row["流向"] in ("输出", "市内")]
    return _yi([row for row in sold if row["知识产权类型"] in ("发明专利", "实用新型", "外观设计")], "成交额（万元）")


def so_far(flow: Callable[[list[Book], Span], Decimal | None]) -> Callable[[list[Book], date], Decimal | None]:
    """Return the formula of a flow's level: the year so far."""

    def formula(books: list[Book], cut_off: date) -> Decimal | None:
        span = year_to_date(cut_off)
        return None if span is None else flow(books, span)

    return formula


def _within(rows: list[Row], header: str, span: Span) -> list[Row]:
    dated = ((day(row[header]), row) for row in rows)
    return [row for found, row in dated if found is not None and span[0] <= found <= span[1]]


def _yi(rows: list[Row], header: str) -> Decimal:
    return sum((number(row[header]) for row in rows), Decimal(0)) / WAN_PER_YI


# --- yearly figures ---------------------------------------------------------------------------------------------


def yearly(values: Mapping[int, Decimal], due: Callable[[int], date], cut_off: date) -> Decimal | None:
    """Return the newest year after the base, at most the plan's last one; None while a year that is due is missing."""
    for year in range(min(cut_off.year, END_YEAR), BASE_YEAR, -1):
        if year in values:
            return values[year] if BASE_YEAR in values else None
        if due(year) <= cut_off:
            return None
    return None


def value_added(books: list[Book]) -> dict[int, Decimal]:
    """Return the value added of the three industries by year in 亿元."""
    cells: dict[tuple[int, object], Decimal] = {}
    for book in books:
        for row in book.sheets.get("密集型产业增加值", []):
            cells[int(str(row["年份"])), row["产业"]] = number(row["增加值（亿元）"])
    return _by_year(cells, 3)


def gi_output(books: list[Book], header: str = "全产业产值（亿元）") -> dict[int, Decimal]:
    """Return the output of the tea industry (or of the users of the mark) by year in 亿元, over the ten counties."""
    cells: dict[tuple[int, object], Decimal] = {}
    for book in books:
        for row in book.sheets.get("地理标志产值", []):
            cells[int(str(row["年份"])), row["县区"]] = number(row[header])
    return _by_year(cells, len(COUNTIES))


def newest_year(
    series: Callable[[list[Book]], dict[int, Decimal]], month: int
) -> Callable[[list[Book], date], Decimal | None]:
    """Return the formula of a yearly figure that is due at the end of a month of the following year."""

    def formula(books: list[Book], cut_off: date) -> Decimal | None:
        return yearly(series(books), lambda year: date(year + 1, month, 31), cut_off)

    return formula


def _by_year(cells: Mapping[tuple[int, object], Decimal], parts: int) -> dict[int, Decimal]:
    """Sum the cells of each year that has all its parts."""
    years: dict[int, list[Decimal]] = {}
    for (year, _), value in cells.items():
        years.setdefault(year, []).append(value)
    return {year: sum(values, Decimal(0)) for year, values in years.items() if len(values) == parts}


# --- counts since the start of the plan -------------------------------------------------------------------------


_ENTRY = {  # what identifies an entry of a ledger
    "高校院所专利转化": ("合同编号",),
    "专利导航项目": ("项目编号",),
    "专利密集型产品": ("统一社会信用代码", "产品名称"),
    "区域特色产业": ("产业名称",),
    "区域商标品牌": ("品牌（商标）名称", "注册人"),
    "知识产权托管": ("托管协议编号",),
    "产业运营中心": ("中心名称",),
}


def count(
    sheet: str, key: tuple[str, ...], *dated: str, where: Mapping[str, tuple[str, ...]] | None = None,
    senders: tuple[str, ...] = BUREAUS, start: date = START,
) -> Callable[[list[Book], date], Decimal | None]:  # fmt: skip
    """Return the formula of a cumulative count: things that differ in the key, from a day to the plan's end.

    Of several dates the earliest one that has come decides.
    """

    def formula(books: list[Book], cut_off: date) -> Decimal | None:
        last = min(cut_off, END)
        if last < max(start, START) or not reported(books, sheet, senders, quarters_between(start, last)):
            return None
        rows = [row for told in entries(books, sheet, *_ENTRY[sheet]).values() for row in told.values()]
        rows = [row for row in rows if all(row[header] in values for header, values in (where or {}).items())]
        return Decimal(len({tuple(row[part] for part in key) for row in rows if _since(row, dated, start, last)}))

    return formula


def _since(row: Row, dated: tuple[str, ...], start: date, last: date) -> bool:
    days = [found for header in dated if (found := day(row[header])) is not None and found <= last]
    return bool(days) and min(days) >= start


SME = {"企业规模": ("中", "小", "微")}


# --- trademarks per 10,000 market entities ----------------------------------------------------------------------


def trademarks_per_10k(books: list[Book]) -> dict[str, Decimal]:
    """Return stock over stock x 10,000 by quarter, over the ten counties."""
    stocks: dict[str, dict[object, Row]] = {}
    for book in books:
        for row in book.sheets.get("商标与经营主体", []):
            stocks.setdefault(str(row["季度"]), {})[row["县区"]] = row
    return {quarter: _ratio(rows.values()) for quarter, rows in stocks.items() if len(rows) == len(COUNTIES)}


def _ratio(rows: Iterable[Row]) -> Decimal:
    told = list(rows)
    trademarks = sum((number(row["有效注册商标（件）"]) for row in told), Decimal(0))
    return trademarks / sum((number(row["经营主体（户）"]) for row in told), Decimal(0)) * 10_000


def newest_ratio(books: list[Book], cut_off: date) -> Decimal | None:
    """Return the ratio of the newest quarter after the base, at most the end of the third year."""
    ratios, last = trademarks_per_10k(books), min(cut_off, date(TRADEMARK_YEAR, 12, 31))
    known = (quarter for quarter in ratios if f"{BASE_YEAR}Q4" < quarter and quarter_end(quarter) <= last)
    newest = max(known, default=None)
    return None if newest is None else ratios[newest]


FLOWS = {
    "ip_transfer_license_growth": transfers,
    "ip_pledge_amount_growth": pledge_amount,
    "ip_pledge_deal_growth": pledge_deals,
    "patent_tech_contract_growth": contracts,
}
FORMULAS: dict[str, Callable[[list[Book], date], Decimal | None]] = {
    **{target: so_far(flow) for target, flow in FLOWS.items()},
    "sme_univ_patent_conversion": count("高校院所专利转化", ("统一社会信用代码",), "成功转化日期", where=SME),
    "industry_patent_navigation": count(
        "专利导航项目", ("项目编号",), "验收日期", where={"导航类别": ("产业规划",)}, senders=BUREAUS + ZONES
    ),
    "patent_intensive_va_growth": newest_year(value_added, 8),
    "gi_output_growth": newest_year(gi_output, 3),
    "patent_intensive_products": count("专利密集型产品", ("统一社会信用代码", "产品名称"), "认定公布日期"),
    "regional_specialty_industries": count("区域特色产业", ("产业名称",), "认定公布日期"),
    "regional_trademark_brands": count(
        "区域商标品牌", ("品牌（商标）名称", "注册人"), "注册公告日期", "正式发布日期"
    ),
    "ip_custody_smes": count("知识产权托管", ("统一社会信用代码",), "服务起始日期", where=SME),
    "trademarks_per_10k_entities_growth": newest_ratio,
    "industry_ip_operation_centers": count("产业运营中心", ("中心名称",), "挂牌日期", senders=BUREAUS + ZONES),
}


def levels(books: list[Book], delivery: str, cut_off: date) -> dict[str, Decimal | None]:
    """Return the level of every numeric target, default reading; None: incomplete, owed or not begun."""
    arrived = delivered(books, delivery)
    return {target: formula(arrived, cut_off) for target, formula in FORMULAS.items()}


def bases(books: list[Book], delivery: str) -> dict[str, Decimal | None]:
    """Return the base value (2021) of every growth target as far as it had arrived with a delivery."""
    arrived, span = delivered(books, delivery), (date(BASE_YEAR, 1, 1), date(BASE_YEAR, 12, 31))
    return {
        **{target: flow(arrived, span) for target, flow in FLOWS.items()},
        "patent_intensive_va_growth": value_added(arrived).get(BASE_YEAR),
        "gi_output_growth": gi_output(arrived).get(BASE_YEAR),
        "trademarks_per_10k_entities_growth": trademarks_per_10k(arrived).get(f"{BASE_YEAR}Q4"),
    }


if __name__ == "__main__":
    found = levels(read_all(Path(sys.argv[1])), sys.argv[2], quarter_end(sys.argv[2]))
    print(json.dumps({target: None if level is None else str(level) for target, level in found.items()}, indent=2))
