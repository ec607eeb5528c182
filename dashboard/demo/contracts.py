"""Technology contracts as the science and technology bureau registers them; patent contracts sold by the city count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from dashboard.demo import days, story
from dashboard.demo.chance import source
from dashboard.demo.entries import Entry, Fact, Value
from dashboard.demo.identifiers import patent
from dashboard.demo.money import Ticket, amounts
from dashboard.demo.months import CONTRACTS, Block, scatter
from dashboard.demo.names import LOCAL_UNIVERSITIES, UNIVERSITIES, firms
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue

_LEDGER, _SENDER = "contracts", "org_kj"
_TICKET = Ticket(width=1.05, step=5, floor=20, ceiling=8_000)  # lumpy: one deal may be a tenth of a year
_TOPICS = {"电子信息": "光电组件", "生物医药": "中药提取", "环保": "污水处理", "农业": "茶叶加工",
           "新材料": "珍珠岩保温材料", "先进制造": "注塑成型"}
_PATENTS = {"发明专利": 62, "实用新型": 33, "外观设计": 5}
_OTHERS = {"技术秘密": 30, "软件著作权": 25, "植物新品种": 5, "集成电路": 3, "未涉及": 37}
_PATENT_TYPES = {"技术转让": 38, "技术许可": 27, "技术开发": 22, "技术服务": 13}
_OTHER_TYPES = {"技术开发": 40, "技术咨询": 14, "技术服务": 46}
_PLACES = ("郑州市", "武汉市", "合肥市", "洛阳市", "南京市", "深圳市")
_WITHIN = "信阳市"
_SHARES = {"patent": 1.0, "other": 1.1, "bought": 0.35}  # the last two do not count; so many for each that does


def entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield every contract: patent contracts sold, other contracts sold, and patent contracts bought."""
    number = 0
    for block in story.PATENT_CONTRACTS:
        for kind, share in _SHARES.items():
            part = block if kind == "patent" else _like(block, share)
            random = source(_LEDGER, kind, block.first)
            sums = amounts(random, part.count, part.amount, _TICKET)
            for (month, county), amount in zip(scatter(random, part, CONTRACTS, story.CONTRACTS), sums, strict=True):
                number += 1
                yield _entry(catalogue, source(_LEDGER, number), number, kind, month, county, amount)


def _like(block: Block, share: float) -> Block:
    """Return a block of contracts that do not count, so many for each that does, smaller on average."""
    count = max(1, round(block.count * share))
    return Block(block.first, block.last, count, round(block.amount * share * 0.6 / 5) * 5)


def _entry(
    catalogue: Catalogue, random: Random, number: int, kind: str, month: str, county: str, amount: int
) -> Entry:
    registered = days.workday(random, month)
    field = random.choice(list(_TOPICS))
    contract_type = _pick(random, _OTHER_TYPES if kind == "other" else _PATENT_TYPES)
    values: dict[str, Value] = {
        "registration_no": f"{registered.year}411500{number:06d}", "contract_type": contract_type, "field": field,
        "name": f"{_TOPICS[field]}{contract_type}合同（{number:04d}）",
        "ip_type": _pick(random, _OTHERS if kind == "other" else _PATENTS),
        "patents": None if kind == "other" else patent(registered.year - random.randint(1, 6), 1, number),
        "signed_on": registered - timedelta(days=random.randint(8, 60)), "registered_on": registered,
        "amount": amount, "technology_amount": round(amount * random.uniform(0.7, 1.0)),
    }  # fmt: skip
    values |= _parties(catalogue, random, kind, county)
    return Entry(_LEDGER, (_SENDER,), (Fact(registered, values),))


def _parties(catalogue: Catalogue, random: Random, kind: str, county: str) -> dict[str, Value]:
    own = random.choice(firms(story.COUNTIES, county, 8 + story.CONTRACTS[county])).name
    if kind == "bought":
        return {"seller": random.choice(UNIVERSITIES), "buyer": own, "buyer_place": _WITHIN, "flow": "吸纳"}
    seller = random.choice(LOCAL_UNIVERSITIES) if random.random() < 0.2 else own
    parties: dict[str, Value] = {"seller": seller, "region": lookup.region(catalogue, county).name}
    if random.random() < 0.3:
        buyer = random.choice(firms(story.COUNTIES, random.choice(story.COUNTIES), 12, start=2_001)).name
        return parties | {"buyer": buyer, "buyer_place": _WITHIN, "flow": "市内"}
    buyer = f"市外示例企业 {random.randint(1, 99):02d}"
    return parties | {"buyer": buyer, "buyer_place": random.choice(_PLACES), "flow": "输出"}


def _pick(random: Random, odds: dict[str, int]) -> str:
    choices: Sequence[str] = list(odds)
    return random.choices(choices, list(odds.values()))[0]
