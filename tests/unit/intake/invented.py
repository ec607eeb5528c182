"""A small invented plan that has one feed or ledger of every kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dashboard.plan.models import (
    Breakdown,
    Catalogue,
    DueRule,
    Feed,
    FeedSource,
    FeedValue,
    Frequency,
    Heading,
    Indicator,
    Ledger,
    LedgerColumn,
    LedgerSource,
    Milestone,
    Organisation,
    OrganisationName,
    Plan,
    Region,
    RuleSet,
    Task,
)
from tests.bands import bands

PLAN = Plan(
    id="test-plan",
    name="试验方案",
    name_en="Trial plan",
    product_title="试验",
    product_title_en="Trial",
    city="试验市",
    city_en="Trial City",
    doc_no="试〔2022〕1号",
    issuer="试验局",
    issued=date(2022, 3, 1),
    start_year=2022,
    end_year=2025,
    base_year=2021,
    data_from="2019-01",
    settled_by="2026-12",
    cumulative_start="2022-01",
)
REGIONS = (
    Region(code="990100", name="试验市", name_en="Trial City", kind="city"),
    Region(code="990101", name="东县", name_en="East", kind="county", aliases=("东",)),
    Region(code="990102", name="西县", name_en="West", kind="county"),
    Region(code="Z01", name="东高新区", name_en="East Zone", kind="zone", within=("990101",)),
    Region(code="Z02", name="跨县新区", name_en="Twin Zone", kind="zone", within=("990101", "990102")),
)


def _unit(code: str, kind: str, name: str, region: str | None = None) -> Organisation:
    names = (OrganisationName(name=f"{name}市场监督管理局", short=name, name_en=code),)
    return Organisation(id=code, kind=kind, names=names, region=region)  # type: ignore[arg-type]


UNITS = (
    _unit("east", "county_bureau", "东县局", "990101"),
    _unit("west", "county_bureau", "西县局", "990102"),
    _unit("zone-east", "zone_committee", "东高新区管委会", "Z01"),
    _unit("zone-twin", "zone_committee", "跨县新区管委会", "Z02"),
    _unit("org_city", "city_bureau", "市局"),
    _unit("bank-01", "bank", "示例银行"),
)


def _indicator(code: str, unit: str, scale: int, frequency: Frequency, feed: str) -> Indicator:
    return Indicator(
        id=code,
        name=code,
        name_en=code,
        unit=unit,
        unit_en=unit,
        scale=scale,
        frequency=frequency,
        aggregation="flow",
        source=FeedSource(feed=feed),
    )


INDICATORS = (
    _indicator("transfers", "次", 0, "M", "transfers"),
    _indicator("marks", "件", 0, "Q", "marks"),
    _indicator("entities", "户", 0, "Q", "marks"),
    _indicator("output", "亿元", 10, "A", "output"),
    _indicator("added", "亿元", 10, "A", "added"),
    Indicator(
        id="pledged",
        name="质押",
        name_en="Pledged",
        unit="亿元",
        unit_en="",
        scale=10,
        frequency="M",
        aggregation="flow",
        source=LedgerSource(ledger="pledge", date="registered_on", value="amount"),
    ),
)
KIND = Breakdown(header="类型", dimension="event_kind", options={"转让": "transfer", "许可": "licence"})
FEEDS = (
    Feed(
        id="transfers",
        name="运用",
        name_en="Transfers",
        sheet="专利运用",
        frequency="M",
        period_header="月份",
        region_from="sender",
        breakdown=KIND,
        senders=("east", "west"),
        values=(FeedValue(header="次数", indicator="transfers", unit="次"),),
    ),
    Feed(
        id="zone_transfers",
        name="运用",
        name_en="Transfers",
        sheet="开发区运用",
        frequency="M",
        period_header="月份",
        region_from="sender",
        breakdown=KIND,
        senders=("zone-east", "zone-twin"),
        zone=True,
        values=(FeedValue(header="次数", indicator="transfers", unit="次"),),
    ),
    Feed(
        id="marks",
        name="商标",
        name_en="Marks",
        sheet="商标与主体",
        frequency="Q",
        period_header="季度",
        region_from="column",
        region_header="县区",
        senders=("org_city",),
        values=(
            FeedValue(header="商标（万件）", indicator="marks", unit="万件"),
            FeedValue(header="主体（户）", indicator="entities", unit="户"),
        ),
    ),
    Feed(
        id="output",
        name="产值",
        name_en="Output",
        sheet="产值",
        frequency="A",
        period_header="年度",
        region_from="column",
        region_header="县区",
        senders=("org_city",),
        values=(FeedValue(header="产值（万元）", indicator="output", unit="万元"),),
    ),
    Feed(
        id="added",
        name="增加值",
        name_en="Value added",
        sheet="增加值",
        frequency="A",
        period_header="年度",
        region_from="city",
        senders=("org_city",),
        due=DueRule(months_after=8, day=31),
        breakdown=Breakdown(header="产业", dimension="industry", options={"电子信息": "electronics", "环保": "green"}),
        values=(FeedValue(header="增加值（亿元）", indicator="added", unit="亿元"),),
    ),
)
PLEDGE = Ledger(
    id="pledge",
    code="L10",
    name="质押台账",
    name_en="Pledges",
    sheet="质押台账",
    key=("registration_no",),
    title="pledgor",
    region_column="county",
    zone_column="zone",
    senders=("east", "west", "zone-east", "zone-twin", "bank-01"),
    counted_from=("county_bureau", "zone_committee", "bank"),
    columns=(
        LedgerColumn(name="registration_no", header="登记号", header_en="No.", type="text", required=True),
        LedgerColumn(name="pledgor", header="出质人", header_en="Pledgor", type="text", required=True),
        LedgerColumn(name="county", header="县区", header_en="County", type="region"),
        LedgerColumn(name="zone", header="开发区", header_en="Zone", type="zone"),
        LedgerColumn(name="registered_on", header="登记日期", header_en="Registered", type="date"),
        LedgerColumn(name="released_on", header="注销日期", header_en="Released", type="date"),
        LedgerColumn(name="amount", header="登记金额（万元）", header_en="Amount", type="money", unit="万元"),
        LedgerColumn(name="patents", header="专利件数", header_en="Patents", type="integer"),
        LedgerColumn(name="rate", header="利率（%）", header_en="Rate", type="decimal"),
        LedgerColumn(name="kind", header="质押种类", header_en="Kind", type="choice", choices=("专利", "商标")),
        LedgerColumn(name="listed", header="白名单", header_en="Listed", type="boolean"),
    ),
)
MILESTONES = (
    Milestone(
        code="1.1",
        name="政策",
        name_en="Policy",
        evidence="文件",
        evidence_en="Document",
        reporter="org_city",
        due="2022-12",
    ),
    Milestone(
        code="1.2",
        name="培训",
        name_en="Training",
        evidence="名单",
        evidence_en="List",
        reporter="east",
        every="Y",
        due_month=12,
        first="2023-01",
        last="2025-12",
    ),
)
TASK = Task(
    id="task-01",
    code="1",
    seq=1,
    kind="task",
    heading="一",
    heading_en="One",
    clause="三（一）",
    name="任务",
    name_en="Task",
    short="任务",
    short_en="Task",
    statement="任务",
    statement_en="Task",
    milestones=MILESTONES,
)
RULES = RuleSet(
    id="rules-1",
    name="规则",
    name_en="Rules",
    valid_from=date(2022, 1, 1),
    author="试验",
    noise_quantile=Decimal("0.05"),
    small_base=10,
    small_years=3,
    small_share=Decimal("0.70"),
    stage_limit=3,
    bands=bands(),
)
CATALOGUE = Catalogue(
    plan=PLAN,
    headings=(Heading(id="all", name="全部", name_en="All"),),
    regions=REGIONS,
    organisations=UNITS,
    feeds=FEEDS,
    ledgers=(PLEDGE,),
    indicators=INDICATORS,
    base_values=(),
    quotas=(),
    targets=(),
    tasks=(TASK,),
    rules=(RULES,),
    hash="0" * 64,
)
