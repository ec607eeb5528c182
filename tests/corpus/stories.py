"""What truly happened: one invented entry per ledger that breaks no rule. Amounts in 万元, places as codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.corpus.identifiers import patent
from tests.corpus.people import BANKS, PROVIDERS, UNIVERSITIES, firm

Values = dict[str, object]
INDUSTRIES = ("电子信息", "生物医药", "节能环保", "绿色食品(茶)", "装备制造", "其他")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when: the dice, a running number, the county, the last day of the report period."""

    dice: Random
    number: int
    county: str
    end: date

    def back(self, least: int, most: int) -> date:
        """Return a day so many days before the end of the period."""
        return self.end - timedelta(days=self.dice.randint(least, most))

    def after(self, day: date, least: int, most: int) -> date:
        """Return a later day within the period."""
        return min(day + timedelta(days=self.dice.randint(least, most)), self.end)

    def amount(self, median: float) -> Decimal:
        """Return an amount, lognormal about a median, round as amounts are, 12 to 5000."""
        found = min(max(self.dice.lognormvariate(0, 0.7) * median, 12.0), 5000.0)
        return Decimal(round(found / 10) * 10) if self.dice.random() < 0.8 else Decimal(f"{found:.1f}").normalize()

    def maybe(self, value: object, share: float = 0.6) -> object:
        """Return the value in a share of cases, else nothing."""
        return value if self.dice.random() < share else None


def _patents(at: Scene, count: int) -> list[str]:
    return [patent(at.dice, at.dice.choice((1, 2)), at.dice.randint(2014, 2021)) for _ in range(count)]


def pledge(at: Scene) -> Values:
    """Return a pledge: contract, registration, loan."""
    one, day, amount = firm(at.dice, at.county), at.back(40, 85), at.amount(600)
    registered = at.after(day, 3, 20)
    year = registered.year
    return {
        "registration_no": f"Y{year}98{at.number:06d}", "pledgor": one.name, "uscc": one.uscc, "region": at.county,
        "firm_size": at.dice.choice("中小微小"), "industry": at.dice.choice(INDUSTRIES),
        "pledgee": at.dice.choice(BANKS),
        "pledge_kind": at.dice.choice(("专利", "专利", "商标", "专利商标混合")), "right_count": at.dice.randint(1, 12),
        "contract_no": f"示质字{year}第{at.number:05d}号", "contracted_on": day, "registered_on": registered,
        "registered_amount": amount, "credit_amount": amount + at.dice.choice((0, 0, 100, 200)), "loan_amount": amount,
        "lent_on": at.after(registered, 1, 19), "renewal": at.dice.random() < 0.2, "released_on": None,
    }  # fmt: skip


def transfer(at: Scene) -> Values:
    """Return the transfer or licence of one patent."""
    kind = at.dice.choice((1, 2, 2, 3))
    event, code = at.dice.choice(
        (("专利权转让", "TR01"), ("专利权转让", "TR01"), ("普通许可", "EE01"), ("独占许可", "EE01"))
    )
    signed = at.back(45, 80)
    effective = at.after(signed, 10, 30)
    giver, owner = at.dice.choice(((at.dice.choice(UNIVERSITIES), "高校"), (firm(at.dice, at.county).name, "企业")))
    return {
        "patent_no": patent(at.dice, kind, at.dice.randint(2012, 2021)),
        "title": f"一种{at.dice.choice(INDUSTRIES)[:2]}用示例装置{at.number}",
        "event_kind": event, "patent_kind": ("", "发明专利", "实用新型", "外观设计")[kind], "from_org": giver,
        "to_org": firm(at.dice, at.county).name, "region": at.county, "direction": at.dice.choice(("吸纳", "市内")),
        "filing_no": f"X{effective.year}98{at.number:06d}" if code == "EE01" else None, "contracted_on": signed,
        "effective_on": effective,
        "announced_on": at.maybe(at.after(effective, 5, 14)), "price": at.maybe(at.amount(40), 0.8),
        "owner_kind": owner, "related": False,
        "gazette_code": code,
    }  # fmt: skip


def navigation(at: Scene) -> Values:
    """Return a navigation project under way or accepted."""
    applied = at.back(400, 600)
    approved = at.after(applied, 30, 60)
    midterm = at.after(approved, 90, 150)
    accepted = at.maybe(at.after(midterm, 60, 120), 0.5)
    return {
        "project_no": f"XYDH{approved.year}-{at.number:04d}", "name": f"信阳示例产业专利导航项目{at.number}",
        "nav_kind": at.dice.choice(("产业规划", "企业经营", "研发活动", "人才管理")),
        "industry": at.dice.choice(INDUSTRIES),
        "region": at.county, "zone": None, "host": firm(at.dice, at.county).name, "provider": at.dice.choice(PROVIDERS),
        "level": at.dice.choice(("省", "市", "县")), "applied_on": applied, "approved_on": approved,
        "approve_doc": f"示知发〔{approved.year}〕{at.number}号", "midterm_on": midterm, "accepted_on": accepted,
        "accept_doc": f"示知验〔{accepted.year}〕{at.number}号" if isinstance(accepted, date) else None,
        "published_on": None,
        "budget": at.amount(60),
    }  # fmt: skip


