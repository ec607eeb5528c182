"""The funds ledger of the finance bureau: budget, approval, payment, use and audit of each supported project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
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
_TWICE, _FIRST = (2025, 7), (2024, 2)  # one project is funded a second time, under another document
_UNSPENT = 0.94  # what some projects spend in the end; the rest is returned


def entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield every project of every yearly batch."""
    for year, count in _YEARS.items():
        for number in range(count):
            yield Entry(_LEDGER, (_SENDER,), tuple(_life(catalogue, source(_LEDGER, year, number), year, number)))


def _life(catalogue: Catalogue, random: Random, year: int, number: int) -> Iterator[Fact]:
    later = source(_LEDGER, "later", year, number)
    first = 9 if year == 2022 else 3
    approved = days.workday(random, f"{year}-{first + number % 2:02d}")
    budget = random.randrange(20, 165, 5)
    granted = budget if random.random() < 0.7 else budget - random.randrange(5, 20, 5)
    project = _project(catalogue, random, year, number)
    notice = {"public_notice_on": days.weekday(approved - timedelta(days=14)), **_goal(later, project)}
    yield Fact(approved, project | notice | {"budget": budget, "approved": granted})
    paid_on = days.later(random, approved, 30, 110)
    paid = granted if random.random() < 0.75 else round(granted * 0.6)
    payment = f"示例财拨〔{paid_on.year}〕{later.randrange(1, 60)}号"
    yield Fact(paid_on, {"allocated_on": paid_on, "allocated": paid, "payment_doc": payment})
    spending = _Spending(paid, (year, number) == _OVERSPENT, number % 9 == 4)
    yield from _use(random, later, paid_on, spending)


@dataclass(frozen=True)
class _Spending:
    """How a project spends what was paid (万元)."""

    paid: int
    overspent: bool
    sparing: bool

    def by(self, share: float) -> int:
        """Return what is spent when a share of the work is done."""
        whole = round(self.paid * (_UNSPENT if self.sparing else 1) * share)
        return whole + (3 if self.overspent and share > 0.7 else 0)


def _use(random: Random, later: Random, paid_on: date, money: _Spending) -> Iterator[Fact]:
    """Yield the use of the money at the ends of the following half-years, then how the project ends."""
    used, day = 0.0, paid_on
    speed = random.uniform(0.25, 0.75)
    while used < 0.999 and day < date(2026, 6, 30):
        day = date(day.year, 6, 30) if day < date(day.year, 6, 30) else _end_of_half(day)
        used = min(1.0, used + speed * random.uniform(0.6, 1.2))
        spent = money.by(used)
        left: dict[str, Value] = {"carried_over": max(money.paid - spent, 0)} if day.month == 12 else {}
        yield Fact(day, {"used": spent, "used_to": day, **left})
    if used >= 0.999:
        audited = days.later(random, day, 40, 150)
        yield Fact(audited, {"performance_score": random.randrange(78, 97), "audited_on": audited})
        yield from _end(later, day, audited, money)


def _end(later: Random, finished: date, audited: date, money: _Spending) -> Iterator[Fact]:
    """Yield the self-assessment before the audit, what the audit found, and the closure after it."""
    own = days.later(later, finished, 10, 30)
    yield Fact(own, {"self_assessed_on": own, "self_score": later.randrange(84, 100)})
    found = money.overspent or later.random() < 0.12
    back: dict[str, Value] = {"returned": money.paid - money.by(1), "carried_over": 0} if money.sparing else {}
    yield Fact(audited, {"audit_result": "整改中" if found else "未发现问题", **back})
    if money.overspent:  # its finding stays open
        return
    closed = days.later(later, audited, 20, 70)
    way = "资金收回" if money.sparing else "验收结项"
    end: dict[str, Value] = {"closed_on": closed, "closure": way}
    yield Fact(closed, end | ({"audit_result": "已整改"} if found else {}))


def _end_of_half(day: date) -> date:
    return date(day.year, 12, 31) if day < date(day.year, 12, 31) else date(day.year + 1, 6, 30)


def _project(catalogue: Catalogue, random: Random, year: int, number: int) -> dict[str, Value]:
    county = random.choices(list(story.PATENTS), list(story.PATENTS.values()))[0]
    task = random.choices(list(_TASKS), list(_TASKS.values()))[0]
    recipient = random.choice(firms(story.COUNTIES, county, 6)).name
    if (year, number) == _TWICE:
        first = _project(catalogue, _drawn(*_FIRST), *_FIRST)
        return {**first, "year": year, "fund_source": "省", "basis_doc": f"示例财知〔{year}〕{1 + number // 5}号"}
    return {
        "year": year, "fund_source": random.choices(list(_SOURCES), list(_SOURCES.values()))[0], "task": task,
        "mode": random.choices(list(_MODES), list(_MODES.values()))[0], "recipient": recipient,
        "project": f"{_WORK[task]}示例项目 {year}-{number + 1:02d}", "region": lookup.region(catalogue, county).name,
        "basis_doc": f"示例财知〔{year}〕{1 + number // 5}号",
    }  # fmt: skip


def _drawn(year: int, number: int) -> Random:
    """Return a project's source of chance as it stands when the project is described."""
    random = source(_LEDGER, year, number)
    days.workday(random, f"{year}-01")
    if (random.randrange(20, 165, 5), random.random())[1] >= 0.7:
        random.randrange(5, 20, 5)
    return random


def _goal(later: Random, project: dict[str, Value]) -> dict[str, Value]:
    """Return what the project is to reach, and the share bought where it is an investment."""
    work = _WORK[str(project["task"])]
    count, content = later.randrange(1, 4), later.randrange(85, 96)
    goal: dict[str, Value] = {"performance_goal": f"完成{work}任务{count}项，服务对象满意度不低于{content}%"}
    equity = {"equity_pct": later.randrange(5, 20)} if project["mode"] == "股权投资" else {}
    return {**goal, **equity}
