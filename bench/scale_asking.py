"""What readers ask of the invented nation, timed: explore questions, pages of the ledgers and of the observations."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator

from nation import LEDGERS, PLAN, Size

from dashboard.figures import decode
from dashboard.reporting import Database, edition
from dashboard.review import exploring

ASKED, LIMIT = 100, 1.0  # questions of a kind; seconds at p95
Note = Callable[[str, str], None]


def asked(database: Database, size: Size, note: Note) -> bool:
    """Time every kind of question; return whether all stay within the limit."""
    found = [_timed(name, ask, note) for name, ask in _kinds(database, size)]
    return max(found) <= LIMIT


def _timed(name: str, ask: Callable[[], object], note: Note) -> float:
    taken = []
    for _ in range(ASKED):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    late = statistics.quantiles(taken, n=20)[-1]
    note(name, f"median {statistics.median(taken):.3f} s, p95 {late:.3f} s, worst {max(taken):.3f} s")
    return late


def _kinds(database: Database, size: Size) -> Iterator[tuple[str, Callable[[], object]]]:
    chance, number = random.Random(1), edition(database, PLAN, "2025Q3").number
    plan = decode.plan(database.rows("plan_as_of", plan=PLAN, edition=number)[0])
    row = database.rows("edition_list", plan=PLAN)[0]
    head = decode.edition(row, database.rows("rule_sets", plan=PLAN, edition=number), "zh")
    at = {"plan": PLAN, "edition": number}

    def explore() -> object:
        keys = {"indicator": chance.choice(size.observed), "region": chance.choice(["", *size.codes]),
                "step": chance.choice("MQAC"), "rows": chance.choice(["period", "region", "part"])}  # fmt: skip
        return exploring.ask(database.rows, plan, head, keys, "zh").pivot.grid()

    def observations(skipped: int) -> object:
        told = {**at, "indicator": chance.choice(size.observed), "every": 1, "regions": [""], "breakdowns": [""],
                "first": exploring.EARLIEST, "last": exploring.LATEST}  # fmt: skip
        database.rows("observation_count", **told)
        return database.rows("observation_page", **told, most=1000, skipped=skipped)

    def ledger(skipped: int) -> object:
        told = {**at, "ledger": chance.choice(LEDGERS), "region": "", "sender": ""}
        database.rows("ledger_count", **told)
        return database.rows("ledger_page", **told, most=100, skipped=skipped)

    yield "explore question, read and laid out", explore
    yield "observations, first page of 1,000", lambda: observations(0)
    yield "observations, last page of 1,000", lambda: observations(max(size.regions * 84 - 1000, 0))
    yield "ledger, first page of 100", lambda: ledger(0)
    yield "ledger, last page of 100", lambda: ledger(max(size.entries // 2 - 100, 0))