def custody(at: Scene) -> Values:
    """Return a custody agreement in force."""
    one, signed = firm(at.dice, at.county), at.back(10, 80)
    started = at.after(signed, 0, 9)
    return {
        "agreement_no": f"TG{signed.year}-{at.number:05d}", "sme": one.name, "uscc": one.uscc,
        "firm_size": at.dice.choice("中小微小"),
        "industry": at.dice.choice(INDUSTRIES), "provider": at.dice.choice(PROVIDERS),
        "provider_uscc": firm(at.dice, "411502").uscc,
        "form": at.dice.choice(("全托管", "部分托管")), "signed_on": signed, "started_on": started,
        "ends_on": started + timedelta(days=at.dice.choice((364, 729))),
        "fee": Decimal(at.dice.choice(("0.5", "1", "1.2", "2", "3"))),
        "ip_count": at.dice.randint(1, 40),
    }  # fmt: skip


def conversion(at: Scene) -> Values:
    """Return a patent of a university put to use by an SME."""
    one, signed = firm(at.dice, at.county), at.back(50, 85)
    filed = at.after(signed, 5, 25)
    paid = at.after(signed, 7, 30)
    return {
        "contract_no": f"ZH{signed.year}-{at.number:05d}", "sme": one.name, "uscc": one.uscc,
        "firm_size": at.dice.choice("中小微小"),
        "industry": at.dice.choice(INDUSTRIES), "university": at.dice.choice(UNIVERSITIES),
        "local": at.dice.random() < 0.4,
        "route": at.dice.choice(("转让", "普通许可", "独占许可")),
        "patents": _patents(at, at.dice.choice((1, 1, 2, 3))),
        "signed_on": signed, "filing_no": f"备示例{filed.year}{at.number:05d}", "filed_on": filed,
        "price": at.amount(40),
        "first_paid_on": paid, "implemented_on": None, "success_on": max(filed, paid),
    }  # fmt: skip


def funds(at: Scene) -> Values:
    """Return a subsidy: granted, paid, partly used."""
    notice = at.back(60, 85)
    paid, share = at.after(notice, 15, 40), at.dice.choice((0, 0, 0, 5, 10, 15))
    granted = Decimal(at.dice.choice((10, 20, 30, 50, 80, 100, 200)))
    used = granted * at.dice.choice((0, 5, 8, 10)) / 10
    return {
        "year": notice.year, "fund_source": at.dice.choice(("中央", "省", "市")),
        "mode": "股权投资" if share else "财政补助",
        "task": str(at.dice.randint(1, 14)), "project": f"示例运营服务项目{at.number}",
        "recipient": firm(at.dice, at.county).name,
        "region": at.county, "basis_doc": f"示财预〔{notice.year}〕{at.number}号",
        "budget": granted + at.dice.choice((0, 10)), "approved": granted,
        "performance_goal": "完成年度任务", "public_notice_on": notice,
        "payment_doc": f"示财拨〔{paid.year}〕{at.number}号", "allocated_on": paid,
        "allocated": granted, "used": used, "used_to": at.end, "carried_over": granted - used, "returned": Decimal(0),
        "self_assessed_on": None,
        "self_score": None, "performance_score": None, "audited_on": None, "audit_result": None,
        "equity_pct": Decimal(share) if share else None, "exit_on": None, "closed_on": None, "closure": None,
    }  # fmt: skip


def contract(at: Scene) -> Values:
    """Return a technology contract as registered."""
    signed, amount = at.back(40, 85), at.amount(150)
    kind = at.dice.choice(("技术转让", "技术许可", "技术开发"))
    number = patent(at.dice, 1, at.dice.randint(2014, 2021))
    return {
        "registration_no": f"{signed.year}41150{at.number:07d}", "name": f"示例技术合同{at.number}",
        "contract_type": kind,
        "ip_type": at.dice.choice(("发明专利", "技术秘密", "未涉及")) if kind == "技术开发" else "发明专利",
        "patents": [number],
        "seller": firm(at.dice, at.county).name, "region": at.county, "buyer": firm(at.dice, at.county).name,
        "buyer_place": at.dice.choice(("河南省郑州市", "江苏省南京市", "信阳市")),
        "flow": at.dice.choice(("输出", "市内")),
        "field": at.dice.choice(("电子信息", "先进制造", "新材料", "农业")), "signed_on": signed,
        "registered_on": at.after(signed, 5, 30),
        "amount": amount, "technology_amount": amount * at.dice.choice((5, 8, 10)) / 10,
    }  # fmt: skip


def product(at: Scene) -> Values:
    """Return a product filed, perhaps listed."""
    one, filed = firm(at.dice, at.county), at.back(20, 85)
    return {
        "firm": one.name, "uscc": one.uscc, "product": f"示例产品{at.number}型", "model": f"SL-{at.number}",
        "industry": at.dice.choice(INDUSTRIES),
        "patents": _patents(at, at.dice.randint(1, 4)),
        "filing_no": f"BA{filed.year}{at.number:06d}", "filed_on": filed,
        "listed_on": at.maybe(at.after(filed, 5, 15)), "round_year": filed.year + 1,
        "publicity_on": None, "recognised_on": None, "certificate_no": None, "output_value": at.amount(1500),
    }  # fmt: skip


STORIES: Mapping[str, Callable[[Scene], Values]] = {
    "pledge": pledge, "transfer_records": transfer, "navigation": navigation, "custody": custody,
    "conversions": conversion,
    "funds": funds, "contracts": contract, "products": product,
}  # fmt: skip
