"""An invented plan of two counties: catalogue and a seeded history of two editions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dashboard.plan.models import (
    Catalogue,
    Feed,
    FeedSource,
    FeedValue,
    Heading,
    Indicator,
    Ledger,
    LedgerColumn,
    LedgerSource,
    Milestone,
    Organisation,
    OrganisationName,
    Plan,
    Reading,
    Region,
    RuleSet,
    Target,
    Task,
)
from tests.bands import bands

PLAN = "lakeside-2022"


def _organisation(code: str, kind: str, name: str, region: str | None = None) -> Organisation:
    names = (OrganisationName(name=name, short=name, name_en=name),)
    return Organisation.model_validate({"id": code, "kind": kind, "names": names, "region": region})


def _text(source: str = "") -> dict[str, str]:
    return {"name": f"名{source}", "name_en": f"name {source}", "short": "短", "short_en": "short"}


def _target(number: int, kind: str, reading: Reading) -> Target:
    return Target.model_validate(
        {
            **_text(str(number)), "id": f"t{number}", "code": str(number), "seq": number, "heading": "h1",
            "clause": "二", "statement": "一句", "statement_en": "a sentence", "rule_text": "≥", "rule_text_en": "≥",
            "kind": kind,
            "unit": "次", "unit_en": "times", "readings": (reading,),
        }
    )  # fmt: skip


def _targets() -> tuple[Target, ...]:
    growth = Reading(
        id="compound", name="水平法", name_en="compound", method="compound", indicator="transfers",
        threshold=Decimal("0.1"), base_year=2021, end_year=2025, source="方案",
    )  # fmt: skip
    word = Reading(id="stated", name="定性", name_en="stated", method="qualitative", end_year=2025, source="方案")
    return _target(1, "numeric", growth), _target(2, "qualitative", word)


def _indicators() -> tuple[Indicator, ...]:
    names = {"name": "名", "name_en": "name", "unit_en": "x"}
    feed, ledger = FeedSource(feed="transfers"), LedgerSource(ledger="pledge", date="registered_on")
    common = {**names, "frequency": "M"}
    return (
        Indicator.model_validate({**common, "id": "transfers", "unit": "次", "aggregation": "flow", "source": feed}),
        Indicator.model_validate(
            {**common, "id": "deals", "unit": "项", "aggregation": "cumulative_count", "source": ledger}
        ),
    )


def _plan() -> Plan:
    return Plan(
        id=PLAN, name="湖滨市方案", name_en="Lakeside plan", product_title="监测", product_title_en="Monitor",
        city="湖滨市", city_en="Lakeside", doc_no="湖〔2022〕1号", issuer="湖滨市", issued=date(2022, 1, 5),
        start_year=2022, end_year=2025, base_year=2021, data_from="2021-01", settled_by="2026-06",
        cumulative_start="2022-01",
    )  # fmt: skip


def _task() -> Task:
    step = {"name": "节点", "name_en": "step", "evidence": "文件", "evidence_en": "paper", "reporter": "org_ip"}
    milestones = (Milestone(code="1.1", due="2022-12", **step), Milestone(code="1.2", every="Y", due_month=12, **step))
    return Task.model_validate(
        {
            **_text(), "id": "task-1", "code": "1", "seq": 1, "kind": "task", "heading": "h", "heading_en": "h",
            "clause": "三", "statement": "一句", "statement_en": "a sentence", "responsible": ("org_ip",),
            "supporting": ("bureau-b", "bureau-a"), "milestones": milestones,
        }
    )  # fmt: skip


def _ledger() -> Ledger:
    columns = (
        LedgerColumn(name="number", header="编号", header_en="Number", type="text", required=True),
        LedgerColumn(name="registered_on", header="登记日期", header_en="Registered", type="date"),
    )
    return Ledger(
        id="pledge", code="L10", name="质押", name_en="Pledges", sheet="质押", columns=columns, key=("number",),
        title="number", senders=("bureau-a", "bureau-b"),
    )  # fmt: skip


def small_catalogue() -> Catalogue:
    """Return the catalogue of the invented plan."""
    return Catalogue(
        plan=_plan(),
        headings=(Heading(id="h1", name="目标", name_en="Aims"),),
        regions=(
            Region(code="410900", name="湖滨市", name_en="Lakeside", kind="city"),
            Region(code="410902", name="东区", name_en="East", kind="county"),
            Region(code="410903", name="西区", name_en="West", kind="county"),
        ),
        organisations=(
            _organisation("org_ip", "city_bureau", "市局"),
            _organisation("bureau-a", "county_bureau", "东局", "410902"),
            _organisation("bureau-b", "county_bureau", "西局", "410903"),
        ),
        feeds=(
            Feed(
                id="transfers", name="转让", name_en="Transfers", sheet="转让", frequency="M", period_header="月份",
                region_from="sender", values=(FeedValue(header="次数", indicator="transfers", unit="次"),),
                senders=("bureau-a", "bureau-b"),
            ),
        ),
        ledgers=(_ledger(),),
        indicators=_indicators(),
        base_values=(),
        quotas=(),
        targets=_targets(),
        tasks=(_task(),),
        rules=(
            RuleSet(
                id="rules-1", name="规则", name_en="Rules", valid_from=date(2022, 1, 1), author="市局", bands=bands(),
                noise_quantile=Decimal("0.05"), small_base=30, small_years=3, stage_limit=3,
                small_share=Decimal("0.70"),
            ),
        ),
        hash="0" * 64,
    )  # fmt: skip
