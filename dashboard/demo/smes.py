"""SMEs in custody and SMEs that put university patents to use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from dashboard.demo import days, story
from dashboard.demo.chance import source
from dashboard.demo.entries import Entry, Fact, Value
from dashboard.demo.identifiers import patent, uscc
from dashboard.demo.names import AGENCIES, LOCAL_UNIVERSITIES, UNIVERSITIES, Firm, firm

_CUSTODY, _CONVERSIONS = "custody", "conversions"
_CONVERTING = 30  # firms before this one are in custody, from it on they convert patents
_LARGE = 90  # firms from this one on are large
_FORMS = ("全托管", "部分托管", "部分托管", "公共托管")
_ROUTES = {"转让": 30, "普通许可": 30, "独占许可": 12, "排他许可": 8, "开放许可": 14, "作价入股": 6}


def _sme(number: int) -> Firm:
    """Return the n-th SME; counties take turns."""
    return firm(story.COUNTIES[number % len(story.COUNTIES)], number + 1)


def _large(number: int) -> Firm:
    """Return the n-th large firm."""
    return replace(_sme(_LARGE + number), size="大")


def custody() -> Iterator[Entry]:
    """Yield the custody agreements; one SME is in custody in two counties, some agreements are renewed."""
    for number, month in enumerate(story.CUSTODY_STARTS):
        sme, random = _sme(number), source(_CUSTODY, number)
        started = days.workday(random, month)
        yield _agreement(random, sme, sme.county, f"TG{started.year}-{number + 1:03d}", started)
        if number in story.RENEWED_CUSTODY:
            again = days.later(random, days.years_later(started, 1), 3, 20)
            yield _agreement(random, sme, sme.county, f"TG{again.year}-{number + 1:03d}X", again)
    twice, random = _sme(story.TWICE_IN_CUSTODY), source(_CUSTODY, "twice")
    yield _agreement(random, twice, story.SECOND_COUNTY, "TG2024-201", story.SECOND_START)
    large, random = _large(0), source(_CUSTODY, "large")
    started = days.workday(random, story.LARGE_CUSTODY)
    yield _agreement(random, large, large.county, "TG2024-301", started)


def _agreement(random: Random, sme: Firm, county: str, number: str, started: date) -> Entry:
    agency = random.randrange(len(AGENCIES))
    values: dict[str, Value] = {
        "agreement_no": number, "sme": sme.name, "uscc": sme.uscc, "firm_size": sme.size, "industry": sme.industry,
        "provider": AGENCIES[agency], "provider_uscc": uscc("411502", 9_001 + agency), "form": random.choice(_FORMS),
        "signed_on": started, "started_on": started, "ends_on": days.years_later(started, random.choice((1, 2, 2, 3))),
        "fee": Decimal(random.randrange(10, 65, 5)) / 10, "ip_count": random.randint(2, 28),
    }  # fmt: skip
    return Entry(_CUSTODY, (f"scjg-{county}",), (Fact(started, values),))


def conversions() -> Iterator[Entry]:
    """Yield the contracts with universities; an SME that succeeds twice is still one SME, some contracts never do."""
    number = 0
    for place, (month, succeeded) in enumerate(story.CONVERSIONS):
        number += 1
        yield _contract(source(_CONVERSIONS, number), _sme(_CONVERTING + place), number, month, succeeded)
    for place, month, succeeded in story.SECOND_CONVERSIONS:
        number += 1
        yield _contract(source(_CONVERSIONS, number), _sme(_CONVERTING + place), number, month, succeeded)
    number += 1
    yield _contract(source(_CONVERSIONS, number), _large(1), number, *story.LARGE_CONVERSION)


def _contract(random: Random, sme: Firm, number: int, month: str, succeeded: str | None) -> Entry:
    signed, university = days.workday(random, month), random.choice(UNIVERSITIES)
    filed = days.later(random, signed, 20, 60)
    values: dict[str, Value] = {
        "contract_no": f"ZH{signed.year}-{number:03d}", "sme": sme.name, "uscc": sme.uscc, "firm_size": sme.size,
        "industry": sme.industry, "university": university, "local": "是" if university in LOCAL_UNIVERSITIES else "否",
        "route": random.choices(list(_ROUTES), list(_ROUTES.values()))[0],
        "patents": patent(signed.year - random.randint(2, 6), 1, 5_000 + number), "signed_on": signed,
        "price": random.randrange(5, 80, 5),
    }  # fmt: skip
    facts = [Fact(signed, values), Fact(filed, {"filing_no": f"备示例{filed.year}{number:04d}", "filed_on": filed})]
    if succeeded is not None:
        success = max(days.workday(random, succeeded), filed)
        facts.append(Fact(success, {"first_paid_on": success, "success_on": success}))
        implemented = days.later(random, success, 10, 90)
        facts.append(Fact(implemented, {"implemented_on": implemented}))
    return Entry(_CONVERSIONS, (f"scjg-{sme.county}",), tuple(facts))


def tenth_success() -> date:
    """Return the day on which the tenth SME succeeds."""
    days_by_sme: dict[object, date] = {}
    for entry in conversions():
        values = {name: value for fact in entry.facts for name, value in fact.values.items()}
        success = values.get("success_on")
        if isinstance(success, date) and values["firm_size"] != "大":
            days_by_sme[values["uscc"]] = min(success, days_by_sme.get(values["uscc"], success))
    return sorted(days_by_sme.values())[9]
