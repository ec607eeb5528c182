"""An invented plan with one target of every kind, and workbooks of its units quarter by quarter."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from dashboard.plan import periods
from dashboard.plan.models import Catalogue, Indicator, LedgerSource, RatioSource, Reading, Stage, Target
from tests.unit.intake import invented
from tests.unit.intake.drafting import Draft, pledge

BASE = "2021Q4"
EAST, WEST, CITY = "990101", "990102", "990100"


def _indicator(code: str, unit: str, aggregation: str, source: object, **changes: object) -> Indicator:
    names = {"id": code, "name": code, "name_en": code, "unit": unit, "unit_en": unit, "frequency": "M"}
    return Indicator.model_validate({**names, "aggregation": aggregation, "source": source, **changes})


def _reading(identity: str, method: str, end: int = 2025, **changes: object) -> Reading:
    names = {"id": identity, "name": identity, "name_en": identity, "method": method, "end_year": end, "source": "方案"}
    return Reading.model_validate({**names, **changes})


def _target(seq: int, code: str, unit: str, *readings: Reading, **changes: object) -> Target:
    texts = dict.fromkeys(
        ("statement", "statement_en", "name", "name_en", "short", "short_en", "rule_text", "rule_text_en", "unit_en"),
        code,
    )
    fixed = {
        "id": code,
        "code": str(seq),
        "seq": seq,
        "heading": "all",
        "clause": "二",
        "kind": "numeric",
        "unit": unit,
    }
    return Target.model_validate({**texts, **fixed, "readings": readings, **changes})


def _indicators() -> tuple[Indicator, ...]:
    kept = [item for item in invented.INDICATORS if item.id not in ("marks", "entities")]
    stocks = [
        item.model_copy(update={"aggregation": "stock"})
        for item in invented.INDICATORS
        if item.id in ("marks", "entities")
    ]
    date_on = {"ledger": "pledge", "date": "registered_on"}
    return (
        *(item.model_copy(update={"counties": item.id != "added"}) for item in kept),
        *stocks,
        _indicator("deals", "项", "flow", LedgerSource(**date_on)),
        _indicator("firms", "家", "cumulative_count", LedgerSource(**date_on, distinct="pledgor")),
        _indicator("released", "项", "cumulative_count", LedgerSource(ledger="pledge", date="released_on")),
        _indicator(
            "density",
            "件/万户",
            "ratio",
            RatioSource(numerator="marks", denominator="entities", factor=Decimal(10000)),
            frequency="Q",
        ),
    )


def _targets() -> tuple[Target, ...]:
    growth = {"threshold": Decimal("0.1"), "base_year": 2021}
    stages = (
        Stage(id="first", name="一", name_en="1", due="2022-09", ledger="pledge", date="released_on"),
        Stage(id="second", name="二", name_en="2", due="2023-12", ledger="pledge", date="released_on", count=2),
    )
    papers = (Stage(id="paper", name="文件", name_en="Paper", due="2022-12", milestone="1.1"),)
    return (
        _target(
            1,
            "t_transfers",
            "次",
            _reading("default", "compound", indicator="transfers", **growth),
            _reading("mean", "arithmetic", indicator="transfers", **growth),
        ),
        _target(2, "t_pledged", "亿元", _reading("default", "compound", indicator="pledged", **growth)),
        _target(
            3,
            "t_firms",
            "家",
            _reading("default", "count", indicator="firms", threshold=Decimal(10)),
            _reading("later", "count", indicator="firms", threshold=Decimal(10), count_from="2022-08"),
        ),
        _target(
            4,
            "t_released",
            "项",
            _reading("default", "stages", indicator="released", threshold=Decimal(2)),
            stages=stages,
        ),
        _target(5, "t_added", "亿元", _reading("default", "compound", indicator="added", **growth)),
        _target(
            6,
            "t_density",
            "件/万户",
            _reading("default", "total", 2024, indicator="density", threshold=Decimal("0.2"), base_year=2021),
        ),
        _target(7, "q_paper", "", _reading("default", "qualitative"), stages=papers, kind="qualitative"),
    )


def catalogue(plan: str = "lakeside") -> Catalogue:
    """Return the catalogue; the pledge deals that county and bank both send count once, the county's first."""
    ledger = invented.PLEDGE.model_copy(
        update={"counted_from": ("county_bureau", "bank"), "senders": ("east", "west", "bank-01")}
    )
    feeds = [
        feed.model_copy(update={"senders": ("zone-east",)}) if feed.id == "zone_transfers" else feed
        for feed in invented.FEEDS
    ]
    return invented.CATALOGUE.model_copy(
        update={
            "plan": invented.PLAN.model_copy(update={"id": plan}),
            "feeds": tuple(feeds),
            "ledgers": (ledger,),
            "indicators": _indicators(),
            "targets": _targets(),
        }
    )


