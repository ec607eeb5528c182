"""A plan of an invented nation: regions, who reports for them, sixty indicators in six feeds, two ledgers, targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dashboard.plan import load_catalogues, periods
from dashboard.plan.models import Catalogue, Feed, Indicator, Ledger, Organisation, Plan, Region, Target
from dashboard.settings import ROOT

PLAN, CITY = "nation-2022", "900000"
FIRST, LAST = "2018-10", "2025-09"  # 84 months
FEEDS, LEDGERS = 6, ("deals", "centres")
PROVINCES = 31


@dataclass(frozen=True)
class Size:
    """How large: indicators that feeds bring, regions, ledger entries, and targets that ask about feeds."""

    indicators: int = 60
    regions: int = 3000
    entries: int = 2_000_000
    targets: int = 12

    @property
    def codes(self) -> list[str]:
        """The regions below the nation: a province, then its own number."""
        return [f"{11 + place % PROVINCES:02d}{place // PROVINCES:04d}" for place in range(self.regions)]

    @property
    def observed(self) -> list[str]:
        """The indicators that feeds bring."""
        return [f"flow_{place:02d}" for place in range(self.indicators)]


def months() -> list[str]:
    """Return the months of the history."""
    return list(periods.span(FIRST, LAST, "M"))


def sender(region: str) -> str:
    """Return who reports for a region."""
    return f"bureau_{region}"


def feed_of(place: int) -> str:
    """Return the feed of the indicator at a place."""
    return f"feed_{place % FEEDS}"


def catalogue(size: Size) -> Catalogue:
    """Return the plan; judged by the rules of the city's plan."""
    like = load_catalogues(ROOT / "data" / "plan")["xinyang-2022"]
    return Catalogue(
        plan=_plan(), headings=like.headings[:1], regions=_regions(size), organisations=_units(size),
        feeds=_feeds(size), ledgers=tuple(map(_ledger, LEDGERS)), indicators=tuple(_indicators(size)), base_values=(),
        quotas=(), targets=tuple(_targets(size, like.headings[0].id)), tasks=(), rules=like.rules, hash="0" * 64,
    )  # fmt: skip


def _named(code: str, name: str) -> dict[str, Any]:
    return {"id": code, "name": name, "name_en": code}


def _plan() -> Plan:
    return Plan(
        id=PLAN, name="全国方案（虚构）", name_en="Plan of an invented nation", product_title="监测",
        product_title_en="Monitor", city="全国", city_en="Nation", doc_no="虚〔2022〕1号", issuer="虚构",
        issued=date(2022, 1, 5), start_year=2022, end_year=2025, base_year=2021, data_from=FIRST, settled_by="2026-06",
        cumulative_start="2022-01",
    )  # fmt: skip


def _regions(size: Size) -> tuple[Region, ...]:
    below = [Region(code=code, name=f"县{code}", name_en=f"County {code}", kind="county") for code in size.codes]
    return (Region(code=CITY, name="全国", name_en="Nation", kind="city"), *below)


def _units(size: Size) -> tuple[Organisation, ...]:
    def unit(code: str, kind: str, region: str | None) -> Organisation:
        names = [{"name": code, "short": code, "name_en": code}]
        return Organisation.model_validate({"id": code, "kind": kind, "names": names, "region": region})

    bureaus = [unit(sender(code), "county_bureau", code) for code in size.codes]
    return (unit("org_ip", "city_bureau", None), *bureaus)


def _feeds(size: Size) -> tuple[Feed, ...]:
    return tuple(
        Feed.model_validate({
            **_named(f"feed_{number}", f"报表{number}"), "sheet": f"报表{number}", "frequency": "M",
            "period_header": "月份", "region_from": "sender", "senders": ["kind:county_bureau"],
            "values": [{"header": code, "indicator": code, "unit": "件"}
                       for place, code in enumerate(size.observed) if place % FEEDS == number],
        })
        for number in range(min(FEEDS, size.indicators))
    )  # fmt: skip


def _ledger(code: str) -> Ledger:
    columns = [
        {"name": "number", "header": "编号", "header_en": "Number", "type": "text", "required": True},
        {"name": "registered_on", "header": "日期", "header_en": "Date", "type": "date"},
        {"name": "amount", "header": "金额", "header_en": "Amount", "type": "money", "unit": "元"},
    ]
    return Ledger.model_validate({
        **_named(code, code), "code": "L01" if code == "deals" else "L02", "sheet": code, "columns": columns,
        "key": ["number"], "title": "number", "senders": ["kind:county_bureau"],
    })  # fmt: skip


def _indicators(size: Size) -> list[Indicator]:
    base = {"unit": "件", "unit_en": "items", "frequency": "M", "aggregation": "flow"}
    fed = [{**base, **_named(code, f"数量{code[-2:]}"), "source": {"feed": feed_of(place)}}
           for place, code in enumerate(size.observed)]  # fmt: skip
    money = {**base, **_named("deal_amount", "金额"), "unit": "亿元", "scale": 10, "decimals": 2,
             "source": {"ledger": "deals", "date": "registered_on", "value": "amount"}}  # fmt: skip
    count = {**base, **_named("centres_open", "中心"), "aggregation": "cumulative_count",
             "source": {"ledger": "centres", "date": "registered_on"}}  # fmt: skip
    return [Indicator.model_validate(found) for found in (*fed, money, count)]


def _targets(size: Size, heading: str) -> list[Target]:
    growing = [(code, "compound", Decimal("0.08")) for code in (*size.observed[: size.targets], "deal_amount")]
    asked = [*growing, ("centres_open", "count", Decimal(size.entries))]
    return [_target(number, heading, *one) for number, one in enumerate(asked, 1)]


def _target(number: int, heading: str, code: str, method: str, threshold: Decimal) -> Target:
    text = dict.fromkeys(("statement", "name", "short", "rule_text"), f"目标{number}")
    text |= {f"{name}_en": f"Target {number}" for name in text}
    since: dict[str, Any] = {"count_from": "2022-01"} if method == "count" else {"base_year": 2021}
    reading = {"id": "default", "name": "默认", "name_en": "default", "method": method, "indicator": code,
               "threshold": threshold, "end_year": 2025, "source": "方案", **since}  # fmt: skip
    return Target.model_validate({
        **text, "id": f"t_{code}", "code": str(number), "seq": number, "heading": heading, "clause": "一",
        "kind": "numeric", "unit": "亿元" if code == "deal_amount" else "件", "unit_en": "items",
        "owners": ["org_ip"], "readings": [reading],
    })  # fmt: skip
