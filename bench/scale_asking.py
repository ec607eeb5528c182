"""What readers ask of the invented nation, timed over the socket and HTTP: page runs, files, calls of the API.

Beside the overview of the nation stands that of the same plan with 13 regions on the same server.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlencode
from urllib.request import urlopen

import sqlalchemy as sa
from nation import LAST, PLAN, Size, catalogue
from nation_rows import fill
from scale_pages import Visitor, beside, served, visiting

from dashboard.publishing import publish
from dashboard.reporting import Database, edition

ASKED, LIMIT, TIMES = 60, 1.0, 15  # questions of a kind; seconds at p95; overviews of each
REGIONS, MORE = 13, 1.1  # of the small nation; how much more the overview of the large one may cost
SMALL = "nation_small"
Note = Callable[[str, str], None]
Kind = tuple[str, Callable[[], object]]


def asked(database: Database, size: Size, note: Note) -> bool:
    """Time the overview and every kind of question; return whether all stay within their limits."""
    large = database.engine.url.render_as_string(hide_password=False)
    held = [_overview(large, _small(database, size), note)]
    with served(large) as origin, visiting(origin) as visitor:
        asking = Asking(origin, visitor, size, edition(database, PLAN, "2025Q3").label)
        held += [_timed(name, ask, note) for name, ask in asking.kinds()]
    return all(held)


def _small(database: Database, size: Size) -> str:
    """Return the URL of the same plan with 13 regions on the same server, built where it is not there yet."""
    url = database.engine.url.set(database=SMALL)
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        known = connection.execute(sa.text("select count(*) from pg_database where datname = :name"), {"name": SMALL})
        if not known.scalar_one():
            connection.exec_driver_sql(f"create database {SMALL}")
    made = Database(url.render_as_string(hide_password=False))
    few = replace(size, regions=min(REGIONS, size.regions), entries=min(8_000, size.entries))
    if not made.has_tables():
        fill(made, few)
        publish(made, catalogue(few), LAST, publisher="bench")
    made.close()
    return made.url


def _overview(large: str, small: str, note: Note) -> bool:
    found = beside({"small": small, "large": large}, "", TIMES)
    ratios = []
    for at, how in enumerate(("cold: every cache emptied", "warm")):
        few, many = found["small"][at], found["large"][at]
        ratios.append(many / few)
        told = f"{1000 * many:.1f} ms, {REGIONS} regions {1000 * few:.1f} ms: {ratios[-1]:.2f}x (limit {MORE})"
        note(f"overview, {how}", told)
    return max(ratios) <= MORE


def _timed(name: str, ask: Callable[[], object], note: Note) -> bool:
    ask()  # what a server reads once is not counted
    taken = []
    for _ in range(ASKED):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    late = statistics.quantiles(taken, n=20)[-1]
    told = f"median {statistics.median(taken):.3f} s, p95 {late:.3f} s, worst {max(taken):.3f} s"
    note(name, f"{told} (limit {LIMIT})")
    return late <= LIMIT


class Asking:
    """The questions of a reader, each with its own choices, so that no cache has the answer."""

    def __init__(self, origin: str, visitor: Visitor, size: Size, label: str) -> None:
        self._origin, self._visitor, self._size = origin, visitor, size
        self._at, self._chance = {"plan": PLAN, "edition": label}, random.Random(1)

    def kinds(self) -> Iterator[Kind]:
        """Yield every kind of question by name."""
        yield from self._explored()
        yield from self._values()
        yield from self._entries()
        yield "page of the counties", lambda: self._run("counties", **self._part())
        yield "page of a county in all targets", lambda: self._run("counties", region=self._region())
        yield "page of a target", lambda: self._run("target", target=f"t_{self._asked()}", **self._part())
        yield "page of a target in a county", lambda: self._run("target", target=f"t_{self._asked()}",
                                                                region=self._region())  # fmt: skip
        yield "API: verdicts of counties, any page", lambda: self._call("counties", offset=str(self._far(14)))
        yield "API: outlooks, any page", lambda: self._call("outlooks", offset=str(self._far(28)))
        yield "API: roll-up by county, any page", lambda: self._call("rollups", by="region",
                                                                     offset=str(self._far(1)))  # fmt: skip

    def _explored(self) -> Iterator[Kind]:
        for step, name in (("M", "months"), ("Q", "quarters"), ("A", "years"), ("C", "months added up")):
            yield f"explore, {name} of a region", lambda step=step: self._explore(step=step, region=self._region())
        wide = {"from": "2018-10", "to": LAST}
        yield "explore, a region over the whole plan", lambda: self._explore(step="M", region=self._region(), **wide)
        yield "explore, regions of one period", lambda: self._explore(rows="region", step="Q", **self._part())
        yield "explore, regions by years, columns drawn", lambda: self._explore(
            rows="region", columns="period", step="A", show="columns", **self._part())  # fmt: skip
        yield "explore, regions found by a word", lambda: self._explore(rows="region", find=self._region()[:3])
        many = {"rows": "region", "columns": "period", "step": "M", **wide}
        yield "explore, table as CSV", lambda: self._file("api/v1/observations.csv", **many, **self._part())
        yield "explore, table as workbook", lambda: self._file("api/v1/observations.xlsx", **many, **self._part())
        yield "explore, picture", lambda: self._file("figures/explore-chart.png", rows="region", step="A",
                                                     **self._part())  # fmt: skip

    def _values(self) -> Iterator[Kind]:
        yield "API: values, first page of 1,000", lambda: self._observed()
        yield "API: values, far page by offset", lambda: self._observed(offset=str(self._size.regions * 84 - 1000))
        yield "API: values, pages by cursor", self._following("observations", lambda: {"indicator": self._indicator()},
                                                              self._size.regions * 84 // 2)  # fmt: skip
        yield "API: values of one region", lambda: self._observed(region=self._region())

    def _entries(self) -> Iterator[Kind]:
        half = self._size.entries // 2
        yield "API: ledger, first page of 1,000", lambda: self._entered()
        yield "API: ledger, far page by offset", lambda: self._entered(offset=str(max(half - 1000, 0)))
        yield "API: ledger, pages by cursor", self._following("ledger", lambda: {"ledger": "deals"}, half // 2)
        yield "API: ledger of a region", lambda: self._entered(region=self._region())
        yield "API: ledger of a unit", lambda: self._entered(sender=f"bureau_{self._region()}")

    def _following(self, call: str, asked: Callable[[], dict[str, str]], middle: int) -> Callable[[], object]:
        """Return the walk from page to page, begun in the middle of all of them."""
        kept: dict[str, str] = {}

        def step() -> None:
            told = self._call(call, **asked(), **(kept or {"offset": str(middle)}))
            after = str(told["next"] or "").partition("after=")[2].partition("&")[0]
            kept.clear()
            kept.update({"after": after} if after and call == "ledger" else {})
            if after and call == "observations":  # another indicator has the same regions and months
                kept["after"] = after

        return step

    def _run(self, page: str, **keys: str) -> float:
        return self._visitor.run(page, urlencode({**self._at, "lang": "zh", **keys}))

    def _explore(self, **keys: str) -> float:
        return self._run("explore", indicator=self._indicator(), **keys)

    def _observed(self, **keys: str) -> object:
        return self._call("observations", indicator=self._indicator(), **keys)

    def _entered(self, **keys: str) -> object:
        return self._call("ledger", ledger=self._chance.choice(("deals", "centres")), **keys)

    def _call(self, name: str, **keys: str) -> dict[str, object]:
        found = json.loads(self._file(f"api/v1/{name}", **keys))
        return dict(found)

    def _file(self, path: str, **keys: str) -> bytes:
        asked = {**self._at, **({} if "v1/" in path and "observations." not in path else {"lang": "zh"}), **keys}
        if "observations." in path or "figures/" in path:
            asked["indicator"] = self._indicator()
        with urlopen(f"{self._origin}/{path}?{urlencode(asked)}", timeout=60) as answer:
            return bytes(answer.read())

    def _indicator(self) -> str:
        return self._chance.choice(self._size.observed)

    def _asked(self) -> str:
        return self._chance.choice(self._size.observed[: self._size.targets])

    def _region(self) -> str:
        return self._chance.choice(self._size.codes)

    def _far(self, rows: int) -> int:
        """Return any place among so many rows a region."""
        return self._chance.randrange(max(rows * self._size.regions - 1000, 1))

    def _part(self) -> dict[str, str]:
        """Return any part of the list of regions."""
        return {"skip": str(self._chance.randrange(0, max(self._size.regions - 30, 1), 30))}
