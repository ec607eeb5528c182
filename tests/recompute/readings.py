"""Levels of the readings beside the default ones, straight from the workbooks, typed from the ambiguity register (1.5).

Imports nothing of the product. ``LEVELS`` holds a formula for each (target, reading).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.recompute import recompute as base
from tests.recompute.recompute import BUREAUS, SME, ZONES, Book, Row, Span

Flow = Callable[[list[Book], Span], Decimal | None]
Formula = Callable[[list[Book], date], Decimal | None]
ISSUED, DATA_FROM = date(2022, 8, 15), date(2019, 1, 1)
PATENT_TYPES = ("发明专利", "实用新型", "外观设计")
INDEX_SCALE = 8


# --- 1: transfers and licences ----------------------------------------------------------------------------------


def kinds(*wanted: str) -> Flow:
    """Return the events of some kinds."""
    return lambda books, span: _cells(books, "转让许可", "数量（次）", span, wanted)


def detail(header: str) -> Flow:
    """Return the sum of a column of the details."""
    return lambda books, span: _cells(books, "转让许可分项", header, span, ())


def _cells(books: list[Book], sheet: str, header: str, span: Span, wanted: tuple[str, ...]) -> Decimal | None:
    if not base.reported(books, sheet, BUREAUS, base.quarters_between(*span)):
        return None
    cells: dict[tuple[object, ...], Row] = {}
    for book in books:
        for row in book.sheets.get(sheet, []):
            cells[book.sender, row["月份"], row.get("类别")] = row
    first, last = (f"{edge:%Y-%m}" for edge in span)
    told = [row for (_, month, kind), row in cells.items() if first <= str(month) <= last]
    return sum((base.number(row[header]) for row in told if not wanted or row["类别"] in wanted), Decimal(0))


def together(*flows: Flow, less: Flow | None = None) -> Flow:
    """Return the sum of flows, less another one."""

    def flow(books: list[Book], span: Span) -> Decimal | None:
        found = [part(books, span) for part in flows]
        off = less(books, span) if less else Decimal(0)
        if off is None or any(part is None for part in found):
            return None
        return sum((part for part in found if part is not None), Decimal(0)) - off

    return flow


# --- 2 and 3: pledges -------------------------------------------------------------------------------------------


def pledged(header: str = "", pledge_kinds: tuple[str, ...] = base.PATENTS_AND_TRADEMARKS, dated: str = "登记生效日期",
            *, new: bool = False) -> Flow:  # fmt: skip
    """Return deals, or the sum of a column (money in 亿元); ``new``: without renewals."""

    def flow(books: list[Book], span: Span) -> Decimal | None:
        deals = base.pledges(books, span, pledge_kinds, dated)
        if deals is None:
            return None
        told = [row for row in deals if not new or row["是否续贷"] == "否"]
        scale = base.WAN_PER_YI if "万元" in header else Decimal(1)
        return sum((base.number(row[header]) for row in told), Decimal(0)) / scale if header else Decimal(len(told))

    return flow


def pledging_firms(books: list[Book], span: Span) -> Decimal | None:
    """Return the distinct firms of a span within one year."""
    deals = base.pledges(books, span)
    return None if deals is None else Decimal(len({row["统一社会信用代码"] for row in deals}))


def mean_index(books: list[Book], span: Span) -> Decimal | None:
    """Return the months' mean of both halves in percent of their own 2021, each month rounded as it is kept."""
    year = date(2021, 1, 1), date(2021, 12, 31)
    totals = [flow(books, year) for flow in (base.pledge_amount, base.pledge_deals)]
    found = Decimal(0)
    for month in range(span[0].month, span[1].month + 1):
        days = date(span[0].year, month, 1), date(span[0].year, month, monthrange(span[0].year, month)[1])
        parts = [flow(books, days) for flow in (base.pledge_amount, base.pledge_deals)]
        if None in parts or None in totals:
            return None
        shares = [Fraction(part or 0) / Fraction(total or 1) for part, total in zip(parts, totals, strict=True)]
        found += Decimal(round(sum(shares) * 50 * 10**INDEX_SCALE)).scaleb(-INDEX_SCALE)
    return found


