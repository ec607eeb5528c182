"""Patent-intensive products: filed by September, recognised the following February, or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from dashboard.demo import days, story
from dashboard.demo.chance import source
from dashboard.demo.entries import Entry, Fact, Value
from dashboard.demo.identifiers import patent
from dashboard.demo.names import firm

_LEDGER = "products"
_ORDER = (1, 0, 2, 7, 1, 6, 4, 3, 0, 1, 5, 7, 2, 1)  # counties of the products
_FIRST_FIRM = 501


def entries() -> Iterator[Entry]:
    """Yield every product that was filed."""
    for number, (month, round_year, recognised) in enumerate(story.PRODUCTS):
        place = _ORDER[number]
        county = story.COUNTIES[place]
        maker = firm(county, _FIRST_FIRM + place + len(story.COUNTIES) * (number // 2))
        random = source(_LEDGER, number)
        filed = days.workday(random, month)
        values: dict[str, Value] = {
            "firm": maker.name, "uscc": maker.uscc, "product": f"{maker.industry}示例产品 {number + 1:02d}",
            "model": f"SL-{100 + number}", "industry": maker.industry, "filing_no": f"BA{filed.year}{number + 1:06d}",
            "patents": "、".join(patent(round_year - 3, 1, 7_000 + 3 * number + step) for step in range(3)),
            "filed_on": filed, "round_year": round_year, "output_value": random.randrange(800, 9_000, 50),
        }  # fmt: skip
        facts = [Fact(filed, values), *_listing(number, filed), *_recognition(random, number, recognised)]
        yield Entry(_LEDGER, (f"scjg-{county}",), tuple(facts))


def _listing(number: int, filed: date) -> Iterator[Fact]:
    """Yield the city's own listing, which most products get soon after they are filed."""
    random = source(_LEDGER, "listed", number)
    if random.random() < 0.8:
        listed = days.later(random, filed, 20, 80)
        yield Fact(listed, {"listed_on": listed})


def _recognition(random: Random, number: int, recognised: date | None) -> Iterator[Fact]:
    if recognised is not None:
        public = recognised - timedelta(days=25)
        yield Fact(public, {"publicity_on": public})
        certificate = f"示例认字{recognised.year}{number + 1:04d}"
        yield Fact(recognised, {"recognised_on": recognised, "certificate_no": certificate})
        updated = days.later(random, recognised, 330, 400)  # the yearly update of the product's output
        yield Fact(updated, {"output_value": random.randrange(900, 12_000, 50)})
