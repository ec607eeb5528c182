"""The funds ledger of the finance bureau: budget, approval, payment, use and audit of each supported project."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from dashboard.demo import days, story
from dashboard.demo.chance import source
from dashboard.demo.entries import Entry, Fact, Value
from dashboard.demo.names import firms
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue

_LEDGER, _SENDER = "funds", "org_cz"
_YEARS = {2022: 9, 2023: 15, 2024: 18, 2025: 16}  # projects a year
_TASKS = {"1": 10, "2": 14, "3": 4, "4": 8, "5": 10, "6": 9, "7": 14, "9": 7, "10": 8, "11": 10, "12": 6, "13": 3,
          "14": 7}
_SOURCES = {"市": 44, "省": 24, "县": 20, "中央": 7, "社会": 5}
_MODES = {"财政补助": 42, "以奖代补": 30, "购买服务": 22, "股权投资": 6}
_WORK = {"1": "专利导航", "2": "区域品牌培育", "3": "统计试点", "4": "密集型产品培育", "5": "专利转化对接",
         "6": "知识产权托管", "7": "质押融资补贴", "9": "保险与评估", "10": "集聚区建设", "11": "运营中心建设",
         "12": "服务机构引育", "13": "服务业监管", "14": "人才培训"}
_OVERSPENT = (2024, 5)  # one project reports more used than paid


def entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield every project of every yearly batch."""
    for year, count in _YEARS.items():
        for number in range(count):
            yield Entry(_LEDGER, (_SENDER,), tuple(_life(catalogue, source(_LEDGER, year, number), year, number)))


def _life(catalogue: Catalogue, random: Random, year: int, number: int) -> Iterator[Fact]:
    first = 9 if year == 2022 else 3
    approved = days.workday(random, f"{year}-{first + number % 2:02d}")
    budget = random.randrange(20, 165, 5)
    granted = budget if random.random() < 0.7 else budget - random.randrange(5, 20, 5)
    yield Fact(approved, _project(catalogue, random, year, number) | {"budget": budget, "approved": granted})
    paid_on = days.later(random, approved, 30, 110)
    paid = granted if random.random() < 0.75 else round(granted * 0.6)
    yield Fact(paid_on, {"allocated_on": paid_on, "allocated": paid})
    yield from _use(random, paid_on, paid, overspent=(year, number) == _OVERSPENT)


def _use(random: Random, paid_on: date, paid: int, *, overspent: bool) -> Iterator[Fact]:
    """Yield the use of the money at the ends of the following half-years, then the audit."""
    used, day = 0.0, paid_on
    speed = random.uniform(0.25, 0.75)
    while used < 0.999 and day < date(2026, 6, 30):
        day = date(day.year, 6, 30) if day < date(day.year, 6, 30) else _end_of_half(day)
        used = min(1.0, used + speed * random.uniform(0.6, 1.2))
        spent = round(paid * used) + (3 if overspent and used > 0.7 else 0)
        yield Fact(day, {"used": spent, "used_to": day})
    if used >= 0.999:
        audited = days.later(random, day, 40, 150)
        yield Fact(audited, {"performance_score": random.randrange(78, 97), "audited_on": audited})


def _end_of_half(day: date) -> date:
    return date(day.year, 12, 31) if day < date(day.year, 12, 31) else date(day.year + 1, 6, 30)


def _project(catalogue: Catalogue, random: Random, year: int, number: int) -> dict[str, Value]:
    county = random.choices(list(story.PATENTS), list(story.PATENTS.values()))[0]
    task = random.choices(list(_TASKS), list(_TASKS.values()))[0]
    recipient = random.choice(firms(story.COUNTIES, county, 6)).name
    return {
        "year": year, "fund_source": random.choices(list(_SOURCES), list(_SOURCES.values()))[0], "task": task,
        "mode": random.choices(list(_MODES), list(_MODES.values()))[0], "recipient": recipient,
        "project": f"{_WORK[task]}示例项目 {year}-{number + 1:02d}", "region": lookup.region(catalogue, county).name,
        "basis_doc": f"示例财知〔{year}〕{1 + number // 5}号",
    }  # fmt: skip