# --- 4: contracts -----------------------------------------------------------------------------------------------


def contracts(
    *flows: str, value: str = "成交额（万元）", dated: str = "认定登记日期", types: tuple[str, ...] = (),
) -> Flow:  # fmt: skip
    """Return the value of patent contracts of some flows in 亿元."""

    def flow(books: list[Book], span: Span) -> Decimal | None:
        if not base.reported(books, "技术合同", ["org_kj"], base.quarters_between(*span)):
            return None
        told = [row for row in base.once(base.entries(books, "技术合同", "认定登记编号"))
                if row["流向"] in flows and row["知识产权类型"] in PATENT_TYPES
                and (not types or row["合同类型"] in types) and _inside(row[dated], span)]  # fmt: skip
        return sum((base.number(row[value]) for row in told), Decimal(0)) / base.WAN_PER_YI

    return flow


def _inside(cell: object, span: Span) -> bool:
    found = base.day(cell)
    return found is not None and span[0] <= found <= span[1]


# --- 7, 8 and 13: yearly figures and ratios ---------------------------------------------------------------------


def city_years(sheet: str, *headers: str) -> Callable[[list[Book]], dict[int, Decimal]]:
    """Return the sum over the rows of a year, and over columns, of a sheet about the city."""

    def series(books: list[Book]) -> dict[int, Decimal]:
        rows = {(str(row["年份"]), row.get("产业")): row for book in books for row in book.sheets.get(sheet, [])}
        years: dict[int, Decimal] = {}
        for (year, _), row in rows.items():
            years[int(year)] = years.get(int(year), Decimal(0)) + sum(base.number(row[header]) for header in headers)
        return years

    return series


def both_years(*parts: Callable[[list[Book]], dict[int, Decimal]]) -> Callable[[list[Book]], dict[int, Decimal]]:
    """Return the sum of yearly figures."""

    def series(books: list[Book]) -> dict[int, Decimal]:
        found = [part(books) for part in parts]
        return {year: sum((part[year] for part in found), Decimal(0)) for year in found[0]}

    return series


def gi(header: str) -> Callable[[list[Book]], dict[int, Decimal]]:
    """Return a yearly figure of the tea counties."""
    return lambda books: base.gi_output(books, header)


def ratio(above: str, below: str) -> Formula:
    """Return one stock over another x 10,000 for the newest quarter, at most the end of the third year."""

    def formula(books: list[Book], cut_off: date) -> Decimal | None:
        stocks: dict[str, dict[object, Row]] = {}
        for book in books:
            for row in book.sheets.get("商标与经营主体", []):
                stocks.setdefault(str(row["季度"]), {})[row["县区"]] = row
        last = min(cut_off, date(base.TRADEMARK_YEAR, 12, 31))
        quarters = [q for q in stocks if f"{base.BASE_YEAR}Q4" < q and base.quarter_end(q) <= last]
        if not quarters:
            return None
        rows = stocks[max(quarters)].values()
        return _total(rows, above) * 10_000 / _total(rows, below)

    return formula


def _total(rows: Iterable[Row], header: str) -> Decimal:
    return sum((base.number(row[header]) for row in rows), Decimal(0))


# --- counts -----------------------------------------------------------------------------------------------------


def in_service(books: list[Book], cut_off: date) -> Decimal | None:
    """Return the distinct SMEs with an agreement in force on the last day."""
    last = min(cut_off, base.END)
    if last < base.START or not base.reported(books, "知识产权托管", BUREAUS, base.quarters("2019Q1", _quarter(last))):
        return None
    firms = set()
    for told in base.entries(books, "知识产权托管", "托管协议编号").values():
        for row in told.values():
            first, end = base.day(row["服务起始日期"]), base.day(row["服务终止日期"])
            if row["企业规模"] in SME["企业规模"] and first and first <= last and (end is None or end >= last):
                firms.add(row["统一社会信用代码"])
    return Decimal(len(firms))


