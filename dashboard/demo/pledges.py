"""Pledge deals as county bureaus register them; the banks that financed them report the same deals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from dashboard.demo import days, story
from dashboard.demo.chance import source
from dashboard.demo.entries import Entry, Fact, Value
from dashboard.demo.money import Ticket, amounts
from dashboard.demo.months import PLEDGE, Block, scatter
from dashboard.demo.names import firms
from dashboard.plan import lookup, periods
from dashboard.plan.models import Catalogue

_LEDGER = "pledge"
_TICKET = Ticket(width=0.55, step=10, floor=100, ceiling=5_000)
_REPORTING_ODDS = (34, 22, 20)  # the banks that report to the office
_OTHER_BANKS = {"示例村镇银行": 10, "示例股份制银行": 8, "示例融资担保公司": 6}
_MIXED = "专利商标混合"
_KINDS = {"专利": 73, "商标": 19, _MIXED: 8}
_COPYRIGHT, _FIRST_COPYRIGHT = "含著作权", 1_001  # beside the deals that count, with numbers of their own
_MIXED_SINCE = date(2023, 10, 1)


def entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield every deal, oldest first; registration number, amount and days are the same at county and bank.

    Pledges of copyright come last.
    """
    number = 0
    for block in story.PLEDGE_DEALS:
        random = source(_LEDGER, block.first)
        places = scatter(random, block, PLEDGE, story.PLEDGES)
        for (month, county), amount in zip(places, _amounts(random, block), strict=True):
            number += 1
            yield _entry(catalogue, source(_LEDGER, number), number, month, county, amount)
    yield from _copyright(catalogue)


def _copyright(catalogue: Catalogue) -> Iterator[Entry]:
    number = _FIRST_COPYRIGHT
    for year, count in story.COPYRIGHT_PLEDGES.items():
        last = periods.last_month(story.LAST) if year == periods.year(story.LAST) else f"{year}-12"
        random = source(_LEDGER, "copyright", year)
        for month, county in scatter(random, Block(f"{year}-01", last, count), PLEDGE, story.PLEDGES):
            found = _entry(catalogue, source(_LEDGER, number), number, month, county, random.randrange(100, 500, 10))
            first, *later = found.facts
            kind = Fact(first.known, {**first.values, "pledge_kind": _COPYRIGHT})
            yield replace(found, facts=(kind, *later))
            number += 1


def _amounts(random: Random, block: Block) -> list[int]:
    return amounts(random, block.count, block.amount, _TICKET)


def _entry(catalogue: Catalogue, random: Random, number: int, month: str, county: str, amount: int) -> Entry:
    bank, sender = _bank(catalogue, random)
    registered = days.workday(random, month)
    facts = [_registered(catalogue, random, number, county, registered, bank, amount)]
    lent = days.later(random, registered, 2, 25)
    loan = amount if random.random() < 0.7 else round(amount * 0.9 / 10) * 10
    facts.append(Fact(lent, {"loan_amount": loan, "lent_on": lent}))
    if random.random() < 0.88:
        released = days.later(random, registered, 330, 420)
        facts.append(Fact(released, {"released_on": released}))
    if number == story.CORRECTED_DEAL:
        facts.append(Fact(story.CORRECTED_ON, {"registered_amount": amount + story.CORRECTED_BY}))
    senders = (f"scjg-{county}",) if sender is None else (f"scjg-{county}", sender)
    return Entry(_LEDGER, senders, tuple(facts))


def _bank(catalogue: Catalogue, random: Random) -> tuple[str, str | None]:
    """Return a bank's name and its id when it reports itself."""
    reporting = [unit for unit in lookup.senders_of(catalogue, _LEDGER) if unit.kind == "bank"]
    banks: list[tuple[str, str | None]] = [(unit.names[-1].name, unit.id) for unit in reporting]
    banks += [(name, None) for name in _OTHER_BANKS]
    return random.choices(banks, (*_REPORTING_ODDS[: len(reporting)], *_OTHER_BANKS.values()))[0]


def _registered(
    catalogue: Catalogue, random: Random, number: int, county: str, day: date, bank: str, amount: int
) -> Fact:
    """Return what is known when the pledge is registered."""
    firm = random.choice(firms(story.COUNTIES, county, 3 + 2 * story.PLEDGES[county]))
    contracted = day.replace(day=max(1, day.day - random.randint(1, 9)))
    values: dict[str, Value] = {
        "registration_no": f"Y{day.year}98{900_000 + number}", "pledgor": firm.name, "uscc": firm.uscc,
        "region": lookup.region(catalogue, county).name, "firm_size": firm.size, "industry": firm.industry,
        "pledgee": bank, "pledge_kind": _kind(random, day), "right_count": 1 + min(19, int(random.expovariate(0.3))),
        "contract_no": f"示例质字{day.year}第{number:03d}号", "contracted_on": contracted, "registered_on": day,
        "registered_amount": amount, "credit_amount": _credit(number, amount),
        "renewal": "是" if random.random() < 0.15 and day.year > 2019 else "否",
    }  # fmt: skip
    return Fact(day, values)


def _credit(number: int, amount: int) -> int:
    """Return the credit line of a deal: mostly what is registered, sometimes more."""
    random = source(_LEDGER, "credit", number)
    return amount if random.random() < 0.6 else round(amount * random.uniform(1.05, 1.5) / 10) * 10


def _kind(random: Random, day: date) -> str:
    kind = random.choices(list(_KINDS), list(_KINDS.values()))[0]
    return "专利" if kind == _MIXED and day < _MIXED_SINCE else kind


def first_mixed(catalogue: Catalogue) -> date:
    """Return the day of the first mixed pledge, a milestone of task 7."""
    return min(entry.facts[0].known for entry in entries(catalogue) if entry.facts[0].values["pledge_kind"] == _MIXED)