LAKESIDE = catalogue()


def write(found: Catalogue, folder: Path, last: str, without: Collection[tuple[str, str]] = ()) -> list[Path]:
    """Write every workbook up to a quarter into folder/<quarter>/, but for (sender, quarter) pairs; return them."""
    paths = []
    quarters = [BASE, *periods.span("2022-01", periods.last_month(last), "Q")] if last > BASE else [BASE]
    for quarter in quarters:
        for draft in drafts(found, quarter):
            if (draft.sender, quarter) not in without:
                paths.append(draft.save(folder / quarter / f"{quarter}_{draft.sender}.xlsx"))
    return paths


def drafts(found: Catalogue, quarter: str) -> Iterator[Draft]:
    """Yield the workbook of each unit for a quarter; the base one covers three years."""
    months = periods.months_of(quarter) if quarter != BASE else periods.span("2019-01", "2021-12", "M")
    start = "2019Q1" if quarter == BASE else ""
    for place, unit in enumerate(("east", "west")):
        draft = Draft(found, unit, quarter, start)
        draft.add("transfers", *(row for month in months for row in _transfers(month, place)))
        draft.add("pledge", *(_deal(month, unit) for month in months))
        if unit == "east" and periods.last_month(quarter) >= "2022-03":
            done = date.fromisoformat("2023-01-15") if quarter >= "2023Q1" else None
            draft.milestones(["1.2@2023", "培训", "已完成" if done else "推进中", done, "", ""])
        yield draft
    yield Draft(found, "zone-east", quarter, start).add("zone_transfers", *([m, "转让", 1] for m in months))
    banked = [_deal(month, "east", bank=True) for month in months]
    yield Draft(found, "bank-01", quarter, start).add("pledge", *banked)
    yield _city(found, quarter, start, months)


def _transfers(month: str, place: int) -> list[list[object]]:
    grown = 20 + 3 * (periods.year(month) - 2019) + 5 * place
    return [[month, "转让", grown], [month, "许可", 5]]


def _deal(month: str, unit: str, bank: bool = False) -> list[object]:
    year, number, _ = periods.parse(month)
    amount = 500 + 60 * (year - 2019) + (1 if bank else 0)  # the bank states another amount: the county's counts
    return pledge(
        registration_no=f"Y{year}{number:02d}{unit}",
        pledgor=f"{'共同' if number == 1 else unit}{number}公司",
        county="东县" if unit == "east" else "西县",
        registered_on=date(year, number, 15),
        released_on=date(year, number, 20) if number == 8 and unit == "east" else None,
        amount=amount,
    )


def _city(found: Catalogue, quarter: str, start: str, months: Collection[str]) -> Draft:
    draft = Draft(found, "org_city", quarter, start)
    quarters = list(dict.fromkeys(periods.of_month(month, "Q") for month in months))
    rows = [[q, name, Decimal("0.1") * (periods.year(q) - 2009), 9000] for q in quarters for name in ("东县", "西县")]
    draft.add("marks", *([q, name, f"{mark}", entities] for q, name, mark, entities in rows))
    years = {"2021Q4": (2019, 2020), "2022Q1": (2021,), "2023Q1": (2022,)}.get(quarter, ())
    if years:
        draft.add("output", *([str(y), name, 1000 * (y - 2018)] for y in years for name in ("东县", "西县")))
    late = {"2021Q4": (2019, 2020), "2022Q3": (2021,), "2023Q3": (2022,)}.get(quarter, ())
    if late:
        draft.add("added", *([str(y), kind, 10 + y - 2019] for y in late for kind in ("电子信息", "环保")))
    if quarter >= "2022Q1":
        done = quarter >= "2022Q4"
        draft.milestones(["1.1", "政策", "已完成" if done else "推进中", date(2022, 11, 5) if done else None, "", ""])
    return draft