def _quarter(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


_ALL = BUREAUS + ZONES
_COUNTS = {  # target -> (sheet, distinct by, dates, where, senders)
    "sme_univ_patent_conversion": ("高校院所专利转化", ("统一社会信用代码",), ("成功转化日期",), SME, BUREAUS),
    "industry_patent_navigation": ("专利导航项目", ("项目编号",), ("验收日期",), {"导航类别": ("产业规划",)}, _ALL),
    "patent_intensive_products": (
        "专利密集型产品", ("统一社会信用代码", "产品名称"), ("认定公布日期",), {}, BUREAUS
    ),
    "regional_specialty_industries": ("区域特色产业", ("产业名称",), ("认定公布日期",), {}, BUREAUS),
    "regional_trademark_brands": (
        "区域商标品牌", ("品牌（商标）名称", "注册人"), ("注册公告日期", "正式发布日期"), {}, BUREAUS
    ),
    "ip_custody_smes": ("知识产权托管", ("统一社会信用代码",), ("服务起始日期",), SME, BUREAUS),
    "industry_ip_operation_centers": ("产业运营中心", ("中心名称",), ("挂牌日期",), {}, _ALL),
}  # fmt: skip


def counted(
    target: str, *dated: str, where: dict[str, tuple[str, ...]] | None = None, start: date = base.START,
) -> Formula:  # fmt: skip
    """Return a count as the default has it but for its date, a further condition, or its first day."""
    sheet, key, dates, usual, senders = _COUNTS[target]
    return base.count(sheet, key, *(dated or dates), where=usual | (where or {}), senders=senders, start=start)


FLOWS: dict[tuple[str, str], Flow] = {
    ("ip_transfer_license_growth", "transfers_only"): kinds("转让"),
    ("ip_transfer_license_growth", "licences_only"): kinds("许可", "开放许可"),
    ("ip_transfer_license_growth", "contracts"): detail("合同（份）"),
    ("ip_transfer_license_growth", "open_statements"): together(
        kinds("转让", "许可"), detail("开放许可按声明计（次）")
    ),
    ("ip_transfer_license_growth", "with_trademarks"): together(base.transfers, detail("商标转让许可（次）")),
    ("ip_transfer_license_growth", "every_kind"): together(
        base.transfers, detail("商标转让许可（次）"), detail("软件和植物新品种等转让许可（次）")
    ),
    ("ip_transfer_license_growth", "without_related"): together(base.transfers, less=detail("关联方之间（次）")),
    ("ip_transfer_license_growth", "transferor_local"): detail("让与方（许可方）在本市（次）"),
    ("ip_transfer_license_growth", "transferee_local"): detail("受让方（被许可方）在本市（次）"),
    ("ip_transfer_license_growth", "contract_date"): detail("按签约月份计（次）"),
    ("ip_transfer_license_growth", "gazette_date"): detail("按公告月份计（次）"),
    ("ip_pledge_amount_growth", "loans"): pledged("放款金额（万元）", base.EVERY_KIND, "放款日期"),
    ("ip_pledge_amount_growth", "credit"): pledged("授信金额（万元）"),
    ("ip_pledge_amount_growth", "patents_only"): pledged("登记金额（万元）", base.WITH_PATENTS),
    ("ip_pledge_amount_growth", "with_copyright"): pledged("登记金额（万元）", base.EVERY_KIND),
    ("ip_pledge_amount_growth", "without_renewals"): pledged("登记金额（万元）", new=True),
    ("ip_pledge_amount_growth", "mean_index"): mean_index,
    ("ip_pledge_deal_growth", "rights"): pledged("质押权利（件）"),
    ("ip_pledge_deal_growth", "firms"): pledging_firms,
    ("ip_pledge_deal_growth", "mixed_twice"): together(
        base.pledge_deals, pledged(pledge_kinds=("专利商标混合",))
    ),
    ("ip_pledge_deal_growth", "patents_only"): pledged(pledge_kinds=base.WITH_PATENTS),
    ("ip_pledge_deal_growth", "with_copyright"): pledged(pledge_kinds=base.EVERY_KIND),
    ("ip_pledge_deal_growth", "without_renewals"): pledged(new=True),
    ("ip_pledge_deal_growth", "mean_index"): mean_index,
    ("patent_tech_contract_growth", "transfer_licence"): contracts("输出", "市内", types=("技术转让", "技术许可")),
    ("patent_tech_contract_growth", "technology_amount"): contracts("输出", "市内", value="技术交易额（万元）"),
    ("patent_tech_contract_growth", "with_absorbed"): contracts("输出", "市内", "吸纳"),
    ("patent_tech_contract_growth", "signing_date"): contracts("输出", "市内", dated="签订日期"),
    ("patent_tech_contract_growth", "absorbed_only"): contracts("吸纳", "市内"),
}
LEVELS: dict[tuple[str, str], Formula] = {
    **{key: base.so_far(flow) for key, flow in FLOWS.items()},
    **{(target, "from_issue"): counted(target, start=ISSUED) for target in _COUNTS},
    **{(target, "earlier"): counted(target, start=DATA_FROM) for target in _COUNTS},
    ("sme_univ_patent_conversion", "filed"): counted("sme_univ_patent_conversion", "备案（登记）日期"),
    ("sme_univ_patent_conversion", "paid"): counted("sme_univ_patent_conversion", "首次付款日期"),
    ("sme_univ_patent_conversion", "implemented"): counted("sme_univ_patent_conversion", "实施日期"),
    ("sme_univ_patent_conversion", "local_only"): counted(
        "sme_univ_patent_conversion", where={"是否本地高校院所": ("是",)}
    ),
    ("industry_patent_navigation", "started"): counted("industry_patent_navigation", "立项日期"),
    ("industry_patent_navigation", "city_level"): counted("industry_patent_navigation", where={"立项级别": ("市",)}),
    ("patent_intensive_va_growth", "constant_prices"): base.newest_year(
        city_years("密集型产业增加值", "增加值（2021年价，亿元）"), 8
    ),
    ("patent_intensive_va_growth", "all_industries"): base.newest_year(
        city_years("密集型产业增加值扩大范围", "全部专利密集型产业（亿元）"), 8
    ),
    ("patent_intensive_va_growth", "with_ict_services"): base.newest_year(
        both_years(base.value_added, city_years("密集型产业增加值扩大范围", "信息通信技术服务业（亿元）")), 8
    ),
    ("gi_output_growth", "user_output"): base.newest_year(gi("用标企业产值（亿元）"), 3),
    ("gi_output_growth", "comprehensive"): base.newest_year(gi("综合产值（亿元）"), 3),
    ("gi_output_growth", "all_gis"): base.newest_year(
        both_years(gi("全产业产值（亿元）"), gi("其他地理标志产值（亿元）")), 3
    ),
    ("patent_intensive_products", "filed"): counted("patent_intensive_products", "备案通过日期"),
    ("patent_intensive_products", "city_list"): counted("patent_intensive_products", "列入市级名单日期"),
    ("regional_specialty_industries", "nominated"): counted("regional_specialty_industries", "列入培育日期"),
    ("regional_trademark_brands", "registered_only"): counted("regional_trademark_brands", "注册公告日期"),
    ("regional_trademark_brands", "launched_only"): counted("regional_trademark_brands", "正式发布日期"),
    ("ip_custody_smes", "in_service"): in_service,
    ("ip_custody_smes", "paid_only"): counted("ip_custody_smes", where={"托管形式": ("全托管", "部分托管")}),
    ("trademarks_per_10k_entities_growth", "enterprises"): ratio("有效注册商标（件）", "其中企业（户）"),
    ("trademarks_per_10k_entities_growth", "new_registrations"): ratio(
        "近四个季度新注册商标（件）", "经营主体（户）"
    ),
    ("industry_ip_operation_centers", "national_only"): counted(
        "industry_ip_operation_centers", where={"批复级别": ("国家",)}
    ),
    ("industry_ip_operation_centers", "provincial"): counted(
        "industry_ip_operation_centers", where={"批复级别": ("国家", "省")}
    ),
    ("industry_ip_operation_centers", "approved"): counted("industry_ip_operation_centers", "批复日期"),
}
